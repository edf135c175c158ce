// The office's work of the window on a real store: the same files and tables as the command line makes.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "common/inbox.h"
#include "db/drafts.h"
#include "db/facilities.h"
#include "db/pack.h"
#include "db/reader.h"
#include "db/take_outs.h"
#include "kiosk/assets.h"
#include "kiosk/store_office.h"
#include "kiosk/sync_kinds.h"
#include "kiosk/window_office.h"
#include "kiosk/window_places.h"
#include "tests/kiosk/ipp_printer.h"
#include "tests/support/roster.h"

namespace uketsuke {
namespace {

using ::testing::AllOf;
using testing::at;
using ::testing::HasSubstr;
using testing::must;
using testing::on;
using testing::Roster;
using testing::TempFolder;
namespace fs = std::filesystem;

OfficePorts ports_of(const Roster& roster) {
  return {[](KioskEvent) {}, roster.folder(), must(find_assets()), {}};
}

template <class Wanted>
Wanted work(const Roster& roster, OfficeWork asked) {
  return std::get<Wanted>(must(do_office_work(ports_of(roster), asked)));
}

/// A paper as staff order it in the evening.
WritePaper order_of(const Roster& roster, PaperKind kind, const TempFolder& out) {
  WritePaper order;
  order.event = roster.code();
  order.order.kind = kind;
  order.order.format = PaperFormat::pdf;
  order.order.folder = out.path();
  order.by = "花子";
  order.now = at("21:00");
  return order;
}

std::string write(const TempFolder& folder, const std::string& name, const std::string& text) {
  std::ofstream(folder.file(name), std::ios::binary) << text;
  return folder.file(name);
}

/// The words of a PDF without the blanks between them.
std::string plain_words_of(const std::string& pdf) {
  std::string words = testing::words_of(pdf);
  for (const std::string blank : {" ", "\n", "　"}) {
    for (std::size_t at = 0; (at = words.find(blank, at)) != std::string::npos;) words.erase(at, blank.size());
  }
  return words;
}

TEST(WindowOffice, AFileIsReadJudgedTakenAndItsBadRowCompleted) {
  Roster roster;
  roster.event("A", 9);
  const TempFolder stick;
  const std::string file = write(stick, "roster.csv", "氏名,所属,職種\n山田 太郎,甲病院,看護師\n,乙薬局,薬剤師\n");
  const auto read = work<ImportFileRead>(roster, ReadImportFile{1, roster.code(), file, {}, on("2025-10-01", "09:00")});
  ASSERT_EQ(read.content->applications.size(), 1U);
  ASSERT_EQ(read.content->bad.size(), 1U);
  EXPECT_EQ(read.content->bad[0].line, 3);

  TakeImport take{roster.code(), read.content, true, 1, "花子", on("2025-10-01", "09:01")};
  const auto judged = std::get<ImportDone>(must(write_office(roster.store(), take)));
  EXPECT_EQ(judged.report.added, 1);
  EXPECT_TRUE(must(list_drafts(roster.folder(), roster.code())).empty()) << "only judged";
  take.dry_run = false;
  EXPECT_EQ(std::get<ImportDone>(must(write_office(roster.store(), take))).report.added, 1);

  const auto loaded = work<DraftsLoaded>(roster, LoadDrafts{roster.code()});
  ASSERT_EQ(loaded.drafts.size(), 1U);
  auto opened = work<DraftRead>(roster, ReadDraft{roster.code(), loaded.drafts[0], on("2025-10-02", "09:00")});
  EXPECT_EQ(opened.application.attendees.at(0).facility, "乙薬局");
  opened.application.attendees[0].name = "佐藤 花子";
  const TakeDraft complete{roster.code(), opened.draft, opened.application, "花子", on("2025-10-02", "09:01")};
  EXPECT_EQ(std::get<DraftSettled>(must(write_office(roster.store(), complete))).report->added, 1);
  EXPECT_TRUE(must(list_drafts(roster.folder(), roster.code())).empty());
  const auto again = write_office(roster.store(), complete);
  ASSERT_FALSE(again) << "the draft is settled";
  EXPECT_EQ(must(must(Reader::open(roster.folder())).list_registrations(roster.code(), {})).size(), 2U)
      << "and brings nobody a second time";

  const auto synced = std::get<ImportDone>(must(write_office(roster.store(), take)));
  EXPECT_TRUE(synced.report.vanished.empty()) << "the file's bad row is no row that went";
  write(stick, "roster.csv", "氏名,所属,職種\n山田 太郎,甲病院,看護師\n佐藤 花子,乙薬局,薬剤師\n");
  take.content =
      work<ImportFileRead>(roster, ReadImportFile{2, roster.code(), file, {}, on("2025-10-03", "09:00")}).content;
  EXPECT_EQ(std::get<ImportDone>(must(write_office(roster.store(), take))).report.added, 0)
      << "the corrected row is known";
}

TEST(WindowOffice, KindsThatAFileNamesArePlacedOnceItIsTaken) {
  Roster roster;
  roster.event("A");
  const TempFolder stick;
  const std::string file = write(stick, "roster.csv", "氏名,所属,種別\n山田 太郎,みほん,訪問看護\n");
  const auto read = work<ImportFileRead>(roster, ReadImportFile{1, roster.code(), file, {}, on("2025-10-01", "09:00")});
  const ImportPorts ports{[&roster](const std::vector<Application>& taken, const Change& change) {
    return place_facility_kinds(roster.folder(), must(find_assets()), taken, change);
  }};
  const auto kind = [&roster] {
    const auto listed = must(must(Facilities::open(roster.folder())).list({}));
    return listed.empty() ? std::string() : listed.front().kind;
  };
  TakeImport take{roster.code(), read.content, true, 1, "花子", on("2025-10-01", "09:01")};
  must(write_office(roster.store(), take, ports));
  EXPECT_EQ(kind(), "") << "only judged";
  take.dry_run = false;
  EXPECT_EQ(std::get<ImportDone>(must(write_office(roster.store(), take, ports))).kinds_fault, "");
  EXPECT_EQ(kind(), "訪問看護");
  const ImportPorts failing{[](const auto&, const auto&) { return Status(fail(Code::io_failed, "壊れています")); }};
  EXPECT_EQ(std::get<ImportDone>(must(write_office(roster.store(), take, failing))).kinds_fault, "壊れています");
}

TEST(WindowOffice, TheMembersOfTheOccasionBeforeAreTakenOver) {
  Roster roster;
  Event first = testing::sample_event("KAIGI-1", std::nullopt);
  first.series = "推進会議";
  Event second = first;
  second.code = EventCode("KAIGI-2");
  second.starts_at = on("2025-11-24", "18:30");
  second.doors_open_at = second.starts_at;
  second.ends_at.reset();
  roster.event(second).event(first).attendee("山田 太郎");
  EXPECT_FALSE(work<PreviousFound>(roster, FindPrevious{first.code}).previous) << "it is the first";
  const auto found = work<PreviousFound>(roster, FindPrevious{second.code});
  ASSERT_TRUE(found.previous);
  EXPECT_EQ(found.previous->event, first.code);
  const auto read = work<ImportFileRead>(
      roster, ReadPreviousRoster{3, second.code, found.previous->event, on("2025-11-01", "09:00")});
  EXPECT_EQ(read.serial, 3U);
  ASSERT_EQ(read.content->applications.size(), 1U);
  TakeImport take{second.code, read.content, false, 3, "花子", on("2025-11-01", "09:01")};
  EXPECT_EQ(std::get<ImportDone>(must(write_office(roster.store(), take))).report.added, 1);
  EXPECT_EQ(std::get<ImportDone>(must(write_office(roster.store(), take))).report.unchanged, 1)
      << "and not a second time";
}

TEST(WindowOffice, FuriganaOfEarlierRegistrationsAreFound) {
  Roster roster;
  Attendee person;
  person.name = "山田 太郎";
  person.furigana = "ヤマダ タロウ";
  person.facility = "甲病院";
  roster.event("A").attendee(person);
  const auto loaded = work<ReadingsLoaded>(roster, LoadReadings{"甲病院"});
  EXPECT_EQ(loaded.facility, "甲病院");
  ASSERT_EQ(loaded.known.size(), 1U);
  EXPECT_EQ(loaded.known[0].furigana, "ヤマダ タロウ");
  EXPECT_TRUE(work<ReadingsLoaded>(roster, LoadReadings{"乙薬局"}).known.empty());
}

TEST(WindowOffice, HeadsAreAddedTakenBackAndSummed) {
  Roster roster;
  roster.event("A");
  const auto add = [&roster](std::int64_t people) {
    return write_office(roster.store(), AddHeads{roster.code(), {"一般", people}, "花子", at("18:10")});
  };
  must(add(1));
  must(add(1));
  const auto added = std::get<HeadsLoaded>(must(add(-1)));
  EXPECT_TRUE(added.added);
  ASSERT_EQ(added.heads.size(), 1U);
  EXPECT_EQ(added.heads[0].people, 1);
  const auto refused = add(-2);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, Code::refused);
  const auto loaded = work<HeadsLoaded>(roster, LoadHeads{roster.code()});
  EXPECT_FALSE(loaded.added);
  EXPECT_EQ(count_heads(loaded.heads), 1);
}

TEST(WindowOffice, TablesArePlannedSavedAndShown) {
  Roster roster;
  roster.event("A").attendees(12);
  const auto arranged = work<GroupsArranged>(roster, ArrangeGroups{roster.code(), false, 6, GroupingMode::same, 1});
  EXPECT_EQ(arranged.moves.size(), 12U);
  must(write_office(roster.store(), SaveGroups{roster.code(), arranged.moves, "花子", at("17:00")}));
  const auto loaded = work<GroupsLoaded>(roster, LoadGroups{5, roster.code(), GroupingMode::same});
  EXPECT_EQ(loaded.serial, 5U);
  ASSERT_EQ(loaded.tables.size(), 2U);
  EXPECT_EQ(loaded.tables[0].name, "1");
  EXPECT_EQ(loaded.tables[0].seats.size(), 6U);
  EXPECT_EQ(loaded.score.tables, 2U);
  const RegistrationId first = loaded.tables[0].seats[0].registration;
  must(write_office(roster.store(), PinSeats{roster.code(), {first}, true, "花子", at("17:01")}));
  const auto pinned = work<GroupsLoaded>(roster, LoadGroups{6, roster.code(), GroupingMode::same});
  EXPECT_TRUE(pinned.tables[0].seats[0].pinned);
}

TEST(WindowOffice, SettlingBeforeAnybodyCameIsRefusedInWords) {
  Roster roster;
  roster.event("A").attendees(3);
  const auto refused = do_office_work(ports_of(roster), ArrangeGroups{roster.code(), true, 6, GroupingMode::same, 1});
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, Code::refused);
}

TEST(WindowOffice, EveryPaperIsWrittenAndLogged) {
  Roster roster;
  roster.event("A").attendees(3);
  roster.admit("参加者1", at("18:05"));
  must(roster.store().set_groups(roster.code(), {{roster.id("参加者1"), "1"}}, testing::by_staff(at("17:00"))));
  const TempFolder out;
  for (std::size_t i = 0; i < kPaperKindCount; ++i) {
    const WritePaper order = order_of(roster, static_cast<PaperKind>(i), out);
    if (order.order.kind == PaperKind::pack) continue;  // in a test of its own
    const auto written = do_office_work(ports_of(roster), order);
    const bool nobody =
        order.order.kind == PaperKind::letters_waitlisted || order.order.kind == PaperKind::letters_declined;
    if (nobody) {
      ASSERT_FALSE(written) << i;
      EXPECT_EQ(written.error().code, Code::refused);
      continue;
    }
    ASSERT_TRUE(written) << i << " " << written.error().what;
    EXPECT_TRUE(fs::exists(std::get<PaperWritten>(*written).file)) << i;
  }
  const auto log = must(list_take_outs(roster.folder(), roster.code()));
  EXPECT_EQ(log.size(), 13U) << "ten lists, two kinds of letters, the tickets; the others hold no names";
  for (const LoggedTakeOut& one : log) EXPECT_EQ(one.by, "花子") << one.take_out.what;
}

TEST(WindowOffice, APasswordMakesAZipAndAStickThatIsGoneIsTold) {
  Roster roster;
  roster.event("A").attendees(1);
  const TempFolder out;
  WritePaper order = order_of(roster, PaperKind::roster, out);
  order.order.password = "himitsu";
  const auto written = work<PaperWritten>(roster, order);
  EXPECT_EQ(fs::path(written.file).extension(), ".zip");
  order.order.folder = out.path() + "/gone";
  const auto gone = do_office_work(ports_of(roster), order);
  ASSERT_FALSE(gone);
  EXPECT_EQ(gone.error().what, "保存先がありません: " + order.order.folder);
}

TEST(WindowOffice, WhatWasTypedForAPaperStandsOnIt) {
  Roster roster;
  Attendee person;
  person.name = "山田 太郎";
  person.profession = {"ケアマネジャー", ProfessionCategory::care_manager};
  roster.event("A").attendee(person);
  roster.admit("山田 太郎", at("18:05"));
  const TempFolder out;
  WritePaper order = order_of(roster, PaperKind::result_report, out);
  order.order.words.questionnaires = "１";
  order.order.words.remarks = "盛会でした。";
  EXPECT_THAT(plain_words_of(work<PaperWritten>(roster, order).file),
              AllOf(HasSubstr("1枚（回収率"), HasSubstr("盛会でした。")));
  order.order.words.questionnaires = "三人";
  const auto refused = do_office_work(ports_of(roster), order);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().what, "アンケート回収数は数字で入れてください: 「三人」");

  order.order.kind = PaperKind::certificates;
  order.order.words.issued_on = "いつか";
  const auto when = do_office_work(ports_of(roster), order);
  ASSERT_FALSE(when);
  EXPECT_EQ(when.error().where, "発行日");
  order.order.words = {"7", "R8.2.13", "会長　愛川 一郎", true, {}, {}, false};
  EXPECT_THAT(plain_words_of(work<PaperWritten>(roster, order).file),
              AllOf(HasSubstr("第7号"), HasSubstr("令和8年2月13日"), HasSubstr("会長愛川一郎"),
                    HasSubstr("介護支援専門員登録番号")));
}

TEST(WindowOffice, TicketsAreIssuedToWhoHasNoneAndPrintedForAll) {
  Roster roster;
  roster.event("A").attendees(3);
  const std::string before = roster.ticket("参加者1");
  const TempFolder out;
  WritePaper order = order_of(roster, PaperKind::tickets, out);
  const auto written = work<PaperWritten>(roster, order);
  EXPECT_EQ(written.rows, 3);
  const std::string words = plain_words_of(written.file);
  for (const char* name : {"参加者1", "参加者2", "参加者3"}) EXPECT_THAT(words, HasSubstr(name));
  EXPECT_EQ(roster.ticket("参加者1"), before) << "not a second one";
  Roster nobody;
  nobody.event("A");
  const auto refused = do_office_work(ports_of(nobody), order);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, Code::refused);
}

TEST(WindowOffice, AnEventIsPackedForAnotherPcBehindALongPassphrase) {
  Roster office;
  office.event("A").attendees(2);
  const TempFolder stick;
  WritePaper order = order_of(office, PaperKind::pack, stick);
  order.order.password = "短い";
  EXPECT_FALSE(do_office_work(ports_of(office), order));
  EXPECT_TRUE(fs::is_empty(stick.path()));
  order.order.password = "正しい馬の電池とホチキス";
  const auto written = work<PaperWritten>(office, order);
  EXPECT_EQ(written.rows, 2);
  const Roster venue;
  const auto unpacked =
      must(unpack_event(venue.folder(), written.file, order.order.password, testing::by_staff(at("22:00"))));
  EXPECT_EQ(unpacked.registrations, 2);
}

TEST(WindowOffice, APaperThatCannotBeWrittenSaysWhatToLookAt) {
  Roster roster;
  roster.event("A").attendees(1);
  const TempFolder out;
  WritePaper order = order_of(roster, PaperKind::roster, out);
  const std::string file = work<PaperWritten>(roster, order).file;
  fs::remove(file);
  fs::create_directories(file + "/in-the-way");
  const auto failed = do_office_work(ports_of(roster), order);
  ASSERT_FALSE(failed);
  EXPECT_THAT(failed.error().what, HasSubstr("書き込めませんでした"));
}

TEST(WindowOffice, ChosenColumnsAreLoadedFirst) {
  Roster roster;
  roster.event("A").attendees(1);
  const Event event = must(must(Reader::open(roster.folder())).load_event(roster.code())).event;
  must(write_office(roster.store(),
                    SavePaperColumns{event, PaperKind::roster, {"facility", "name"}, "花子", at("17:00")}));
  const auto loaded = work<PaperColumnsLoaded>(roster, LoadPaperColumns{roster.code(), PaperKind::roster});
  EXPECT_TRUE(loaded.chosen);
  EXPECT_EQ(loaded.columns.at(0).id, "facility");
  EXPECT_EQ(loaded.columns.at(1).id, "name");
  EXPECT_FALSE(loaded.columns.at(2).shown);
  EXPECT_TRUE(work<PaperColumnsLoaded>(roster, LoadPaperColumns{roster.code(), PaperKind::name_tags}).columns.empty());
}

TEST(WindowPlaces, SticksComeFirstAndOnlyRostersAreListed) {
  const TempFolder root;
  fs::create_directories(root.file("media/KINGSTON"));
  fs::create_directories(root.file("home/Documents"));
  for (const char* name :
       {"media/KINGSTON/名簿.CSV", "media/KINGSTON/写真.jpg", "media/KINGSTON/.hidden.csv", "home/Documents/a.xlsx"}) {
    std::ofstream(root.file(name)) << "x";
  }
  const auto places = find_places({{root.file("media"), root.file("no-such")}, root.file("home")});
  ASSERT_EQ(places.size(), 2U);
  EXPECT_EQ(places[0].name, "KINGSTON");
  EXPECT_TRUE(places[0].removable);
  ASSERT_EQ(places[0].files.size(), 1U);
  EXPECT_EQ(places[0].files[0].name, "名簿.CSV");
  EXPECT_EQ(places[1].name, "Documents");
  EXPECT_FALSE(places[1].removable);
}

TEST(OfficeThread, APaperTellsHowFarItIsAndStopsWithoutAFile) {
  Roster roster;
  roster.event("A").attendees(20);
  const TempFolder out;
  Inbox<KioskEvent> answers;
  OfficeThread* asked = nullptr;
  OfficePorts ports = ports_of(roster);
  ports.quiet = std::chrono::milliseconds(0);
  ports.post = [&](KioskEvent event) {
    const auto* told = std::get_if<PaperProgress>(&std::get<OfficeEvent>(event));
    if (told == nullptr) {
      answers.put(std::move(event));
    } else if (told->percent >= 50) {
      asked->stop_paper(7);
    }
  };
  OfficeThread office(std::move(ports));
  asked = &office;
  PaperOrder order;
  order.kind = PaperKind::roster;
  order.folder = out.path();
  office.ask(WritePaper{roster.code(), order, "花子", at("21:00"), 7});
  EXPECT_EQ(std::get<PaperStopped>(std::get<OfficeEvent>(*answers.wait())).serial, 7U);
  EXPECT_TRUE(fs::is_empty(out.path()));
  EXPECT_TRUE(must(list_take_outs(roster.folder(), roster.code())).empty());
  office.ask(WritePaper{roster.code(), order, "花子", at("21:00"), 8});
  EXPECT_EQ(std::get<PaperWritten>(std::get<OfficeEvent>(*answers.wait())).rows, 20) << "the next one is not stopped";
}

TEST(OfficeThread, AFileThatIsReadIsStopped) {
  Roster roster;
  roster.event("A");
  const TempFolder stick;
  const std::string file = write(stick, "roster.csv", "氏名\n山田 太郎\n佐藤 花子\n");
  Inbox<KioskEvent> answers;
  OfficeThread* asked = nullptr;
  OfficePorts ports = ports_of(roster);
  ports.quiet = std::chrono::milliseconds(0);
  ports.post = [&](KioskEvent event) {
    const auto* told = std::get_if<ImportProgress>(&std::get<OfficeEvent>(event));
    if (told != nullptr) {
      asked->stop_reading(told->serial);
    } else {
      answers.put(std::move(event));
    }
  };
  OfficeThread office(std::move(ports));
  asked = &office;
  office.ask(ReadImportFile{4, roster.code(), file, {}, on("2025-10-01", "09:00")});
  const auto stopped = std::get<ImportStopped>(std::get<OfficeEvent>(*answers.wait()));
  EXPECT_EQ(stopped.serial, 4U);
  EXPECT_FALSE(stopped.writing);
}

TEST(OfficeThread, AnswersInOrderAndEndsWithWorkLeft) {
  Roster roster;
  roster.event("A").attendees(3);
  Inbox<KioskEvent> answers;
  OfficePorts ports = ports_of(roster);
  ports.post = [&answers](KioskEvent event) { answers.put(std::move(event)); };
  {
    OfficeThread office(std::move(ports));
    office.ask(LoadDrafts{roster.code()});
    office.ask(LoadDrafts{EventCode("NOPE")});
    office.ask(ArrangeGroups{EventCode("NOPE"), false, 6, GroupingMode::same, 1});
    auto first = answers.wait();
    auto second = answers.wait();
    auto third = answers.wait();
    ASSERT_TRUE(std::holds_alternative<OfficeEvent>(*third));
    EXPECT_TRUE(std::holds_alternative<DraftsLoaded>(std::get<OfficeEvent>(*first)));
    EXPECT_TRUE(std::holds_alternative<OfficeFailed>(std::get<OfficeEvent>(*third)));
    for (int i = 0; i < 20; ++i) office.ask(LoadGroups{1, roster.code(), GroupingMode::same});
  }
  SUCCEED();
}

}  // namespace
}  // namespace uketsuke
