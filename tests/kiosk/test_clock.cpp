// The kiosk's clock: carried by the boot clock, jumps told and not followed, practice clocks.
#include <gtest/gtest.h>

#include "kiosk/clock.h"

namespace uketsuke {
namespace {

struct HandClock final : Clock {
  MachineTimes times{{1'000'000}, 50'000'000, 10'000'000};
  MachineTimes read() override { return times; }
  void pass(std::int64_t ms) {
    times.system = times.system + ms;
    times.boot_us += ms * 1000;
    times.monotonic_us += ms * 1000;
  }
};

TEST(KioskClock, RunsWithTheBootClock) {
  HandClock hand;
  KioskClock clock(hand, {});
  hand.pass(1500);
  EXPECT_EQ(clock.now().utc.value, 1'001'500);
  EXPECT_EQ(clock.now().monotonic_us, 11'500'000);
  EXPECT_FALSE(clock.take_jump());
}

TEST(KioskClock, TellsAJumpOnceAndDoesNotFollow) {
  HandClock hand;
  KioskClock clock(hand, {});
  hand.times.system = hand.times.system + 3'600'000;
  EXPECT_EQ(clock.take_jump(), 3'600'000);
  EXPECT_FALSE(clock.take_jump());
  EXPECT_EQ(clock.now().utc.value, 1'000'000);
  clock.follow_system();
  EXPECT_EQ(clock.now().utc.value, 4'600'000);
  EXPECT_FALSE(clock.take_jump());
  hand.times.system = hand.times.system - 3'600'000;
  EXPECT_EQ(clock.take_jump(), -3'600'000);
}

TEST(KioskClock, GoesOnWhileTheMachineSleeps) {
  HandClock hand;
  KioskClock clock(hand, {});
  hand.times.boot_us += 60'000'000;  // monotonic stands still in a suspend
  hand.times.system = hand.times.system + 60'000;
  EXPECT_EQ(clock.now().utc.value, 1'060'000);
  EXPECT_FALSE(clock.take_jump());
}

TEST(KioskClock, SmallCorrectionsAreNoJump) {
  HandClock hand;
  KioskClock clock(hand, {});
  hand.times.system = hand.times.system + 1'900;
  EXPECT_FALSE(clock.take_jump());
}

TEST(KioskClock, APracticeClockStartsWhereItIsToldAndRunsOrStands) {
  HandClock hand;
  KioskClock running(hand, {ClockStart::Kind::running, {5'000'000}});
  KioskClock fixed(hand, {ClockStart::Kind::fixed, {5'000'000}});
  hand.pass(2000);
  EXPECT_EQ(running.now().utc.value, 5'002'000);
  EXPECT_EQ(fixed.now().utc.value, 5'000'000);
  hand.times.system = hand.times.system + 3'600'000;
  EXPECT_FALSE(running.take_jump());
  EXPECT_FALSE(fixed.take_jump());
  EXPECT_EQ(fixed.now().monotonic_us, 12'000'000);
}

}  // namespace
}  // namespace uketsuke
