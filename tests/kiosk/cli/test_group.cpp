// group plan and settle: even tables with everybody at one of them, the same again, few moves, the groups kept.
#include <gtest/gtest.h>

#include <map>
#include <set>

#include "tests/kiosk/cli/program.h"

namespace uketsuke::testing {
namespace {

using nlohmann::json;

/// Twenty people of ten facilities on EBINA.
void import_twenty(const Program& program) {
  std::string csv = "氏名,所属,職種\n";
  for (int i = 0; i < 20; ++i) {
    csv += "人" + std::to_string(i) + ",事業所" + std::to_string(i % 10) + (i % 3 == 0 ? ",看護師\n" : ",介護職\n");
  }
  program.write("twenty.csv", csv);
  const Ran ran =
      program.json({"roster", "import", "EBINA", program.file("twenty.csv"), "--received-at", "2025-10-01"});
  ASSERT_EQ(ran.exit_code, 0) << ran.err;
}

std::map<std::string, std::string> groups_of(const Program& program) {
  std::map<std::string, std::string> groups;
  for (const json& row : program.json({"roster", "list", "EBINA"}).lines())
    groups[row["registration"]] = row["group"].is_null() ? "" : row["group"];
  return groups;
}

TEST(CliGroup, PlansEvenTablesAndTheScore) {
  const Program program;
  import_twenty(program);
  const Ran ran = program.json({"group", "plan", "EBINA", "--size", "7"});
  ASSERT_EQ(ran.exit_code, 0) << ran.err;
  const auto lines = ran.lines();
  ASSERT_EQ(lines.size(), 4U);
  const auto groups = groups_of(program);
  std::set<std::string> people;
  for (std::size_t i = 0; i < 3; ++i) {
    EXPECT_EQ(lines[i]["group"], std::to_string(i + 1));
    EXPECT_GE(lines[i]["people"].size(), 6U);
    EXPECT_LE(lines[i]["people"].size(), 7U);
    for (const json& person : lines[i]["people"]) {
      EXPECT_TRUE(people.insert(person).second);
      EXPECT_EQ(groups.at(person), lines[i]["group"]);
    }
  }
  EXPECT_EQ(people.size(), 20U);
  EXPECT_EQ(lines[3]["people"], 20);
  EXPECT_EQ(lines[3]["changed"], 20);
  EXPECT_EQ(lines[3]["parts"][0]["what"], "same_facility");
  EXPECT_EQ(lines[3]["parts"][0]["pairs"], 0);
  const auto again = program.json({"group", "plan", "EBINA", "--size", "7"}).lines();
  EXPECT_EQ(again[3]["changed"], 0);
  EXPECT_EQ(program.json({"check"}).exit_code, 0);
}

TEST(CliGroup, SettlesWithFewMoves) {
  const Program program;
  import_twenty(program);
  const auto planned = program.json({"group", "plan", "EBINA", "--mode", "mixed"}).lines();
  ASSERT_EQ(planned.size(), 4U);
  EXPECT_EQ(program.json({"group", "settle", "EBINA"}).exit_code, 1);  // nobody has come
  std::vector<std::string> admit = {"admit", "EBINA"};
  for (const json& person : planned[0]["people"]) admit.push_back(person);
  for (std::size_t i = 0; i < 3; ++i) admit.push_back(planned[1]["people"][i]);
  ASSERT_EQ(program.json(admit).exit_code, 0);
  const auto settled = program.json({"group", "settle", "EBINA", "--mode", "mixed"}).lines();
  ASSERT_EQ(settled.size(), 3U);
  const std::size_t present = admit.size() - 2;
  EXPECT_EQ(settled[2]["people"], present);
  EXPECT_LE(settled[2]["largest"].get<int>() - settled[2]["smallest"].get<int>(), 1);
  EXPECT_EQ(settled[2]["moved"], planned[0]["people"].size() - (present + 1) / 2);
  for (const json& person : planned[2]["people"]) EXPECT_EQ(groups_of(program).at(person), "");
}

TEST(CliGroup, WordsThatAreOffAreNamed) {
  const Program program;
  EXPECT_EQ(program.json({"group", "plan", "NONE"}).exit_code, 2);
  EXPECT_EQ(program.json({"group", "plan", "EBINA", "--mode", "round"}).exit_code, 2);
  EXPECT_EQ(program.json({"group", "plan", "EBINA", "--size", "1"}).exit_code, 2);
  EXPECT_EQ(program.json({"group", "plan", "EBINA", "--seed", "-1"}).exit_code, 2);
  EXPECT_EQ(program.json({"group", "plan", "EBINA"}).line()["people"], 0);
}

TEST(CliGroup, SettlesAsTheTablesWereLaidOut) {
  Program program;
  import_twenty(program);
  program.json({"group", "plan", "EBINA", "--size", "5", "--mode", "mixed"});
  program.now = "2025-10-24T18:05:00+09:00";
  std::vector<std::string> admit = {"admit", "EBINA"};
  for (int number = 1; number <= 16; ++number) admit.push_back(std::to_string(number));
  program.json(admit);
  EXPECT_EQ(program.json({"group", "settle", "EBINA"}).lines().back()["mode"], "mixed");
  EXPECT_EQ(program.json({"group", "settle", "EBINA", "--mode", "same"}).lines().back()["mode"], "same");
}

}  // namespace
}  // namespace uketsuke::testing
