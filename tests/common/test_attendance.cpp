// Entries and exits: who is inside, since when, for how long; and the order of facts.
#include <gtest/gtest.h>

#include <limits>
#include <vector>

#include "common/attendance.h"

namespace uketsuke {
namespace {

/// Minutes after 18:00 as a moment.
UtcMillis minute(std::int64_t minutes) { return parse_rfc3339("2025-10-24T18:00:00+09:00").value() + minutes * 60'000; }

Movement entry(std::int64_t minutes) { return {CheckInId("e"), Direction::entry, minute(minutes), {}}; }
Movement leave(std::int64_t minutes) { return {CheckInId("x"), Direction::exit, minute(minutes), {}}; }

/// 18:30-20:30 with scans at the exit.
Event event_with_exits() {
  Event event;
  event.starts_at = minute(30);
  event.ends_at = minute(150);
  event.exit_scan = true;
  return event;
}

struct MinutesCase {
  const char* says;
  std::vector<Movement> movements;
  std::int64_t minutes;
};

TEST(Attendance, CountsMinutesWithinTheEvent) {
  const std::vector<MinutesCase> cases = {
      {"nobody came", {}, 0},
      {"came early, never left", {entry(0)}, 120},
      {"came late", {entry(60)}, 90},
      {"left before the end", {entry(0), leave(90)}, 60},
      {"left after the end", {entry(0), leave(200)}, 120},
      {"out for a while", {entry(0), leave(60), entry(90), leave(150)}, 90},
      {"out for a while, still in", {entry(0), leave(60), entry(90)}, 90},
      {"gone before the start", {entry(0), leave(20)}, 0},
      {"came after the end", {entry(160)}, 0},
      {"two entries count once", {entry(30), entry(60), leave(90)}, 60},
      {"an exit without an entry", {leave(60), entry(90)}, 60},
      {"two exits", {entry(30), leave(60), leave(90)}, 30},
  };
  for (const MinutesCase& c : cases)
    EXPECT_EQ(count_minutes_attended(c.movements, event_with_exits()), c.minutes) << c.says;
}

TEST(Attendance, DropsSecondsOnlyOnce) {
  std::vector<Movement> movements = {entry(30), leave(60), entry(70), leave(80)};
  movements[1].happened = movements[1].happened + 30'000;
  movements[3].happened = movements[3].happened + 30'000;
  EXPECT_EQ(count_minutes_attended(movements, event_with_exits()), 41);
}

TEST(Attendance, HasNoMinutesWithoutExitsOrEnd) {
  Event event = event_with_exits();
  event.exit_scan = false;
  EXPECT_FALSE(count_minutes_attended({entry(0)}, event).has_value());
  event = event_with_exits();
  event.ends_at.reset();
  EXPECT_FALSE(count_minutes_attended({entry(0)}, event).has_value());
}

TEST(Attendance, AnEventThatEndsBeforeItStartsHasNoMinutes) {
  Event event = event_with_exits();
  event.ends_at = minute(10);
  EXPECT_EQ(count_minutes_attended({entry(0), leave(100)}, event), 0);
}

TEST(Attendance, FindsTheEntryThatStands) {
  const std::vector<Movement> movements = {entry(10), entry(20), leave(60), entry(90)};
  EXPECT_FALSE(find_standing_entry({}, minute(100)).has_value());
  EXPECT_FALSE(find_standing_entry(movements, minute(9)).has_value());
  EXPECT_EQ(find_standing_entry(movements, minute(10))->happened, minute(10));
  EXPECT_EQ(find_standing_entry(movements, minute(59))->happened, minute(10));  // a merged second entry changes nothing
  EXPECT_FALSE(find_standing_entry(movements, minute(60)).has_value());
  EXPECT_FALSE(find_standing_entry(movements, minute(89)).has_value());
  EXPECT_EQ(find_standing_entry(movements, minute(500))->happened, minute(90));
}

TEST(Attendance, FindsFirstEntryAndLastExit) {
  const std::vector<Movement> movements = {leave(5), entry(10), leave(60), entry(90), leave(120)};
  EXPECT_EQ(find_first_entry(movements)->happened, minute(10));
  EXPECT_EQ(find_last_exit(movements)->happened, minute(120));
  EXPECT_FALSE(find_first_entry({leave(5)}).has_value());
  EXPECT_FALSE(find_last_exit({entry(5)}).has_value());
}

TEST(Attendance, FactsAreOrderedByTimeThenClockThenId) {
  const Movement base{CheckInId("b"), Direction::entry, minute(10), {5}};
  Movement other = base;
  EXPECT_FALSE(is_earlier(base, other));
  other.id = CheckInId("c");
  EXPECT_TRUE(is_earlier(base, other));
  other.hlc = {4};
  EXPECT_TRUE(is_earlier(other, base));
  other.happened = minute(11);
  EXPECT_TRUE(is_earlier(base, other));
}

TEST(HybridClock, IsAfterEverythingSeenAndNeverBehindTheTime) {
  const UtcMillis now = minute(0);
  const HybridClock first = next_hybrid_clock({}, now);
  EXPECT_EQ(first.value >> 16, now.value);
  const HybridClock second = next_hybrid_clock(first, now);
  EXPECT_EQ(second.value, first.value + 1);
  EXPECT_GT(next_hybrid_clock(second, minute(-60)), second);  // the clock was set back
  EXPECT_EQ(next_hybrid_clock(second, minute(1)).value >> 16, minute(1).value);
  HybridClock many = first;
  for (int i = 0; i < 70'000; ++i) {
    const HybridClock next = next_hybrid_clock(many, now);
    ASSERT_GT(next, many);
    many = next;
  }
}

TEST(HybridClock, SurvivesAbsurdTimes) {
  constexpr std::int64_t kMost = std::numeric_limits<std::int64_t>::max();
  EXPECT_GT(next_hybrid_clock({}, {kMost}).value, 0);
  EXPECT_GT(next_hybrid_clock({}, {-kMost}).value, 0);
  EXPECT_EQ(next_hybrid_clock({kMost}, {0}).value, kMost);
}

}  // namespace
}  // namespace uketsuke
