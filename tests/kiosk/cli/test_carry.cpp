// roster carry: a standing meeting's members come again without being typed again.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/kiosk/cli/program.h"

namespace uketsuke::testing {
namespace {

using nlohmann::json;
using ::testing::HasSubstr;

/// A meeting of the series 推進会議 in that month.
Ran add_meeting(const Program& program, const std::string& code, int month) {
  program.write(code + ".toml", "code = \"" + code + "\"\ntitle = \"会議\"\nvenue = \"役場\"\nseries = \"推進会議\"\n" +
                                    "starts_at = \"2025-" + std::to_string(month) + "-20T14:00:00+09:00\"\n");
  return program.json({"event", "add", program.file(code + ".toml")});
}

TEST(CliCarry, MembersJoinTheNextOccasionOnceWithTheirRoles) {
  Program program;
  program.now = "2025-10-01T10:00:00+09:00";
  ASSERT_EQ(add_meeting(program, "K1", 10).exit_code, 0);
  program.write("r.csv",
                "氏名,ふりがな,所属,職種,メール,区分\n山田 太郎,やまだ たろう,甲病院,医師,y@example.jp,委員\n"
                "佐藤 花子,,乙薬局,薬剤師,s@example.jp,\n鈴木,,丙,医師,,講師\n田中,,丁,看護師,,\n");
  ASSERT_EQ(program.json({"roster", "import", "K1", program.file("r.csv")}).line()["added"], 4);
  const json rows = program.json({"roster", "list", "K1"}).lines();
  const std::string gone = rows[3]["registration"];
  ASSERT_EQ(program.json({"cancel", "K1", gone, "--reason", "異動"}).exit_code, 0);
  ASSERT_EQ(program.json({"substitute", "K1", rows[1]["registration"], "--name", "代わりの人"}).exit_code, 0);
  const Ran added = add_meeting(program, "K2", 11);
  EXPECT_THAT(added.err, HasSubstr("roster carry K1 K2"));

  EXPECT_EQ(program.json({"roster", "carry", "K1", "K2", "--dry-run"}).line()["added"], 2);
  EXPECT_TRUE(program.json({"roster", "list", "K2"}).lines().empty());
  const Ran carried = program.json({"roster", "carry", "K1", "K2"});
  ASSERT_EQ(carried.exit_code, 0) << carried.err;
  EXPECT_EQ(carried.line()["added"], 2);
  const auto members = program.json({"roster", "list", "K2"}).lines();
  ASSERT_EQ(members.size(), 2U);
  EXPECT_EQ(members[0]["name"], "山田 太郎");
  EXPECT_EQ(members[0]["role"], "guest");
  EXPECT_EQ(members[0]["furigana"], "やまだ たろう");
  EXPECT_EQ(members[0]["status"], "confirmed");
  EXPECT_EQ(members[1]["name"], "佐藤 花子") << "not who came in their place once";
  EXPECT_EQ(program.json({"roster", "carry", "K1", "K2"}).line()["unchanged"], 2);
}

TEST(CliCarry, OnlyWithinASeriesAndWhileTheNamesAreThere) {
  Program program;
  program.now = "2025-10-01T10:00:00+09:00";
  ASSERT_EQ(add_meeting(program, "K1", 10).exit_code, 0);
  ASSERT_EQ(add_meeting(program, "K2", 11).exit_code, 0);
  program.write("r.csv", "氏名,所属\n山田,甲\n");
  ASSERT_EQ(program.json({"roster", "import", "K1", program.file("r.csv")}).exit_code, 0);
  const Ran other = program.json({"roster", "carry", "K1", "SMALL"});
  EXPECT_EQ(other.exit_code, 2);
  EXPECT_THAT(other.err, HasSubstr("series"));
  EXPECT_EQ(program.json({"roster", "carry", "K1", "K1"}).exit_code, 2);
  EXPECT_EQ(program.json({"roster", "carry", "NOPE", "K1"}).exit_code, 2);
  program.now = "2025-10-21T10:00:00+09:00";
  ASSERT_EQ(program.json({"purge", "K1", "--force"}).exit_code, 0);
  EXPECT_EQ(program.json({"roster", "carry", "K1", "K2"}).exit_code, 1);
}

}  // namespace
}  // namespace uketsuke::testing
