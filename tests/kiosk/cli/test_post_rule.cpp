// Letters that bear two dates: the event's post_rule says which one is their receipt.
#include <gtest/gtest.h>

#include <map>
#include <string>

#include "tests/kiosk/cli/program.h"

namespace uketsuke::testing {
namespace {

using nlohmann::json;

std::map<std::string, std::string> received_under(const std::string& rule) {
  const Program program;  // the deadline of SMALL is 2025-10-10
  EXPECT_EQ(program.json({"event", "set", "SMALL", "post_rule=" + rule}).exit_code, 0);
  program.write("post.csv",
                "氏名,申込方法,消印日,到着日\n"
                "一,郵送,2025/10/09,2025/10/12\n"
                "二,FAX,,2025/10/11\n");
  const Ran ran = program.json({"roster", "import", "SMALL", program.file("post.csv")});
  EXPECT_EQ(ran.exit_code, 0) << ran.err;
  std::map<std::string, std::string> received;
  for (const json& row : program.json({"roster", "list", "SMALL"}).lines()) {
    received[row["name"]] =
        row["received_at"].get<std::string>().substr(0, 10) + " " + row["status"].get<std::string>();
  }
  return received;
}

TEST(CliPostRule, ThePostmarkCountsOnlyWhereTheRuleSaysSo) {
  EXPECT_EQ(received_under("postmark"),
            (std::map<std::string, std::string>{{"一", "2025-10-09 confirmed"}, {"二", "2025-10-11 pending"}}));
  EXPECT_EQ(received_under("arrival"),
            (std::map<std::string, std::string>{{"一", "2025-10-12 pending"}, {"二", "2025-10-11 pending"}}));
}

TEST(CliPostRule, AReceiptAfterNowMakesEveryRowWithoutItsOwnABadLine) {
  const Program program;
  program.write("r.csv", "氏名,受付日\n一,\n二,2025/10/01\n三,\n");
  const Ran ran =
      program.json({"roster", "import", "SMALL", program.file("r.csv"), "--received-at", "2025-10-24T18:05:01+09:00"});
  EXPECT_EQ(ran.exit_code, 3);
  EXPECT_EQ(ran.line()["added"], 0);
  ASSERT_EQ(ran.line()["rejected"].size(), 2U);
  EXPECT_EQ(ran.line()["rejected"][0]["line"], 2);
  EXPECT_EQ(ran.line()["rejected"][1]["line"], 4);
  EXPECT_EQ(program.json({"roster", "list", "SMALL"}).lines().size(), 0U);
}

}  // namespace
}  // namespace uketsuke::testing
