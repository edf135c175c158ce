// An attendee's own search over a real store: off by default, half names, few people, nobody who cannot come.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "db/attendee_search.h"
#include "tests/support/roster.h"

namespace uketsuke {
namespace {

using testing::at;
using testing::by_staff;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using testing::must;
using testing::Roster;

Event searchable() {
  Event event = testing::sample_event("A", std::nullopt);
  event.display.attendee_search = true;
  return event;
}

void add(Roster& roster, const std::string& name, const std::string& furigana) {
  Attendee attendee = testing::person(name);
  attendee.furigana = furigana;
  attendee.facility = "海老名総合病院";
  roster.attendee(attendee);
}

FoundAttendees find(const Roster& roster, const std::string& kana) {
  return must(find_attendees(roster.folder(), roster.code(), kana));
}

std::vector<std::string> names(const FoundAttendees& found) {
  std::vector<std::string> all;
  for (const FoundAttendee& one : found.people) all.push_back(one.name);
  return all;
}

TEST(AttendeeSearch, IsOffUnlessTheEventAllowsIt) {
  auto roster = testing::roster();
  roster.event("A");
  add(roster, "山田 太郎", "ヤマダ タロウ");
  const auto found = find_attendees(roster.folder(), roster.code(), "やまだ");
  ASSERT_FALSE(found);
  EXPECT_EQ(found.error().code, Code::refused);
}

TEST(AttendeeSearch, FindsByTheReadingAndShowsHalfTheName) {
  auto roster = testing::roster();
  roster.event(searchable());
  add(roster, "山田 太郎", "ﾔﾏﾀﾞ ﾀﾛｳ");
  add(roster, "山田 花子", "やまだ はなこ");
  add(roster, "佐藤 一", "さとう はじめ");
  const FoundAttendees found = find(roster, "やまだ");
  EXPECT_THAT(names(found), ElementsAre("山田 ○○", "山田 ○○"));
  EXPECT_EQ(found.people.front().facility, "") << "not shown unless the event says so";
  EXPECT_EQ(found.people.front().number, 1);
  EXPECT_THAT(names(find(roster, "やまだは")), ElementsAre("山田 ○○"));
  EXPECT_THAT(names(find(roster, "やま")), IsEmpty()) << "too short";
  EXPECT_THAT(names(find(roster, "まだた")), IsEmpty()) << "from the beginning only";
}

TEST(AttendeeSearch, ShowsTheFacilityWhereTheEventDoes) {
  auto roster = testing::roster();
  Event event = searchable();
  event.display.show_facility = true;
  roster.event(event);
  add(roster, "山田 太郎", "やまだ たろう");
  EXPECT_EQ(find(roster, "やまだ").people.front().facility, "海老名総合病院");
}

TEST(AttendeeSearch, ShowsNobodyWhereTooManyBeginSo) {
  auto roster = testing::roster();
  roster.event(searchable());
  for (std::size_t i = 0; i < kMostFound; ++i) add(roster, "鈴木 " + std::to_string(i), "すずき");
  EXPECT_EQ(find(roster, "すずき").people.size(), kMostFound);
  add(roster, "鈴木 愛", "すずき あい");
  const FoundAttendees found = find(roster, "すずき");
  EXPECT_TRUE(found.too_many);
  EXPECT_THAT(names(found), IsEmpty());
  EXPECT_THAT(names(find(roster, "すずきあ")), ElementsAre("鈴木 ○○"));
}

TEST(AttendeeSearch, LeavesOutWhoWillNotCome) {
  auto roster = testing::roster();
  roster.event(searchable());
  add(roster, "山田 太郎", "やまだ たろう");
  must(roster.store().decide(roster.code(), Decision::cancel, {roster.id("山田 太郎")}, by_staff(at("12:00"), "電話")));
  EXPECT_THAT(names(find(roster, "やまだ")), IsEmpty());
}

}  // namespace
}  // namespace uketsuke
