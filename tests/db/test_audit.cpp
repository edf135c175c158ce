// The log: a row a staff action in the same transaction, no name in it, and whoever edits, removes or adds one by hand
// is found.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "db/audit.h"
#include "db/purge.h"
#include "tests/db/raw_store.h"
#include "tests/support/roster.h"

namespace uketsuke {
namespace {

using testing::at;
using testing::by_staff;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsSupersetOf;
using testing::must;
using testing::on;
using testing::RawStore;
using testing::Roster;

Roster worked_on() {
  auto roster = testing::roster();
  roster.event("A", 2).attendees(3);
  must(roster.store().cancel(roster.code(), roster.id("参加者1"), by_staff(on("2025-10-06", "09:00"), "電話")));
  roster.ticket("参加者2");
  roster.admit("参加者2", at("18:05"));
  must(roster.store().undo(roster.code(), roster.id("参加者2"), by_staff(at("18:06"))));
  return roster;
}

std::vector<std::string> actions(Roster& roster) {
  std::vector<std::string> all;
  for (const AuditRow& row : must(list_audit(roster.folder(), roster.code()))) all.push_back(row.action);
  return all;
}

TEST(Audit, HasARowForEachThingThatStaffDid) {
  auto roster = worked_on();
  EXPECT_THAT(actions(roster), IsSupersetOf({"event-added", "registered", "registered", "registered", "cancelled",
                                             "promoted", "ticket-issued", "entry-by_hand", "undone"}));
  const auto rows = must(list_audit(roster.folder(), roster.code()));
  for (const AuditRow& row : rows) {
    if (row.action == "cancelled") {
      EXPECT_EQ(row.number, 1);
    }
    if (row.action == "undone") {
      EXPECT_EQ(row.number, 2);
    }
    EXPECT_FALSE(row.by.empty());
  }
  EXPECT_TRUE(must(roster.store().check()).empty());
}

TEST(Audit, LeavesAnAttendeesOwnScanToItsFact) {
  auto roster = worked_on();
  const std::string ticket = roster.ticket("参加者2");
  const auto before = actions(roster).size();
  EXPECT_EQ(roster.scan(ticket, at("18:10")).outcome, ScanOutcome::admitted);
  EXPECT_EQ(actions(roster).size(), before);
}

TEST(Audit, LogsNothingOfATransactionThatFailed) {
  auto roster = worked_on();
  const auto before = actions(roster).size();
  EXPECT_FALSE(roster.store().accept(roster.code(), roster.id("参加者2"), by_staff(at("18:10"))));
  must(roster.store().add_staff("田中", StaffRole::desk, by_staff(at("18:11"))));
  EXPECT_EQ(actions(roster).size(), before);
  EXPECT_EQ(must(list_audit(roster.folder(), std::nullopt)).back().action, "staff-added");
}

TEST(Audit, HoldsNoNameAndOutlivesAPurge) {
  auto roster = worked_on();
  must(purge_event(roster.folder(), {roster.code(), true}, by_staff(at("22:00"))));
  RawStore raw(roster.folder());
  EXPECT_EQ(raw.rows("SELECT * FROM audit_log").find("参加者"), std::string::npos);
  EXPECT_TRUE(must(roster.store().check()).empty());
  EXPECT_EQ(actions(roster).back(), "purged");
}

struct Tampering {
  const char* name;
  const char* sql;
};
void PrintTo(const Tampering& tampering, std::ostream* out) { *out << tampering.name; }

class AuditTampering : public ::testing::TestWithParam<Tampering> {};

TEST_P(AuditTampering, IsFoundByCheck) {
  auto roster = worked_on();
  RawStore raw(roster.folder());
  // Whoever drops the guards and puts them back leaves a schema that looks whole.
  const std::string guards =
      raw.rows("SELECT sql || ';' FROM sqlite_schema WHERE type = 'trigger' AND tbl_name LIKE 'audit%'");
  std::string triggers = guards;
  for (std::size_t bar = 0; (bar = triggers.find(";|\n", bar)) != std::string::npos;) triggers.replace(bar, 3, ";\n");
  for (const char* name :
       {"audit_log_follows", "audit_log_has_a_head", "audit_log_moves_head", "audit_log_no_update",
        "audit_log_no_delete", "audit_heads_are_new", "audit_heads_move_on", "audit_heads_no_delete"}) {
    ASSERT_EQ(raw.run(std::string("DROP TRIGGER ") + name), "");
  }
  ASSERT_EQ(raw.run("DROP TRIGGER audit_actors_are_new; DROP TRIGGER audit_actors_no_update; DROP TRIGGER "
                    "audit_actors_no_delete"),
            "");
  ASSERT_EQ(raw.run(GetParam().sql), "");
  ASSERT_EQ(raw.run(triggers), "");
  const auto findings = must(roster.store().check());
  ASSERT_FALSE(findings.empty());
  for (const CheckFinding& finding : findings) EXPECT_EQ(finding.rule, "the log is whole") << finding.detail;
}

INSTANTIATE_TEST_SUITE_P(
    ByHand, AuditTampering,
    ::testing::Values(
        Tampering{"Edited", "UPDATE audit_log SET action = 'accepted' WHERE action = 'cancelled'"},
        Tampering{"Redated", "UPDATE audit_log SET happened_utc_ms = happened_utc_ms - 1 WHERE seq = 3"},
        Tampering{"Removed", "DELETE FROM audit_log WHERE seq = 3"},
        Tampering{"Renumbered",
                  "DELETE FROM audit_log WHERE seq = 3; UPDATE audit_log SET seq = seq - 1 WHERE seq > 3"},
        Tampering{"CutOff", "DELETE FROM audit_log WHERE seq = (SELECT max(seq) FROM audit_log)"},
        Tampering{"AllGone", "DELETE FROM audit_log"},
        Tampering{
            "PutIn",
            "INSERT INTO audit_log SELECT kiosk, seq + 1, happened_utc_ms, actor, action, event, subject, fact, hash,"
            " randomblob(32) FROM audit_log ORDER BY seq DESC LIMIT 1"}),
    [](const auto& one) { return std::string(one.param.name); });

TEST(Audit, AChainBeginsWithItsFirstRowAndWithNothingBeforeIt) {
  auto roster = worked_on();
  RawStore raw(roster.folder());
  const std::string heads = raw.rows("SELECT * FROM audit_heads");
  for (const char* clause : {"", " OR REPLACE", " OR IGNORE", " OR FAIL", " OR ABORT", " OR ROLLBACK"}) {
    for (const char* values : {"1, 0, 1, 'x', '', '', '', randomblob(32), randomblob(32)",
                               "2, 0, 1, 'x', '', '', '', zeroblob(32), randomblob(32)",
                               "0, 0, 1, 'x', '', '', '', zeroblob(32), randomblob(32)"}) {
      raw.run(std::string("INSERT") + clause + " INTO audit_log VALUES ('another', " + values + ")");
    }
  }
  EXPECT_EQ(raw.rows("SELECT * FROM audit_heads"), heads);
  EXPECT_TRUE(must(roster.store().check()).empty());
}

TEST(Audit, IsOnlyEverAddedTo) {
  auto roster = worked_on();
  RawStore raw(roster.folder());
  const std::string before = raw.rows("SELECT * FROM audit_log");
  for (const char* clause : {"", "OR REPLACE", "OR IGNORE", "OR FAIL", "OR ABORT", "OR ROLLBACK"}) {
    const std::string with = std::string(" ") + clause + " ";
    raw.run("UPDATE" + with + "audit_log SET action = 'x'");
    raw.run("INSERT" + with + "INTO audit_log SELECT * FROM audit_log WHERE seq = 1");
    raw.run("INSERT" + with + "INTO audit_heads SELECT * FROM audit_heads");
    raw.run("UPDATE" + with + "audit_heads SET seq = 0");
    raw.run("UPDATE" + with + "audit_actors SET name = 'x'");
  }
  raw.run("DELETE FROM audit_log");
  raw.run("DELETE FROM audit_heads");
  EXPECT_EQ(raw.rows("SELECT * FROM audit_log"), before);
  EXPECT_TRUE(must(roster.store().check()).empty());
}

}  // namespace
}  // namespace uketsuke
