// The attendee's side of the kiosk's logic.
#include <gtest/gtest.h>

#include "tests/kiosk/kiosk_driver.h"

namespace uketsuke {
namespace {

using namespace test;

SeenCode code(const std::string& text) {
  SeenCode seen;
  seen.id = ScanId("id-" + text);
  seen.text = text;
  return seen;
}

TEST(KioskScan, GreenAppearsOnlyWithTheStoresAnswer) {
  KioskDriver driver;
  const RecordScan request = driver.see(kTicketA);
  EXPECT_EQ(request.request.text, kTicketA);
  EXPECT_EQ(request.request.event, EventCode("EBINA"));
  EXPECT_EQ(driver.model().attendee.screen, AttendeeScreen::scan);
  EXPECT_FALSE(driver.model().attendee.result);
  driver.answer(request, ScanOutcome::admitted);
  EXPECT_EQ(driver.model().attendee.screen, AttendeeScreen::result);
  EXPECT_EQ(driver.model().attendee.result->results.front().name, "山田 太郎");
  EXPECT_EQ(driver.sounds(), std::vector{Sound::welcome});
}

TEST(KioskScan, AHintShowsUntilItIsTakenBackOrTheCameraIsLost) {
  KioskDriver driver;
  driver.send(CameraChanged{CameraHealth::running, ""});
  const std::uint64_t before = driver.model().revision;
  driver.send(ReadHintChanged{ReadHint::glaring});
  EXPECT_EQ(driver.model().attendee.hint, ReadHint::glaring);
  EXPECT_GT(driver.model().revision, before) << "is drawn";
  driver.send(ReadHintChanged{ReadHint::none});
  EXPECT_EQ(driver.model().attendee.hint, ReadHint::none);
  driver.send(ReadHintChanged{ReadHint::too_small});
  driver.send(CameraChanged{CameraHealth::lost, ""});
  EXPECT_EQ(driver.model().attendee.hint, ReadHint::none);
}

TEST(KioskScan, AResultVanishesByItself) {
  KioskDriver driver;
  driver.answer(driver.see(kTicketA), ScanOutcome::admitted);
  driver.pass(2 * kSecondUs);
  EXPECT_EQ(driver.model().attendee.screen, AttendeeScreen::result);
  EXPECT_LE(driver.kiosk.next_wake_us(), driver.now.monotonic_us + kSecondUs / 2);
  driver.pass(kSecondUs / 2);
  EXPECT_EQ(driver.model().attendee.screen, AttendeeScreen::scan);
}

TEST(KioskScan, TheNextScanIsTakenWhileAResultShows) {
  KioskDriver driver;
  driver.answer(driver.see(kTicketA), ScanOutcome::revoked);
  const RecordScan next = driver.see(kTicketB);
  EXPECT_EQ(driver.count_last, 0 + 1);
  driver.answer(next, ScanOutcome::admitted, "佐藤");
  EXPECT_EQ(driver.model().attendee.result->results.front().name, "佐藤");
}

TEST(KioskScan, ARepeatKeepsTheResultWithoutRowOrTone) {
  KioskDriver driver;
  driver.answer(driver.see(kTicketA), ScanOutcome::admitted);
  driver.sounds();
  driver.pass(2 * kSecondUs);
  driver.see(kTicketA, true);
  EXPECT_EQ(driver.count_last, 0);
  EXPECT_TRUE(driver.sounds().empty());
  driver.pass(2 * kSecondUs);
  EXPECT_EQ(driver.model().attendee.screen, AttendeeScreen::result);
}

TEST(KioskScan, NamesOfRefusedPeopleStayOffTheAttendeesSide) {
  for (int i = 0; i <= static_cast<int>(ScanOutcome::not_recorded); ++i) {
    const auto outcome = static_cast<ScanOutcome>(i);
    KioskDriver driver;
    driver.answer(driver.see(kTicketA), outcome);
    const bool named = !driver.model().attendee.result->results.front().name.empty();
    EXPECT_EQ(named, outcome == ScanOutcome::admitted || outcome == ScanOutcome::exited) << i;
    EXPECT_EQ(driver.model().staff.recent.front().outcome, outcome);
    EXPECT_EQ(driver.model().staff.recent.front().name, "山田 太郎");
  }
}

TEST(KioskScan, OfASecondUseStaffLearnWhereTheFirstWasAndTheAttendeeDoesNotWait) {
  KioskDriver driver;
  const RecordScan scan = driver.see(kTicketA);
  driver.answer(scan, ScanOutcome::already_in);
  EXPECT_EQ(driver.model().attendee.screen, AttendeeScreen::result);
  EXPECT_EQ(driver.last<FindFirstUse>().scan, scan.request.id);
  driver.send(FirstUseFound{scan.request.id, FirstUse{driver.now.utc, "東口", true}});
  ASSERT_TRUE(driver.model().staff.recent.front().first_use);
  EXPECT_EQ(driver.model().staff.recent.front().first_use->door, "東口");
  driver.answer(driver.see(kTicketB), ScanOutcome::admitted);
  driver.last<FindFirstUse>();
  EXPECT_EQ(driver.count_last, 0);
}

TEST(KioskScan, AFailedStoreIsNeverGreenAndTheSecondTimeStaffCome) {
  KioskDriver driver;
  driver.fail_store(driver.see(kTicketA));
  ASSERT_TRUE(driver.model().attendee.result);
  EXPECT_EQ(driver.model().attendee.result->results.front().outcome, ScanOutcome::not_recorded);
  EXPECT_FALSE(driver.model().attendee.result->results.front().staff_come);
  EXPECT_EQ(driver.sounds(), std::vector{Sound::fault});
  EXPECT_EQ(driver.forgets, 1);
  driver.fail_store(driver.see(kTicketA));
  EXPECT_TRUE(driver.model().attendee.result->results.front().staff_come);
  EXPECT_EQ(driver.model().attendee.screen, AttendeeScreen::result);
  driver.fail_store(driver.see(kTicketA));
  EXPECT_EQ(driver.model().attendee.screen, AttendeeScreen::fault);
}

TEST(KioskScan, ASuccessEndsTheFault) {
  KioskDriver driver;
  for (int i = 0; i < 3; ++i) driver.fail_store(driver.see(kTicketA));
  EXPECT_TRUE(driver.model().store_fault);
  driver.answer(driver.see(kTicketA), ScanOutcome::admitted);
  EXPECT_FALSE(driver.model().store_fault);
  EXPECT_EQ(driver.model().attendee.screen, AttendeeScreen::result);
  driver.fail_store(driver.see(kTicketB));
  EXPECT_FALSE(driver.model().attendee.result->results.front().staff_come);
}

TEST(KioskScan, InAFaultTheStoreIsAskedAgain) {
  KioskDriver driver;
  driver.fail_store(LoadEvent{});
  EXPECT_EQ(driver.model().attendee.screen, AttendeeScreen::scan);
  driver.pass(5 * kSecondUs);
  driver.fail_store(driver.last<LoadEvent>());
  EXPECT_EQ(driver.model().attendee.screen, AttendeeScreen::fault);
  driver.pass(5 * kSecondUs);
  driver.last<LoadEvent>();
  EXPECT_EQ(driver.count_last, 1);
  driver.send(EventLoaded{});
  EXPECT_EQ(driver.model().attendee.screen, AttendeeScreen::fault);  // that it can be read is not enough
  driver.send(StoreProbed{});
  EXPECT_EQ(driver.model().attendee.screen, AttendeeScreen::scan);
}

TEST(KioskScan, TheFaultEndsOnlyAfterAWrite) {
  KioskDriver driver;
  for (int i = 0; i < 3; ++i) driver.fail_store(driver.see(kTicketA));
  ASSERT_EQ(driver.model().attendee.screen, AttendeeScreen::fault);
  driver.kiosk.take_requests();
  driver.pass(5 * kSecondUs);
  const ProbeStore probe = driver.last<ProbeStore>();
  EXPECT_EQ(driver.count_last, 1);
  driver.send(EventLoaded{});
  driver.pass(5 * kSecondUs);
  driver.last<ProbeStore>();
  EXPECT_EQ(driver.count_last, 0) << "one that is not answered yet is enough";
  driver.fail_store(probe);
  EXPECT_EQ(driver.model().attendee.screen, AttendeeScreen::fault);
  driver.pass(5 * kSecondUs);
  driver.last<ProbeStore>();
  EXPECT_EQ(driver.count_last, 1);
  driver.send(StoreProbed{});
  EXPECT_EQ(driver.model().attendee.screen, AttendeeScreen::scan);
  EXPECT_FALSE(driver.model().store_fault);
}

TEST(KioskScan, AStoreThatIsWrittenButNotReadStaysAFault) {
  KioskDriver driver;
  driver.fail_store(LoadEvent{});
  driver.pass(5 * kSecondUs);
  driver.fail_store(driver.last<LoadEvent>());
  driver.pass(5 * kSecondUs);
  driver.send(StoreProbed{});
  EXPECT_EQ(driver.model().attendee.screen, AttendeeScreen::fault);
  driver.send(EventLoaded{});
  EXPECT_EQ(driver.model().attendee.screen, AttendeeScreen::scan);
}

TEST(KioskScan, AStoreThatCannotBeReadAtTheStartIsAFault) {
  const Moment now{{0}, 0};
  Kiosk kiosk(KioskDriver::settings(false), now);
  kiosk.handle(KioskEvent{StoreFailed{LoadEvent{}, Error{Code::store_failed, "disk", ""}, {}}}, now);
  EXPECT_EQ(kiosk.model().attendee.screen, AttendeeScreen::fault);
}

TEST(KioskScan, OfSeveralTicketsNoneIsPicked) {
  KioskDriver driver;
  driver.send(CodesSeen{{code(kTicketA), code(kTicketB), code(kTicketC)}, false});
  driver.last<RecordScan>();
  EXPECT_EQ(driver.count_last, 0);
  EXPECT_EQ(driver.model().attendee.screen, AttendeeScreen::several);
  EXPECT_EQ(driver.model().attendee.several.codes.size(), 3U);
}

TEST(KioskScan, AllOfThemAreAnsweredTogether) {
  KioskDriver driver;
  driver.send(CodesSeen{{code(kTicketA), code(kTicketB)}, false});
  driver.sounds();
  driver.act(action::TakeAllTickets{});
  std::vector<RecordScan> requests;
  for (StoreRequest& request : driver.kiosk.take_requests()) requests.push_back(std::get<RecordScan>(request));
  ASSERT_EQ(requests.size(), 2U);
  driver.answer(requests[0], ScanOutcome::admitted, "一");
  EXPECT_FALSE(driver.model().attendee.result);
  driver.fail_store(requests[1]);
  ASSERT_TRUE(driver.model().attendee.result);
  ASSERT_EQ(driver.model().attendee.result->results.size(), 2U);
  EXPECT_EQ(driver.model().attendee.result->results[1].outcome, ScanOutcome::not_recorded);
  EXPECT_EQ(driver.sounds(), std::vector{Sound::fault});
}

TEST(KioskScan, OneByOneWaitsForSingleTickets) {
  KioskDriver driver;
  driver.send(CodesSeen{{code(kTicketA), code(kTicketB)}, false});
  driver.act(action::TakeOneByOne{});
  EXPECT_TRUE(driver.model().attendee.one_by_one);
  EXPECT_EQ(driver.model().attendee.screen, AttendeeScreen::scan);
  driver.send(CodesSeen{{code(kTicketA), code(kTicketB)}, false});
  EXPECT_EQ(driver.model().attendee.screen, AttendeeScreen::scan);
  driver.see(kTicketA);
  EXPECT_EQ(driver.count_last, 1);
  driver.pass(21 * kSecondUs);
  EXPECT_FALSE(driver.model().attendee.one_by_one);
}

TEST(KioskScan, AnotherPersonsScanIsTakenWhileTheChoiceIsOpen) {
  KioskDriver driver;
  driver.send(CodesSeen{{code(kTicketA), code(kTicketB)}, false});
  const RecordScan other = driver.see(kTicketC);
  EXPECT_EQ(driver.count_last, 1);
  driver.answer(other, ScanOutcome::admitted);
  EXPECT_EQ(driver.model().attendee.screen, AttendeeScreen::result);
  driver.pass(3 * kSecondUs);
  EXPECT_EQ(driver.model().attendee.screen, AttendeeScreen::several);
  driver.pass(30 * kSecondUs);
  EXPECT_EQ(driver.model().attendee.screen, AttendeeScreen::scan);
}

TEST(KioskScan, ATicketBesideAFlyersCodeIsTheOneThatIsMeant) {
  KioskDriver driver;
  driver.send(CodesSeen{{code("https://forms.example/x"), code(kTicketA)}, false});
  EXPECT_EQ(driver.last<RecordScan>().request.text, kTicketA);
}

TEST(KioskScan, ASlowAnswerIsTold) {
  KioskDriver driver;
  const RecordScan request = driver.see(kTicketA);
  EXPECT_FALSE(driver.model().attendee.slow);
  driver.pass(kSecondUs);
  EXPECT_TRUE(driver.model().attendee.slow);
  driver.answer(request, ScanOutcome::admitted);
  EXPECT_FALSE(driver.model().attendee.slow);
}

TEST(KioskScan, AScanThatAnInputMethodAteIsToldToBothSides) {
  KioskDriver driver;
  driver.send(ScanLost{});
  EXPECT_EQ(driver.model().attendee.result->results.front().outcome, ScanOutcome::not_recorded);
  ASSERT_TRUE(driver.model().staff.notice);
  EXPECT_EQ(driver.model().staff.notice->text_id, "notice_scan_lost");
}

TEST(KioskScan, TheLanguageIsTheNextPersonsOwnAgain) {
  KioskDriver driver;
  driver.act(action::SetLanguage{Language::en});
  driver.act(action::SetBigText{true});
  driver.answer(driver.see(kTicketA), ScanOutcome::admitted);
  EXPECT_EQ(driver.model().language, Language::en) << "the result is in the language that was chosen";
  EXPECT_TRUE(driver.model().attendee.big_text);
  driver.pass(3 * kSecondUs);
  EXPECT_EQ(driver.model().language, Language::ja);
  EXPECT_FALSE(driver.model().attendee.big_text);
}

TEST(KioskScan, ThePersonBehindIsNotAnsweredInTheOthersLanguage) {
  KioskDriver driver;
  driver.act(action::SetLanguage{Language::en});
  driver.pass(kSecondUs);
  driver.answer(driver.see(kTicketA), ScanOutcome::admitted);
  driver.pass(kSecondUs);
  driver.answer(driver.see(kTicketB), ScanOutcome::admitted, "佐藤");
  EXPECT_EQ(driver.model().language, Language::ja);
  driver.pass(kSecondUs);
  driver.act(action::SetLanguage{Language::en});  // of somebody who waits while this result shows
  driver.pass(3 * kSecondUs);
  EXPECT_EQ(driver.model().language, Language::en);
}

TEST(KioskScan, ALanguageWithoutAScanGoesBackByItself) {
  KioskDriver driver;
  driver.act(action::SetLanguage{Language::en});
  driver.pass(59 * kSecondUs);
  EXPECT_EQ(driver.model().language, Language::en);
  EXPECT_LE(driver.kiosk.next_wake_us(), driver.now.monotonic_us + kSecondUs);
  driver.pass(kSecondUs);
  EXPECT_EQ(driver.model().language, Language::ja);
}

TEST(KioskScan, TheStaffsLanguageStaysInTheirScreens) {
  KioskDriver driver;
  driver.unlock();
  driver.act(action::SetLanguage{Language::en});
  driver.answer(driver.see(kTicketA), ScanOutcome::admitted);
  driver.pass(100 * kSecondUs);
  EXPECT_EQ(driver.model().language, Language::en);
  EXPECT_GT(driver.kiosk.next_wake_us(), driver.now.monotonic_us) << "nothing is waited for that is over";
  driver.act(action::LockStaff{});
  driver.pass(kSecondUs);
  EXPECT_EQ(driver.model().language, Language::ja);
}

TEST(KioskScan, ACodeAloneDrawsNothing) {
  KioskDriver driver;
  const std::uint64_t before = driver.model().revision;
  const RecordScan scan = driver.see(kTicketA);
  EXPECT_EQ(driver.model().revision, before) << "its answer is drawn, and sooner without";
  driver.answer(scan, ScanOutcome::admitted);
  EXPECT_GT(driver.model().revision, before);
}

TEST(KioskScan, IdleTicksDrawNothing) {
  KioskDriver driver;
  const std::uint64_t before = driver.model().revision;
  for (int i = 0; i < 5; ++i) driver.pass(kSecondUs);
  EXPECT_EQ(driver.model().revision, before);
  driver.pass(60 * kSecondUs);  // the clock's minute
  EXPECT_GT(driver.model().revision, before);
}

TEST(KioskScan, TheStripHoldsTheLastTen) {
  KioskDriver driver;
  for (int i = 0; i < 13; ++i) driver.answer(driver.see(kTicketA), ScanOutcome::admitted, std::to_string(i));
  ASSERT_EQ(driver.model().staff.recent.size(), kRecentScans);
  EXPECT_EQ(driver.model().staff.recent.front().name, "12");
}

}  // namespace
}  // namespace uketsuke
