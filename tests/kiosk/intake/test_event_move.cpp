// event set starts_at=…: what else of the day goes along.
#include <gtest/gtest.h>

#include "kiosk/intake/event_toml.h"

namespace uketsuke {
namespace {

constexpr const char* kEvening = R"(
code = "A"
title = "研修会"
venue = "会議室"
starts_at = "2025-10-24T18:30:00+09:00"
doors_open_at = "2025-10-24T18:00:00+09:00"
ends_at = "2025-10-25T00:30:00+09:00"
last_entry_at = "2025-10-24T19:30:00+09:00"
release_no_shows_at = "2025-10-24T18:40:00+09:00"
promote_until = "2025-10-22T12:00:00+09:00"
deadline = "2025-10-10"
)";

Event evening() { return parse_event_toml(kEvening, "a.toml").value(); }
std::string text(UtcMillis time) { return format_rfc3339(time, Zone()); }

TEST(EventMove, TheTimesOfTheDayGoAlong) {
  const Event before = evening();
  const auto after = apply_event_settings(before, {"starts_at=2025-11-02T18:00:00+09:00"});
  ASSERT_TRUE(after) << after.error().what;
  EXPECT_EQ(text(after->doors_open_at), "2025-11-02T18:00:00+09:00");
  EXPECT_EQ(text(*after->ends_at), "2025-11-03T00:30:00+09:00") << "past midnight";
  EXPECT_EQ(text(*after->last_entry_at), "2025-11-02T19:30:00+09:00");
  EXPECT_EQ(text(*after->release_no_shows_at), "2025-11-02T18:40:00+09:00");
  EXPECT_EQ(after->promote_until, before.promote_until) << "of an earlier day";
  EXPECT_EQ(after->deadline, before.deadline);
}

TEST(EventMove, WhatIsNamedIsAsItIsNamed) {
  const auto after = apply_event_settings(
      evening(), {"doors_open_at=2025-10-31T17:00:00+09:00", "starts_at=2025-10-31T18:30:00+09:00", "ends_at="});
  ASSERT_TRUE(after) << after.error().what;
  EXPECT_EQ(text(after->doors_open_at), "2025-10-31T17:00:00+09:00");
  EXPECT_FALSE(after->ends_at);
  EXPECT_EQ(text(*after->last_entry_at), "2025-10-31T19:30:00+09:00");
}

TEST(EventMove, AnotherTimeOfTheSameDayMovesNothingElse) {
  const Event before = evening();
  const auto after = apply_event_settings(before, {"starts_at=2025-10-24T19:00:00+09:00"});
  ASSERT_TRUE(after) << after.error().what;
  EXPECT_EQ(after->doors_open_at, before.doors_open_at);
  EXPECT_EQ(after->ends_at, before.ends_at);
}

TEST(EventMove, BackToAnEarlierDayToo) {
  const auto after = apply_event_settings(evening(), {"starts_at=2025-10-17T18:30:00+09:00"});
  ASSERT_TRUE(after) << after.error().what;
  EXPECT_EQ(text(after->doors_open_at), "2025-10-17T18:00:00+09:00");
}

TEST(EventMove, DoorsThatOpenWithTheStartGoOnDoingSo) {
  Event lecture = evening();
  lecture.doors_open_at = lecture.starts_at;
  const auto after = apply_event_settings(lecture, {"starts_at=2025-11-02T10:00:00+09:00", "ends_at="});
  ASSERT_TRUE(after) << after.error().what;
  EXPECT_EQ(after->doors_open_at, after->starts_at);
}

}  // namespace
}  // namespace uketsuke
