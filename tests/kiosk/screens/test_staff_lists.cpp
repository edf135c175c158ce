// A person's page, the roster, counts, export, and the frame around them.
#include <gtest/gtest.h>

#include "kiosk/kiosk.h"
#include "kiosk/screens/staff_frame.h"
#include "tests/kiosk/screens/staff_stage.h"

namespace uketsuke {
namespace {

using test::StaffStage;

Model person() {
  Model model = test::desk(StaffScreen::person);
  model.staff.person = test::row(13, "髙橋　一郎", "たかはし いちろう");
  return model;
}

TEST(PersonScreen, AdmitsAndStartsASubstitute) {
  StaffStage stage(person());
  stage.tap(1050, 260);
  ASSERT_TRUE(stage.only<action::AdmitChosen>());
  stage.asked.clear();
  stage.tap(1050, 370);
  ASSERT_TRUE(stage.only<action::StartSubstitute>());
  EXPECT_EQ(stage.only<action::StartSubstitute>()->original.value, "r13");
}

TEST(PersonScreen, UndoesAfterAQuestionOnly) {
  Model model = person();
  model.staff.person->inside = true;
  model.staff.person->checked_in_at = test::minutes_past_six(2);
  StaffStage stage(model);
  stage.tap(1050, 250);
  EXPECT_TRUE(stage.asked.empty());
  ASSERT_TRUE(stage.screens.person.confirm_undo);
  stage.frame();
  stage.tap(640, 490);
  EXPECT_FALSE(stage.screens.person.confirm_undo) << "取り消さない";
  EXPECT_TRUE(stage.asked.empty());
  stage.tap(1050, 250);
  stage.frame();
  stage.tap(370, 370);
  ASSERT_TRUE(stage.only<action::Undo>());
  EXPECT_EQ(stage.only<action::Undo>()->registration.value, "r13");
  EXPECT_EQ(stage.only<action::Undo>()->reason, "操作の誤り");
  EXPECT_FALSE(stage.screens.person.confirm_undo);
}

TEST(PersonScreen, GoesBackToTheListItCameFrom) {
  StaffStage stage(test::desk(StaffScreen::roster));
  stage.model.staff.screen = StaffScreen::person;
  stage.model.staff.person = test::row(1, "大澤 邦彦");
  stage.frame();
  stage.tap(1050, 566);
  ASSERT_TRUE(stage.only<action::ShowStaffScreen>());
  EXPECT_EQ(stage.only<action::ShowStaffScreen>()->screen, StaffScreen::roster);
}

Model roster(std::size_t count) {
  Model model = test::desk(StaffScreen::roster);
  for (std::size_t i = 0; i < count; ++i) {
    model.staff.roster.rows.push_back(test::row(static_cast<std::int64_t>(i + 1), "渡邉 恵子", "わたなべ けいこ"));
  }
  return model;
}

TEST(RosterScreen, OpensAPerson) {
  StaffStage stage(roster(3));
  stage.tap(300, 232 + 72 + 30);
  ASSERT_TRUE(stage.only<action::OpenPerson>());
  EXPECT_EQ(stage.only<action::OpenPerson>()->registration.value, "r2");
}

TEST(RosterScreen, FiltersByWordsStatusAndOrderTogether) {
  StaffStage stage(roster(3));
  stage.tap(300, 160);
  stage.type("渡");
  ASSERT_TRUE(stage.last<action::FilterRoster>());
  EXPECT_EQ(stage.last<action::FilterRoster>()->query.search, "渡");
  stage.tap(700, 160);
  stage.tap(16 + 208 * 2 + 100, 250);
  ASSERT_TRUE(stage.last<action::FilterRoster>());
  EXPECT_EQ(stage.last<action::FilterRoster>()->query.status, RegistrationStatus::waitlisted);
  EXPECT_EQ(stage.last<action::FilterRoster>()->query.search, "渡");
  stage.model.staff.roster.query = stage.last<action::FilterRoster>()->query;
  stage.tap(960, 160);
  stage.tap(16 + 250 + 100, 250);
  EXPECT_EQ(stage.last<action::FilterRoster>()->query.sort, RosterSort::kana);
  EXPECT_EQ(stage.last<action::FilterRoster>()->query.status, RegistrationStatus::waitlisted);
}

TEST(RosterScreen, DrawsNoMoreForAHundredThousandThanForTwenty) {
  StaffStage few(roster(20));
  const int few_vertices = ImGui::GetDrawData()->TotalVtxCount;
  StaffStage many(roster(100'000));
  EXPECT_LE(ImGui::GetDrawData()->TotalVtxCount, few_vertices + 400);
}

TEST(ExportScreen, AsksForListFormatAndOrder) {
  StaffStage stage(test::desk(StaffScreen::exports));
  stage.tap(390, 190);   // 協議会用名簿
  stage.tap(1100, 295);  // CSV (Shift_JIS)
  stage.tap(640, 400);   // 所属
  stage.tap(168, 486);
  const auto* start = stage.only<action::StartExport>();
  ASSERT_TRUE(start);
  EXPECT_EQ(start->list, ExportList::council);
  EXPECT_EQ(start->format, ListFormat::csv_cp932);
  EXPECT_EQ(start->sort, RosterSort::facility);
}

TEST(ExportScreen, MakesNameTagsAsPdfOnly) {
  StaffStage stage(test::desk(StaffScreen::exports));
  stage.tap(1140, 190);
  stage.tap(170, 295);
  stage.tap(168, 486);
  ASSERT_TRUE(stage.only<action::StartExport>());
  EXPECT_EQ(stage.only<action::StartExport>()->list, ExportList::name_tags);
  EXPECT_EQ(stage.only<action::StartExport>()->format, ListFormat::pdf);
}

TEST(ExportScreen, ALongOneShowsHowFarItIsAndCanBeStopped) {
  Model model = test::desk(StaffScreen::exports);
  model.staff.exports.running = true;
  StaffStage stage(model);
  const int empty = ImGui::GetDrawData()->TotalVtxCount;
  stage.model.staff.exports.percent = 40;
  stage.frame();
  EXPECT_GT(ImGui::GetDrawData()->TotalVtxCount, empty) << "the bar is filled";
  stage.tap(168, 486);
  ASSERT_TRUE(stage.only<action::CancelExport>());
  stage.model.staff.exports.cancelling = true;
  stage.asked.clear();
  stage.tap(168, 486);
  EXPECT_TRUE(stage.asked.empty()) << "once is enough";
}

TEST(SettingsScreen, ChangesVolumeAndLetters) {
  StaffStage stage(test::desk(StaffScreen::settings));
  stage.tap(170, 208);
  ASSERT_TRUE(stage.only<action::ChangeScreenSettings>());
  EXPECT_EQ(stage.only<action::ChangeScreenSettings>()->settings, (ScreenSettings{0, false}));
  stage.asked.clear();
  stage.tap(900, 368);
  ASSERT_TRUE(stage.only<action::ChangeScreenSettings>());
  EXPECT_EQ(stage.only<action::ChangeScreenSettings>()->settings, (ScreenSettings{ScreenSettings::kUsualVolume, true}));
}

TEST(ExportScreen, QuitsAfterAQuestionOnly) {
  StaffStage stage(test::desk(StaffScreen::exports));
  stage.tap(168, 570);
  EXPECT_TRUE(stage.asked.empty());
  stage.frame();
  stage.tap(800, 420);
  EXPECT_TRUE(stage.asked.empty());
  stage.tap(168, 570);
  stage.frame();
  stage.tap(470, 420);
  EXPECT_TRUE(stage.only<action::QuitProgram>());
}

TEST(StaffFrame, TabsLeadToTheScreensAndLockLocks) {
  StaffStage stage(test::desk());
  for (const auto& [index, screen] : {std::pair{1, StaffScreen::facility},
                                      {3, StaffScreen::roster},
                                      {4, StaffScreen::counts},
                                      {5, StaffScreen::exports},
                                      {6, StaffScreen::office}}) {
    stage.asked.clear();
    stage.tap(12 + 111.0F * static_cast<float>(index) + 50, 42);
    ASSERT_TRUE(stage.only<action::ShowStaffScreen>()) << index;
    EXPECT_EQ(stage.only<action::ShowStaffScreen>()->screen, screen);
  }
  stage.asked.clear();
  stage.tap(12 + 111 * 2 + 50, 42);
  EXPECT_TRUE(stage.only<action::StartWalkIn>());
  stage.asked.clear();
  stage.tap(1200, 42);
  EXPECT_TRUE(stage.only<action::LockStaff>());
}

TEST(StaffFrame, HasADirectionOnlyWhereTheEventHasExits) {
  StaffStage stage(test::desk());
  stage.tap(930, 42);
  EXPECT_TRUE(stage.asked.empty());
  stage.model.summary.event.exit_scan = true;
  stage.tap(930, 42);
  ASSERT_TRUE(stage.only<action::SetDirection>());
  EXPECT_EQ(stage.only<action::SetDirection>()->direction, Direction::exit);
}

Model with_unknown() {
  Model model = test::desk();
  RecentScan scan;
  scan.outcome = ScanOutcome::unknown_ticket;
  scan.ticket_text = "UKT1EXAMPLE";
  scan.happened = test::minutes_past_six(5);
  RecentScan known;
  known.outcome = ScanOutcome::admitted;
  known.registration = RegistrationId("r4");
  known.name = "髙橋　一郎";
  known.number = 4;
  known.happened = test::minutes_past_six(4);
  model.staff.recent = {scan, known};
  return model;
}

TEST(LastScans, TurnAnUnknownTicketIntoAWalkIn) {
  StaffStage stage(with_unknown());
  stage.tap(340, 664);
  ASSERT_TRUE(stage.only<action::StartWalkIn>());
  EXPECT_EQ(stage.only<action::StartWalkIn>()->ticket_text, "UKT1EXAMPLE");
}

TEST(LastScans, SayOfASecondUseWhenAndWhereTheFirstWas) {
  const test::HeadlessUi headless;
  RecentScan scan;
  scan.outcome = ScanOutcome::already_in;
  const auto words = [&] { return recent_look_of(test::desk(), scan, headless.ui()).words; };
  EXPECT_EQ(words(), "受付済み");
  scan.first_use = FirstUse{test::minutes_past_six(7), "東口", true};
  EXPECT_EQ(words(), "受付済み（18:07 東口）");
  scan.first_use->door = "";
  EXPECT_EQ(words(), "受付済み（18:07 この端末）");
  scan.first_use->here = false;
  EXPECT_EQ(words(), "受付済み（18:07 別の端末）");
}

TEST(LastScans, OfferNoSecondWalkInForALinkedTicket) {
  KioskSettings settings;
  settings.event = EventCode("EBINA");
  Kiosk kiosk(settings, {test::minutes_past_six(5), 0});
  ScanDone scanned;
  scanned.request.text = "UKT1EXAMPLE";
  scanned.result.outcome = ScanOutcome::unknown_ticket;
  kiosk.handle(KioskEvent{scanned}, {test::minutes_past_six(5), 0});
  ASSERT_EQ(kiosk.model().staff.recent.front().ticket_text, "UKT1EXAMPLE");
  WalkInDone registered;
  registered.request.ticket_text = "UKT1EXAMPLE";
  registered.result.outcome = WalkInOutcome::admitted;
  kiosk.handle(KioskEvent{registered}, {test::minutes_past_six(6), 0});
  for (const RecentScan& scan : kiosk.model().staff.recent) EXPECT_TRUE(scan.ticket_text.empty());
}

TEST(LastScans, StayTouchableBesideTheAttendeesResult) {
  Model model = with_unknown();
  model.attendee.result = ShownResult{{AttendeeResult{}}, 0, 0};
  StaffStage stage(model);
  stage.tap(340, 664);
  EXPECT_TRUE(stage.only<action::StartWalkIn>());
}

TEST(LastScans, OpenThePerson) {
  StaffStage stage(with_unknown());
  stage.tap(560, 664);
  ASSERT_TRUE(stage.only<action::OpenPerson>());
  EXPECT_EQ(stage.only<action::OpenPerson>()->registration.value, "r4");
}

TEST(Notices, AreClosedByTheirButton) {
  Model model = test::desk();
  model.staff.notice = Notice{NoticeKind::bad, "notice_store_failed", {}, "disk full", 0};
  StaffStage stage(model);
  stage.tap(1196, 664);
  EXPECT_TRUE(stage.only<action::CloseNotice>());
}

TEST(ClockDialog, OffersBothClocks) {
  Model model = test::desk();
  model.clock_warning = ClockWarning{3'600'000, std::nullopt};
  StaffStage stage(model);
  stage.tap(410, 480);
  EXPECT_TRUE(stage.only<action::KeepClock>());
  stage.asked.clear();
  stage.tap(860, 480);
  EXPECT_TRUE(stage.only<action::FollowSystemClock>());
}

TEST(StaffScreens, HaveWordsForEveryValue) {
  for (const char* language : {"ja", "en"}) {
    const test::HeadlessUi headless(1280, 720, language);
    const auto is_there = [&](const std::string& id) { EXPECT_NE(headless.ui().text(id), "[" + id + "]"); };
    for (int i = 0; i <= static_cast<int>(ScanOutcome::not_recorded); ++i) {
      is_there("outcome_" + std::string(word(static_cast<ScanOutcome>(i))));
      is_there("why_" + std::string(word(static_cast<ScanOutcome>(i))));
    }
    for (int i = 0; i <= static_cast<int>(WalkInOutcome::duplicate); ++i) {
      is_there("why_walk_in_" + std::string(word(static_cast<WalkInOutcome>(i))));
    }
    for (int i = 0; i <= static_cast<int>(OverrideReason::other); ++i) {
      is_there("reason_" + std::string(word(static_cast<OverrideReason>(i))));
    }
    for (int i = 0; i <= static_cast<int>(RegistrationStatus::declined); ++i) {
      is_there("registration_" + std::string(word(static_cast<RegistrationStatus>(i))));
      is_there("status_" + std::string(word(static_cast<RegistrationStatus>(i == 1 ? 0 : i))));
    }
    for (std::size_t i = 0; i < kProfessionCategoryCount; ++i) {
      is_there("profession_" + std::string(word(static_cast<ProfessionCategory>(i))));
    }
    for (int i = 0; i <= static_cast<int>(Role::guest); ++i)
      is_there("role_" + std::string(word(static_cast<Role>(i))));
    for (int i = 0; i <= static_cast<int>(Channel::file); ++i) {
      is_there("channel_" + std::string(word(static_cast<Channel>(i))));
    }
  }
}

TEST(StaffScreens, DrawInBothLanguagesOnWideTallAndSmallWindows) {
  for (const char* language : {"ja", "en"}) {
    for (const auto& [width, height] : {std::pair{1920.0F, 1080.0F}, {1024.0F, 768.0F}, {800.0F, 1280.0F}}) {
      StaffStage stage(with_unknown(), width, height, language);
      stage.model.practice = true;
      stage.model.staff.person = test::row(1, "𠮷野 健");
      stage.model.staff.refusal = Refusal{};
      for (int i = 0; i <= static_cast<int>(StaffScreen::settings); ++i) {
        stage.model.staff.screen = static_cast<StaffScreen>(i);
        stage.frame();
      }
      EXPECT_TRUE(stage.asked.empty());
    }
  }
}

}  // namespace
}  // namespace uketsuke
