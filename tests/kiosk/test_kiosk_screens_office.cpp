// 名簿の取り込み, 保留の申込, グループ分け and 書類の出力 through the kiosk: what is asked, what is shown, nothing of a
// lock.
#include <gtest/gtest.h>

#include "tests/kiosk/kiosk_driver.h"

namespace uketsuke {
namespace {

using namespace test;

/// An organiser at the desk.
struct OfficeDriver : KioskDriver {
  OfficeDriver() {
    act(action::OpenStaff{});
    act(action::EnterPin{"1234"});
    send(PinChecked{true, "花子", true, 5, {}});
    kiosk.take_requests();
  }
  template <class Asked>
  void ask(Asked asked) {
    act(OfficeAction{std::move(asked)});
  }
  template <class Happened>
  void tell(Happened happened) {
    send(OfficeEvent{std::move(happened)});
  }
  /// The newest work or writing of that kind; none.
  template <class Group, class Wanted>
  std::optional<Wanted> newest() {
    std::optional<Wanted> found;
    for (StoreRequest& request : kiosk.take_requests()) {
      auto* group = std::get_if<Group>(&request);
      if (group == nullptr) continue;
      if (auto* wanted = std::get_if<Wanted>(group)) found = std::move(*wanted);
    }
    return found;
  }
  template <class Wanted>
  std::optional<Wanted> work() {
    return newest<OfficeWork, Wanted>();
  }
  template <class Wanted>
  std::optional<Wanted> write() {
    return newest<OfficeWrite, Wanted>();
  }
  /// Serials of what was asked to stop.
  template <class Stop>
  std::vector<std::uint64_t> stops() {
    std::vector<std::uint64_t> serials;
    for (const Effect& effect : kiosk.take_effects()) {
      if (const auto* stop = std::get_if<Stop>(&effect)) serials.push_back(stop->serial);
    }
    return serials;
  }
  [[nodiscard]] const OfficeView& office() const { return model().staff.office; }
};

Draft draft(const std::string& id) {
  return {id, {"roster.csv", 3, "氏名", "氏名がありません", "氏名："}, {1}, "花子"};
}

ImportContentPtr content(bool unusable = false) {
  auto made = std::make_shared<ImportContent>();
  made->applications.resize(2);
  made->bad.push_back({"roster.csv", 3, "氏名", "氏名がありません", "氏名："});
  made->source = "roster.csv";
  made->unusable = unusable;
  return made;
}

TEST(KioskImport, AFileIsReadThenJudgedAndOnlyThenTaken) {
  OfficeDriver driver;
  driver.ask(action::OpenImportFile{"/media/usb/roster.csv", {}});
  const auto read = driver.work<ReadImportFile>();
  ASSERT_TRUE(read);
  EXPECT_EQ(read->path, "/media/usb/roster.csv");
  driver.ask(action::TakeImportFile{});
  EXPECT_FALSE(driver.write<TakeImport>()) << "nothing was read yet";
  driver.tell(ImportFileRead{read->serial, content()});
  auto judged = driver.write<TakeImport>();
  ASSERT_TRUE(judged);
  EXPECT_TRUE(judged->dry_run);
  ImportReport report;
  report.added = 2;
  driver.tell(ImportDone{read->serial, true, report});
  ASSERT_TRUE(driver.office().import.preview);
  driver.ask(action::TakeImportFile{});
  auto taken = driver.write<TakeImport>();
  ASSERT_TRUE(taken);
  EXPECT_FALSE(taken->dry_run);
  EXPECT_EQ(taken->by, "花子");
  driver.ask(action::TakeImportFile{});
  EXPECT_FALSE(driver.write<TakeImport>()) << "the first is not answered yet";
  driver.tell(ImportDone{read->serial, false, report});
  EXPECT_TRUE(driver.office().import.taken);
  driver.ask(action::TakeImportFile{});
  EXPECT_FALSE(driver.write<TakeImport>()) << "taken already";
}

TEST(KioskImport, AnUnusableFileIsNotJudgedAndAnOldAnswerIsDropped) {
  OfficeDriver driver;
  driver.ask(action::OpenImportFile{"a.csv", {}});
  const auto first = driver.work<ReadImportFile>();
  driver.ask(action::OpenImportFile{"b.csv", {}});
  const auto second = driver.work<ReadImportFile>();
  driver.tell(ImportFileRead{first->serial, content()});
  EXPECT_FALSE(driver.office().import.content);
  driver.tell(ImportFileRead{second->serial, content(true)});
  EXPECT_TRUE(driver.office().import.content);
  EXPECT_FALSE(driver.office().import.waiting);
  EXPECT_FALSE(driver.write<TakeImport>());
}

TEST(KioskImport, TheMembersOfTheOccasionBeforeAreReadLikeAFile) {
  OfficeDriver driver;
  driver.act(action::ShowStaffScreen{StaffScreen::import_file});
  ASSERT_TRUE(driver.work<FindPrevious>());
  const PreviousOccasion previous{EventCode("KAIGI-1"), "第1回", {1}};
  driver.tell(PreviousFound{previous});
  ASSERT_TRUE(driver.office().import.previous);
  driver.ask(action::OpenPreviousRoster{previous});
  const auto read = driver.work<ReadPreviousRoster>();
  ASSERT_TRUE(read);
  EXPECT_EQ(read->from.value, "KAIGI-1");
  EXPECT_EQ(driver.office().import.path, "KAIGI-1 第1回");
  driver.tell(ImportFileRead{read->serial, content()});
  EXPECT_TRUE(driver.write<TakeImport>()->dry_run) << "judged first, as a file is";
}

TEST(KioskImport, ALongOneIsStoppedAndCanBeTakenAfterAll) {
  OfficeDriver driver;
  driver.ask(action::OpenImportFile{"/media/usb/roster.csv", {}});
  const std::uint64_t serial = driver.work<ReadImportFile>()->serial;
  driver.tell(ImportProgress{serial, 30});
  EXPECT_EQ(driver.office().import.percent, 30);
  driver.ask(action::StopImport{});
  EXPECT_TRUE(driver.stops<effect::StopImport>().empty()) << "nothing is being taken";
  driver.tell(ImportFileRead{serial, content()});
  EXPECT_FALSE(driver.office().import.percent) << "it was read";
  driver.tell(ImportDone{serial, true, {}, {}});
  driver.ask(action::TakeImportFile{});
  driver.tell(ImportProgress{serial + 1, 40});
  EXPECT_FALSE(driver.office().import.percent) << "another one's";
  driver.tell(ImportProgress{serial, 40});
  EXPECT_EQ(driver.office().import.percent, 40);
  driver.ask(action::StopImport{});
  driver.ask(action::StopImport{});
  EXPECT_EQ(driver.stops<effect::StopImport>(), std::vector{serial}) << "asked once";
  EXPECT_TRUE(driver.model().staff.busy) << "until it is answered";
  driver.tell(ImportStopped{serial, true});
  EXPECT_FALSE(driver.model().staff.busy);
  EXPECT_FALSE(driver.office().import.percent);
  EXPECT_EQ(driver.model().staff.notice->text_id, "notice_import_stopped");
  driver.kiosk.take_requests();
  driver.ask(action::TakeImportFile{});
  EXPECT_TRUE(driver.write<TakeImport>());
}

TEST(KioskImport, ReadingAFileEndsWhereItIsClosed) {
  OfficeDriver driver;
  driver.ask(action::OpenImportFile{"/media/usb/roster.csv", {}});
  const std::uint64_t serial = driver.work<ReadImportFile>()->serial;
  driver.ask(action::CloseImportFile{});
  EXPECT_EQ(driver.stops<effect::StopImport>(), std::vector{serial});
  driver.tell(ImportStopped{serial, false});
  EXPECT_FALSE(driver.model().staff.notice);
  driver.ask(action::CloseImportFile{});
  EXPECT_TRUE(driver.stops<effect::StopImport>().empty()) << "nothing is read";
}

TEST(KioskImport, KindsThatCouldNotBePlacedAreTold) {
  OfficeDriver driver;
  driver.tell(ImportDone{0, false, {}, "壊れています"});
  EXPECT_EQ(driver.model().staff.notice->text_id, "notice_kinds_not_placed");
  EXPECT_EQ(driver.model().staff.notice->detail, "壊れています");
}

TEST(KioskImport, NothingComesAfterALock) {
  OfficeDriver driver;
  driver.ask(action::OpenImportFile{"a.csv", {}});
  const auto read = driver.work<ReadImportFile>();
  driver.act(action::LockStaff{});
  driver.tell(ImportFileRead{read->serial, content()});
  driver.tell(DraftsLoaded{{draft("1")}});
  EXPECT_FALSE(driver.office().import.content);
  EXPECT_TRUE(driver.office().drafts.drafts.empty()) << "no name comes after the lock";
  driver.act(action::OpenStaff{});
  driver.act(action::EnterPin{"1234"});
  driver.send(PinChecked{true, "花子", true, 5, {}});
  driver.tell(ImportFileRead{read->serial, content()});
  EXPECT_FALSE(driver.office().import.content) << "the serials went on";
}

TEST(KioskDrafts, OneIsReadCompletedAndTakenOnce) {
  OfficeDriver driver;
  driver.act(action::ShowStaffScreen{StaffScreen::drafts});
  EXPECT_TRUE(driver.work<LoadDrafts>());
  driver.tell(DraftsLoaded{{draft("1"), draft("2")}});
  driver.ask(action::OpenDraft{draft("1")});
  EXPECT_TRUE(driver.work<ReadDraft>());
  Application read;
  read.attendees.resize(1);
  driver.tell(DraftRead{draft("2"), read});
  EXPECT_FALSE(driver.office().drafts.read) << "another one's";
  driver.tell(DraftRead{draft("1"), read});
  EXPECT_TRUE(driver.office().drafts.read);
  driver.ask(action::SubmitDraft{read});
  const auto taken = driver.write<TakeDraft>();
  ASSERT_TRUE(taken);
  EXPECT_EQ(taken->draft.id, "1");
  driver.ask(action::SubmitDraft{read});
  EXPECT_FALSE(driver.write<TakeDraft>());
  ImportReport report;
  report.added = 1;
  driver.tell(DraftSettled{draft("1"), report});
  EXPECT_FALSE(driver.office().drafts.open);
  ASSERT_TRUE(driver.model().staff.notice);
  EXPECT_EQ(driver.model().staff.notice->text_id, "notice_draft_taken");
}

TEST(KioskDrafts, OneThatFailsStaysOpen) {
  OfficeDriver driver;
  driver.ask(action::OpenDraft{draft("1")});
  driver.ask(action::DropOpenDraft{});
  const auto dropped = driver.write<DropDraft>();
  ASSERT_TRUE(dropped);
  driver.tell(OfficeFailed{OfficeWrite{*dropped}, {Code::not_found, "ありません", ""}});
  EXPECT_TRUE(driver.office().drafts.open);
  EXPECT_FALSE(driver.model().staff.busy);
  EXPECT_EQ(driver.model().staff.notice->detail, "ありません");
}

TEST(KioskDrafts, ReadingsAreAskedForAFacilityAndShownOnceTheyCame) {
  OfficeDriver driver;
  driver.ask(action::LookUpReadings{"甲病院"});
  ASSERT_EQ(driver.work<LoadReadings>()->facility, "甲病院");
  driver.tell(ReadingsLoaded{"甲病院", {{"山田太郎", "やまだ たろう"}}});
  EXPECT_EQ(driver.office().readings.known.at(0).furigana, "やまだ たろう");
  driver.ask(action::LookUpReadings{"甲病院"});
  EXPECT_TRUE(driver.office().readings.facility.empty()) << "the earlier answer is not taken for the new one";
}

GroupsLoaded tables(std::uint64_t serial) {
  GroupsLoaded loaded;
  loaded.serial = serial;
  GroupSeat a;
  a.registration = RegistrationId("a");
  GroupSeat b;
  b.registration = RegistrationId("b");
  loaded.tables = {{"1", {a}}, {"2", {b}}};
  return loaded;
}

TEST(KioskGroups, ADragIsWrittenAndTakenBack) {
  OfficeDriver driver;
  driver.act(action::ShowStaffScreen{StaffScreen::groups});
  driver.tell(tables(driver.work<LoadGroups>()->serial));
  driver.ask(action::MoveSeat{RegistrationId("a"), "1"});
  EXPECT_FALSE(driver.write<SaveGroups>()) << "sits there already";
  driver.ask(action::MoveSeat{RegistrationId("a"), "2"});
  auto saved = driver.write<SaveGroups>();
  ASSERT_TRUE(saved);
  EXPECT_EQ(saved->moves.at(0).group, "2");
  driver.tell(GroupsSaved{1});
  EXPECT_TRUE(driver.work<LoadGroups>());
  driver.ask(action::UndoMove{});
  saved = driver.write<SaveGroups>();
  ASSERT_TRUE(saved);
  EXPECT_EQ(saved->moves.at(0).group, "1");
  driver.tell(GroupsSaved{1});
  driver.ask(action::UndoMove{});
  EXPECT_FALSE(driver.write<SaveGroups>()) << "nothing is left to take back";
}

TEST(KioskGroups, APlanIsArrangedThenWrittenAndTakenBackAsAWhole) {
  OfficeDriver driver;
  driver.act(action::ShowStaffScreen{StaffScreen::groups});
  driver.tell(tables(driver.work<LoadGroups>()->serial));
  driver.ask(action::PlanGroups{7, GroupingMode::mixed, 3});
  const auto arrange = driver.work<ArrangeGroups>();
  ASSERT_TRUE(arrange);
  EXPECT_EQ(arrange->size, 7U);
  EXPECT_EQ(arrange->mode, GroupingMode::mixed);
  EXPECT_EQ(arrange->seed, 3U);
  driver.ask(action::PlanGroups{6, GroupingMode::same, 1});
  EXPECT_FALSE(driver.work<ArrangeGroups>()) << "one at a time";
  driver.tell(GroupsArranged{{{RegistrationId("a"), "2"}, {RegistrationId("b"), "1"}}, 0, false});
  EXPECT_EQ(driver.write<SaveGroups>()->moves.size(), 2U);
  driver.tell(GroupsSaved{2});
  driver.ask(action::UndoMove{});
  EXPECT_EQ(driver.write<SaveGroups>()->moves.size(), 2U);
}

TEST(KioskGroups, APlanThatChangesNothingWritesNothing) {
  OfficeDriver driver;
  driver.act(action::ShowStaffScreen{StaffScreen::groups});
  driver.tell(tables(driver.work<LoadGroups>()->serial));
  driver.ask(action::SettleGroups{});
  EXPECT_TRUE(driver.work<ArrangeGroups>()->settle);
  driver.tell(GroupsArranged{{{RegistrationId("a"), "1"}}, 0, true});
  EXPECT_FALSE(driver.write<SaveGroups>());
  EXPECT_FALSE(driver.model().staff.busy);
  EXPECT_EQ(driver.model().staff.notice->text_id, "notice_groups_settled");
}

TEST(KioskHeads, DeskStaffCountOneAtATimeAndSeeTheSum) {
  OfficeDriver driver;
  driver.act(action::LockStaff{});
  driver.unlock(false);
  driver.act(action::ShowStaffScreen{StaffScreen::counts});
  EXPECT_TRUE(driver.work<LoadHeads>());
  driver.tell(HeadsLoaded{{{"一般", 1}}, false});
  driver.act(action::CountHead{{"一般", 1}});
  const auto add = driver.write<AddHeads>();
  ASSERT_TRUE(add);
  EXPECT_EQ(add->head.category, "一般");
  EXPECT_EQ(add->by, "花子");
  driver.act(action::CountHead{{"一般", 1}});
  EXPECT_FALSE(driver.write<AddHeads>()) << "the first is not answered yet";
  driver.tell(HeadsLoaded{{{"一般", 1}}, false});
  EXPECT_TRUE(driver.model().staff.busy) << "an answer to another question";
  driver.tell(HeadsLoaded{{{"一般", 2}}, true});
  EXPECT_FALSE(driver.model().staff.busy);
  EXPECT_EQ(driver.office().heads.at(0).people, 2);
}

TEST(KioskHeads, ACountThatIsRefusedIsTold) {
  OfficeDriver driver;
  driver.act(action::CountHead{{"一般", -1}});
  const auto add = driver.write<AddHeads>();
  ASSERT_TRUE(add);
  driver.tell(OfficeFailed{OfficeWrite{*add}, {Code::refused, "0名です", ""}});
  EXPECT_FALSE(driver.model().staff.busy);
  EXPECT_EQ(driver.model().staff.notice->detail, "0名です");
}

TEST(KioskPapers, OneIsWrittenAtATimeAndAFailureIsTold) {
  OfficeDriver driver;
  driver.act(action::ShowStaffScreen{StaffScreen::papers});
  EXPECT_TRUE(driver.work<LoadPaperColumns>());
  PaperOrder order;
  order.kind = PaperKind::roster;
  order.folder = "/tmp";
  driver.ask(action::TakePaper{order});
  const auto write = driver.work<WritePaper>();
  ASSERT_TRUE(write);
  EXPECT_EQ(write->by, "花子");
  driver.ask(action::TakePaper{order});
  EXPECT_FALSE(driver.work<WritePaper>());
  driver.tell(OfficeFailed{OfficeWork{*write}, {Code::io_failed, "書き込めません", ""}});
  EXPECT_FALSE(driver.office().papers.running);
  EXPECT_EQ(driver.office().papers.failure, "書き込めません");
  driver.ask(action::TakePaper{order});
  EXPECT_EQ(driver.office().papers.failure, "");
  driver.tell(PaperWritten{PaperKind::roster, "/tmp/名簿.xlsx", 3, {}, {}});
  EXPECT_EQ(driver.office().papers.done->rows, 3);
}

TEST(KioskPapers, OneIsStoppedAndAnotherOneIsWritten) {
  OfficeDriver driver;
  driver.act(action::ShowStaffScreen{StaffScreen::papers});
  driver.ask(action::StopPaper{});
  EXPECT_TRUE(driver.stops<effect::StopPaper>().empty()) << "nothing is written";
  driver.ask(action::TakePaper{});
  const auto first = driver.work<WritePaper>();
  ASSERT_TRUE(first);
  driver.tell(PaperProgress{first->serial, 40});
  EXPECT_EQ(driver.office().papers.percent, 40);
  driver.ask(action::StopPaper{});
  driver.ask(action::StopPaper{});
  EXPECT_TRUE(driver.office().papers.stopping);
  EXPECT_EQ(driver.stops<effect::StopPaper>(), std::vector{first->serial}) << "asked once";
  driver.tell(PaperStopped{first->serial});
  EXPECT_FALSE(driver.office().papers.running);
  EXPECT_FALSE(driver.office().papers.percent);
  EXPECT_FALSE(driver.office().papers.done) << "there is no file";
  driver.ask(action::TakePaper{});
  const auto second = driver.work<WritePaper>();
  ASSERT_TRUE(second);
  EXPECT_NE(second->serial, first->serial);
  driver.tell(PaperProgress{first->serial, 50});
  EXPECT_FALSE(driver.office().papers.percent) << "the stopped one's";
}

TEST(KioskPapers, ChosenColumnsAreSavedForTheOrganiserAndLoadedAgain) {
  OfficeDriver driver;
  driver.act(action::ShowStaffScreen{StaffScreen::papers});
  driver.ask(action::ChooseColumns{PaperKind::attendance, {"name", "facility"}});
  const auto save = driver.write<SavePaperColumns>();
  ASSERT_TRUE(save);
  EXPECT_EQ(save->columns, (std::vector<std::string>{"name", "facility"}));
  driver.tell(PaperColumnsSaved{PaperKind::attendance});
  EXPECT_TRUE(driver.work<LoadPaperColumns>());
}

}  // namespace
}  // namespace uketsuke
