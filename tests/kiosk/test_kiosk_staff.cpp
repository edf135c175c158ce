// The staff's side of the kiosk's logic: gate, lists, changes, refusals.
#include <gtest/gtest.h>

#include "tests/kiosk/kiosk_driver.h"

namespace uketsuke {
namespace {

using namespace test;

TEST(KioskGate, AsksForThePinAndOpens) {
  KioskDriver driver;
  driver.act(action::OpenStaff{});
  EXPECT_EQ(driver.model().staff.gate, StaffGate::enter_pin);
  driver.act(action::EnterPin{"1234"});
  EXPECT_EQ(driver.last<CheckPin>().pin, "1234");
  driver.send(PinChecked{false, "", false, 4, {}});
  EXPECT_TRUE(driver.model().staff.pin.wrong);
  EXPECT_EQ(driver.model().staff.pin.tries_left, 4);
  driver.act(action::EnterPin{"5678"});
  driver.send(PinChecked{true, "花子", true, 5, {}});
  EXPECT_EQ(driver.model().staff.gate, StaffGate::open);
  EXPECT_EQ(driver.model().staff.name, "花子");
}

TEST(KioskGate, ALockOutIsShownAndEnds) {
  KioskDriver driver;
  driver.act(action::OpenStaff{});
  driver.act(action::EnterPin{"1"});
  driver.send(PinChecked{false, "", false, 0, driver.now.utc + 30'000});
  EXPECT_TRUE(driver.model().staff.pin.locked_until);
  driver.kiosk.take_requests();
  driver.act(action::EnterPin{"1234"});
  driver.last<CheckPin>();
  EXPECT_EQ(driver.count_last, 0);
  driver.pass(31 * kSecondUs);
  EXPECT_FALSE(driver.model().staff.pin.locked_until);
}

TEST(KioskGate, TheFirstPinIsSetTwice) {
  KioskDriver driver;
  driver.send(StaffLoaded{false, {}});
  driver.act(action::OpenStaff{});
  EXPECT_EQ(driver.model().staff.gate, StaffGate::first_pin);
  driver.act(action::SetFirstPin{"1234", "1235"});
  EXPECT_TRUE(driver.model().staff.pin.differs);
  driver.act(action::SetFirstPin{"12a4", "12a4"});
  EXPECT_TRUE(driver.model().staff.pin.differs);
  driver.act(action::SetFirstPin{"1234", "1234"});
  EXPECT_EQ(driver.last<SavePin>().pin, "1234");
  driver.send(PinSaved{"受付"});
  EXPECT_EQ(driver.model().staff.gate, StaffGate::open);
  driver.act(action::LockStaff{});
  driver.act(action::OpenStaff{});
  EXPECT_EQ(driver.model().staff.gate, StaffGate::enter_pin);
}

TEST(KioskGate, NobodySetsAFirstPinOverAnother) {
  KioskDriver driver;
  driver.act(action::OpenStaff{});
  driver.act(action::SetFirstPin{"9999", "9999"});
  driver.last<SavePin>();
  EXPECT_EQ(driver.count_last, 0);
}

TEST(KioskGate, ClosesWhenNobodyTypes) {
  KioskDriver driver;
  driver.act(action::OpenStaff{});
  driver.pass(61 * kSecondUs);
  EXPECT_EQ(driver.model().staff.gate, StaffGate::closed);
}

TEST(KioskGate, StaysOpenWhileItIsUsedAndForgetsNamesWhenLocked) {
  KioskDriver driver;
  driver.unlock();
  driver.pass(200 * kSecondUs);
  EXPECT_EQ(driver.model().staff.gate, StaffGate::open);
  driver.act(action::SearchByFurigana{"やま"});
  SearchDone done;
  done.serial = driver.model().staff.search.serial;
  done.rows.resize(2);
  driver.send(done);
  EXPECT_EQ(driver.model().staff.search.rows.size(), 2U);
  driver.act(action::LockStaff{});
  EXPECT_TRUE(driver.model().staff.search.rows.empty());
  driver.send(done);
  EXPECT_TRUE(driver.model().staff.search.rows.empty());
  driver.unlock();
  driver.act(action::SearchByFurigana{"さ"});
  driver.send(done);  // of the session before
  EXPECT_TRUE(driver.model().staff.search.rows.empty());
}

TEST(KioskGate, NothingOfTheStaffIsDoneWithoutThePin) {
  KioskDriver driver;
  driver.act(action::AdmitChosen{{RegistrationId("r")}, Direction::entry, {}});
  driver.act(action::SearchByFurigana{"や"});
  driver.act(action::Undo{RegistrationId("r"), "x"});
  driver.act(action::StartExport{});
  driver.act(action::SetDirection{Direction::exit});
  driver.act(action::QuitProgram{});
  EXPECT_TRUE(driver.kiosk.take_requests().empty());
  EXPECT_TRUE(driver.kiosk.take_effects().empty());
  EXPECT_EQ(driver.model().direction, Direction::entry);
}

TEST(KioskSearch, AnOlderAnswerIsDropped) {
  KioskDriver driver;
  driver.unlock();
  driver.act(action::SearchByFurigana{"や"});
  const auto first = driver.last<SearchPeople>();
  driver.act(action::SearchByFurigana{"やま"});
  const auto second = driver.last<SearchPeople>();
  EXPECT_EQ(second.query.furigana, "やま");
  driver.send(SearchDone{second.serial, std::vector<RegistrationRow>(1)});
  driver.send(SearchDone{first.serial, std::vector<RegistrationRow>(9)});
  EXPECT_EQ(driver.model().staff.search.rows.size(), 1U);
}

TEST(KioskSearch, AnEmptyPadClearsTheListWithoutAsking) {
  KioskDriver driver;
  driver.unlock();
  driver.act(action::SearchByFurigana{""});
  driver.last<SearchPeople>();
  EXPECT_EQ(driver.count_last, 0);
  EXPECT_FALSE(driver.model().staff.search.waiting);
}

TEST(KioskDesk, SeveralChosenAreAdmittedByOneTap) {
  KioskDriver driver;
  driver.unlock();
  driver.act(
      action::AdmitChosen{{RegistrationId("a"), RegistrationId("b"), RegistrationId("c")}, Direction::entry, {}});
  const auto request = driver.last<AdmitPeople>();
  ASSERT_EQ(request.requests.size(), 3U);
  EXPECT_NE(request.requests[0].id, request.requests[1].id);
  EXPECT_EQ(request.requests[0].by, "花子");
  driver.act(action::AdmitChosen{{RegistrationId("a")}, Direction::entry, {}});  // a second tap while it is under way
  driver.last<AdmitPeople>();
  EXPECT_EQ(driver.count_last, 0);
  AdmitDone done{request.requests, std::vector<ScanResult>(3)};
  for (ScanResult& result : done.results) result.outcome = ScanOutcome::admitted;
  driver.send(done);
  EXPECT_EQ(driver.model().staff.notice->text_id, "notice_admitted_people");
  EXPECT_FALSE(driver.model().staff.busy);
}

TEST(KioskDesk, ARefusalIsLiftedWithOneReason) {
  KioskDriver driver;
  driver.unlock();
  driver.act(action::AdmitChosen{{RegistrationId("a")}, Direction::entry, {}});
  const auto first = driver.last<AdmitPeople>();
  AdmitDone done{first.requests, std::vector<ScanResult>(1)};
  done.results[0].outcome = ScanOutcome::full;
  driver.send(done);
  ASSERT_TRUE(driver.model().staff.refusal);
  EXPECT_TRUE(driver.model().staff.refusal->can_override);
  driver.act(action::OverrideRefusal{OverrideReason::phone_call});
  const auto again = driver.last<AdmitPeople>();
  ASSERT_EQ(again.requests.size(), 1U);
  EXPECT_EQ(again.requests[0].override_reason->reason, OverrideReason::phone_call);
  EXPECT_NE(again.requests[0].id, first.requests[0].id);
  done.requests = again.requests;
  driver.send(done);  // refused even so: the room is full
  ASSERT_TRUE(driver.model().staff.refusal);
  EXPECT_FALSE(driver.model().staff.refusal->can_override);
}

TEST(KioskDesk, ACancelledPersonCannotBeOverridden) {
  KioskDriver driver;
  driver.unlock();
  driver.act(action::AdmitChosen{{RegistrationId("a")}, Direction::entry, {}});
  AdmitDone done{driver.last<AdmitPeople>().requests, std::vector<ScanResult>(1)};
  done.results[0].outcome = ScanOutcome::cancelled;
  driver.send(done);
  EXPECT_FALSE(driver.model().staff.refusal->can_override);
  driver.act(action::OverrideRefusal{OverrideReason::other});
  driver.last<AdmitPeople>();
  EXPECT_EQ(driver.count_last, 0);
}

TEST(KioskDesk, AScanWhileADialogIsOpenIsTakenAndLeavesTheDialog) {
  KioskDriver driver;
  driver.unlock();
  driver.act(action::StartWalkIn{});
  const std::uint64_t form = driver.model().staff.walk_in.form;
  driver.answer(driver.see(kTicketA), ScanOutcome::admitted);
  EXPECT_TRUE(driver.model().attendee.result);
  EXPECT_EQ(driver.model().staff.screen, StaffScreen::walk_in);
  EXPECT_EQ(driver.model().staff.walk_in.form, form);
  EXPECT_EQ(driver.model().staff.gate, StaffGate::open);
}

TEST(KioskDesk, AnUnknownTicketIsLinkedToTheWalkIn) {
  KioskDriver driver;
  driver.unlock();
  driver.answer(driver.see(kTicketA), ScanOutcome::unknown_ticket, "");
  EXPECT_EQ(driver.model().staff.recent.front().ticket_text, kTicketA);
  driver.act(action::StartWalkIn{kTicketA, ""});
  Attendee attendee;
  attendee.name = "鈴木";
  attendee.profession.given = "看護師";
  driver.act(action::SubmitWalkIn{attendee});
  EXPECT_EQ(driver.last<RegisterWalkIn>().request.ticket_text, kTicketA);
}

TEST(KioskDesk, AWalkInNeedsNameAndProfession) {
  KioskDriver driver;
  driver.unlock();
  Attendee attendee;
  attendee.name = "鈴木";
  driver.act(action::SubmitWalkIn{attendee});
  driver.last<RegisterWalkIn>();
  EXPECT_EQ(driver.count_last, 0);
}

TEST(KioskDesk, AnUndoClearsTheRepeatAndIsMarkedInTheStrip) {
  KioskDriver driver;
  driver.unlock();
  driver.answer(driver.see(kTicketA), ScanOutcome::admitted);
  driver.sounds();
  driver.act(action::Undo{RegistrationId("r-山田 太郎"), "誤り"});
  EXPECT_EQ(driver.last<UndoCheckIn>().reason, "誤り");
  driver.send(UndoDone{RegistrationId("r-山田 太郎"), true});
  driver.sounds();
  EXPECT_EQ(driver.forgets, 1);
  EXPECT_TRUE(driver.model().staff.recent.front().undone);
}

TEST(KioskDesk, AnotherDirectionClearsTheRepeat) {
  KioskDriver driver;
  driver.unlock();
  driver.sounds();
  driver.act(action::SetDirection{Direction::exit});
  driver.sounds();
  EXPECT_EQ(driver.forgets, 1);
  EXPECT_EQ(driver.see(kTicketA).request.direction, Direction::exit);
}

TEST(KioskDesk, AFailedChangeFreesTheScreenAndIsTold) {
  KioskDriver driver;
  driver.unlock();
  driver.act(action::AdmitChosen{{RegistrationId("a")}, Direction::entry, {}});
  driver.fail_store(driver.last<AdmitPeople>());
  EXPECT_FALSE(driver.model().staff.busy);
  EXPECT_EQ(driver.model().staff.notice->kind, NoticeKind::bad);
  EXPECT_EQ(driver.model().staff.notice->detail, "disk");
  driver.pass(60 * kSecondUs);
  EXPECT_TRUE(driver.model().staff.notice);
  driver.act(action::CloseNotice{});
  EXPECT_FALSE(driver.model().staff.notice);
}

TEST(KioskMonitors, StaffAreLockedWhenAMonitorComesOrGoes) {
  KioskDriver driver(true);
  EXPECT_TRUE(driver.model().two_windows);
  driver.unlock();
  EXPECT_EQ(driver.model().staff.gate, StaffGate::open);
  driver.send(MonitorsChanged{false});
  EXPECT_FALSE(driver.model().two_windows);
  EXPECT_EQ(driver.model().staff.gate, StaffGate::closed);
  driver.act(action::OpenStaff{});
  driver.send(MonitorsChanged{true});
  EXPECT_TRUE(driver.model().two_windows);
  EXPECT_EQ(driver.model().staff.gate, StaffGate::closed);
}

TEST(KioskMonitors, AFirstPinSavedAfterTheLockOpensNothing) {
  KioskDriver driver(true);
  driver.send(StaffLoaded{false, {}});
  driver.act(action::OpenStaff{});
  driver.act(action::SetFirstPin{"1234", "1234"});
  driver.send(MonitorsChanged{false});
  driver.send(PinSaved{"受付"});
  EXPECT_EQ(driver.model().staff.gate, StaffGate::closed);
  driver.act(action::OpenStaff{});
  EXPECT_EQ(driver.model().staff.gate, StaffGate::enter_pin);
}

TEST(KioskCounts, AreAskedOnceForABurst) {
  KioskDriver driver;
  std::vector<RecordScan> requests;
  for (int i = 0; i < 5; ++i) requests.push_back(driver.see(kTicketA));
  for (const RecordScan& request : requests) driver.answer(request, ScanOutcome::admitted);
  driver.last<LoadEvent>();
  EXPECT_EQ(driver.count_last, 1);
  driver.send(EventLoaded{});
  driver.last<LoadEvent>();
  EXPECT_EQ(driver.count_last, 1);
  driver.send(EventLoaded{});
  driver.last<LoadEvent>();
  EXPECT_EQ(driver.count_last, 0);
}

TEST(KioskBackups, StaffAreToldOfAFailureOnceAndOfAnOldBackupUntilThereIsANewOne) {
  KioskSettings settings = KioskDriver::settings(false);
  settings.backups = true;
  Moment now{{1'761'296'700'000}, 10 * kSecondUs};
  Kiosk kiosk(settings, now);
  const auto send = [&](KioskEvent event) { kiosk.handle(event, now); };
  const auto pass = [&](std::int64_t minutes) {
    now.monotonic_us += minutes * 60 * kSecondUs;
    now.utc = now.utc + minutes * kMillisPerMinute;
    send(Tick{});
  };
  send(BackupDone{"/media/usb/1.db"});
  EXPECT_LE(kiosk.next_wake_us(), now.monotonic_us + 15 * 60 * kSecondUs);
  pass(5);
  send(BackupFailed{Error{Code::io_failed, "no such folder", ""}});
  ASSERT_TRUE(kiosk.model().staff.notice);
  EXPECT_EQ(kiosk.model().staff.notice->text_id, "notice_backup_failed");
  EXPECT_FALSE(kiosk.model().backup.old);
  pass(5);
  EXPECT_FALSE(kiosk.model().staff.notice);
  send(BackupFailed{Error{Code::io_failed, "no such folder", ""}});
  EXPECT_FALSE(kiosk.model().staff.notice);
  pass(4);
  EXPECT_FALSE(kiosk.model().backup.old);
  pass(1);
  EXPECT_TRUE(kiosk.model().backup.old);
  EXPECT_EQ(kiosk.model().backup.detail, "no such folder");
  EXPECT_EQ(kiosk.model().attendee.screen, AttendeeScreen::scan);
  send(BackupDone{"/media/usb/2.db"});
  EXPECT_FALSE(kiosk.model().backup.old);
  EXPECT_EQ(kiosk.model().backup.good_at, now.utc);
}

TEST(KioskExport, TellsHowFarItIsAndStopsOnce) {
  KioskDriver driver;
  driver.unlock();
  driver.act(action::StartExport{});
  EXPECT_EQ(driver.last<WriteExport>().event, EventCode("EBINA"));
  driver.send(ExportProgress{40});
  EXPECT_EQ(driver.model().staff.exports.percent, 40);
  driver.kiosk.take_effects();
  driver.act(action::CancelExport{});
  driver.act(action::CancelExport{});
  EXPECT_EQ(driver.kiosk.take_effects().size(), 1U);
  EXPECT_TRUE(driver.model().staff.exports.cancelling);
  driver.send(ExportCancelled{});
  EXPECT_FALSE(driver.model().staff.exports.running);
  EXPECT_FALSE(driver.model().staff.exports.done);
  driver.act(action::CancelExport{});
  EXPECT_TRUE(driver.kiosk.take_effects().empty()) << "nothing runs";
}

TEST(KioskSettingsScreen, VolumeAndLettersHoldFromNowOnAndAreKept) {
  KioskDriver driver;
  driver.act(action::ChangeScreenSettings{{0, true}});
  EXPECT_FALSE(driver.model().attendee.big_text) << "not without a PIN";
  driver.unlock();
  driver.kiosk.take_effects();
  driver.act(action::ChangeScreenSettings{{35, true}});
  EXPECT_EQ(driver.last<SaveScreenSettings>().settings, (ScreenSettings{35, true}));
  const std::vector<Effect> effects = driver.kiosk.take_effects();
  ASSERT_EQ(effects.size(), 2U);
  EXPECT_EQ(std::get<effect::SetVolume>(effects[0]).percent, 35);
  EXPECT_TRUE(std::holds_alternative<effect::Play>(effects[1]));
  EXPECT_TRUE(driver.model().attendee.big_text);
  driver.act(action::LockStaff{});
  driver.act(action::SetBigText{false});
  driver.answer(driver.see(kTicketA), ScanOutcome::admitted);
  driver.pass(3 * kSecondUs);
  EXPECT_TRUE(driver.model().attendee.big_text) << "for everybody again";
}

}  // namespace
}  // namespace uketsuke
