// Workbooks and zips through the program: the template filled in comes back, passwords, folders.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>

#include "tests/kiosk/cli/program.h"

namespace uketsuke::testing {
namespace {

using nlohmann::json;
using ::testing::HasSubstr;

TEST(CliRosterFiles, TheTemplateIsReadBackWithoutItsExample) {
  const Program program;
  const std::string file = program.file("名簿ひな形.xlsx");
  const Ran made = program.json({"roster", "template", "EBINA", "--out", file});
  ASSERT_EQ(made.exit_code, 0) << made.err;
  EXPECT_EQ(made.line()["file"], file);
  const Ran empty = program.json({"roster", "import", "EBINA", file});
  ASSERT_EQ(empty.exit_code, 0) << empty.err;
  EXPECT_EQ(empty.line()["rows"], 0);
  EXPECT_THAT(empty.err, HasSubstr("記入例"));
  EXPECT_EQ(program.json({"roster", "template", "--out", program.file("b.xlsx")}).exit_code, 0);
  EXPECT_EQ(program.json({"roster", "template", "NOPE", "--out", program.file("c.xlsx")}).exit_code, 2);
  EXPECT_EQ(program.json({"roster", "template", "EBINA"}).exit_code, 2);
  EXPECT_EQ(program.json({"roster", "template", "EBINA", "--out", "/nonexistent/x.xlsx"}).exit_code, 4);
}

TEST(CliRosterFiles, AnExportedWorkbookIsARosterToo) {
  const Program program;
  program.write("a.csv", "氏名,ふりがな,所属,職種,電話番号\n山田 太郎,やまだ たろう,甲病院,看護師,0462312111\n");
  EXPECT_EQ(program.json({"roster", "import", "EBINA", program.file("a.csv")}).exit_code, 0);
  ASSERT_EQ(program.json({"export", "EBINA", "roster", "--format", "xlsx", "--out", program.file("x.xlsx")}).exit_code,
            0);
  const Ran back = program.json({"roster", "import", "OTHER", program.file("x.xlsx")});
  ASSERT_EQ(back.exit_code, 0) << back.err;
  EXPECT_EQ(back.line()["added"], 1);
  const json row = program.json({"roster", "list", "OTHER"}).line();
  EXPECT_EQ(row["name"], "山田 太郎");
  EXPECT_EQ(row["facility"], "甲病院");
}

TEST(CliRosterFiles, AZipWithAPasswordNeedsTheRightOne) {
  const Program program;
  program.write("a.csv", "氏名,所属\n山田,甲\n");
  const std::string zip = program.file("a.zip");
  const std::string command = "cd '" + program.file("") + "' && zip -q -P geheim a.zip a.csv";
  ASSERT_EQ(std::system(command.c_str()), 0);
  const Ran without = program.json({"roster", "import", "EBINA", zip});
  EXPECT_EQ(without.exit_code, 3);
  EXPECT_EQ(without.line()["added"], 0);
  EXPECT_THAT(without.err, HasSubstr("--password-file"));
  program.write("wrong", "falsch\n");
  const Ran wrong = program.json({"roster", "import", "EBINA", zip, "--password-file", program.file("wrong")});
  EXPECT_EQ(wrong.exit_code, 3);
  EXPECT_THAT(wrong.line()["rejected"][0]["why"].get<std::string>(), HasSubstr("パスワードが違"));
  program.write("right", "geheim\r\n");
  const Ran right = program.json({"roster", "import", "EBINA", zip, "--password-file", program.file("right")});
  EXPECT_EQ(right.exit_code, 0) << right.err;
  EXPECT_EQ(right.line()["added"], 1);
  EXPECT_EQ(program.json({"roster", "import", "EBINA", zip, "--password-file", "/nonexistent"}).exit_code, 2);
}

}  // namespace
}  // namespace uketsuke::testing
