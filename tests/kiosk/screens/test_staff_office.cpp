// 名簿の取り込み, 保留の申込, グループ分け, 書類の出力: what a touch or a key asks, and what is asked of nobody too
// early.
#include <gtest/gtest.h>

#include "tests/kiosk/screens/staff_stage.h"

namespace uketsuke {
namespace {

using test::StaffStage;

FilePlace stick() {
  FilePlace place;
  place.folder = "/media/usb";
  place.name = "KINGSTON";
  place.removable = true;
  place.writable = true;
  place.files = {{"名簿.csv", 2048, test::minutes_past_six(0)}, {"古い名簿.xlsx", 4096, test::minutes_past_six(-60)}};
  return place;
}

// Import ------------------------------------------------------------------------------------------------------------

Model with_preview(std::size_t bad) {
  Model model = test::desk(StaffScreen::import_file);
  ImportView& view = model.staff.office.import;
  view.path = "/media/usb/名簿.csv";
  view.content = std::make_shared<ImportContent>();
  ImportReport report;
  report.added = 78;
  for (std::size_t i = 0; i < bad; ++i) {
    report.rejected.push_back({"名簿.csv", static_cast<std::int64_t>(i) + 2, "氏名", "氏名がありません", "氏名："});
  }
  view.preview = report;
  return model;
}

TEST(ImportScreen, AFileOfTheStickIsOpenedByATouch) {
  Model model = test::desk(StaffScreen::import_file);
  model.staff.office.import.places = {stick()};
  StaffStage stage(model);
  stage.tap(600, 270);
  const auto* open = stage.last_office<action::OpenImportFile>();
  ASSERT_NE(open, nullptr);
  EXPECT_EQ(open->path, "/media/usb/古い名簿.xlsx");
}

TEST(ImportScreen, OffersTheMembersOfTheOccasionBefore) {
  Model model = test::desk(StaffScreen::import_file);
  model.zone = *Zone::find("Asia/Tokyo");
  StaffStage stage(model);
  stage.tap(1080, 570);
  EXPECT_TRUE(stage.asked.empty()) << "there is none";
  stage.model.staff.office.import.previous = PreviousOccasion{EventCode("KAIGI-1"), "第1回", test::minutes_past_six(0)};
  stage.tap(1080, 570);
  const auto* open = stage.last_office<action::OpenPreviousRoster>();
  ASSERT_NE(open, nullptr);
  EXPECT_EQ(open->previous.event.value, "KAIGI-1");
}

TEST(ImportScreen, IsTakenOnlyOnceItWasJudged) {
  Model model = with_preview(2);
  model.staff.office.import.preview.reset();
  StaffStage stage(model);
  stage.tap(800, 570);
  EXPECT_EQ(stage.last_office<action::TakeImportFile>(), nullptr);
  stage.model = with_preview(2);
  stage.tap(800, 570);
  EXPECT_NE(stage.last_office<action::TakeImportFile>(), nullptr);
}

TEST(ImportScreen, OneThatTakesLongShowsAStop) {
  Model model = with_preview(2);
  model.staff.busy = true;
  model.staff.office.import.taking = true;
  StaffStage stage(model);
  stage.tap(1140, 570);
  stage.tap(200, 570);
  EXPECT_TRUE(stage.asked.empty()) << "it is over in a moment";
  stage.model.staff.office.import.percent = 40;
  stage.tap(1140, 570);
  EXPECT_NE(stage.last_office<action::StopImport>(), nullptr);
  stage.asked.clear();
  stage.model.staff.office.import.stopping = true;
  stage.tap(1140, 570);
  EXPECT_TRUE(stage.asked.empty());
}

TEST(ImportScreen, ReadingAFileIsStoppedByGoingBack) {
  Model model = with_preview(0);
  model.staff.office.import.preview.reset();
  model.staff.office.import.content.reset();
  model.staff.office.import.waiting = true;
  model.staff.office.import.percent = 40;
  StaffStage stage(model);
  stage.tap(200, 570);
  EXPECT_NE(stage.last_office<action::CloseImportFile>(), nullptr);
}

TEST(ImportScreen, LeadsToWhatIsHeldOnceItWasTaken) {
  Model model = with_preview(2);
  model.staff.office.import.taken = model.staff.office.import.preview;
  StaffStage stage(model);
  stage.tap(800, 570);
  const auto* show = stage.last<action::ShowStaffScreen>();
  ASSERT_NE(show, nullptr);
  EXPECT_EQ(show->screen, StaffScreen::drafts);
}

TEST(ImportScreen, AZipAsksForItsPassword) {
  Model model = with_preview(0);
  auto content = std::make_shared<ImportContent>();
  content->unusable = true;
  content->needs_password = true;
  model.staff.office.import.content = content;
  model.staff.office.import.preview.reset();
  StaffStage stage(model);
  stage.tap(1080, 570);
  EXPECT_EQ(stage.last_office<action::OpenImportFile>(), nullptr) << "nothing is typed yet";
  stage.tap(600, 570);
  stage.type("himitsu");
  stage.tap(1080, 570);
  const auto* open = stage.last_office<action::OpenImportFile>();
  ASSERT_NE(open, nullptr);
  EXPECT_EQ(open->password, "himitsu");
  EXPECT_EQ(open->path, "/media/usb/名簿.csv");
}

// Drafts ------------------------------------------------------------------------------------------------------------

Model with_draft() {
  Model model = test::desk(StaffScreen::drafts);
  model.zone = *Zone::find("Asia/Tokyo");
  DraftsView& view = model.staff.office.drafts;
  view.open = Draft{"d1",
                    {"名簿.csv", 3, "氏名", "氏名がありません", "氏名：\n所属：乙薬局\n職種：薬剤師"},
                    test::minutes_past_six(-600),
                    "花子"};
  view.drafts = {*view.open};
  view.form = 1;
  view.read = true;
  Attendee person;
  person.facility = "乙薬局";
  person.profession = {"調剤薬局の薬剤師", ProfessionCategory::pharmacist};
  person.note = "駐車場希望";
  view.application.attendees = {person};
  view.application.received = test::minutes_past_six(-600);
  view.application.channel = Channel::google_form;
  view.application.external_id = "42";
  return model;
}

TEST(DraftScreen, ARowOfTheListIsOpened) {
  Model model = with_draft();
  const Draft draft = *model.staff.office.drafts.open;
  model.staff.office.drafts.open.reset();
  StaffStage stage(model);
  stage.tap(600, 190);
  const auto* open = stage.last_office<action::OpenDraft>();
  ASSERT_NE(open, nullptr);
  EXPECT_EQ(open->draft.id, draft.id);
}

TEST(DraftScreen, TheKeyboardStandsWhereSomethingIsMissingAndKeepsWhatWasRead) {
  StaffStage stage(with_draft());
  for (int i = 0; i < 6; ++i) stage.frame();
  ASSERT_TRUE(stage.has_focused_field());
  stage.type("佐藤 花子");
  stage.tap(1080, 572);
  const auto* submit = stage.last_office<action::SubmitDraft>();
  ASSERT_NE(submit, nullptr);
  const Application& taken = submit->application;
  ASSERT_EQ(taken.attendees.size(), 1U);
  EXPECT_EQ(taken.attendees[0].name, "佐藤 花子");
  EXPECT_EQ(taken.attendees[0].facility, "乙薬局");
  EXPECT_EQ(taken.attendees[0].profession.given, "調剤薬局の薬剤師");
  EXPECT_EQ(taken.attendees[0].note, "駐車場希望");
  EXPECT_EQ(taken.received, test::minutes_past_six(-600));
  EXPECT_EQ(taken.channel, Channel::google_form);
  EXPECT_EQ(taken.external_id, "42");
}

TEST(DraftScreen, WhoStandsAfterTheTenthRowIsTakenToo) {
  Model model = with_draft();
  Application& read = model.staff.office.drafts.application;
  Attendee person = read.attendees[0];
  read.attendees.clear();
  for (int i = 1; i <= 12; ++i) {
    person.name = "参加者" + std::to_string(i);
    person.note = "備考" + std::to_string(i);
    read.attendees.push_back(person);
  }
  StaffStage stage(model);
  for (int i = 0; i < 6; ++i) stage.frame();
  stage.screens.drafts.keyboard.typed.applicants[1] = {};  // taken out by staff
  stage.tap(1080, 572);
  const auto* submit = stage.last_office<action::SubmitDraft>();
  ASSERT_NE(submit, nullptr);
  const auto& taken = submit->application.attendees;
  ASSERT_EQ(taken.size(), 11U);
  EXPECT_EQ(taken[1].name, "参加者3");
  EXPECT_EQ(taken[1].note, "備考3") << "not its neighbour's";
  EXPECT_EQ(taken[10].name, "参加者12");
}

TEST(DraftScreen, WithoutANameNothingIsTaken) {
  StaffStage stage(with_draft());
  stage.tap(1080, 572);
  EXPECT_EQ(stage.last_office<action::SubmitDraft>(), nullptr);
}

TEST(DraftScreen, IsDroppedAfterAQuestionOnly) {
  StaffStage stage(with_draft());
  stage.tap(390, 572);
  EXPECT_EQ(stage.last_office<action::DropOpenDraft>(), nullptr);
  stage.tap(450, 420);
  EXPECT_NE(stage.last_office<action::DropOpenDraft>(), nullptr);
}

// Groups ------------------------------------------------------------------------------------------------------------

GroupSeat seat(const std::string& name) {
  GroupSeat one;
  one.registration = RegistrationId(name);
  one.name = name;
  one.profession = "看護師";
  one.setting = "病院";
  return one;
}

/// 1: 山田 髙橋, 2: 佐藤; then the card of a new table.
Model with_tables() {
  Model model = test::desk(StaffScreen::groups);
  model.staff.office.groups.tables = {{"1", {seat("山田"), seat("髙橋")}}, {"2", {seat("佐藤")}}};
  return model;
}

// Places on the board: cards are 401 wide from 16, chips 127 from 22, 34 below the card's top at 230.
constexpr float kFirstChip = 80;
constexpr float kSecondTable = 480;
constexpr float kChipLine = 300;
constexpr float kHeadLine = 246;

TEST(GroupScreen, SomebodyIsDraggedToAnotherTable) {
  StaffStage stage(with_tables());
  stage.drag(kFirstChip, kChipLine, kSecondTable, kChipLine);
  const auto* move = stage.last_office<action::MoveSeat>();
  ASSERT_NE(move, nullptr);
  EXPECT_EQ(move->registration, RegistrationId("山田"));
  EXPECT_EQ(move->group, "2");
}

TEST(GroupScreen, ADropAtTheOwnTableMovesNobody) {
  StaffStage stage(with_tables());
  stage.drag(kFirstChip, kChipLine, kFirstChip + 200, kChipLine);
  EXPECT_TRUE(stage.asked.empty());
}

TEST(GroupScreen, APersonThenATableIsAMoveToo) {
  StaffStage stage(with_tables());
  stage.tap(kFirstChip, kChipLine);
  EXPECT_TRUE(stage.asked.empty());
  stage.tap(900, kHeadLine);
  const auto* move = stage.last_office<action::MoveSeat>();
  ASSERT_NE(move, nullptr);
  EXPECT_EQ(move->group, "3") << "the table that is added";
}

TEST(GroupScreen, TheChosenOneIsPinned) {
  StaffStage stage(with_tables());
  stage.tap(kFirstChip, kChipLine);
  stage.tap(700, 160);
  const auto* pin = stage.last_office<action::PinSeat>();
  ASSERT_NE(pin, nullptr);
  EXPECT_TRUE(pin->pinned);
  EXPECT_EQ(pin->registration, RegistrationId("山田"));
}

TEST(GroupScreen, TablesThatAreThereAreMadeAnewAfterAQuestionOnly) {
  StaffStage stage(with_tables());
  stage.tap(520, 160);  // one more at each
  stage.tap(690, 160);
  EXPECT_TRUE(stage.asked.empty());
  stage.tap(440, 430);
  const auto* plan = stage.last_office<action::PlanGroups>();
  ASSERT_NE(plan, nullptr);
  EXPECT_EQ(plan->size, 7U);
}

TEST(GroupScreen, NothingIsMovedWhileAChangeIsOnItsWay) {
  Model model = with_tables();
  model.staff.busy = true;
  StaffStage stage(model);
  stage.drag(kFirstChip, kChipLine, kSecondTable, kChipLine);
  EXPECT_TRUE(stage.asked.empty());
}

// Papers ------------------------------------------------------------------------------------------------------------

Model with_papers() {
  Model model = test::desk(StaffScreen::papers);
  model.staff.office.import.places = {stick()};
  PapersView& view = model.staff.office.papers;
  view.columns = {{"name", "氏名", true}, {"facility", "所属", true}, {"email", "メール", false}};
  return model;
}

TEST(PaperScreen, WritesTheUsualFormatIntoTheFolderWithThePassword) {
  StaffStage stage(with_papers());
  stage.tap(450, 570);
  stage.type("himitsu");
  stage.tap(700, 570);
  const auto* take = stage.last_office<action::TakePaper>();
  ASSERT_NE(take, nullptr);
  EXPECT_EQ(take->order.kind, PaperKind::attendance);
  EXPECT_EQ(take->order.format, PaperFormat::xlsx);
  EXPECT_EQ(take->order.folder, "/media/usb");
  EXPECT_EQ(take->order.password, "himitsu");
  EXPECT_FALSE(take->order.sort);
}

TEST(PaperScreen, WithoutAFolderNothingIsWritten) {
  Model model = with_papers();
  model.staff.office.import.places.clear();
  StaffStage stage(model);
  stage.tap(700, 570);
  EXPECT_EQ(stage.last_office<action::TakePaper>(), nullptr);
}

TEST(PaperScreen, ACertificateTakesItsNumberDateAndRepresentative) {
  Model model = with_papers();
  model.staff.office.papers.kind = PaperKind::certificates;
  StaffStage stage(model);
  stage.tap(900, 184);
  stage.type("12");
  stage.tap(1150, 184);
  stage.type("R7.10.24");
  stage.tap(1000, 292);
  stage.type("会長　愛川 一郎");
  stage.tap(1000, 400);  // the care manager's line
  stage.tap(700, 570);
  const auto* take = stage.last_office<action::TakePaper>();
  ASSERT_NE(take, nullptr);
  const PaperWords& words = take->order.words;
  EXPECT_EQ(words.first_number, "12");
  EXPECT_EQ(words.issued_on, "R7.10.24");
  EXPECT_EQ(words.representative, "会長　愛川 一郎");
  EXPECT_TRUE(words.care_manager_numbers);
}

TEST(PaperScreen, AReportTakesItsQuestionnairesAndRemarks) {
  Model model = with_papers();
  model.staff.office.papers.kind = PaperKind::result_report;
  StaffStage stage(model);
  stage.tap(1000, 184);
  stage.type("25");
  stage.tap(1000, 292);
  stage.type("盛会でした。");
  stage.tap(700, 570);
  const auto* take = stage.last_office<action::TakePaper>();
  ASSERT_NE(take, nullptr);
  EXPECT_EQ(take->order.words.questionnaires, "25");
  EXPECT_EQ(take->order.words.remarks, "盛会でした。");
  stage.model.staff.office.papers.kind = PaperKind::year_report;
  stage.tap(1000, 184);
  stage.tap(700, 570);
  EXPECT_TRUE(stage.last_office<action::TakePaper>()->order.words.never_came);
}

TEST(PaperScreen, OneThatIsWrittenIsStoppedByTheSameButtonOnce) {
  Model model = with_papers();
  model.staff.office.papers.running = true;
  model.staff.office.papers.percent = 40;
  StaffStage stage(model);
  stage.tap(700, 570);
  EXPECT_NE(stage.last_office<action::StopPaper>(), nullptr);
  stage.asked.clear();
  stage.model.staff.office.papers.stopping = true;
  stage.tap(700, 570);
  EXPECT_TRUE(stage.asked.empty());
}

TEST(PaperScreen, AnotherPaperIsChosen) {
  StaffStage stage(with_papers());
  stage.tap(150, 260);
  const auto* choose = stage.last_office<action::ChoosePaper>();
  ASSERT_NE(choose, nullptr);
  EXPECT_EQ(choose->kind, PaperKind::council);
}

TEST(PaperScreen, ColumnsAreTurnedOnAndMoved) {
  StaffStage stage(with_papers());
  stage.tap(950, 330);  // メール
  stage.tap(880, 460);
  const auto* on = stage.last_office<action::ChooseColumns>();
  ASSERT_NE(on, nullptr);
  EXPECT_EQ(on->columns, (std::vector<std::string>{"name", "facility", "email"}));
  stage.tap(950, 260);  // 所属
  stage.tap(990, 460);
  const auto* up = stage.last_office<action::ChooseColumns>();
  ASSERT_NE(up, nullptr);
  EXPECT_EQ(up->columns, (std::vector<std::string>{"facility", "name"}));
}

TEST(PaperScreen, TheLastColumnStays) {
  Model model = with_papers();
  model.staff.office.papers.columns[1].shown = false;
  StaffStage stage(model);
  stage.tap(950, 190);
  stage.tap(880, 460);
  EXPECT_EQ(stage.last_office<action::ChooseColumns>(), nullptr);
}

}  // namespace
}  // namespace uketsuke
