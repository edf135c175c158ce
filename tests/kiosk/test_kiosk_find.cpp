// An attendee's own search through the kiosk's logic: reachable only where the event has it, bounded, gone by itself.
#include <gtest/gtest.h>

#include "tests/kiosk/kiosk_driver.h"

namespace uketsuke {
namespace {

using namespace test;

struct Search : KioskDriver {
  explicit Search(DisplayRules rules = {true, false, false}, bool two_windows = false) : KioskDriver(two_windows) {
    EventLoaded loaded;
    loaded.summary.event.code = EventCode("EBINA");
    loaded.summary.event.display = rules;
    send(loaded);
    kiosk.take_requests();
  }
  /// Types it on an open page; what the store is asked.
  FindAttendees type(const std::string& kana) {
    act(action::TypeFind{kana});
    return last<FindAttendees>();
  }
  void find(const std::string& kana) {
    AttendeesFound found;
    found.serial = type(kana).serial;
    found.found.people = {{RegistrationId("r1"), 12, "山田 ○○", ""}};
    send(found);
  }
  [[nodiscard]] const FindView& view() const { return model().attendee.find; }
};

TEST(KioskFind, AnEventWithoutItHasNoWayToReachIt) {
  Search driver(DisplayRules{});
  driver.act(action::OpenFind{});
  EXPECT_EQ(driver.model().attendee.screen, AttendeeScreen::scan);
  driver.type("やまだ");
  EXPECT_EQ(driver.count_last, 0);
  driver.act(action::ChooseFound{RegistrationId("r1")});
  driver.act(action::CheckInChosen{});
  driver.last<CheckInFound>();
  EXPECT_EQ(driver.count_last, 0);
  EXPECT_FALSE(driver.view().open || driver.view().chosen);
}

TEST(KioskFind, AsksFromThreeKanaOnAndDropsOldAnswers) {
  Search driver;
  driver.act(action::OpenFind{});
  EXPECT_EQ(driver.model().attendee.screen, AttendeeScreen::find);
  driver.type("やま");
  EXPECT_EQ(driver.count_last, 0);
  const FindAttendees first = driver.type("やまだ");
  EXPECT_EQ(first.kana, "やまだ");
  EXPECT_TRUE(driver.view().waiting);
  const FindAttendees second = driver.type("やまだた");
  AttendeesFound late;
  late.serial = first.serial;
  late.found.people = {{RegistrationId("r9"), 9, "山田 ○○", ""}};
  driver.send(late);
  EXPECT_TRUE(driver.view().found.people.empty());
  late.serial = second.serial;
  driver.send(late);
  EXPECT_EQ(driver.view().found.people.size(), 1U);
  EXPECT_FALSE(driver.view().waiting);
}

TEST(KioskFind, ChecksNobodyInUnlessTheEventSaysSo) {
  Search driver;
  driver.act(action::OpenFind{});
  driver.find("やまだ");
  driver.act(action::ChooseFound{RegistrationId("r1")});
  ASSERT_TRUE(driver.view().chosen);
  ASSERT_TRUE(driver.model().staff.notice) << "staff are told who waits";
  EXPECT_EQ(driver.model().staff.notice->text_id, "notice_found_waits");
  driver.act(action::CheckInChosen{});
  driver.last<CheckInFound>();
  EXPECT_EQ(driver.count_last, 0);
}

TEST(KioskFind, ChecksInAfterTheQuestionWhereTheEventSaysSo) {
  Search driver({true, true, false});
  driver.act(action::OpenFind{});
  driver.find("やまだ");
  driver.act(action::ChooseFound{RegistrationId("somebody else")});
  EXPECT_FALSE(driver.view().chosen) << "only who is shown";
  driver.act(action::ChooseFound{RegistrationId("r1")});
  driver.act(action::ChooseOther{});
  EXPECT_FALSE(driver.view().chosen);
  driver.act(action::ChooseFound{RegistrationId("r1")});
  driver.last<CheckInFound>();
  EXPECT_EQ(driver.count_last, 0);
  driver.act(action::CheckInChosen{});
  const CheckInFound asked = driver.last<CheckInFound>();
  ASSERT_EQ(driver.count_last, 1);
  EXPECT_EQ(asked.request.registration, RegistrationId("r1"));
  EXPECT_FALSE(asked.request.override_reason);
  EXPECT_FALSE(driver.view().open);
  EXPECT_FALSE(driver.model().attendee.result) << "green comes with the store's answer";
  FoundCheckedIn done;
  done.request = asked.request;
  done.result.outcome = ScanOutcome::admitted;
  done.result.name = "山田 太郎";
  driver.send(done);
  EXPECT_EQ(driver.model().attendee.result->results.front().name, "山田 太郎");
  EXPECT_EQ(driver.model().staff.recent.front().outcome, ScanOutcome::admitted);
  EXPECT_EQ(driver.model().attendee.waiting, 0);
}

TEST(KioskFind, AFailedStoreIsNotRecorded) {
  Search driver({true, true, false});
  driver.act(action::OpenFind{});
  driver.find("やまだ");
  driver.act(action::ChooseFound{RegistrationId("r1")});
  driver.act(action::CheckInChosen{});
  driver.fail_store(driver.last<CheckInFound>());
  EXPECT_EQ(driver.model().attendee.result->results.front().outcome, ScanOutcome::not_recorded);
  EXPECT_EQ(driver.model().attendee.waiting, 0);
}

TEST(KioskFind, IsGoneAfterTwentySecondsWithoutATouch) {
  Search driver;
  driver.act(action::OpenFind{});
  driver.pass(19 * kSecondUs);
  EXPECT_EQ(driver.model().attendee.screen, AttendeeScreen::find);
  driver.find("やまだ");
  driver.pass(19 * kSecondUs);
  EXPECT_TRUE(driver.view().open);
  EXPECT_LE(driver.kiosk.next_wake_us(), driver.now.monotonic_us + kSecondUs);
  driver.pass(kSecondUs);
  EXPECT_EQ(driver.model().attendee.screen, AttendeeScreen::scan);
  EXPECT_TRUE(driver.view().kana.empty() && driver.view().found.people.empty());
}

TEST(KioskFind, AScanIsTakenAndEndsIt) {
  Search driver;
  driver.act(action::OpenFind{});
  driver.find("やまだ");
  const RecordScan scan = driver.see(kTicketA);
  ASSERT_EQ(driver.count_last, 1);
  driver.answer(scan, ScanOutcome::admitted);
  EXPECT_EQ(driver.model().attendee.screen, AttendeeScreen::result);
  driver.pass(10 * kSecondUs);
  EXPECT_EQ(driver.model().attendee.screen, AttendeeScreen::scan) << "nothing of the search is left";
}

TEST(KioskFind, TheRosterCannotBeReadOut) {
  Search driver;
  driver.act(action::OpenFind{});
  const std::vector<std::string> kana = {"あ", "い", "う", "え", "お", "か", "き", "く", "け", "こ", "さ", "し", "す"};
  int asked = 0;
  for (const std::string& last : kana) {
    driver.type("やま" + last);
    asked += driver.count_last;
    if (asked == 5) {  // a fresh page does not begin anew
      driver.act(action::CloseFind{});
      driver.act(action::OpenFind{});
    }
    driver.pass(kSecondUs);
  }
  EXPECT_EQ(asked, 12);
  EXPECT_TRUE(driver.view().spent);
  driver.type("やまあ");
  EXPECT_EQ(driver.count_last, 1) << "what was looked for already is told again";
  driver.pass(61 * kSecondUs);
  driver.act(action::OpenFind{});
  driver.type("やます");
  EXPECT_EQ(driver.count_last, 1);
}

TEST(KioskFind, EndsWhereStaffOpenTheirSideOrTheEventStopsAllowingIt) {
  Search driver;
  driver.act(action::OpenFind{});
  driver.act(action::OpenStaff{});
  EXPECT_FALSE(driver.view().open);
  driver.act(action::CancelPin{});
  driver.act(action::OpenFind{});
  EventLoaded loaded;
  loaded.summary.event.code = EventCode("EBINA");
  driver.send(loaded);
  EXPECT_FALSE(driver.view().open);
}

}  // namespace
}  // namespace uketsuke
