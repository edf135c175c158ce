// Heads without names: summed by category, taken back, only ever added.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "db/head_counts.h"
#include "db/list_reader.h"
#include "tests/db/guarded.h"
#include "tests/support/roster.h"

namespace uketsuke {
namespace {

using testing::at;
using testing::by_staff;
using testing::must;
using testing::Roster;

using Counts = std::vector<std::pair<std::string, std::int64_t>>;

Counts plain(const std::vector<HeadCount>& heads) {
  Counts counts;
  for (const HeadCount& head : heads) counts.emplace_back(head.category, head.people);
  return counts;
}

Counts add(Roster& roster, const std::string& category, std::int64_t people) {
  return plain(must(add_heads(roster.folder(), roster.code(), {category, people}, by_staff(at("18:10")))));
}

TEST(HeadCounts, AreSummedInTheOrderOfTheCategories) {
  auto roster = testing::roster();
  roster.event("A");
  add(roster, "行政職員", 2);
  add(roster, "一般", 40);
  add(roster, "ほか", 1);
  EXPECT_EQ(add(roster, "一般", -3), (Counts{{"一般", 37}, {"行政職員", 2}, {"ほか", 1}}));
  EXPECT_EQ(add(roster, "行政職員", -2), (Counts{{"一般", 37}, {"ほか", 1}}));
  auto reader = must(ListReader::open(roster.folder()));
  EXPECT_EQ(plain(must(reader.list_heads(testing::sample_event("A", {})))), (Counts{{"一般", 37}, {"ほか", 1}}));
  EXPECT_TRUE(must(reader.list_heads(testing::sample_event("B", {}))).empty());
  EXPECT_TRUE(must(roster.store().check()).empty());
}

TEST(HeadCounts, NoMoreAreTakenBackThanWereCounted) {
  auto roster = testing::roster();
  roster.event("A");
  add(roster, "一般", 2);
  const auto refused = add_heads(roster.folder(), roster.code(), {"一般", -3}, by_staff(at("18:10")));
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, Code::refused);
  const auto unknown = add_heads(roster.folder(), EventCode("NOPE"), {"一般", 1}, by_staff(at("18:10")));
  ASSERT_FALSE(unknown);
  EXPECT_EQ(unknown.error().code, Code::not_found);
}

TEST(HeadCounts, AreFacts) {
  testing::Guarded guarded;
  guarded.roster = testing::roster();
  guarded.roster.event("A");
  add(guarded.roster, "一般", 2);
  guarded.open();
  guarded.expect_refused("UPDATE %OR% head_counts SET people = 9");
  guarded.expect_refused("DELETE FROM head_counts", {""});
  guarded.expect_refused("INSERT %OR% INTO head_counts SELECT * FROM head_counts");
  guarded.expect_refused(
      "INSERT %OR% INTO head_counts SELECT 'x', 'NOPE', category, people, origin, happened_utc_ms, hlc, done_by"
      " FROM head_counts");
  guarded.expect_refused(
      "INSERT %OR% INTO head_counts SELECT 'x', event, category, 0, origin, happened_utc_ms, hlc, done_by"
      " FROM head_counts");
}

}  // namespace
}  // namespace uketsuke
