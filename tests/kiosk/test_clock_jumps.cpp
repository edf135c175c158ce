// A clock that somebody sets back or forward by hours in the middle of an event: the kiosk's own time goes on, staff
// are warned, order and rules hold; where staff follow the machine, a real store keeps the order of what happened.
#include <gtest/gtest.h>

#include "kiosk/clock.h"
#include "tests/kiosk/kiosk_driver.h"
#include "tests/support/roster.h"

namespace uketsuke {
namespace {

using testing::at;
using testing::must;

constexpr std::int64_t kHour = 3'600'000;

struct HandClock final : Clock {
  MachineTimes times{at("18:05"), 50'000'000, 10'000'000};
  MachineTimes read() override { return times; }
  void pass(std::int64_t ms) {
    times.system = times.system + ms;
    times.boot_us += ms * 1000;
    times.monotonic_us += ms * 1000;
  }
};

/// Window and store of one evening, by hand.
class JumpingEvening : public ::testing::Test {
 protected:
  JumpingEvening() : kiosk_(test::KioskDriver::settings(true), clock_.now()) {
    Event event = testing::sample_event("A", 30);
    event.last_entry_at = at("20:00");
    roster_.event(event).attendees(4);
  }
  /// What the loop of the window does.
  void look() {
    hand_.pass(1000);
    if (const auto jump = clock_.take_jump()) kiosk_.handle(KioskEvent{ClockJumped{*jump}}, clock_.now());
  }
  ScanOutcome scan(const std::string& name) { return roster_.scan(roster_.ticket(name), clock_.now().utc).outcome; }
  void follow() {
    kiosk_.handle(Action{action::FollowSystemClock{}}, clock_.now());
    clock_.follow_system();
  }

  testing::Roster roster_;
  HandClock hand_;
  KioskClock clock_{hand_, {}};
  Kiosk kiosk_;
};

TEST_F(JumpingEvening, HoursForwardOrBackAreToldAndChangeNoDecision) {
  for (const std::int64_t hours : {3, -6}) {
    hand_.times.system = hand_.times.system + hours * kHour;
    look();
    ASSERT_TRUE(kiosk_.model().clock_warning) << hours;
    EXPECT_EQ(kiosk_.model().clock_warning->jumped_by_ms, hours * kHour);
    EXPECT_EQ(scan(hours > 0 ? "参加者1" : "参加者2"), ScanOutcome::admitted) << "neither too late nor too early";
    kiosk_.handle(Action{action::KeepClock{}}, clock_.now());
  }
  EXPECT_EQ(scan("参加者1"), ScanOutcome::already_in);
  EXPECT_TRUE(must(roster_.store().check()).empty());
}

TEST_F(JumpingEvening, WhoFollowsABackwardClockKeepsTheOrderOfWhatHappened) {
  EXPECT_EQ(scan("参加者1"), ScanOutcome::admitted);
  hand_.times.system = hand_.times.system - kHour / 4;  // 17:50
  look();
  follow();
  EXPECT_EQ(scan("参加者1"), ScanOutcome::already_in);
  EXPECT_EQ(scan("参加者2"), ScanOutcome::admitted);
  EXPECT_TRUE(must(roster_.store().undo(roster_.code(), roster_.id("参加者1"), testing::by_staff(clock_.now().utc))));
  EXPECT_EQ(scan("参加者1"), ScanOutcome::admitted);
  EXPECT_EQ(scan("参加者1"), ScanOutcome::already_in);
  EXPECT_TRUE(must(roster_.store().check()).empty());
}

TEST_F(JumpingEvening, WhoFollowsAClockThatIsHoursOffIsRefusedByTheRulesAndNobodyIsLost) {
  EXPECT_EQ(scan("参加者1"), ScanOutcome::admitted);
  hand_.times.system = hand_.times.system + 3 * kHour;
  look();
  follow();
  EXPECT_EQ(scan("参加者2"), ScanOutcome::too_late);
  EXPECT_EQ(scan("参加者1"), ScanOutcome::already_in);
  hand_.times.system = hand_.times.system - 6 * kHour;
  look();
  ASSERT_TRUE(kiosk_.model().clock_warning);
  follow();
  EXPECT_EQ(scan("参加者3"), ScanOutcome::too_early);
  EXPECT_EQ(scan("参加者1"), ScanOutcome::already_in);
  EXPECT_TRUE(must(roster_.store().check()).empty());
}

TEST_F(JumpingEvening, AStartBeforeTheNewestFactIsTold) {
  kiosk_.handle(KioskEvent{ClockBehindFacts{at("19:00")}}, clock_.now());
  ASSERT_TRUE(kiosk_.model().clock_warning);
  EXPECT_EQ(kiosk_.model().clock_warning->newest_fact, at("19:00"));
}

}  // namespace
}  // namespace uketsuke
