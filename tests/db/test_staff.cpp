// Staff and PINs in a real store: whose PIN it is, the lock after five wrong ones, over a restart.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <chrono>
#include <thread>

#include "db/reader.h"
#include "tests/db/raw_store.h"
#include "tests/support/roster.h"

namespace uketsuke::testing {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

const UtcMillis kNow = at("17:30");
constexpr std::int64_t kMinute = kMillisPerMinute;

/// A store with 田中 (desk, 1234) and 鈴木 (organiser, 567890).
Roster staffed() {
  Roster roster;
  must(roster.store().add_staff("田中", StaffRole::desk, by_staff(kNow)));
  must(roster.store().add_staff("鈴木", StaffRole::organiser, by_staff(kNow)));
  must(roster.store().set_pin("田中", "1234", by_staff(kNow)));
  must(roster.store().set_pin("鈴木", "567890", by_staff(kNow)));
  return roster;
}

/// Tries that are wrong by their form already: nothing is hashed, the test is quick.
PinCheck enter_wrong(Roster& roster, int times, UtcMillis now) {
  PinCheck last;
  for (int i = 0; i < times; ++i) last = must(roster.store().check_pin("0", now));
  return last;
}

TEST(Staff, APinTellsWhoItIs) {
  Roster roster = staffed();
  const PinCheck desk = must(roster.store().check_pin("1234", kNow));
  EXPECT_TRUE(desk.accepted);
  EXPECT_EQ(desk.staff, "田中");
  EXPECT_EQ(desk.role, StaffRole::desk);
  const PinCheck organiser = must(roster.store().check_pin("567890", kNow));
  EXPECT_EQ(organiser.staff, "鈴木");
  EXPECT_EQ(organiser.role, StaffRole::organiser);
  EXPECT_FALSE(must(roster.store().check_pin("12345", kNow)).accepted);
}

TEST(Staff, IsListedWithWhetherThereIsAPin) {
  Roster roster = staffed();
  must(roster.store().add_staff("佐藤", StaffRole::desk, by_staff(kNow)));
  const auto staff = must(must(Reader::open(roster.folder())).list_staff());
  ASSERT_EQ(staff.size(), 3U);
  EXPECT_EQ(staff[0].name, "鈴木");
  EXPECT_TRUE(staff[0].has_pin);
  EXPECT_FALSE(staff[1].has_pin);
}

TEST(Staff, APinIsFourToTwelveDigits) {
  Roster roster = staffed();
  for (const char* pin : {"", "123", "1234567890123", "12a4", "１２３４", "-123"}) {
    const auto refused = roster.store().set_pin("田中", pin, by_staff(kNow));
    ASSERT_FALSE(refused.has_value()) << pin;
    EXPECT_EQ(refused.error().code, Code::bad_call);
  }
  EXPECT_TRUE(must(roster.store().check_pin("1234", kNow)).accepted);
}

TEST(Staff, IsRefusedTwiceUnnamedOrUnknown) {
  Roster roster = staffed();
  EXPECT_EQ(roster.store().add_staff("田中", StaffRole::desk, by_staff(kNow)).error().code, Code::bad_call);
  EXPECT_EQ(roster.store().add_staff(" ", StaffRole::desk, by_staff(kNow)).error().code, Code::bad_call);
  EXPECT_EQ(roster.store().set_pin("山本", "4321", by_staff(kNow)).error().code, Code::not_found);
}

TEST(Staff, TwoPeopleDoNotShareAPin) {
  Roster roster = staffed();
  EXPECT_EQ(roster.store().set_pin("鈴木", "1234", by_staff(kNow)).error().code, Code::bad_call);
  EXPECT_TRUE(roster.store().set_pin("田中", "1234", by_staff(kNow)).has_value());
}

TEST(Staff, OnlyAHashOfThePinIsKept) {
  Roster roster = staffed();
  const std::string hash = RawStore(roster.folder()).text("SELECT pin_hash FROM staff WHERE name = '田中'");
  EXPECT_THAT(hash, HasSubstr("$argon2id$"));
  EXPECT_THAT(hash, Not(HasSubstr("1234")));
}

TEST(PinLock, FiveWrongOnesLockForAMinute) {
  Roster roster = staffed();
  enter_wrong(roster, 3, kNow);
  const PinCheck fourth = must(roster.store().check_pin("0000", kNow));
  EXPECT_EQ(fourth.tries_left, 1);
  EXPECT_EQ(fourth.locked_until, std::nullopt);
  const PinCheck fifth = enter_wrong(roster, 1, kNow);
  EXPECT_EQ(fifth.tries_left, 0);
  EXPECT_EQ(fifth.locked_until, kNow + kMinute);
  // The right one does not open it either.
  EXPECT_FALSE(must(roster.store().check_pin("1234", kNow + kMinute - 1)).accepted);
  EXPECT_TRUE(must(roster.store().check_pin("1234", kNow + kMinute)).accepted);
}

TEST(PinLock, DoublesUpToAnHour) {
  Roster roster = staffed();
  UtcMillis now = kNow;
  for (const std::int64_t minutes : {1, 2, 4, 8, 16, 32, 60, 60}) {
    const PinCheck check = enter_wrong(roster, 5, now);
    ASSERT_EQ(check.locked_until, now + minutes * kMinute);
    now = *check.locked_until;
  }
}

TEST(PinLock, IsKeptOverARestart) {
  Roster roster = staffed();
  enter_wrong(roster, 3, kNow);
  roster.reopen();
  EXPECT_EQ(enter_wrong(roster, 2, kNow).locked_until, kNow + kMinute);
  roster.reopen();
  const PinCheck locked = must(roster.store().check_pin("1234", kNow + 1));
  EXPECT_FALSE(locked.accepted);
  EXPECT_EQ(locked.locked_until, kNow + kMinute);
}

TEST(PinLock, ARightOneStartsTheCountAnew) {
  Roster roster = staffed();
  enter_wrong(roster, 5, kNow);
  const UtcMillis later = kNow + kMinute;
  enter_wrong(roster, 4, later);
  EXPECT_TRUE(must(roster.store().check_pin("1234", later)).accepted);
  EXPECT_EQ(enter_wrong(roster, 4, later).tries_left, 1);
  EXPECT_EQ(enter_wrong(roster, 1, later).locked_until, later + kMinute);  // one minute again, not two
}

TEST(PinLock, WrongFormsCountAsWrongTries) {
  Roster roster = staffed();
  for (const char* pin : {"", "1", "abcd", "12345678901234567890"}) {
    EXPECT_FALSE(must(roster.store().check_pin(pin, kNow)).accepted);
  }
  EXPECT_EQ(must(roster.store().check_pin("x", kNow)).locked_until, kNow + kMinute);
}

TEST(PinLock, AnotherWindowsTriesCount) {
  Roster roster = staffed();
  Store other = must(Store::open(roster.folder()));
  enter_wrong(roster, 3, kNow);
  static_cast<void>(must(other.check_pin("0", kNow)));
  EXPECT_EQ(must(other.check_pin("0", kNow)).locked_until, kNow + kMinute);
  EXPECT_FALSE(must(roster.store().check_pin("1234", kNow)).accepted);
}

TEST(Staff, TheDoorWritesWhileAPinIsTried) {
  Roster roster = staffed();
  roster.event("A", 500).attendees(1);
  const std::string text = roster.ticket("参加者1");
  std::atomic<bool> done = false;
  const std::string folder = roster.folder();
  std::thread pins([&] {
    Store other = must(Store::open(folder));
    for (int i = 0; i < 2; ++i) static_cast<void>(must(other.check_pin("1234", kNow)));
    done = true;
  });
  int scans = 0;
  while (!done) {
    roster.scan(text, at("18:01"));
    ++scans;
    // SQLite has no queue of writers: whoever writes on and on without a breath keeps the other one out for good.
    std::this_thread::sleep_for(std::chrono::milliseconds(1));
  }
  pins.join();
  EXPECT_GT(scans, 3);
}

}  // namespace
}  // namespace uketsuke::testing
