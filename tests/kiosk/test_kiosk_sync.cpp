// When the kiosk asks for the roster's source, what it says of it, and sticks that come and go.
#include <gtest/gtest.h>

#include "tests/kiosk/kiosk_driver.h"

namespace uketsuke::test {
namespace {

constexpr std::int64_t kEvery = 300 * kSecondUs;

/// A kiosk that pulls every five minutes.
struct Puller {
  Puller() : kiosk(settings(), now) {
    EventLoaded loaded;
    loaded.summary.event.code = EventCode("EBINA");
    kiosk.handle(KioskEvent{loaded}, now);
    pass(0);
  }
  static KioskSettings settings() {
    KioskSettings settings = KioskDriver::settings(false);
    settings.sync_every_us = kEvery;
    return settings;
  }
  void pass(std::int64_t us) {
    now.monotonic_us += us;
    now.utc = now.utc + us / 1000;
    kiosk.handle(KioskEvent{Tick{}}, now);
  }
  /// How many pulls were asked for since the last call.
  int asked() {
    int count = 0;
    for (const Effect& effect : kiosk.take_effects()) count += std::holds_alternative<effect::PullRoster>(effect);
    return count;
  }
  void answer(const RosterPulled& pulled) { kiosk.handle(KioskEvent{SyncEvent{pulled}}, now); }
  void see(const std::vector<StickOffer>& offers) { kiosk.handle(KioskEvent{SyncEvent{SticksSeen{offers}}}, now); }
  void unlock_organiser() {
    kiosk.handle(Action{action::OpenStaff{}}, now);
    kiosk.handle(KioskEvent{StaffLoaded{true, {"花子"}}}, now);
    kiosk.handle(Action{action::EnterPin{"1234"}}, now);
    kiosk.handle(KioskEvent{PinChecked{true, "花子", true, 5, {}}}, now);
  }
  [[nodiscard]] const Model& model() const { return kiosk.model(); }

  Moment now{{1'761'296'700'000}, 10 * kSecondUs};
  Kiosk kiosk;
};

RosterPulled pulled_at(UtcMillis time) {
  RosterPulled pulled;
  pulled.has_source = true;
  pulled.synced_at = time;
  pulled.held = 0;
  return pulled;
}

TEST(KioskSync, AsksAtOnceThenEveryIntervalAndNeverTwiceAtATime) {
  Puller puller;
  EXPECT_EQ(puller.asked(), 1);
  puller.pass(10 * kEvery);
  EXPECT_EQ(puller.asked(), 0) << "the first one is not answered yet";
  puller.answer(pulled_at(puller.now.utc));
  puller.pass(kEvery - kSecondUs);
  EXPECT_EQ(puller.asked(), 0);
  EXPECT_LE(puller.kiosk.next_wake_us(), puller.now.monotonic_us + kSecondUs);
  puller.pass(kSecondUs);
  EXPECT_EQ(puller.asked(), 1);
}

TEST(KioskSync, WithoutTheSettingNothingIsAsked) {
  KioskDriver driver;
  driver.pass(10 * kEvery);
  for (const Effect& effect : driver.kiosk.take_effects()) {
    EXPECT_FALSE(std::holds_alternative<effect::PullRoster>(effect));
  }
}

TEST(KioskSync, FailuresAreToldOnceAskedMoreRarelyAndKeepTheAge) {
  Puller puller;
  const UtcMillis synced = puller.now.utc;
  puller.answer(pulled_at(synced));
  RosterPulled failed = pulled_at(synced);
  failed.held.reset();
  failed.error = "つながりませんでした";
  puller.asked();
  const std::int64_t waits[] = {1, 2, 4, 4};
  puller.pass(kEvery);
  for (const std::int64_t times : waits) {
    ASSERT_EQ(puller.asked(), 1);
    puller.answer(failed);
    EXPECT_EQ(puller.model().staff.notice.has_value(), times == 1) << "told once";
    puller.kiosk.handle(Action{action::CloseNotice{}}, puller.now);
    puller.pass(times * kEvery - kSecondUs);
    EXPECT_EQ(puller.asked(), 0) << times;
    puller.pass(kSecondUs);
  }
  EXPECT_EQ(puller.model().sync.synced_at, synced);
  EXPECT_EQ(puller.model().sync.error, failed.error);
  EXPECT_FALSE(puller.model().store_fault);
  puller.answer(pulled_at(puller.now.utc));
  EXPECT_EQ(puller.model().sync.error, "");
  puller.asked();
  puller.pass(kEvery);
  EXPECT_EQ(puller.asked(), 1) << "the network is back: the interval is the usual one";
}

TEST(KioskSync, NewRowsAreToldAndTheSameHeldLinesOnlyOnce) {
  Puller puller;
  RosterPulled pulled = pulled_at(puller.now.utc);
  pulled.added = 2;
  pulled.held = 1;
  puller.answer(pulled);
  ASSERT_TRUE(puller.model().staff.notice);
  EXPECT_EQ(puller.model().staff.notice->text_id, "notice_synced_held");
  puller.pass(10 * kSecondUs);
  ASSERT_FALSE(puller.model().staff.notice);
  pulled.added = 0;
  puller.answer(pulled);
  EXPECT_FALSE(puller.model().staff.notice);
}

TEST(KioskSync, AStickIsOfferedOpenedByAnOrganiserAndNotAgainUntilItWasOut) {
  Puller puller;
  const StickOffer stick{"/media/usb", {"/media/usb/名簿.csv"}};
  puller.see({stick});
  puller.kiosk.handle(Action{SyncAction{action::OpenStickOffer{}}}, puller.now);
  EXPECT_EQ(puller.model().sync.offers.size(), 1U) << "not without a PIN";
  puller.unlock_organiser();
  puller.kiosk.handle(Action{SyncAction{action::OpenStickOffer{}}}, puller.now);
  EXPECT_EQ(puller.model().staff.screen, StaffScreen::import_file);
  EXPECT_TRUE(puller.model().sync.offers.empty());
  puller.see({stick, {"/media/other", {"/media/other/a.csv"}}});
  ASSERT_EQ(puller.model().sync.offers.size(), 1U);
  EXPECT_EQ(puller.model().sync.offers.front().folder, "/media/other");
  puller.kiosk.handle(Action{SyncAction{action::DismissStickOffer{}}}, puller.now);
  EXPECT_TRUE(puller.model().sync.offers.empty());
  puller.see({});
  puller.see({stick});
  EXPECT_EQ(puller.model().sync.offers.size(), 1U) << "plugged in again";
}

}  // namespace
}  // namespace uketsuke::test
