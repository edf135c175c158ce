// A purge: no name in any byte of the store's files or of the backups it knows, while counts and check-ins stay.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>
#include <sstream>

#include "db/purge.h"
#include "db/reader.h"
#include "db/store_key.h"
#include "db/take_outs.h"
#include "tests/db/guarded.h"
#include "tests/support/roster.h"

namespace uketsuke {
namespace {

using testing::at;
using testing::by_staff;
using ::testing::HasSubstr;
using testing::must;
using testing::on;
using testing::Roster;
namespace fs = std::filesystem;

constexpr const char* kNames[] = {"髙橋", "たかはし", "病院", "takahashi@", "090-1234", "内緒", "看護師長", "電話で"};

bool holds(const std::string& file, const std::string& words) {
  std::ifstream stream(file, std::ios::binary);
  const std::string bytes{std::istreambuf_iterator<char>(stream), {}};
  return bytes.find(words) != std::string::npos;
}

void expect_nameless(const std::string& file) {
  for (const char* name : kNames) EXPECT_FALSE(holds(file, name)) << file << " holds " << name;
}

Attendee takahashi() {
  Attendee person;
  person.name = "髙橋 花子";
  person.furigana = "たかはし はなこ";
  person.facility = "海老名病院";
  person.profession = {"看護師長", ProfessionCategory::nurse};
  person.email = "takahashi@example.jp";
  person.phone = "090-1234-5678";
  person.note = "内緒";
  return person;
}

Roster over_event() {
  auto roster = testing::roster();
  Event event = testing::sample_event("A", 3);
  event.ends_at = at("20:30");
  roster.event(event).attendee(takahashi()).attendees(2);
  must(roster.store().edit(roster.code(), roster.id("髙橋 花子"), {{"note", "内緒の話"}},
                           by_staff(on("2025-10-05", "09:00"), "電話で髙橋さんから")));
  must(roster.store().cancel(roster.code(), roster.id("参加者2"), by_staff(on("2025-10-06", "09:00"), "電話で")));
  roster.ticket("髙橋 花子");
  roster.admit("髙橋 花子", at("18:05"));
  return roster;
}

Result<PurgeReport> purge(Roster& roster, bool force = false) {
  return purge_event(roster.folder(), {roster.code(), force}, by_staff(at("22:00")));
}

void take_out(Roster& roster) {
  must(log_take_out(roster.folder(), {roster.code(), "attendance", "csv", 1}, by_staff(at("21:00"))));
}

TEST(Purge, LeavesNoNameInAnyByteAndKeepsWhatCounts) {
  auto roster = over_event();
  take_out(roster);
  const std::string folder = roster.folder();
  ASSERT_EQ(holds(store_file(folder), "髙橋") || holds(store_file(folder) + "-wal", "髙橋"), !encrypts_stores());
  const auto report = must(purge(roster));
  EXPECT_EQ(report.people, 3);
  EXPECT_TRUE(report.store_is_clean);
  EXPECT_TRUE(report.unreached.empty());
  for (const char* end : {"", "-wal", "-shm"}) expect_nameless(store_file(folder) + end);

  auto reader = must(Reader::open(folder));
  const auto summary = must(reader.load_event(roster.code()));
  EXPECT_EQ(summary.counts.admitted, 1);
  EXPECT_EQ(summary.counts.cancelled, 1);
  const auto rows = must(reader.list_registrations(roster.code(), {}));
  ASSERT_EQ(rows.size(), 3U);
  EXPECT_EQ(rows.front().number, 1);
  EXPECT_EQ(rows.front().attendee.name, "");
  EXPECT_EQ(rows.front().attendee.profession.category, ProfessionCategory::nurse);
  EXPECT_TRUE(rows.front().checked_in_at);
  EXPECT_EQ(must(reader.list_scans(roster.code(), 0)).size(), 1U);
  EXPECT_TRUE(must(roster.store().check()).empty());
}

TEST(Purge, WhatWasPrintedBeforeOrTellsNotWhoCameIsNoHandOver) {
  auto roster = over_event();
  for (const char* what : {"letters-accepted", "tickets", "name-tags", "sign-in"}) {
    must(log_take_out(roster.folder(), {roster.code(), what, "pdf", 1}, by_staff(at("21:00"))));
  }
  must(log_take_out(roster.folder(), {roster.code(), "attendance", "csv", 1}, by_staff(at("17:00"))));
  EXPECT_FALSE(must(find_hand_over(roster.folder(), roster.code(), at("22:00"))).due);
  EXPECT_FALSE(purge(roster));
  take_out(roster);
  EXPECT_TRUE(must(find_hand_over(roster.folder(), roster.code(), at("22:00"))).due);
  EXPECT_TRUE(purge(roster));
}

TEST(Purge, ReachesBackupsItKnowsAndNamesThoseItCannot) {
  auto roster = over_event();
  take_out(roster);
  const testing::TempFolder stick;
  must(roster.store().backup(stick.file("a.db")));
  must(roster.store().backup(stick.file("gone.db")));
  must(roster.store().backup(roster.folder() + "/before-restore-1.db"));
  ASSERT_EQ(holds(stick.file("a.db"), "髙橋"), !encrypts_stores());
  fs::rename(stick.file("gone.db"), stick.file("away.db"));
  const auto report = must(purge(roster));
  EXPECT_EQ(report.backups.size(), 2U);
  ASSERT_EQ(report.unreached.size(), 1U);
  EXPECT_EQ(report.unreached.front().file, stick.file("gone.db"));
  expect_nameless(stick.file("a.db"));
  expect_nameless(roster.folder() + "/before-restore-1.db");

  fs::rename(stick.file("away.db"), stick.file("gone.db"));  // plugged in again
  const auto again = must(purge(roster));
  EXPECT_EQ(again.people, 0);
  EXPECT_TRUE(again.unreached.empty());
  expect_nameless(stick.file("gone.db"));
  const testing::TempFolder restored;
  fs::copy_file(stick.file("a.db"), store_file(restored.path()));
  auto copy = must(Store::open(restored.path()));
  EXPECT_TRUE(must(copy.check()).empty());
}

TEST(Purge, IsRefusedBeforeTheEndAndWithoutAnExportUnlessForced) {
  auto roster = over_event();
  const auto early = purge_event(roster.folder(), {roster.code(), false}, by_staff(at("20:00")));
  ASSERT_FALSE(early);
  EXPECT_EQ(early.error().code, Code::refused);
  EXPECT_THAT(early.error().what, HasSubstr("まだ終わっていません"));
  const auto unexported = purge(roster);
  ASSERT_FALSE(unexported);
  EXPECT_THAT(unexported.error().what, HasSubstr("引き渡されていません"));
  EXPECT_EQ(must(purge(roster, true)).people, 3);
  const auto unknown = purge_event(roster.folder(), {EventCode("NOPE"), true}, by_staff(at("22:00")));
  ASSERT_FALSE(unknown);
  EXPECT_EQ(unknown.error().code, Code::not_found);
}

TEST(Purge, LetsTheDoorGoOnWithoutNames) {
  auto roster = over_event();
  const std::string ticket = roster.ticket("参加者1");
  must(purge(roster, true));
  const auto scan = roster.scan(ticket, at("18:30"));
  EXPECT_EQ(scan.outcome, ScanOutcome::admitted);
  EXPECT_EQ(scan.name, "");
  const auto changed =
      roster.store().edit(roster.code(), roster.id("参加者1"), {{"name", "名"}}, by_staff(at("22:00")));
  ASSERT_FALSE(changed);
  EXPECT_EQ(changed.error().code, Code::refused);
  RegisterRequest request;
  request.event = roster.code();
  request.application.attendees = {takahashi()};
  const auto back = roster.store().register_application(request, by_staff(at("22:30")));
  ASSERT_FALSE(back);
  EXPECT_EQ(back.error().code, Code::refused);
}

TEST(Purge, LeavesNoWayToWriteAReasonAgain) {
  auto roster = over_event();
  const RegistrationId there = roster.id("髙橋 花子");
  const RegistrationId expected = roster.id("参加者1");
  roster.ticket("参加者1");
  must(purge(roster, true));
  const Change call = by_staff(at("22:30"), "電話で髙橋さんから");
  Store& store = roster.store();
  const auto expect_refused = [](const auto& done, const char* what) {
    ASSERT_FALSE(done) << what;
    EXPECT_EQ(done.error().code, Code::refused) << what;
    EXPECT_THAT(done.error().what, HasSubstr("個人情報は消去済みです")) << what;
  };
  expect_refused(store.cancel(roster.code(), expected, call), "cancel");
  expect_refused(store.accept(roster.code(), expected, call), "accept");
  expect_refused(store.decline(roster.code(), expected, call), "decline");
  expect_refused(store.decide(roster.code(), Decision::keep, {expected}, call), "keep");
  expect_refused(store.edit(roster.code(), expected, {{"group", "髙橋"}}, call), "edit");
  expect_refused(store.set_groups(roster.code(), {{expected, "髙橋"}}, call), "set_groups");
  expect_refused(store.undo(roster.code(), there, call), "undo");
  expect_refused(store.revoke_ticket(roster.code(), expected, call), "revoke");
  expect_refused(store.issue_tickets(roster.code(), {}, call), "issue");
  AdmitRequest admit;
  admit.event = roster.code();
  admit.registration = expected;
  admit.id = ScanId("0192f5a0-0000-7000-8000-000000000001");
  admit.by = "staff";
  admit.override_reason = Override{OverrideReason::other, "電話で髙橋さんから"};
  expect_refused(store.admit_by_hand(admit, at("22:30")), "admit");
  for (const char* end : {"", "-wal"}) expect_nameless(store_file(roster.folder()) + end);
  EXPECT_TRUE(must(store.check()).empty());
}

TEST(Purge, OpensTheGuardsForExactlyThat) {
  testing::Guarded guarded;
  guarded.roster = over_event();
  guarded.open();
  guarded.expect_refused("UPDATE %OR% registration_changes SET reason = '' WHERE event = 'A'");
  must(purge(guarded.roster, true));
  guarded.remember();
  guarded.expect_refused("UPDATE %OR% registration_changes SET reason = 'x' WHERE event = 'A'");
  guarded.expect_refused("UPDATE %OR% registration_changes SET fields = 'x' WHERE kind = 'edited'");
  guarded.expect_refused("UPDATE %OR% registration_changes SET status = 'confirmed' WHERE kind = 'cancelled'");
  guarded.expect_refused("UPDATE %OR% applications SET received_utc_ms = 0 WHERE event = 'A'");
  guarded.expect_refused("UPDATE %OR% annulments SET check_in = '' WHERE event = 'A'", {});
  guarded.expect_refused(
      "INSERT %OR% INTO people (registration, event, name, furigana, facility, profession, email, phone, note,"
      " folded_name, folded_kana, folded_facility, folded_email, gojuon)"
      " SELECT id, event, 'a', '', '', '', '', '', '', '', '', '', '', '' FROM registrations WHERE number = 1");
  guarded.expect_refused("UPDATE %OR% purges SET event = 'B'");
  guarded.expect_refused("DELETE FROM purges", {""});
}

const std::set<std::string>& emptied_tables() {
  static const std::set<std::string> all = {"people",
                                            "questions",
                                            "application_contacts",
                                            "drafts",
                                            "source_rows",
                                            "import_salts",
                                            "row_digests",
                                            "applications",
                                            "registration_changes",
                                            "ticket_revocations",
                                            "annulments",
                                            "overrides"};
  return all;
}

TEST(Purge, CoversEveryTableThatMayHoldWordsOfAPerson) {
  // Every table that has columns of free text is either emptied by a purge or known to hold none of an attendee.
  const std::set<std::string> of_no_attendee = {"settings",
                                                "organiser_keys",
                                                "event_subkeys",
                                                "events",
                                                "event_lists",
                                                "event_counts",
                                                "seat_limit",
                                                "profession_counts",
                                                "facilities",
                                                "tickets",
                                                "scans",
                                                "check_ins",
                                                "releases",
                                                "registrations",
                                                "live_tickets",
                                                "presence",
                                                "staff",
                                                "audit_actors",
                                                "audit_log",
                                                "audit_heads",
                                                "purges",
                                                "known_backups",
                                                "event_changes",
                                                "release_done",
                                                "profession_categories",
                                                "take_outs",
                                                "roster_sources",
                                                "facility_aliases",
                                                "facility_rows",
                                                "facility_changes",
                                                "hybrid_clock",
                                                "pin_lock",
                                                "person_marks",
                                                "mark_key",
                                                "kept_kinds",
                                                "head_counts",
                                                "group_pins",
                                                "list_columns",
                                                "group_pin_changes",
                                                "hub_events",
                                                "hub_taken",
                                                "doors"};
  auto roster = over_event();
  testing::RawStore raw(roster.folder());
  std::istringstream tables(raw.rows("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name"));
  for (std::string table; std::getline(tables, table);) {
    table.pop_back();
    EXPECT_TRUE(emptied_tables().count(table) + of_no_attendee.count(table) == 1)
        << table << ": say in db/handover_queries.cpp what a purge does with it, then here";
  }
}

}  // namespace
}  // namespace uketsuke
