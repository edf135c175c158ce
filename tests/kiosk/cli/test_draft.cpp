// draft list, take and drop; columns; group pin; table signs: the office's work from outside.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "tests/kiosk/cli/program.h"

namespace uketsuke::testing {
namespace {

using nlohmann::json;

/// One good row and one without a name, which is held.
void import_held(const Program& program) {
  program.write(
      "roster.csv",
      "氏名,ふりがな,所属,職種,メール\n山田 太郎,やまだ たろう,甲病院,看護師,\n,,乙薬局,薬剤師,b@example.jp\n");
  const Ran ran = program.json(
      {"roster", "import", "EBINA", program.file("roster.csv"), "--hold-bad", "--received-at", "2025-10-01"});
  EXPECT_EQ(ran.exit_code, 0) << ran.err;
}

json hold_one(const Program& program) {
  import_held(program);
  return program.json({"draft", "list", "EBINA"}).line();
}

TEST(CliDraft, ListsWhatIsHeldWithItsRecord) {
  const Program program;
  const json draft = hold_one(program);
  EXPECT_EQ(draft["file"], program.file("roster.csv"));
  EXPECT_EQ(draft["line"], 3);
  EXPECT_EQ(draft["field"], "氏名");
  EXPECT_EQ(draft["record"], "氏名：\nふりがな：\n所属：乙薬局\n職種：薬剤師\nメール：b@example.jp");
}

TEST(CliDraft, ACompletedOneIsAnApplicationAndIsNotHeldAgain) {
  const Program program;
  const json draft = hold_one(program);
  const std::string id = draft["draft"];
  EXPECT_EQ(program.json({"draft", "take", "EBINA", id}).exit_code, 2) << "it has no name";
  const Ran taken = program.json({"draft", "take", "EBINA", id, "--name", "佐藤 花子", "--furigana", "さとう はなこ",
                                  "--received-at", "2025-10-01"});
  ASSERT_EQ(taken.exit_code, 0) << taken.err;
  EXPECT_EQ(taken.line()["added"], 1);
  const auto rows = program.json({"roster", "list", "EBINA"}).lines();
  ASSERT_EQ(rows.size(), 2U);
  EXPECT_EQ(rows[1]["name"], "佐藤 花子");
  EXPECT_EQ(rows[1]["facility"], "乙薬局");
  EXPECT_EQ(rows[1]["profession"], "薬剤師");
  EXPECT_EQ(rows[1]["email"], "b@example.jp");
  EXPECT_TRUE(program.json({"draft", "list", "EBINA"}).lines().empty());
  EXPECT_EQ(program.json({"draft", "take", "EBINA", id, "--name", "佐藤 花子"}).exit_code, 2);
  import_held(program);
  EXPECT_TRUE(program.json({"draft", "list", "EBINA"}).lines().empty());
}

TEST(CliDraft, ADroppedOneIsNotHeldAgain) {
  const Program program;
  const std::string id = hold_one(program)["draft"];
  EXPECT_EQ(program.json({"draft", "drop", "EBINA", id, "no-such"}).exit_code, 2) << "all or none";
  EXPECT_EQ(program.json({"draft", "drop", "EBINA", id}).line()["dropped"], id);
  EXPECT_EQ(program.json({"roster", "import", "EBINA", program.file("roster.csv"), "--hold-bad"}).exit_code, 0);
  EXPECT_TRUE(program.json({"draft", "list", "EBINA"}).lines().empty());
  EXPECT_EQ(program.json({"check"}).exit_code, 0);
}

TEST(CliColumns, AreKeptForTheNextEventAndUsedByExport) {
  const Program program;
  program.add("山田 太郎", "EBINA");
  const Ran set = program.json({"columns", "EBINA", "roster", "--set", "氏名,number"});
  ASSERT_EQ(set.exit_code, 0) << set.err;
  EXPECT_EQ(set.lines()[0]["column"], "name");
  EXPECT_EQ(set.lines()[1]["column"], "number");
  EXPECT_EQ(set.lines()[2]["shown"], false);
  const std::string file = program.file("list.csv");
  const auto head = [&](std::vector<std::string> more) {
    std::vector<std::string> words = {"export", "EBINA", "roster", "--out", file};
    words.insert(words.end(), more.begin(), more.end());
    EXPECT_EQ(program.json(words).exit_code, 0);
    std::ifstream stream(file);
    std::string line;
    std::getline(stream, line);
    return line.substr(3, line.find('\r') - 3);
  };
  EXPECT_EQ(head({}), "氏名,受付番号");
  EXPECT_EQ(head({"--columns", "所属"}), "所属");
  EXPECT_EQ(program.json({"columns", "EBINA", "roster", "--reset"}).lines()[0]["column"], "number");
  EXPECT_EQ(program.json({"columns", "EBINA", "roster", "--set", "なし"}).exit_code, 2);
  EXPECT_EQ(program.json({"columns", "EBINA", "name-tags"}).exit_code, 2);
}

TEST(CliGroupPin, KeepsSomebodyWhereTheyAre) {
  const Program program;
  std::string csv = "氏名,所属,職種\n";
  for (int i = 0; i < 12; ++i) csv += "人" + std::to_string(i) + ",事業所" + std::to_string(i) + ",看護師\n";
  program.write("twelve.csv", csv);
  ASSERT_EQ(
      program.json({"roster", "import", "EBINA", program.file("twelve.csv"), "--received-at", "2025-10-01"}).exit_code,
      0);
  ASSERT_EQ(program.json({"edit", "EBINA", "1", "group=2", "--reason", "司会の近く"}).exit_code, 0);
  EXPECT_EQ(program.json({"group", "pin", "EBINA", "1"}).line()["pinned"], true);
  for (const char* seed : {"1", "2", "3", "4"}) {
    ASSERT_EQ(program.json({"group", "plan", "EBINA", "--size", "6", "--seed", seed}).exit_code, 0);
    EXPECT_EQ(program.json({"roster", "list", "EBINA"}).lines()[0]["group"], "2") << seed;
  }
  ASSERT_EQ(program.json({"edit", "EBINA", "1", "group=5", "--reason", "x"}).exit_code, 0);
  EXPECT_EQ(program.json({"group", "plan", "EBINA", "--size", "6"}).exit_code, 1) << "there is no such table";
  EXPECT_EQ(program.json({"group", "pin", "EBINA", "1", "--off"}).line()["pinned"], false);
  EXPECT_EQ(program.json({"group", "plan", "EBINA", "--size", "6"}).exit_code, 0);
}

TEST(CliTableSigns, AreASheetATable) {
  const Program program;
  program.add("山田 太郎", "EBINA");
  program.add("佐藤 花子", "EBINA");
  const std::string file = program.file("signs.pdf");
  EXPECT_EQ(program.json({"export", "EBINA", "table-signs", "--out", file}).exit_code, 1) << "no groups yet";
  EXPECT_FALSE(std::filesystem::exists(file));
  ASSERT_EQ(program.json({"edit", "EBINA", "1", "group=1", "--reason", "x"}).exit_code, 0);
  ASSERT_EQ(program.json({"edit", "EBINA", "2", "group=2", "--reason", "x"}).exit_code, 0);
  const Ran ran = program.json({"export", "EBINA", "table-signs", "--out", file});
  ASSERT_EQ(ran.exit_code, 0) << ran.err;
  EXPECT_EQ(ran.line()["rows"], 2);
  EXPECT_TRUE(std::filesystem::exists(file));
  EXPECT_EQ(program.json({"export", "EBINA", "table-signs", "--out", program.file("signs.csv")}).exit_code, 2);
}

}  // namespace
}  // namespace uketsuke::testing
