// What a purge keeps for reports: enough to count people, nothing to find them by once the last name is gone.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

#include "common/person_marks.h"
#include "db/list_reader.h"
#include "db/purge.h"
#include "tests/db/guarded.h"
#include "tests/support/roster.h"

namespace uketsuke {
namespace {

using testing::at;
using testing::by_staff;
using testing::must;
using testing::Roster;

Attendee nurse(const std::string& name) {
  Attendee attendee = testing::person(name);
  attendee.facility = "みほん病院";
  attendee.email = "nurse@example.jp";
  return attendee;
}

/// 髙橋 comes to A and B, 参加者 stays away.
Roster two_events() {
  auto roster = testing::roster();
  for (const char* code : {"A", "B"}) {
    roster.event(code, 3).attendee(nurse("髙橋")).attendee("参加者");
    roster.admit("髙橋", at("18:05"));
  }
  return roster;
}

KeptPeople purge(Roster& roster, const std::string& event, std::map<RegistrationId, std::string> kinds = {}) {
  must(purge_event(roster.folder(), {EventCode(event), true, std::move(kinds)}, by_staff(at("22:00"))));
  auto reader = must(ListReader::open(roster.folder()));
  return must(reader.load_kept_people());
}

TEST(KeptPeople, AreThoseWhoWereThereUnderAKeyedHash) {
  auto roster = two_events();
  const RegistrationId there = roster.id("髙橋");
  const KeptPeople kept = purge(roster, "B");
  ASSERT_TRUE(kept.key);
  ASSERT_EQ(kept.marks.size(), 1U);
  std::vector<std::string> expected;
  for (const std::string& key : person_keys(nurse("髙橋"))) {
    const auto mark = mark_person(*kept.key, key);
    expected.emplace_back(mark.begin(), mark.end());
  }
  ASSERT_EQ(expected.size(), 2U) << "with the e-mail, with the facility";
  EXPECT_THAT(kept.marks.at(there.value), ::testing::UnorderedElementsAreArray(expected));
}

TEST(KeptPeople, ShareTheirMarksAndLoseTheKeyWithTheLastName) {
  auto roster = two_events();
  const KeptPeople one = purge(roster, "A");
  const KeptPeople both = purge(roster, "B");
  EXPECT_FALSE(both.key);
  ASSERT_EQ(both.marks.size(), 2U);
  const auto marks_of = [&](auto place) { return std::set<std::string>(place->second.begin(), place->second.end()); };
  EXPECT_EQ(marks_of(both.marks.begin()), marks_of(std::next(both.marks.begin())));
  EXPECT_NE(marks_of(both.marks.begin()), marks_of(one.marks.begin())) << "made anew: the old key leads nowhere";
  testing::RawStore raw(roster.folder());
  EXPECT_EQ(raw.number("SELECT count(*) FROM mark_key"), 0);
  EXPECT_TRUE(must(roster.store().check()).empty());
}

TEST(KeptPeople, KeepTheKindThatOnlyANameTold) {
  auto roster = two_events();
  const RegistrationId there = roster.id("髙橋");
  const KeptPeople kept = purge(roster, "B", {{there, "病院"}, {RegistrationId("of-nobody"), "薬局"}});
  EXPECT_EQ(kept.kinds, (std::unordered_map<std::string, std::string>{{there.value, "病院"}}));
}

TEST(KeptPeople, AreOfPurgedEventsOnly) {
  testing::Guarded guarded;
  guarded.roster = two_events();
  guarded.open();
  guarded.expect_refused("INSERT %OR% INTO person_marks (registration, mark) SELECT id, x'00' FROM registrations");
  guarded.expect_refused("INSERT %OR% INTO kept_kinds (registration, kind) SELECT id, 'a' FROM registrations");
}

}  // namespace
}  // namespace uketsuke
