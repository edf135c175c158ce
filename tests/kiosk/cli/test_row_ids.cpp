// A row is known again by its mapped id, whatever the file is called this time.
#include <gtest/gtest.h>

#include <vector>

#include "tests/kiosk/cli/program.h"

namespace uketsuke::testing {
namespace {

using nlohmann::json;

json import(const Program& program, const std::string& file, const std::string& rows) {
  program.write(file, "受付ID,氏名,事業所名\n" + rows);
  const Ran ran =
      program.json({"roster", "import", "EBINA", program.file(file), "--mapping", program.file("ids.toml")});
  EXPECT_EQ(ran.exit_code, 0) << ran.err;
  return ran.line();
}

std::vector<json> people(const Program& program) { return program.json({"roster", "list", "EBINA"}).lines(); }

TEST(CliRowIds, AnIdIsKnownAgainInTheNextDownload) {
  const Program program;
  program.write("ids.toml", "id = \"受付ID\"\n");
  import(program, "answers.csv", "10,山田 太郎,甲病院\n11,佐藤 花子,乙薬局\n");
  const json again = import(program, "answers (1).csv", "10,山本 太郎,丁医院\n11,佐藤 花子,乙薬局\n12,鈴木 一郎,丙\n");
  EXPECT_EQ(again["updated"], 1);
  EXPECT_EQ(again["unchanged"], 1);
  EXPECT_EQ(again["added"], 1);
  const auto rows = people(program);
  ASSERT_EQ(rows.size(), 3U);
  EXPECT_EQ(rows[0]["name"], "山本 太郎");
  EXPECT_EQ(rows[0]["facility"], "丁医院");
}

TEST(CliRowIds, ACorrectedNameAloneIsEnough) {
  const Program program;
  program.write("ids.toml", "id = \"受付ID\"\n");
  import(program, "a.csv", "10,山田 太郎,甲病院\n");
  EXPECT_EQ(import(program, "b.csv", "10,山田 太朗,甲病院\n")["updated"], 1);
  EXPECT_EQ(people(program).size(), 1U);
}

TEST(CliRowIds, TwoListsThatBothCountFromOneStayApart) {
  const Program program;
  program.write("ids.toml", "id = \"受付ID\"\n");
  import(program, "north.csv", "1,山田 太郎,甲病院\n2,佐藤 花子,乙薬局\n3,鈴木 一郎,丙\n");
  const json south = import(program, "south.csv", "1,高橋 次郎,丁\n2,伊藤 三郎,戊\n3,鈴木 一郎,丙\n");
  EXPECT_EQ(south["added"], 2);
  EXPECT_EQ(people(program).size(), 5U);
}

}  // namespace
}  // namespace uketsuke::testing
