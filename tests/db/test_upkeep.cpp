// Backup and check: a copy that opens, and every finding that check can have.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include <filesystem>
#include <fstream>

#include "tests/db/raw_store.h"
#include "tests/support/roster.h"

namespace uketsuke {
namespace {

using testing::at;
using testing::by_staff;
using testing::must;
using testing::RawStore;
using testing::Roster;
using testing::sample_event;
using testing::TempFolder;
namespace fs = std::filesystem;

Roster busy_store() {
  auto roster = testing::roster();
  Event event = sample_event("A", 3);
  event.exit_scan = true;
  roster.event(event).attendees(4);
  roster.admit("参加者1", at("18:05"));
  roster.admit("参加者2", at("18:06"));
  roster.let_out("参加者2", at("18:50"));
  roster.ticket("参加者1");
  return roster;
}

TEST(Backup, OpensAsAStoreWithEverything) {
  auto roster = busy_store();
  const TempFolder temp;
  const std::string ticket = roster.ticket("参加者3");
  must(roster.store().backup(store_file(temp.path())));
  struct stat status {};
  ASSERT_EQ(::stat(store_file(temp.path()).c_str(), &status), 0);
  EXPECT_EQ(status.st_mode & 0777, 0600U) << "it holds the ticket key";
  EXPECT_EQ(std::distance(fs::directory_iterator(temp.path()), fs::directory_iterator()), 1);
  auto copy = Store::open(temp.path());
  ASSERT_TRUE(copy) << copy.error().what;
  EXPECT_EQ(copy->info().kiosk, roster.store().info().kiosk);
  ScanRequest request;
  request.id = testing::new_scan_id();
  request.event = roster.code();
  request.text = ticket;
  EXPECT_EQ(must(copy->record_scan(request, at("19:00"))).outcome, ScanOutcome::admitted);
  EXPECT_TRUE(must(copy->check()).empty());
}

TEST(Backup, ReplacesAnOlderOneAndNeverTheStoreItself) {
  auto roster = busy_store();
  const TempFolder temp;
  std::ofstream(temp.file("copy.db")) << "older";
  must(roster.store().backup(temp.file("copy.db")));
  EXPECT_GT(fs::file_size(temp.file("copy.db")), 4096U);
  const auto itself =
      roster.store().backup(roster.folder() + "/../" + fs::path(roster.folder()).filename().string() + "/uketsuke.db");
  ASSERT_FALSE(itself);
  EXPECT_EQ(itself.error().code, Code::bad_call);
}

TEST(Backup, LeavesNothingWhereItFails) {
  auto roster = busy_store();
  const TempFolder temp;
  const auto nowhere = roster.store().backup(temp.file("no/such/folder/copy.db"));
  ASSERT_FALSE(nowhere);
  EXPECT_EQ(nowhere.error().code, Code::io_failed);
  fs::create_directory(temp.file("taken"));
  EXPECT_FALSE(roster.store().backup(temp.file("taken")));
  EXPECT_EQ(std::distance(fs::directory_iterator(temp.path()), fs::directory_iterator()), 1);
}

TEST(Check, FindsNothingInAStoreThatWasUsed) {
  auto roster = busy_store();
  roster.walk_in("当日", at("18:10"));
  must(roster.store().undo(roster.code(), roster.id("参加者1"), by_staff(at("18:20"))));
  EXPECT_TRUE(must(roster.store().check()).empty());
}

std::vector<std::string> trigger_names(RawStore& raw) {
  std::vector<std::string> names;
  const std::int64_t count = raw.number("SELECT count(*) FROM sqlite_schema WHERE type = 'trigger'");
  for (std::int64_t i = 0; i < count; ++i) {
    names.push_back(raw.text("SELECT name FROM sqlite_schema WHERE type = 'trigger' ORDER BY name LIMIT 1 OFFSET " +
                             std::to_string(i)));
  }
  return names;
}

std::string drop_all(RawStore& raw) {
  std::string sql;
  for (const std::string& name : trigger_names(raw)) sql += "DROP TRIGGER " + name + ";";
  return "BEGIN;" + sql + "COMMIT";
}

TEST(Check, SeesEveryGuardThatIsMissing) {
  auto roster = busy_store();
  RawStore raw(roster.folder());
  const auto names = trigger_names(raw);
  ASSERT_GT(names.size(), 40U);
  ASSERT_EQ(raw.run(drop_all(raw)), "");
  std::vector<std::string> missing;
  for (const CheckFinding& finding : must(roster.store().check())) {
    EXPECT_EQ(finding.rule, "guards present");
    missing.push_back(finding.detail);
  }
  ASSERT_EQ(missing.size(), names.size());
  for (std::size_t i = 0; i < names.size(); ++i) EXPECT_EQ(missing[i], "trigger " + names[i] + " is missing");
}

TEST(Check, SeesAGuardThatWasWeakened) {
  auto roster = busy_store();
  ASSERT_EQ(RawStore(roster.folder())
                .run("DROP TRIGGER event_counts_seats; CREATE TRIGGER event_counts_seats BEFORE UPDATE OF held ON "
                     "event_counts WHEN 0 BEGIN SELECT RAISE(ABORT, 'full'); END; CREATE TABLE mine (x)"),
            "");
  std::vector<std::string> details;
  for (const CheckFinding& finding : must(roster.store().check())) details.push_back(finding.detail);
  EXPECT_THAT(details, ::testing::UnorderedElementsAre("trigger event_counts_seats was changed",
                                                       "table mine is not of this program"));
}

struct Breaking {
  std::string rule;
  std::string sql;
};

TEST(Check, FindsWhatBreaksEachRule) {
  const std::vector<Breaking> all = {
      {"counts agree with a recount", "UPDATE event_counts SET held = 1"},
      {"counts agree with a recount", "UPDATE event_counts SET pending = 7"},
      {"counts agree with a recount", "UPDATE event_counts SET next_number = 2"},
      {"counts by profession agree with a recount",
       "UPDATE profession_counts SET admitted = 9 WHERE category = 'nurse'"},
      {"every event has its counters", "DELETE FROM seat_limit"},
      {"every event has its counters", "DELETE FROM profession_counts WHERE category = 'nurse'"},
      {"the hybrid clock is not behind the facts", "DELETE FROM hybrid_clock"},
      {"the hybrid clock is not behind the facts", "UPDATE hybrid_clock SET hlc = 1"},
      {"held <= limit", "UPDATE seat_limit SET seats = 1"},
      {"limit <= capacity, overrides and room", "UPDATE seat_limit SET seats = 30"},
      {"inside <= room limit", "UPDATE events SET room_limit = 0"},
      {"late ones were accepted", "UPDATE registrations SET late = 1 WHERE number = 1"},
      {"presence agrees with the check-ins", "DELETE FROM presence"},
      {"presence agrees with the check-ins",
       "INSERT INTO presence SELECT registration, event, id, happened_utc_ms FROM check_ins WHERE direction = 'exit'"},
      {"presence agrees with the check-ins", "UPDATE registrations SET status = 'cancelled' WHERE number = 1"},
      {"first entry and last exit agree with the check-ins", "UPDATE registrations SET last_exit_utc_ms = 5"},
      {"check-ins have their registration and scan", "UPDATE check_ins SET registration = 'nobody' WHERE method <> ''"},
      {"substitutes and originals know each other", "UPDATE registrations SET substituted_by = 'x' WHERE number = 3"},
      {"substitutes and originals know each other", "UPDATE registrations SET substitute_for = 'x' WHERE number = 3"},
      {"released seats have their row", "UPDATE registrations SET seat_released = 1 WHERE number = 3"},
      {"live tickets are live", "UPDATE live_tickets SET ticket = 'x'"},
      {"issued tickets are live or withdrawn", "DELETE FROM live_tickets"},
      {"registrations have their person", "DELETE FROM people WHERE registration LIKE '%'"},
      {"confirmed ones have their change", "UPDATE registrations SET status = 'confirmed' WHERE status = 'waitlisted'"},
      {"ticket keys are there", "DELETE FROM organiser_keys"},
      {"foreign keys", "UPDATE registrations SET application = 'x' WHERE number = 1"},
  };
  auto roster = busy_store();
  const TempFolder temp;
  {  // only somebody who drops guards gets this far
    RawStore raw(roster.folder());
    ASSERT_EQ(raw.run(drop_all(raw)), "");
  }
  must(roster.store().backup(temp.file("base.db")));
  for (const Breaking& breaking : all) {
    std::error_code ignored;
    for (const char* suffix : {"", "-wal", "-shm"}) fs::remove(store_file(temp.path()) + suffix, ignored);
    ASSERT_TRUE(fs::copy_file(temp.file("base.db"), store_file(temp.path())));
    ASSERT_EQ(RawStore(temp.path()).run(breaking.sql), "") << breaking.sql;
    std::vector<std::string> rules;
    for (const CheckFinding& finding : must(must(Store::open(temp.path())).check())) rules.push_back(finding.rule);
    EXPECT_THAT(rules, ::testing::Contains(breaking.rule)) << breaking.sql;
  }
}

TEST(Check, FindsADeadlineThatWasMovedByHandUsedAndMovedBack) {
  auto roster = testing::roster();
  roster.event("A", 3).attendee(testing::person("遅い人"), testing::on("2025-10-12", "09:00"));
  ASSERT_EQ(roster.status_at_first("遅い人"), RegistrationStatus::pending);
  EXPECT_EQ(RawStore(roster.folder())
                .run("CREATE TEMP TABLE kept AS SELECT deadline_utc_ms AS ms FROM events;"
                     "UPDATE events SET deadline_utc_ms = deadline_utc_ms + 864000000;"
                     "UPDATE registrations SET late = 0; UPDATE registrations SET status = 'confirmed';"
                     "UPDATE events SET deadline_utc_ms = (SELECT ms FROM kept)"),
            "");
  const auto findings = must(roster.store().check());
  ASSERT_EQ(findings.size(), 1U);
  EXPECT_EQ(findings.front().rule, "confirmed ones have their change");
}

TEST(Guards, APendingOneIsNotConfirmedPastTheDeadlineThatStands) {
  auto roster = testing::roster();
  roster.event("A", 3).attendee("山田").attendee("山田");
  RawStore raw(roster.folder());
  ASSERT_EQ(raw.text("SELECT status || late FROM registrations WHERE number = 2"), "pending0")
      << "a suspected duplicate";
  ASSERT_EQ(raw.run("UPDATE events SET deadline_utc_ms = 1"), "");
  EXPECT_EQ(raw.run("UPDATE OR IGNORE registrations SET status = 'confirmed' WHERE number = 2"),
            "late: nobody accepted this registration");
}

TEST(Store, SeesThatAnotherProcessWrote) {
  auto roster = busy_store();
  EXPECT_FALSE(must(roster.store().changed_elsewhere()));
  roster.admit("参加者3", at("18:30"));
  EXPECT_FALSE(must(roster.store().changed_elsewhere())) << "that was this one";
  ASSERT_EQ(RawStore(roster.folder()).run("UPDATE events SET title = 'neu'"), "");
  EXPECT_TRUE(must(roster.store().changed_elsewhere()));
  EXPECT_FALSE(must(roster.store().changed_elsewhere()));
}

TEST(Store, ReadsAnEventAnewThatAnotherProcessChanged) {
  auto roster = testing::roster();
  roster.event("A", 5).attendees(2);
  EXPECT_EQ(roster.scan(roster.ticket("参加者1"), at("17:31")).outcome, ScanOutcome::admitted);
  ASSERT_EQ(RawStore(roster.folder()).run("UPDATE events SET early_minutes = 5"), "");
  EXPECT_EQ(roster.scan(roster.ticket("参加者2"), at("17:31")).outcome, ScanOutcome::too_early);
}

}  // namespace
}  // namespace uketsuke
