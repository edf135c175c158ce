// Several registrations decided by one call, all or none; duplicate list, merge, keep; event applications.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/kiosk/cli/program.h"

namespace uketsuke::testing {
namespace {

using nlohmann::json;
using ::testing::HasSubstr;

/// Two late ones at SMALL (2 seats), received in the other order than they are numbered; number 1 is confirmed.
void add_late_ones(Program& program) {
  program.now = "2025-10-20T09:00:00+09:00";
  program.json({"register", "SMALL", "--name", "一", "--received-at", "2025-10-01"});
  program.json({"register", "SMALL", "--name", "二", "--received-at", "2025-10-13"});
  program.json({"register", "SMALL", "--name", "三", "--received-at", "2025-10-12"});
}

std::string roster_of(const Program& program) { return program.json({"roster", "list", "SMALL"}).out; }

TEST(CliDecisions, OneThatIsRefusedKeepsAllAsTheyWere) {
  Program program;
  add_late_ones(program);
  const std::string before = roster_of(program);
  const Ran refused = program.json({"accept", "SMALL", "2", "1", "3", "--reason", "電話"});
  EXPECT_EQ(refused.exit_code, 1);
  const auto lines = refused.lines();
  ASSERT_EQ(lines.size(), 3U);
  EXPECT_EQ(lines[0]["outcome"], "not_taken");
  EXPECT_EQ(lines[0]["status"], "pending");
  EXPECT_NE(lines[0]["why"], "");
  EXPECT_EQ(lines[1]["outcome"], "refused");
  EXPECT_EQ(lines[1]["status"], "confirmed");
  EXPECT_THAT(lines[1]["why"].get<std::string>(), HasSubstr("受付番号1"));
  EXPECT_EQ(lines[2]["outcome"], "not_taken");
  EXPECT_EQ(roster_of(program), before);
  EXPECT_EQ(program.json({"decline", "SMALL", "2", "--reason", "x"}).exit_code, 0);
  const std::string declined = roster_of(program);
  EXPECT_EQ(program.json({"cancel", "SMALL", "3", "2", "--reason", "x"}).exit_code, 1) << "2 is gone already";
  EXPECT_EQ(roster_of(program), declined);
}

TEST(CliDecisions, SeatsInOrderOfReceiptAndCountsADoubleNameOnce) {
  Program program;
  add_late_ones(program);
  const std::string two = program.json({"roster", "list", "SMALL", "--search", "二"}).line()["registration"];
  const Ran taken = program.json({"accept", "SMALL", "2", "3", two, "--reason", "電話"});
  EXPECT_EQ(taken.exit_code, 0) << taken.err;
  const auto lines = taken.lines();
  ASSERT_EQ(lines.size(), 2U);
  EXPECT_EQ(lines[0]["registration"], two);
  EXPECT_EQ(lines[0]["status"], "waitlisted") << "received later";
  EXPECT_EQ(lines[1]["status"], "confirmed");
  EXPECT_EQ(program.json({"accept", "SMALL", "3", "999", "--reason", "x"}).exit_code, 2);
}

/// 佐藤 twice at EBINA: number 1 without an address, number 2 with one.
void apply_twice(const Program& program) {
  program.json({"register", "EBINA", "--name", "佐藤 花子", "--facility", "甲病院", "--received-at", "2025-10-01"});
  program.json({"register", "EBINA", "--name", "佐藤　花子", "--email", "s@example.jp", "--received-at", "2025-10-02"});
}

TEST(CliDuplicate, ListsAPairAndMergesIt) {
  const Program program;
  apply_twice(program);
  const json pair = program.json({"duplicate", "list", "EBINA"}).line();
  EXPECT_EQ(pair["earlier"]["number"], 1);
  EXPECT_EQ(pair["later"]["number"], 2);
  EXPECT_EQ(pair["later"]["status"], "pending");
  EXPECT_THAT(pair["differing"].dump(), HasSubstr("email"));
  const Ran merged = program.json({"duplicate", "merge", "EBINA", "2"});
  ASSERT_EQ(merged.exit_code, 0) << merged.err;
  EXPECT_EQ(merged.line()["status"], "cancelled");
  EXPECT_EQ(merged.line()["merged_into"], pair["earlier"]["registration"]);
  EXPECT_EQ(merged.line()["taken_over"], json::array({"email"}));
  EXPECT_EQ(program.json({"roster", "list", "EBINA", "--status", "confirmed"}).line()["email"], "s@example.jp");
  EXPECT_EQ(program.json({"duplicate", "list", "EBINA"}).out, "");
  const Ran again = program.json({"duplicate", "merge", "EBINA", "2"});
  EXPECT_EQ(again.exit_code, 1);
  EXPECT_EQ(again.line()["outcome"], "refused");
}

TEST(CliDuplicate, KeepsBoth) {
  const Program program;
  apply_twice(program);
  const Ran kept = program.json({"duplicate", "keep", "EBINA", "1"});
  ASSERT_EQ(kept.exit_code, 0) << kept.err;
  EXPECT_EQ(kept.line()["status"], "confirmed");
  EXPECT_EQ(program.json({"roster", "list", "EBINA", "--status", "confirmed"}).lines().size(), 2U);
  EXPECT_EQ(program.json({"duplicate", "keep", "NOPE", "1"}).exit_code, 2);
}

TEST(CliDuplicate, TwoWhoMayBeOneAndBothCameAreListedUntilTheyAreKept) {
  Program program;
  program.now = "2025-10-24T18:05:00+09:00";
  for (const char* name : {"山田 太郎", "佐藤"}) {
    program.json({"register", "EBINA", "--name", name, "--received-at", "2025-10-01"});
  }
  ASSERT_EQ(program.json({"admit", "EBINA", "1", "2"}).exit_code, 0);
  ASSERT_EQ(program.json({"edit", "EBINA", "2", "name=山田　太郎", "--reason", "入力誤り"}).exit_code, 0);
  const json pair = program.json({"duplicate", "list", "EBINA"}).line();
  EXPECT_EQ(pair["both_came"], true);
  EXPECT_EQ(pair["later"]["number"], 2);
  const Ran merged = program.json({"duplicate", "merge", "EBINA", "2"});
  EXPECT_EQ(merged.exit_code, 1);
  EXPECT_THAT(merged.out, HasSubstr("どちらの方も受付を済ませています"));
  ASSERT_EQ(program.json({"duplicate", "keep", "EBINA", "1"}).exit_code, 0);
  EXPECT_EQ(program.json({"duplicate", "list", "EBINA"}).out, "");
}

TEST(CliApplications, TellChannelsAndDays) {
  Program program;
  add_late_ones(program);
  const Ran ran = program.json({"event", "applications", "SMALL"});
  ASSERT_EQ(ran.exit_code, 0) << ran.err;
  const json line = ran.line();
  EXPECT_EQ(line["code"], "SMALL");
  EXPECT_EQ(line["pending_late"], 2);
  EXPECT_EQ(line["channels"].size(), 1U);
  EXPECT_EQ(line["channels"][0]["people"], 3);
  ASSERT_EQ(line["days"].size(), 3U);
  EXPECT_EQ(line["days"][0]["day"], "2025-10-01");
  EXPECT_EQ(line["days"][2]["late"], 1);
  EXPECT_THAT(program.plain({"event", "applications", "SMALL"}).out, HasSubstr("2025-10-13"));
}

TEST(CliRegister, AnOverrideThatFindsNoSeatSaysSo) {
  const Program program;
  for (const char* name : {"一", "二"}) program.add(name);
  const auto beyond = [&](const std::string& name) {
    return program.json({"register", "SMALL", "--name", name, "--override", "主催者判断"});
  };
  const Ran seated = beyond("三");
  EXPECT_EQ(seated.line()["status"], "confirmed");
  EXPECT_EQ(seated.err, "");
  const Ran waits = beyond("四");
  EXPECT_EQ(waits.exit_code, 0);
  EXPECT_EQ(waits.line()["status"], "waitlisted");
  EXPECT_THAT(waits.err, HasSubstr("席を割り当てられません"));
}

}  // namespace
}  // namespace uketsuke::testing
