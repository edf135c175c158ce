// init, event add, set, list, show: keys and exit codes of the contract.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/kiosk/cli/program.h"

namespace uketsuke::testing {
namespace {

using nlohmann::json;
using ::testing::HasSubstr;

std::vector<std::string> keys(const json& object) {
  std::vector<std::string> names;
  for (const auto& [key, value] : object.items()) names.push_back(key);
  return names;
}

TEST(CliInit, MakesAStoreOnce) {
  const Program program(false);
  const Ran made = program.bare({"--data", program.store(), "--json", "init", "--practice"});
  EXPECT_EQ(made.exit_code, 0);
  EXPECT_EQ(made.line(), (json{{"data", program.store()}, {"practice", true}}));
  EXPECT_EQ(program.bare({"--data", program.store(), "init"}).exit_code, 2);
  EXPECT_EQ(program.bare({"--data", "/proc/none", "init"}).exit_code, 4);
}

TEST(CliEvent, ShowsEveryKeyOfTheContract) {
  const Program program;
  const json event = program.json({"event", "show", "EBINA"}).line();
  EXPECT_THAT(keys(event), ::testing::UnorderedElementsAre("code", "title", "venue", "starts_at", "ends_at",
                                                           "doors_open_at", "deadline", "capacity", "tolerance",
                                                           "room_limit", "confirmed", "held", "waitlisted", "pending",
                                                           "cancelled", "admitted", "inside", "seats_free"));
  EXPECT_EQ(event["starts_at"], "2025-10-24T18:30:00+09:00");
  EXPECT_EQ(event["capacity"], 30);
  EXPECT_EQ(event["room_limit"], nullptr);
  EXPECT_EQ(event["seats_free"], 30);
  const json lecture = program.json({"event", "show", "LECTURE"}).line();
  EXPECT_EQ(lecture["capacity"], nullptr);
  EXPECT_EQ(lecture["deadline"], nullptr);
  EXPECT_EQ(lecture["seats_free"], nullptr);
  EXPECT_EQ(program.json({"event", "list"}).lines().size(), 4U);
}

TEST(CliEvent, AddRefusesABadFileAndATakenCode) {
  const Program program;
  program.write("bad.toml", "code = \"x\"\ncapasity = 3\n");
  const Ran bad = program.json({"event", "add", program.file("bad.toml")});
  EXPECT_EQ(bad.exit_code, 3);
  EXPECT_EQ(bad.out, "");
  for (const char* part : {"line 1: code", "line 2: capasity", "capacity", "title", "venue", "starts_at"}) {
    EXPECT_THAT(bad.err, HasSubstr(part));
  }
  EXPECT_EQ(program.json({"event", "add", std::string(UKETSUKE_SOURCE_DIR) + "/assets/events/ebina.toml"}).exit_code,
            2);
  const Ran aikawa = program.json({"event", "add", std::string(UKETSUKE_SOURCE_DIR) + "/assets/events/aikawa.toml"});
  EXPECT_EQ(aikawa.line(), (json{{"event", "AIKAWA"}}));
}

TEST(CliEvent, ARaisedCapacityPromotesAndOneBelowTheHeldIsRefused) {
  Program program;
  program.now = "2025-09-20T09:00:00+09:00";
  program.add("一");
  program.add("二");
  const std::string third = program.add("三");
  const Ran raised = program.json({"event", "set", "SMALL", "capacity=3"});
  ASSERT_EQ(raised.exit_code, 0) << raised.err;
  EXPECT_EQ(raised.line()["promoted"], json::array({third}));
  EXPECT_EQ(raised.line()["held"], 3);
  const Ran refused = program.json({"event", "set", "SMALL", "capacity=2"});
  EXPECT_EQ(refused.exit_code, 1);
  EXPECT_EQ(refused.line()["outcome"], "refused");
  EXPECT_EQ(program.json({"event", "show", "SMALL"}).line()["capacity"], 3);
}

}  // namespace
}  // namespace uketsuke::testing
