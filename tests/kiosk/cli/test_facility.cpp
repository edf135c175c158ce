// facility import, list, set, merge as a stranger calls them.
#include <gtest/gtest.h>

#include "tests/kiosk/cli/program.h"

namespace uketsuke::testing {
namespace {

using nlohmann::json;

Ran import_list(const Program& program, const std::string& csv) {
  program.write("list.csv", csv);
  return program.json({"facility", "import", program.file("list.csv")});
}

TEST(CliFacility, TakesTheTownsListOnce) {
  const Program program;
  const std::string csv =
      "事業所の名称,サービス種別,市町村,連絡先（担当者）,メールアドレス,電話番号\n"
      "（医）あおぞら病院,病院,海老名市,相談室 佐藤,a@example.jp,046-1\n"
      "はなクリニック,クリニック,,,,\n\"訪看\nひかり\",訪問看護ステーション,座間市,,,\n";
  const Ran first = import_list(program, csv);
  ASSERT_EQ(first.exit_code, 0) << first.err;
  EXPECT_EQ(first.lines()[0]["rows"], 3);
  EXPECT_EQ(first.lines()[0]["added"], 3);
  EXPECT_EQ(import_list(program, csv).lines()[0]["unchanged"], 3);
  const auto lines = program.json({"facility", "list", "--search", "(株)青空病院"}).lines();
  EXPECT_TRUE(lines.empty());
  const auto found = program.json({"facility", "list", "--search", "はな"}).lines();
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0]["kind"], "診療所");
  EXPECT_EQ(found[0]["setting"], "clinic");
  EXPECT_TRUE(found[0]["municipality"].is_null());
  EXPECT_EQ(found[0]["people"], 0);
}

TEST(CliFacility, ABadLineRefusesAllOfIt) {
  const Program program;
  const Ran ran =
      import_list(program, "事業所名,種別\n良い病院,病院\n,薬局\n変な所,ほげほげ\n足りない\n良い病院,薬局\n");
  EXPECT_EQ(ran.exit_code, 3);
  const json report = ran.lines()[0];
  EXPECT_EQ(report["added"], 0);
  EXPECT_EQ(report["rows"], 5);
  ASSERT_EQ(report["rejected"].size(), 4U);
  EXPECT_EQ(report["rejected"][0]["line"], 3);
  EXPECT_EQ(report["rejected"][0]["field"], "事業所名");
  EXPECT_EQ(report["rejected"][1]["field"], "種別");
  EXPECT_TRUE(program.json({"facility", "list"}).lines().empty());
  EXPECT_EQ(import_list(program, "名まえ,なにか\nA,B\n").exit_code, 3);
  EXPECT_EQ(import_list(program, "").exit_code, 3);
  EXPECT_EQ(import_list(program, "事業所名\n").exit_code, 0);
  EXPECT_EQ(program.json({"facility", "import", program.file("none.csv")}).exit_code, 2);
}

TEST(CliFacility, SetsAndPlacesAndMerges) {
  const Program program;
  for (const char* facility : {"ひかり訪看", "㈱ひかり 訪看", "あおば"}) {
    ASSERT_EQ(program
                  .json({"register", "EBINA", "--name", std::string("人") + facility, "--facility", facility,
                         "--profession", "看護師", "--received-at", "2025-10-01"})
                  .exit_code,
              0);
  }
  const auto unknown = program.json({"facility", "list", "--unknown"}).lines();
  ASSERT_EQ(unknown.size(), 2U);
  EXPECT_TRUE(unknown[0]["facility"].is_null());
  EXPECT_EQ(unknown[0]["people"], 2);
  EXPECT_EQ(unknown[0]["suggested_kind"], "訪問看護");
  const Ran wrong = program.json({"facility", "set", "ひかり訪看", "kind=訪問看護ステーション"});
  EXPECT_EQ(wrong.exit_code, 2);
  EXPECT_NE(wrong.err.find("訪問看護"), std::string::npos);
  EXPECT_EQ(program.json({"facility", "set", "ひかり訪看", "knd=病院"}).exit_code, 2);
  EXPECT_EQ(program.json({"facility", "set", "だれも知らない", "kind=病院"}).exit_code, 2);
  const auto placed = program.json({"facility", "set", "ひかり訪看", "kind=訪問看護", "municipality=座間市"}).lines();
  ASSERT_EQ(placed.size(), 1U);
  EXPECT_EQ(placed[0]["setting"], "home");
  EXPECT_EQ(placed[0]["people"], 2);
  const auto merged = program.json({"facility", "merge", placed[0]["facility"], "あおば"}).lines();
  ASSERT_EQ(merged.size(), 1U);
  EXPECT_EQ(merged[0]["people"], 3);
  EXPECT_EQ(merged[0]["other_names"], json::array({"あおば"}));
  EXPECT_EQ(program.json({"facility", "merge", "あおば", "ひかり訪看"}).exit_code, 0);
  EXPECT_EQ(program.json({"facility", "merge", "あおば", "あおば"}).exit_code, 2);
  EXPECT_EQ(program.json({"check"}).exit_code, 0);
}

}  // namespace
}  // namespace uketsuke::testing
