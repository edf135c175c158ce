// Rosters imported into a real store: the same file again, updates, vanished rows, seats in order of receipt,
// duplicates, bad lines, dry runs, another window that writes meanwhile.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <chrono>
#include <thread>

#include "db/reader.h"
#include "tests/db/raw_store.h"
#include "tests/support/roster.h"

namespace uketsuke::testing {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

const UtcMillis kNow = on("2025-10-15", "09:00");

/// Lines of one file, as the reader of files hands them over.
class File {
 public:
  explicit File(std::string name = "roster.csv") : name_(std::move(name)) {}
  File& row(const std::string& name, const std::string& facility = "", const std::string& email = "") {
    Attendee attendee = person(name);
    attendee.facility = facility;
    attendee.email = email;
    return row(attendee);
  }
  File& row(const Attendee& attendee) {
    Application application;
    application.attendees = {attendee};
    application.line = static_cast<std::int64_t>(rows_.size()) + 2;
    application.file = name_;
    rows_.push_back(application);
    return *this;
  }
  File& received(UtcMillis time) {
    rows_.back().received = time;
    return *this;
  }
  File& id(const std::string& external_id) {
    rows_.back().external_id = external_id;
    return *this;
  }
  File& bad(std::int64_t line, const std::string& why) {
    bad_.push_back({name_, line, "氏名", why, "もとの行"});
    return *this;
  }
  Attendee& last() { return rows_.back().attendees.front(); }

  Result<ImportReport> into(Roster& roster, const ImportOptions& options = {}, UtcMillis now = kNow) const {
    return roster.store().import_applications(roster.code(), name_, rows_, bad_, options, by_staff(now));
  }

 private:
  std::string name_;
  std::vector<Application> rows_;
  std::vector<BadLine> bad_;
};

ImportOptions received_in_time() {
  ImportOptions options;
  options.received_at = on("2025-10-09", "09:00");
  return options;
}

std::vector<RegistrationRow> rows(Roster& roster, const std::string& search = "") {
  RosterQuery query;
  query.search = search;
  return must(must(Reader::open(roster.folder())).list_registrations(roster.code(), query));
}
RegistrationRow only(Roster& roster, const std::string& search) {
  const auto found = rows(roster, search);
  EXPECT_EQ(found.size(), 1U) << search;
  return found.empty() ? RegistrationRow{} : found.front();
}

/// Everything a write would leave.
std::string trace(Roster& roster) {
  RawStore raw(roster.folder());
  return raw.text(
      "SELECT (SELECT hlc FROM hybrid_clock) || ' ' || (SELECT count(*) FROM applications) || ' ' ||"
      " (SELECT count(*) FROM registrations) || ' ' || (SELECT count(*) FROM registration_changes) || ' ' ||"
      " (SELECT count(*) FROM people) || ' ' || (SELECT count(*) FROM source_rows) || ' ' ||"
      " (SELECT count(*) FROM row_digests) || ' ' || (SELECT count(*) FROM drafts) || ' ' ||"
      " (SELECT total(writes) FROM event_counts) || ' ' || (SELECT coalesce(max(seen_utc_ms), 0) FROM source_rows)");
}

TEST(Import, APhoneWithoutItsDashesOrItsFirstZeroIsNoNews) {
  Roster event;
  event.event("A", 5);
  Attendee yamada = person("山田");
  yamada.facility = "甲";
  yamada.phone = "046-231-2111";
  EXPECT_EQ(must(File().row(yamada).into(event)).added, 1);
  for (const char* same : {"462312111", "0462312111"}) {
    yamada.phone = same;
    EXPECT_EQ(must(File().row(yamada).into(event)).unchanged, 1) << same;
  }
  const auto phone = [&event] {
    return must(must(Reader::open(event.folder())).list_registrations(event.code(), {})).front().attendee.phone;
  };
  EXPECT_EQ(phone(), "046-231-2111");
  yamada.phone = "046-231-2112";
  EXPECT_EQ(must(File().row(yamada).into(event)).updated, 1);
  EXPECT_EQ(phone(), "046-231-2112");
}

TEST(Import, AddsEveryRow) {
  Roster roster;
  roster.event("A", 30);
  const auto report =
      must(File().row("山田 太郎", "甲病院").row("髙橋 一郎", "乙薬局").into(roster, received_in_time()));
  EXPECT_EQ(report.rows, 2);
  EXPECT_EQ(report.added, 2);
  EXPECT_EQ(report.late, 0);
  EXPECT_EQ(only(roster, "高橋").status, RegistrationStatus::confirmed);
  EXPECT_EQ(only(roster, "高橋").attendee.name, "髙橋 一郎");
  EXPECT_EQ(only(roster, "高橋").received_at, on("2025-10-09", "09:00"));
  EXPECT_THAT(must(roster.store().check()), IsEmpty());
}

TEST(Import, AHeaderWithoutRowsIsNoRows) {
  Roster roster;
  roster.event("A", 30);
  EXPECT_EQ(must(File().into(roster)).rows, 0);
}

TEST(Import, TheSameFileAgainChangesNothing) {
  Roster roster;
  roster.event("A", 2);
  File file;
  file.row("山田 太郎", "甲病院").row("山田 太郎", "甲病院", "t@example.jp").row("名前だけ").row("名前だけ");
  file.row("佐藤", "", "s@example.jp").id("17").row("遅い方", "丁").received(on("2025-10-12", "09:00"));
  const auto first = must(file.into(roster, received_in_time()));
  EXPECT_EQ(first.added, 5);
  EXPECT_EQ(first.updated, 1);
  EXPECT_EQ(first.late, 1);
  const std::string before = trace(roster);
  for (const UtcMillis later : {kNow, kNow + 60'000}) {
    const auto again = must(file.into(roster, {}, later));
    EXPECT_EQ(again.added, 0);
    EXPECT_EQ(again.updated, 0);
    EXPECT_EQ(again.unchanged, 6);
    EXPECT_THAT(again.vanished, IsEmpty());
    EXPECT_EQ(trace(roster), before);
  }
}

TEST(Import, TheSameFileAgainKeepsWhatStaffCorrected) {
  Roster roster;
  roster.event("A", 9);
  File file;
  file.row("山田 太郎", "甲病因").row("名前だけ");
  must(file.into(roster, received_in_time()));
  const RegistrationId id = only(roster, "山田").registration;
  must(
      roster.store().edit(roster.code(), id, {{"facility", "甲病院", {}}, {"furigana", "やまだ", {}}}, by_staff(kNow)));
  const auto again = must(file.into(roster, received_in_time()));
  EXPECT_EQ(again.unchanged, 2);
  EXPECT_EQ(only(roster, "山田").attendee.facility, "甲病院");
}

TEST(Import, UpdatesWhatARowSaysAnewAndNamesTheFields) {
  Roster roster;
  roster.event("A", 9);
  must(File().row("山田 太郎", "甲病院").into(roster, received_in_time()));
  File changed;
  changed.row("山田太郎", "甲病院", "new@example.jp");
  changed.last().profession = {"医師", ProfessionCategory::doctor};
  changed.last().phone = "046";
  const auto report = must(changed.into(roster, received_in_time()));
  EXPECT_EQ(report.updated, 1);
  EXPECT_EQ(report.added, 0);
  const RegistrationRow row = only(roster, "山田");
  EXPECT_EQ(row.attendee.email, "new@example.jp");
  EXPECT_EQ(row.attendee.profession.category, ProfessionCategory::doctor);
  EXPECT_EQ(RawStore(roster.folder()).text("SELECT fields FROM registration_changes WHERE kind = 'edited'"),
            "email,name,phone,profession");
  EXPECT_THAT(must(roster.store().check()), IsEmpty());
  // Back to what the file said first: a change again.
  EXPECT_EQ(must(File().row("山田 太郎", "甲病院").into(roster, received_in_time())).updated, 1);
  EXPECT_EQ(only(roster, "山田").attendee.email, "new@example.jp");  // an empty cell erases nothing
}

TEST(Import, NeverChangesStatusTicketGroupPresenceOrRole) {
  Roster roster;
  roster.event("A", 9);
  must(File().row("山田", "甲病院").row("鈴木", "甲病院").into(roster, received_in_time()));
  const RegistrationId yamada = only(roster, "山田").registration;
  const RegistrationId suzuki = only(roster, "鈴木").registration;
  must(roster.store().edit(roster.code(), yamada, {{"group", "4", {}}, {"role", "lecturer", {}}}, by_staff(kNow)));
  const auto ticket = must(roster.store().issue_tickets(roster.code(), {yamada}, by_staff(kNow)));
  must(roster.store().cancel(roster.code(), suzuki, by_staff(kNow)));
  EXPECT_EQ(roster.scan(ticket[0].text, at("18:01")).outcome, ScanOutcome::admitted);
  File changed;
  changed.row("山田", "甲病院", "y@example.jp").row("鈴木", "甲病院", "s@example.jp");
  EXPECT_EQ(must(changed.into(roster, {}, at("18:02"))).updated, 2);
  const RegistrationRow row = only(roster, "山田");
  EXPECT_EQ(row.status, RegistrationStatus::confirmed);
  EXPECT_EQ(row.attendee.role, Role::lecturer);
  EXPECT_EQ(row.group, "4");
  EXPECT_EQ(row.ticket, ticket[0].text);
  EXPECT_TRUE(row.inside);
  EXPECT_EQ(only(roster, "鈴木").status, RegistrationStatus::cancelled);
}

TEST(Import, KnowsARowAgainByItsIdWhateverElseChanged) {
  Roster roster;
  roster.event("A", 9);
  must(File().row("山田 太朗", "甲病院").id("17").row("鈴木", "乙").id("18").into(roster, received_in_time()));
  const auto report =
      must(File().row("山田 太郎", "丙医院").id("17").row("鈴木", "乙").id("18").into(roster, received_in_time()));
  EXPECT_EQ(report.updated, 1);
  EXPECT_EQ(report.unchanged, 1);
  EXPECT_EQ(only(roster, "山田").attendee.name, "山田 太郎");
  EXPECT_EQ(only(roster, "山田").attendee.facility, "丙医院");
  EXPECT_THAT(report.vanished, IsEmpty());
}

TEST(Import, AnIdIsOfItsSourceOnly) {
  Roster roster;
  roster.event("A", 9);
  must(File("web.csv").row("山田", "甲").id("1").into(roster, received_in_time()));
  EXPECT_EQ(must(File("fax.csv").row("鈴木", "乙").id("1").into(roster, received_in_time())).added, 1);
}

TEST(Import, KnowsARowAgainAcrossSourcesByFoldedNameAndMailOrFacility) {
  Roster roster;
  roster.event("A", 9);
  must(File("web.csv")
           .row("髙橋 一郎", "医療法人社団福寿会 愛川北部病院", "I@Example.jp")
           .into(roster, received_in_time()));
  EXPECT_EQ(must(File("a.csv").row("高橋一郎", "", "i@example.JP").into(roster, received_in_time())).added, 0);
  EXPECT_EQ(must(File("b.csv").row("高橋　一郎", "愛川北部病院").into(roster, received_in_time())).added, 0);
  EXPECT_THAT(rows(roster), SizeIs(1));
}

TEST(Import, ReportsRowsThatVanishedAndDeletesNone) {
  Roster roster;
  roster.event("A", 9);
  must(File().row("山田", "甲").row("鈴木", "乙").row("佐藤", "丙").into(roster, received_in_time()));
  must(roster.store().cancel(roster.code(), only(roster, "佐藤").registration, by_staff(kNow)));
  const auto report = must(File().row("山田", "甲").into(roster, received_in_time()));
  EXPECT_THAT(report.vanished, ElementsAre(only(roster, "鈴木").registration));
  EXPECT_THAT(rows(roster), SizeIs(3));
  // Another file says nothing about this one's rows.
  EXPECT_THAT(must(File("other.csv").row("山田", "甲").into(roster, received_in_time())).vanished, IsEmpty());
}

TEST(Import, SeatsInOrderOfReceiptNotOfLine) {
  Roster roster;
  roster.event("A", 2);
  File file;
  file.row("三番", "丙").received(on("2025-10-03", "09:00"));
  file.row("一番", "甲").received(on("2025-10-01", "09:00"));
  file.row("二番", "乙").received(on("2025-10-02", "09:00"));
  const auto report = must(file.into(roster));
  EXPECT_EQ(report.waitlisted, 1);
  EXPECT_EQ(only(roster, "一番").status, RegistrationStatus::confirmed);
  EXPECT_EQ(only(roster, "二番").status, RegistrationStatus::confirmed);
  EXPECT_EQ(only(roster, "三番").status, RegistrationStatus::waitlisted);
}

TEST(Import, TiesAreSeatedInOrderOfRow) {
  Roster roster;
  roster.event("A", 1);
  File file;
  for (const char* name : {"一", "二", "三"})
    file.row(std::string("参加") + name, name).received(on("2025-10-01", "09:00"));
  must(file.into(roster));
  EXPECT_EQ(only(roster, "参加一").status, RegistrationStatus::confirmed);
  EXPECT_LT(only(roster, "参加二").number, only(roster, "参加三").number);
}

TEST(Import, AnEarlierReceiptTypedLaterDisplacesNobodyAndGoesAheadOnTheWaitlist) {
  Roster roster;
  roster.event("A", 1);
  must(File()
           .row("確定", "甲")
           .received(on("2025-10-05", "09:00"))
           .row("待つ", "乙")
           .received(on("2025-10-06", "09:00"))
           .into(roster));
  must(File("fax.csv").row("郵送", "丙").received(on("2025-10-01", "09:00")).into(roster));
  EXPECT_EQ(only(roster, "確定").status, RegistrationStatus::confirmed);
  const auto change = must(roster.store().cancel(roster.code(), only(roster, "確定").registration, by_staff(kNow)));
  EXPECT_THAT(change.promoted, ElementsAre(only(roster, "郵送").registration));
}

TEST(Import, NobodyIsConfirmedWhilePeopleWait) {
  Roster roster;
  roster.event("A", 1).attendees(2);
  must(roster.store().cancel(roster.code(), roster.id("参加者1"),
                             by_staff(at("18:10"))));  // not promoted: doors are open
  must(File().row("新しい方", "甲").received(on("2025-10-01", "08:00")).into(roster, {}, at("18:11")));
  EXPECT_EQ(only(roster, "新しい方").status, RegistrationStatus::waitlisted);
}

TEST(Import, LateRowsArePending) {
  Roster roster;
  roster.event("A", 9);
  File file;
  file.row("前日", "甲").received(on("2025-10-10", "23:59:59")).row("翌日", "乙").received(on("2025-10-11", "00:00"));
  const auto report = must(file.into(roster));
  EXPECT_EQ(report.late, 1);
  EXPECT_EQ(only(roster, "前日").status, RegistrationStatus::confirmed);
  EXPECT_EQ(only(roster, "翌日").status, RegistrationStatus::pending);
}

TEST(Import, AFormWithMorePeopleThanSeatsIsSplit) {
  Roster roster;
  roster.event("A", 1);
  Application form;
  form.attendees = {person("一"), person("二")};
  form.received = on("2025-10-01", "09:00");
  must(roster.store().import_applications(roster.code(), "f", {form}, {}, {}, by_staff(kNow)));
  EXPECT_FALSE(only(roster, "一").split);
  EXPECT_TRUE(only(roster, "二").split);
  EXPECT_EQ(RawStore(roster.folder()).number("SELECT people FROM applications"), 2);
}

TEST(Import, TheLaterOfASuspectedPairIsPendingAndReported) {
  Roster roster;
  roster.event("A", 9);
  File file;
  file.row("山田 太郎", "甲病院").row("鈴木", "乙").row("山田太郎", "甲病院 訪問看護");
  const auto report = must(file.into(roster, received_in_time()));
  EXPECT_EQ(report.added, 3);
  ASSERT_THAT(report.duplicates, SizeIs(1));
  EXPECT_EQ(report.duplicates[0].line, 4);
  EXPECT_EQ(report.duplicates[0].name, "山田太郎");
  const auto both = rows(roster, "山田");
  ASSERT_THAT(both, SizeIs(2));
  EXPECT_EQ(report.duplicates[0].earlier, both[0].registration);
  EXPECT_EQ(report.duplicates[0].later, both[1].registration);
  EXPECT_EQ(both[0].status, RegistrationStatus::confirmed);
  EXPECT_EQ(both[1].status, RegistrationStatus::pending);
  EXPECT_TRUE(both[1].suspected_duplicate);
  EXPECT_THAT(must(roster.store().check()), IsEmpty());
}

TEST(Import, NamesakesThatDifferInMailAndFacilityOrFuriganaAreTwoPeople) {
  Roster roster;
  roster.event("A", 9);
  File file;
  file.row("山田", "甲", "a@example.jp").row("山田", "乙", "b@example.jp");
  file.row("伊藤 翔", "丙");
  file.last().furigana = "いとう しょう";
  file.row("伊藤 翔", "丁");
  file.last().furigana = "イトウ カケル";
  EXPECT_THAT(must(file.into(roster, received_in_time())).duplicates, IsEmpty());
  EXPECT_THAT(rows(roster), SizeIs(4));
}

TEST(Import, BadLinesWithoutHoldTakeNothing) {
  Roster roster;
  roster.event("A", 9);
  const std::string before = trace(roster);
  const auto report =
      must(File().row("山田", "甲").row("鈴木", "乙").bad(4, "no name").into(roster, received_in_time()));
  EXPECT_EQ(report.rows, 3);
  EXPECT_EQ(report.added, 0);
  ASSERT_THAT(report.rejected, SizeIs(1));
  EXPECT_EQ(report.rejected[0].line, 4);
  EXPECT_EQ(trace(roster), before);
}

TEST(Import, HeldBadLinesAreKeptAsDraftsOnce) {
  Roster roster;
  roster.event("A", 9);
  ImportOptions options = received_in_time();
  options.hold_bad = true;
  File file;
  file.row("山田", "甲").bad(3, "no name");
  EXPECT_EQ(must(file.into(roster, options)).added, 1);
  must(file.into(roster, options));
  const auto drafts = must(must(Reader::open(roster.folder())).list_drafts(roster.code()));
  ASSERT_THAT(drafts, SizeIs(1));
  EXPECT_EQ(drafts[0].file, "roster.csv");
  EXPECT_EQ(drafts[0].line, 3);
  EXPECT_EQ(drafts[0].field, "氏名");
  EXPECT_EQ(drafts[0].why, "no name");
  EXPECT_EQ(drafts[0].text, "もとの行");
}

TEST(Import, AReceiptAfterNowIsABadLineNamedByItsLine) {
  Roster roster;
  roster.event("A", 9);
  File file;
  file.row("山田", "甲").row("未来", "乙").received(kNow + 1).bad(9, "x");
  const auto report = must(file.into(roster));
  ASSERT_THAT(report.rejected, SizeIs(2));
  EXPECT_EQ(report.rejected[0].line, 3);
  EXPECT_EQ(report.rejected[1].line, 9);
  EXPECT_EQ(report.added, 0);
  EXPECT_THAT(rows(roster), IsEmpty());
  ImportOptions future;
  future.received_at = kNow + 1;
  EXPECT_THAT(must(File().row("山田").into(roster, future)).rejected, SizeIs(1));
}

TEST(Import, ADryRunTellsTheSameAndWritesNothing) {
  Roster roster;
  roster.event("A", 2).attendees(1);
  File file;
  file.row("一", "甲").row("二", "乙").row("三", "丙").row("一", "丁");
  file.row("遅い", "戊").received(on("2025-10-12", "09:00"));
  Store other = must(Store::open(roster.folder()));
  static_cast<void>(must(other.changed_elsewhere()));
  const std::string before = trace(roster);
  ImportOptions dry = received_in_time();
  dry.dry_run = true;
  const auto told = must(file.into(roster, dry));
  EXPECT_EQ(trace(roster), before);
  EXPECT_FALSE(must(other.changed_elsewhere()));
  const auto done = must(file.into(roster, received_in_time()));
  EXPECT_EQ(told.added, done.added);
  EXPECT_EQ(told.late, done.late);
  EXPECT_EQ(told.waitlisted, done.waitlisted);
  EXPECT_EQ(told.waitlisted, 2);
  ASSERT_THAT(told.duplicates, SizeIs(1));
  EXPECT_TRUE(told.duplicates[0].later.empty());
  EXPECT_EQ(done.duplicates.size(), 1U);
}

TEST(Import, TwoWindowsThatImportTheSameFileAtOnceTakeEachRowOnce) {
  for (int round = 0; round < 5; ++round) {
    Roster roster;
    roster.event("A", 100);
    std::vector<Application> applications;
    for (int i = 0; i < 300; ++i) {
      Application application;
      application.attendees = {person("参加者" + std::to_string(i))};
      application.attendees.front().facility = "甲病院";
      application.received = on("2025-10-01", "09:00") + i;
      applications.push_back(application);
    }
    std::atomic<int> ready = 0;
    std::atomic<std::int64_t> added = 0;
    const auto import = [&] {
      Store store = must(Store::open(roster.folder()));
      for (++ready; ready < 2;) std::this_thread::yield();
      added += must(store.import_applications(roster.code(), "f", applications, {}, {}, by_staff(kNow))).added;
    };
    std::thread other(import);
    import();
    other.join();
    EXPECT_EQ(added, 300);
    EXPECT_THAT(rows(roster), SizeIs(300));
    EXPECT_THAT(must(roster.store().check()), IsEmpty());
  }
}

TEST(Import, AnUnknownEventIsNotFound) {
  Roster roster;
  roster.event("A", 9);
  const auto missing = roster.store().import_applications(EventCode("B"), "f", {}, {}, {}, by_staff(kNow));
  ASSERT_FALSE(missing.has_value());
  EXPECT_EQ(missing.error().code, Code::not_found);
}

TEST(Import, TheChannelOfTheImportIsThatOfRowsWithoutOne) {
  Roster roster;
  roster.event("A", 9);
  ImportOptions options = received_in_time();
  options.channel = Channel::fax;
  must(File().row("山田", "甲").into(roster, options));
  EXPECT_EQ(only(roster, "山田").channel, Channel::fax);
}

TEST(Import, AHundredThousandRowsTakeSeconds) {
  Roster roster;
  roster.event("A", 1000);
  File file;
  for (int i = 0; i < 100'000; ++i) {
    file.row("参加 " + std::to_string(i), "事業所" + std::to_string(i % 500), "p" + std::to_string(i) + "@example.jp");
  }
  const auto start = std::chrono::steady_clock::now();
  const auto report = must(file.into(roster, received_in_time()));
  const auto middle = std::chrono::steady_clock::now();
  EXPECT_EQ(report.added, 100'000);
  EXPECT_EQ(report.waitlisted, 99'000);
  EXPECT_EQ(must(file.into(roster, received_in_time())).unchanged, 100'000);
  const auto end = std::chrono::steady_clock::now();
  RecordProperty("first_ms",
                 static_cast<int>(std::chrono::duration_cast<std::chrono::milliseconds>(middle - start).count()));
  RecordProperty("again_ms",
                 static_cast<int>(std::chrono::duration_cast<std::chrono::milliseconds>(end - middle).count()));
  EXPECT_LT(middle - start, std::chrono::seconds(60));
}

}  // namespace
}  // namespace uketsuke::testing
