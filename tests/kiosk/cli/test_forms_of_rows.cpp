// A form in a table: rows that came together from one facility, or one row that holds several people.
#include <gtest/gtest.h>

#include <map>

#include "tests/kiosk/cli/program.h"

namespace uketsuke::testing {
namespace {

using nlohmann::json;

std::map<std::string, json> rows_by_name(const Program& program) {
  std::map<std::string, json> rows;
  for (const json& row : program.json({"roster", "list", "SMALL"}).lines()) rows[row["name"]] = row;
  return rows;
}

TEST(CliFormsOfRows, TheRestOfAFormWithoutASeatIsSplit) {
  const Program program;  // two seats
  program.write("r.csv",
                "受付日,事業所名,氏名\n"
                "2025/10/01,甲病院,一\n"
                "2025/10/02,乙薬局,二\n"
                "2025/10/02,㈱乙薬局,三\n"
                "2025/10/03,乙薬局,四\n"
                "2025/10/03,,五\n");
  ASSERT_EQ(program.json({"roster", "import", "SMALL", program.file("r.csv")}).exit_code, 0);
  auto rows = rows_by_name(program);
  EXPECT_EQ(rows["二"]["status"], "confirmed");
  EXPECT_EQ(rows["二"]["split"], false);
  EXPECT_EQ(rows["三"]["status"], "waitlisted");
  EXPECT_EQ(rows["三"]["split"], true);
  EXPECT_EQ(rows["四"]["split"], false) << "another day, another form";
  EXPECT_EQ(rows["五"]["split"], false) << "no facility, no form";
}

const std::string kShared =
    "タイムスタンプ,事業所名,メールアドレス,参加者1氏名,参加者1職種,参加者2氏名,参加者2職種,参加者3氏名,参加者3職種\n";

TEST(CliFormsOfRows, ARowOfSeveralPeopleIsOneFormSeatedInItsOrder) {
  const Program program;  // two seats
  program.write("r.csv", kShared +
                             "2025/10/02 9:00,乙薬局,o@example.jp,四,薬剤師,,,,\n"
                             "2025/10/01 9:00,甲病院,k@example.jp,一,医師,二,看護師,三,同上\n");
  const json first = program.json({"roster", "import", "SMALL", program.file("r.csv")}).line();
  EXPECT_EQ(first["rows"], 4);
  EXPECT_EQ(first["added"], 4);
  EXPECT_EQ(first["waitlisted"], 2);
  auto rows = rows_by_name(program);
  for (const char* seated : {"一", "二"}) EXPECT_EQ(rows[seated]["status"], "confirmed");
  EXPECT_EQ(rows["三"]["status"], "waitlisted");
  EXPECT_EQ(rows["三"]["split"], true);
  EXPECT_EQ(rows["三"]["profession"], "看護師");
  EXPECT_EQ(rows["三"]["email"], "k@example.jp");
  EXPECT_EQ(rows["三"]["received_at"], "2025-10-01T09:00:00+09:00");
  EXPECT_EQ(rows["四"]["split"], false);
}

TEST(CliFormsOfRows, TheSameRowAgainChangesNothingAndAPersonMoreJoinsTheForm) {
  const Program program;
  program.write("r.csv", kShared + "2025/10/01 9:00,甲病院,k@example.jp,一,医師,二,看護師,,\n");
  program.write("again.csv", kShared + "2025/10/01 9:00,甲病院,k@example.jp,一,医師,二,准看護師,五,医師\n");
  ASSERT_EQ(program.json({"roster", "import", "EBINA", program.file("r.csv")}).line()["added"], 2);
  const json same = program.json({"roster", "import", "EBINA", program.file("r.csv")}).line();
  EXPECT_EQ(same["unchanged"], 2);
  EXPECT_EQ(same["added"], 0);
  const json more = program.json({"roster", "import", "EBINA", program.file("again.csv")}).line();
  EXPECT_EQ(more["unchanged"], 1);
  EXPECT_EQ(more["updated"], 1);
  EXPECT_EQ(more["added"], 1);
  EXPECT_EQ(more["duplicates"], json::array());
}

TEST(CliFormsOfRows, AMappingFileSaysWhoIsInARowAndABadPersonIsHeldAndCompleted) {
  const Program program;
  program.write("m.toml", "[[person]]\nname = \"甲\"\n[[person]]\nname = \"乙\"\nprofession = \"乙の職\"\n");
  program.write("r.csv", "甲,乙,乙の職,所属\n一,,医師,丙病院\n二,三,看護師,丙病院\n");
  const Ran bad =
      program.json({"roster", "import", "EBINA", program.file("r.csv"), "--mapping", program.file("m.toml")});
  EXPECT_EQ(bad.exit_code, 3);
  EXPECT_EQ(bad.line()["rejected"][0]["field"], "乙");
  EXPECT_EQ(bad.line()["rejected"][0]["line"], 2);
  const Ran held = program.json(
      {"roster", "import", "EBINA", program.file("r.csv"), "--mapping", program.file("m.toml"), "--hold-bad"});
  ASSERT_EQ(held.exit_code, 0) << held.err;
  EXPECT_EQ(held.line()["added"], 2);
  const std::string draft = program.json({"draft", "list", "EBINA"}).line()["draft"];
  const Ran taken = program.json({"draft", "take", "EBINA", draft, "--person", "2", "--name", "四"});
  ASSERT_EQ(taken.exit_code, 0) << taken.err;
  EXPECT_EQ(taken.line()["added"], 2);
}

}  // namespace
}  // namespace uketsuke::testing
