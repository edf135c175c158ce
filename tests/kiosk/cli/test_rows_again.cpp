// A row that comes again in another shape: re-saved with characters lost, or of somebody who had cancelled.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/kiosk/cli/program.h"

namespace uketsuke::testing {
namespace {

using nlohmann::json;
using ::testing::HasSubstr;

class CliRowsAgain : public ::testing::Test {
 protected:
  CliRowsAgain() { program_.now = "2025-10-05T12:00:00+09:00"; }
  [[nodiscard]] json take(const std::string& file, const std::string& text) const {
    program_.write(file, text);
    return program_.json({"roster", "import", "EBINA", program_.file(file)}).line();
  }
  [[nodiscard]] std::vector<json> people() const { return program_.json({"roster", "list", "EBINA"}).lines(); }

  Program program_;
};

TEST_F(CliRowsAgain, ANameThatLostACharacterIsTheSamePerson) {
  ASSERT_EQ(take("web.csv", "氏名,所属,メール\n𠮷野 健,𠮷田医院,y@example.jp\n")["added"], 1);
  for (const std::string name : {"?野 健", "??野 健"}) {
    const json again = take("web.csv", "氏名,所属,メール\n" + name + ",?田医院,y@example.jp\n");
    EXPECT_EQ(again["added"], 0) << name;
    EXPECT_EQ(again["unchanged"], 1) << name;
    EXPECT_EQ(again["vanished"], json::array()) << name;
    EXPECT_THAT(again["notes"].at(0)["why"].get<std::string>(), HasSubstr("失われた文字"));
  }
  ASSERT_EQ(people().size(), 1U);
  EXPECT_EQ(people()[0]["name"], "𠮷野 健");
  EXPECT_EQ(people()[0]["facility"], "𠮷田医院");
  EXPECT_EQ(take("web.csv", "氏名,所属,メール\n?村 健,別の医院,y@example.jp\n")["added"], 1) << "another name";
}

TEST_F(CliRowsAgain, WhoAppliesAfterHavingCancelledIsTold) {
  const std::string first = "タイムスタンプ,氏名,メール\n2025/10/01 9:00:00,甲,k@example.jp\n";
  ASSERT_EQ(take("web.csv", first)["added"], 1);
  ASSERT_EQ(program_.json({"cancel", "EBINA", "1", "--reason", "電話"}).exit_code, 0);
  EXPECT_FALSE(take("web.csv", first).contains("notes")) << "the row that was cancelled";
  const json again = take("web.csv", first + "2025/10/04 9:00:00,甲,k@example.jp\n");
  EXPECT_EQ(again["added"], 0);
  ASSERT_TRUE(again.contains("notes")) << again;
  EXPECT_EQ(again["notes"].at(0)["line"], 3);
  EXPECT_THAT(again["notes"].at(0)["why"].get<std::string>(), HasSubstr("キャンセルの方"));
  EXPECT_EQ(people()[0]["status"], "cancelled") << "an import changes no status";
  EXPECT_FALSE(take("web.csv", first + "2025/10/04 9:00:00,甲,k@example.jp\n").contains("notes")) << "told once";
}

TEST_F(CliRowsAgain, APairShowsTheTicketsThatWereIssued) {
  ASSERT_EQ(take("a.csv", "氏名,所属\n乙,甲病院\n")["added"], 1);
  const std::string id = people()[0]["registration"];
  const std::string ticket = program_.ticket(id, "EBINA");
  ASSERT_EQ(take("b.csv", "氏名,メール\n乙,o@example.jp\n")["duplicates"].size(), 1U);
  const json pair = program_.json({"duplicate", "list", "EBINA"}).line();
  EXPECT_EQ(pair["earlier"]["ticket"], ticket);
  EXPECT_TRUE(pair["later"]["ticket"].is_null());
}

}  // namespace
}  // namespace uketsuke::testing
