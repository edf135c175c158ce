// Where a ticket's first use was: names of doors, on this kiosk and on one whose facts came in a pack.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "db/doors.h"
#include "tests/db/pack_stores.h"
#include "tests/support/roster.h"

namespace uketsuke {
namespace {

using testing::at;
using testing::by_staff;
using testing::must;
using testing::PackStores;
using testing::small_event;

std::optional<FirstUse> first_use(const std::string& folder, const ScanResult& scan) {
  return must(find_first_use(folder, scan.scan));
}

TEST(Doors, ASecondUseTellsWhenAndWhereTheFirstWas) {
  auto roster = testing::roster();
  roster.event("A").attendee("山田");
  const std::string ticket = roster.ticket("山田");
  const ScanResult first = roster.scan(ticket, at("18:07"));
  ASSERT_EQ(first.outcome, ScanOutcome::admitted);
  EXPECT_FALSE(first_use(roster.folder(), first)) << "it is the first itself";
  const ScanResult second = roster.scan(ticket, at("18:10"));
  const auto unnamed = first_use(roster.folder(), second);
  ASSERT_TRUE(unnamed);
  EXPECT_EQ(unnamed->at, at("18:07"));
  EXPECT_TRUE(unnamed->here);
  EXPECT_EQ(unnamed->door, "");
  must(name_door(roster.folder(), " 東口\n", by_staff(at("18:11"))));
  EXPECT_EQ(must(find_door_name(roster.folder())), "東口");
  EXPECT_EQ(first_use(roster.folder(), second)->door, "東口");
  EXPECT_FALSE(must(find_first_use(roster.folder(), testing::new_scan_id())));
}

TEST(Doors, TheEntryThatStandsIsTheOneThatIsNamed) {
  PackStores two(small_event(9));
  two.office.attendees(1);
  const std::string ticket = two.office.ticket("参加者1");
  must(name_door(two.folder(0), "西口", by_staff(at("12:00"))));
  two.carry(0, 1, at("12:30"));
  must(name_door(two.folder(1), "東口", by_staff(at("12:40"))));
  ASSERT_EQ(two.scan(1, ticket, at("18:05")).outcome, ScanOutcome::admitted);
  two.carry(1, 0, at("18:10"));
  const ScanResult there = two.scan(0, ticket, at("18:11"));
  ASSERT_EQ(there.outcome, ScanOutcome::already_in);
  const auto first = first_use(two.folder(0), there);
  EXPECT_FALSE(first->here);
  EXPECT_EQ(first->door, "東口") << "the name came with the pack";
  EXPECT_TRUE(first_use(two.folder(1), two.scan(1, ticket, at("18:12")))->here);
  EXPECT_EQ(must(find_door_name(two.folder(0))), "西口") << "its own name stays";
}

TEST(Doors, OfAKioskTheLaterNameStays) {
  PackStores two(small_event(9));
  two.office.attendees(1);
  const std::string ticket = two.office.ticket("参加者1");
  must(name_door(two.folder(0), "西口", by_staff(at("12:00"))));
  two.carry(0, 1, at("12:10"));
  const std::string old_pack = two.pack(0, at("12:20"));
  must(name_door(two.folder(0), "南口", by_staff(at("12:30"))));
  two.scan(0, ticket, at("18:05"));
  two.carry(0, 1, at("18:06"));
  two.unpack(1, old_pack, at("18:07"));
  EXPECT_EQ(first_use(two.folder(1), two.scan(1, ticket, at("18:08")))->door, "南口");
}

TEST(Doors, ANameIsShortAndOneLine) {
  auto roster = testing::roster();
  const Status refused = name_door(roster.folder(), std::string(21, 'x'), by_staff(at("12:00")));
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, Code::bad_call);
  EXPECT_EQ(must(find_door_name(roster.folder())), "");
}

}  // namespace
}  // namespace uketsuke
