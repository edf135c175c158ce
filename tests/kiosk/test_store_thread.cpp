// The threads around a real store: answers come after the COMMIT, in order, and nothing that was asked is lost.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <map>
#include <set>

#include "common/uuid.h"
#include "db/list_columns.h"
#include "db/reader.h"
#include "db/screen_settings.h"
#include "db/take_outs.h"
#include "kiosk/store_thread.h"
#include "tests/support/roster.h"

namespace uketsuke {
namespace {

using namespace uketsuke::testing;

/// A store thread on the roster's folder, with what it posted.
class StoreThreadTest : public ::testing::Test {
 protected:
  void begin() {
    Store store = must(Store::open(roster_.folder()));
    Reader reader = must(Reader::open(roster_.folder()));
    thread_ = std::make_unique<StoreThread>(
        std::move(store), std::move(reader),
        StoreThreadPorts{[this](KioskEvent event) { events_.put(std::move(event)); }, roster_.folder() + "/exports"});
  }
  template <class Event>
  Event next() {
    std::optional<KioskEvent> event = events_.wait_for(std::chrono::seconds(20));
    while (event && std::holds_alternative<ExportProgress>(*event)) event = events_.wait_for(std::chrono::seconds(20));
    if (event && std::holds_alternative<Event>(*event)) return std::get<Event>(std::move(*event));
    if (event && std::holds_alternative<StoreFailed>(*event)) {
      ADD_FAILURE() << std::get<StoreFailed>(*event).error.what;
    } else {
      ADD_FAILURE() << "another event, or none";
    }
    return {};
  }
  RecordScan scan(const std::string& text) {
    RecordScan request;
    request.request.id = ScanId(make_uuid(at("18:05")));
    request.request.event = roster_.code();
    request.request.text = text;
    request.request.source = ScanSource::camera;
    request.now = at("18:05");
    return request;
  }

  Roster roster_;
  Inbox<KioskEvent> events_;
  std::unique_ptr<StoreThread> thread_;
};

TEST_F(StoreThreadTest, AnAnsweredScanIsOnDisk) {
  roster_.event("EBINA", 30).attendee("髙橋");
  const std::string ticket = roster_.ticket("髙橋");
  roster_.close();
  begin();
  thread_->ask(scan(ticket));
  const auto done = next<ScanDone>();
  EXPECT_EQ(done.result.outcome, ScanOutcome::admitted);
  EXPECT_GT(done.timing.committed_us, 0);
  Reader reader = must(Reader::open(roster_.folder()));
  EXPECT_EQ(must(reader.load_event(roster_.code())).counts.admitted, 1);
}

TEST_F(StoreThreadTest, WhatWasAskedIsWorkedOffBeforeTheEnd) {
  roster_.event("EBINA", 300).attendees(100);
  std::vector<std::string> tickets;
  for (int i = 1; i <= 100; ++i) tickets.push_back(roster_.ticket("参加者" + std::to_string(i)));
  roster_.close();
  begin();
  for (const std::string& ticket : tickets) thread_->ask(scan(ticket));
  thread_.reset();
  EXPECT_EQ(events_.take_all().size(), 100U);
  Reader reader = must(Reader::open(roster_.folder()));
  EXPECT_EQ(must(reader.load_event(roster_.code())).counts.admitted, 100);
}

TEST_F(StoreThreadTest, AFailedScanIsToldWithItsRequest) {
  roster_.event("EBINA", 30);
  roster_.close();
  begin();
  RecordScan request = scan("KTSK");
  request.request.event = EventCode("NONE");
  const ScanId id = request.request.id;
  thread_->ask(std::move(request));
  const auto failed = next<StoreFailed>();
  ASSERT_TRUE(std::holds_alternative<RecordScan>(failed.request));
  EXPECT_EQ(std::get<RecordScan>(failed.request).request.id, id);
}

TEST_F(StoreThreadTest, ListsAreReadOnTheirOwnConnection) {
  Attendee attendee;
  attendee.name = "山田 太郎";
  attendee.furigana = "ヤマダ タロウ";
  attendee.facility = "えびな訪問看護";
  roster_.event("EBINA", 30).attendee(attendee);
  roster_.close();
  begin();
  thread_->ask(LoadEvent{roster_.code()});
  EXPECT_EQ(next<EventLoaded>().summary.counts.confirmed, 1);
  RosterQuery query;
  query.furigana = "やま";
  thread_->ask(SearchPeople{7, roster_.code(), query});
  const auto found = next<SearchDone>();
  EXPECT_EQ(found.serial, 7U);
  ASSERT_EQ(found.rows.size(), 1U);
  EXPECT_EQ(found.rows[0].attendee.name, "山田 太郎");
  thread_->ask(SearchFacilities{1, roster_.code(), ""});
  const auto facilities = next<FacilitiesDone>();
  ASSERT_EQ(facilities.facilities.size(), 1U);
  query = {};
  query.facility = facilities.facilities[0].folded;
  thread_->ask(LoadRoster{2, roster_.code(), query});
  EXPECT_EQ(next<RosterDone>().rows.size(), 1U);
  thread_->ask(LoadPerson{roster_.code(), found.rows[0].registration});
  EXPECT_EQ(next<PersonDone>().row.attendee.name, "山田 太郎");
}

TEST_F(StoreThreadTest, AdmitsByHandUndoesAndSubstitutes) {
  roster_.event("EBINA", 30).attendee("一").attendee("二");
  const RegistrationId first = roster_.id("一");
  const RegistrationId second = roster_.id("二");
  roster_.close();
  begin();
  AdmitRequest admit;
  admit.id = ScanId(make_uuid(at("18:05")));
  admit.event = roster_.code();
  admit.registration = first;
  admit.by = "花子";
  thread_->ask(AdmitPeople{{admit}, at("18:05")});
  EXPECT_EQ(next<AdmitDone>().results.at(0).outcome, ScanOutcome::admitted);
  thread_->ask(UndoCheckIn{roster_.code(), first, "誤り", "花子", at("18:06")});
  EXPECT_TRUE(next<UndoDone>().undone);
  thread_->ask(UndoCheckIn{roster_.code(), first, "誤り", "花子", at("18:06")});
  EXPECT_FALSE(next<UndoDone>().undone);
  RegisterSubstitute substitute;
  substitute.request.event = roster_.code();
  substitute.request.original = second;
  substitute.request.attendee.name = "三";
  substitute.request.by = "花子";
  substitute.scan = ScanId(make_uuid(at("18:07")));
  substitute.now = at("18:07");
  thread_->ask(substitute);
  const auto done = next<SubstituteDone>();
  EXPECT_EQ(done.admission.outcome, ScanOutcome::admitted);
  EXPECT_EQ(done.admission.name, "三");
}

TEST_F(StoreThreadTest, SetsAFirstPinAndChecksIt) {
  roster_.event("EBINA", 30);
  roster_.close();
  begin();
  thread_->ask(LoadStaff{});
  EXPECT_FALSE(next<StaffLoaded>().has_pin);
  thread_->ask(SavePin{"受付", "2468", "受付", at("18:00")});
  EXPECT_EQ(next<PinSaved>().staff, "受付");
  thread_->ask(CheckPin{"0000", at("18:00")});
  EXPECT_FALSE(next<PinChecked>().accepted);
  thread_->ask(CheckPin{"2468", at("18:00")});
  const auto checked = next<PinChecked>();
  EXPECT_TRUE(checked.accepted);
  EXPECT_EQ(checked.staff, "受付");
  EXPECT_TRUE(checked.organiser);
}

TEST_F(StoreThreadTest, ExportsEveryListThatTheWindowOffers) {
  roster_.event("EBINA", 30).attendee("髙橋");
  roster_.close();
  begin();
  const std::map<ExportList, std::vector<ListFormat>> offered = {
      {ExportList::attendance, {ListFormat::csv, ListFormat::csv_cp932, ListFormat::xlsx, ListFormat::pdf}},
      {ExportList::council, {ListFormat::csv, ListFormat::csv_cp932, ListFormat::xlsx, ListFormat::pdf}},
      {ExportList::roster, {ListFormat::csv, ListFormat::xlsx, ListFormat::pdf}},
      {ExportList::sign_in, {ListFormat::pdf}},
      {ExportList::name_tags, {ListFormat::pdf}}};
  std::set<std::string> files;
  for (const auto& [list, formats] : offered) {
    for (const ListFormat format : formats) {
      thread_->ask(WriteExport{roster_.code(), list, format, RosterSort::kana, at("20:30")});
      const auto done = next<ExportDone>();
      EXPECT_TRUE(std::filesystem::exists(done.file)) << done.file;
      files.insert(done.file);
    }
  }
  EXPECT_EQ(files.size(), 13U);
  EXPECT_EQ(must(list_take_outs(roster_.folder(), roster_.code())).size(), 13U) << "持出し";
  EXPECT_TRUE(files.begin()->find("/exports/EBINA-attendance-20251024-203000") != std::string::npos) << *files.begin();
}

TEST_F(StoreThreadTest, AnExportTellsHowFarItIsAndStopsWhenAsked) {
  roster_.event("EBINA", 30).attendees(20);
  roster_.close();
  StoreThread* asked = nullptr;
  std::vector<int> told;
  const auto post = [&](KioskEvent event) {
    const auto* progress = std::get_if<ExportProgress>(&event);
    if (progress == nullptr) {
      events_.put(std::move(event));
      return;
    }
    told.push_back(progress->percent);
    if (progress->percent >= 50) asked->cancel_export();
  };
  Store store = must(Store::open(roster_.folder()));
  Reader reader = must(Reader::open(roster_.folder()));
  const std::string folder = roster_.folder() + "/exports";
  {
    StoreThread thread(std::move(store), std::move(reader), StoreThreadPorts{post, folder});
    asked = &thread;
    thread.ask(WriteExport{roster_.code(), ExportList::roster, ListFormat::csv, RosterSort::kana, at("20:30")});
    next<ExportCancelled>();
  }
  EXPECT_EQ(told, (std::vector<int>{5, 10, 15, 20, 25, 30, 35, 40, 45, 50}));
  EXPECT_TRUE(std::filesystem::is_empty(folder)) << "no part of a file";
  EXPECT_TRUE(must(list_take_outs(roster_.folder(), roster_.code())).empty()) << "nothing was taken out";
}

TEST_F(StoreThreadTest, AnImportIsStoppedByItsSerialAndTheNextOneIsTaken) {
  roster_.event("EBINA", 30);
  roster_.close();
  auto content = std::make_shared<ImportContent>();
  content->source = "roster.csv";
  content->applications.resize(1);
  content->applications[0].attendees.resize(1);
  content->applications[0].attendees[0].name = "山田 太郎";
  StoreThread* asked = nullptr;
  Inbox<OfficeEvent> answers;
  const auto post = [&](KioskEvent event) {
    OfficeEvent& office = std::get<OfficeEvent>(event);
    if (std::holds_alternative<ImportProgress>(office)) {
      asked->stop_import(1);
    } else {
      answers.put(std::move(office));
    }
  };
  Store store = must(Store::open(roster_.folder()));
  Reader reader = must(Reader::open(roster_.folder()));
  StoreThreadPorts ports{post, roster_.folder() + "/exports"};
  ports.quiet = std::chrono::milliseconds(0);
  StoreThread thread(std::move(store), std::move(reader), std::move(ports));
  asked = &thread;
  thread.ask(OfficeWrite{TakeImport{roster_.code(), content, false, 1, "花子", at("18:00")}});
  const OfficeEvent first = *answers.wait();
  ASSERT_TRUE(std::holds_alternative<ImportStopped>(first));
  EXPECT_TRUE(std::get<ImportStopped>(first).writing);
  EXPECT_TRUE(must(must(Reader::open(roster_.folder())).list_registrations(roster_.code(), {})).empty());
  thread.ask(OfficeWrite{TakeImport{roster_.code(), content, false, 2, "花子", at("18:00")}});
  const OfficeEvent second = *answers.wait();
  ASSERT_TRUE(std::holds_alternative<ImportDone>(second));
  EXPECT_EQ(std::get<ImportDone>(second).report.added, 1);
}

TEST_F(StoreThreadTest, AnExportHasTheColumnsThatTheOrganiserChose) {
  roster_.event("EBINA", 30).attendees(1);
  const Event event = must(must(Reader::open(roster_.folder())).load_event(roster_.code())).event;
  must(save_list_columns(roster_.folder(), event.organiser, "roster", {"facility", "name", "no_such"},
                         by_staff(at("18:00"))));
  roster_.close();
  begin();
  thread_->ask(WriteExport{roster_.code(), ExportList::roster, ListFormat::csv, RosterSort::kana, at("20:30")});
  std::ifstream file(next<ExportDone>().file);
  std::string titles;
  std::getline(file, titles);
  EXPECT_THAT(titles, ::testing::EndsWith("所属,氏名\r"));
  thread_->ask(WriteExport{roster_.code(), ExportList::sign_in, ListFormat::csv, RosterSort::kana, at("20:31")});
  std::ifstream other(next<ExportDone>().file);
  std::getline(other, titles);
  EXPECT_THAT(titles, ::testing::Not(::testing::EndsWith("所属,氏名\r"))) << "another list has its own";
}

TEST_F(StoreThreadTest, TwoWhoMayBeOneAndBothCameAreAPairUntilTheyAreKept) {
  roster_.event("EBINA", 30).attendee("山田 太郎").attendee("佐藤");
  const RegistrationId first = roster_.id("山田 太郎");
  const RegistrationId second = roster_.id("佐藤");
  roster_.admit("山田 太郎", at("18:02"));
  roster_.admit("佐藤", at("18:04"));
  must(roster_.store().edit(roster_.code(), second, {{"name", "山田　太郎", {}}}, by_staff(at("18:05"))));
  roster_.close();
  begin();
  thread_->ask(LoadPending{1, roster_.code()});
  const auto pending = next<PendingDone>();
  ASSERT_EQ(pending.pairs.size(), 1U);
  EXPECT_EQ(pending.pairs[0].earlier.registration, first);
  EXPECT_EQ(pending.pairs[0].later.registration, second);
  EXPECT_TRUE(pending.pairs[0].later.checked_in_at);
  thread_->ask(DecideRegistrations{roster_.code(), Decision::keep, {second}, "別の方", "花子", at("18:06")});
  EXPECT_TRUE(next<DecisionDone>().result.taken);
  thread_->ask(LoadPending{2, roster_.code()});
  EXPECT_TRUE(next<PendingDone>().pairs.empty());
}

TEST_F(StoreThreadTest, VolumeAndLettersAreKept) {
  roster_.event("EBINA", 30);
  roster_.close();
  begin();
  thread_->ask(SaveScreenSettings{{35, true}});
  next<ScreenSettingsSaved>();
  EXPECT_EQ(must(load_screen_settings(roster_.folder())), (ScreenSettings{35, true}));
}

TEST(StoreRequests, WritesGoToTheWriter) {
  EXPECT_TRUE(is_write(SaveScreenSettings{}));
  EXPECT_TRUE(is_write(RecordScan{}));
  EXPECT_TRUE(is_write(CheckPin{}));
  EXPECT_FALSE(is_write(LoadEvent{}));
  EXPECT_FALSE(is_write(WriteExport{}));
}

TEST_F(StoreThreadTest, WhatWaitsForTheOfficeIsListedAndDecided) {
  roster_.event("EBINA", 30).attendees(1);
  roster_.attendee(person("遅い"), on("2025-10-12", "09:00"));
  roster_.attendee(person("参加者1"), on("2025-10-02", "09:00"));
  const RegistrationId late = roster_.id("遅い");
  roster_.close();
  begin();
  thread_->ask(LoadPending{7, roster_.code()});
  const auto waiting = next<PendingDone>();
  EXPECT_EQ(waiting.serial, 7U);
  ASSERT_EQ(waiting.rows.size(), 1U) << "a suspected one stands in its pair";
  EXPECT_EQ(waiting.rows[0].registration, late);
  ASSERT_EQ(waiting.pairs.size(), 1U);
  thread_->ask(DecideRegistrations{roster_.code(), Decision::accept, {late}, "電話連絡あり", "花子", at("18:00")});
  EXPECT_TRUE(next<DecisionDone>().result.taken);
  thread_->ask(LoadApplicationCounts{roster_.code()});
  EXPECT_EQ(next<ApplicationCountsDone>().counts.pending_suspected, 1);
}

}  // namespace
}  // namespace uketsuke
