// Who may do what: everybody, the desk, an organiser; a desk that nobody works at locks itself; names that were handed
// over are asked about.
#include <gtest/gtest.h>

#include "kiosk/kiosk_rights.h"
#include "tests/kiosk/kiosk_driver.h"

namespace uketsuke {
namespace {

using test::KioskDriver;
using test::kSecondUs;

std::string notice_of(const KioskDriver& kiosk) {
  return kiosk.model().staff.notice ? kiosk.model().staff.notice->text_id : std::string();
}

TEST(Rights, WithoutAPinNothingOfTheStaffIsReached) {
  KioskDriver kiosk;
  kiosk.act(action::ShowStaffScreen{StaffScreen::roster});
  kiosk.act(action::SearchByFurigana{"やま"});
  kiosk.act(action::StartExport{});
  kiosk.act(action::QuitProgram{});
  kiosk.act(action::EraseHandedOver{});
  EXPECT_TRUE(kiosk.kiosk.take_requests().empty());
  EXPECT_TRUE(kiosk.kiosk.take_effects().empty());
  EXPECT_EQ(kiosk.model().staff.gate, StaffGate::closed);
}

TEST(Rights, TheDeskDoesTheDoorsWorkAndNotTheOffices) {
  KioskDriver kiosk;
  kiosk.unlock(false);
  kiosk.act(action::ShowStaffScreen{StaffScreen::roster});
  EXPECT_EQ(kiosk.model().staff.screen, StaffScreen::roster);
  kiosk.kiosk.take_requests();
  for (const StaffScreen screen : {StaffScreen::exports, StaffScreen::office, StaffScreen::application,
                                   StaffScreen::pending, StaffScreen::mail, StaffScreen::settings}) {
    kiosk.act(action::ShowStaffScreen{screen});
    EXPECT_EQ(kiosk.model().staff.screen, StaffScreen::roster);
    EXPECT_EQ(notice_of(kiosk), "notice_organiser_only");
    kiosk.act(action::CloseNotice{});
  }
  for (const Action& action : {Action{action::StartExport{}}, Action{action::QuitProgram{}},
                               Action{action::EraseHandedOver{}}, Action{action::SubmitApplication{}}}) {
    kiosk.act(action);
    EXPECT_EQ(notice_of(kiosk), "notice_organiser_only");
  }
  EXPECT_TRUE(kiosk.kiosk.take_requests().empty());
  for (const Effect& effect : kiosk.kiosk.take_effects()) EXPECT_FALSE(std::holds_alternative<effect::Quit>(effect));
}

TEST(Rights, AnOrganiserMayEndTheProgram) {
  KioskDriver kiosk;
  kiosk.unlock();
  kiosk.act(action::QuitProgram{});
  bool ended = false;
  for (const Effect& effect : kiosk.kiosk.take_effects()) ended = ended || std::holds_alternative<effect::Quit>(effect);
  EXPECT_TRUE(ended);
}

TEST(Rights, ADeskThatNobodyWorksAtLocksItselfAndSaysSoBefore) {
  KioskDriver kiosk;
  kiosk.unlock();
  EXPECT_LE(kiosk.kiosk.next_wake_us(), kiosk.now.monotonic_us + 270 * kSecondUs);
  kiosk.pass(269 * kSecondUs);
  EXPECT_EQ(notice_of(kiosk), "");
  kiosk.pass(2 * kSecondUs);
  EXPECT_EQ(notice_of(kiosk), "notice_locks_soon");
  kiosk.kiosk.note_input(kiosk.now.monotonic_us);  // a touch: it stays open
  kiosk.pass(250 * kSecondUs);
  EXPECT_EQ(kiosk.model().staff.gate, StaffGate::open);
  kiosk.pass(60 * kSecondUs);
  EXPECT_EQ(kiosk.model().staff.gate, StaffGate::closed);
  EXPECT_TRUE(kiosk.model().staff.roster.rows.empty());
}

TEST(Rights, ScansKeepNoDeskOpen) {
  KioskDriver kiosk;
  kiosk.unlock();
  for (int i = 0; i < 31; ++i) {
    kiosk.answer(kiosk.see(test::kTicketA), ScanOutcome::already_in);
    kiosk.pass(10 * kSecondUs);
  }
  EXPECT_EQ(kiosk.model().staff.gate, StaffGate::closed);
}

TEST(HandOver, AnOrganiserIsAskedOnceAListIsHandedOverAndAgainAtTheNextStart) {
  KioskDriver kiosk;
  kiosk.unlock();
  kiosk.act(action::StartExport{});
  kiosk.kiosk.take_requests();
  kiosk.send(ExportDone{"/media/usb/list.xlsx", 30, {}});
  kiosk.last<LoadHandOver>();
  EXPECT_EQ(kiosk.count_last, 1);
  kiosk.send(HandOverLoaded{true, 30});
  EXPECT_TRUE(kiosk.model().staff.hand_over.due);
  kiosk.act(action::EraseLater{});
  EXPECT_FALSE(kiosk.model().staff.hand_over.due);
  EXPECT_EQ(kiosk.model().staff.hand_over.people, 30) << "staff see that names are left";
  kiosk.send(HandOverLoaded{true, 30});
  EXPECT_FALSE(kiosk.model().staff.hand_over.due) << "not twice in one evening";
  Kiosk next(KioskDriver::settings(false), kiosk.now);
  bool asked = false;
  for (const StoreRequest& request : next.take_requests())
    asked = asked || std::holds_alternative<LoadHandOver>(request);
  EXPECT_TRUE(asked) << "the next start asks the store";
}

TEST(HandOver, NamesLeaveTheModelWhenTheyAreErased) {
  KioskDriver kiosk;
  kiosk.answer(kiosk.see(test::kTicketA), ScanOutcome::admitted);
  kiosk.unlock();
  kiosk.act(action::EraseHandedOver{});
  kiosk.last<EraseNames>();
  EXPECT_EQ(kiosk.count_last, 0) << "it was not asked";
  kiosk.send(HandOverLoaded{true, 30});
  kiosk.act(action::EraseHandedOver{});
  kiosk.act(action::EraseHandedOver{});
  EXPECT_EQ(kiosk.last<EraseNames>().by, "花子");
  EXPECT_EQ(kiosk.count_last, 1) << "once";
  kiosk.send(NamesErased{30, {"/media/usb/old.db"}});
  EXPECT_EQ(notice_of(kiosk), "notice_erased_not_all");
  EXPECT_EQ(kiosk.model().staff.hand_over.people, 0);
  for (const RecentScan& scan : kiosk.model().staff.recent) EXPECT_EQ(scan.name, "");
}

TEST(NameTags, ArePrintedOnEntryWhereTheEventSaysSoAndAgainWhenAsked) {
  const auto tags = [](KioskDriver& kiosk) {
    int count = 0;
    for (const Effect& effect : kiosk.kiosk.take_effects()) count += std::holds_alternative<effect::PrintTag>(effect);
    return count;
  };
  KioskDriver kiosk;
  EventLoaded loaded;
  loaded.summary.event.print_name_tags = true;
  kiosk.send(loaded);
  kiosk.answer(kiosk.see(test::kTicketA), ScanOutcome::admitted);
  EXPECT_EQ(tags(kiosk), 0) << "there is no printer";
  kiosk.send(PrinterChanged{PrinterHealth::ready, {}, 0});
  kiosk.answer(kiosk.see(test::kTicketB), ScanOutcome::admitted);
  EXPECT_EQ(tags(kiosk), 1);
  kiosk.answer(kiosk.see(test::kTicketB), ScanOutcome::already_in);
  EXPECT_EQ(tags(kiosk), 0);
  kiosk.unlock(false);
  kiosk.act(action::PrintTag{RegistrationId("r-1")});
  EXPECT_EQ(tags(kiosk), 1) << "a second one by hand";
  loaded.summary.event.print_name_tags = false;
  kiosk.send(loaded);
  kiosk.answer(kiosk.see(test::kTicketC), ScanOutcome::admitted);
  EXPECT_EQ(tags(kiosk), 0);
}

}  // namespace
}  // namespace uketsuke
