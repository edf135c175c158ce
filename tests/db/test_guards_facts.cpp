// The store's own guards of deadline, presence, facts and registrations, against a person with the sqlite3 shell.
#include <gtest/gtest.h>

#include "tests/db/guarded.h"
#include "tests/support/roster.h"

namespace uketsuke {
namespace {

using testing::at;
using testing::by_staff;
using testing::Guarded;
using testing::must;
using testing::on;
using testing::sample_event;

/// Capacity 9: 1 inside, 2 left again, 3 not come, 4 late and pending, 5 cancelled with a withdrawn ticket.
Guarded used_event() {
  Guarded store;
  Event event = sample_event("A", 9);
  event.exit_scan = true;
  event.release_no_shows_at = at("19:00");
  event.tolerance = 1;
  store.roster.event(event).attendees(3);
  store.roster.attendee(testing::person("遅刻"), on("2025-10-11", "00:00"));
  store.roster.attendee(testing::person("取消"), on("2025-10-09", "00:00"));
  store.roster.scan(store.roster.ticket("参加者1"), at("18:05"));
  store.roster.admit("参加者2", at("18:06"));
  store.roster.let_out("参加者2", at("18:40"));
  store.roster.ticket("取消");
  must(store.roster.store().revoke_ticket(store.roster.code(), store.roster.id("取消"), by_staff(at("18:41"))));
  must(store.roster.store().cancel(store.roster.code(), store.roster.id("取消"), by_staff(at("18:42"))));
  store.roster.admit("参加者3", at("16:00"), Override{OverrideReason::other, "x"});
  must(store.roster.store().undo(store.roster.code(), store.roster.id("参加者3"), by_staff(at("18:43"))));
  must(store.roster.store().release_no_shows(store.roster.code(), by_staff(at("19:00"))));
  store.open();
  return store;
}

TEST(Guards, RefuseALateConfirmationThatNobodyAccepted) {
  auto store = used_event();
  store.expect_refused("UPDATE%OR% registrations SET status = 'confirmed' WHERE number = 4");
  store.expect_refused("UPDATE%OR% registrations SET status = 'confirmed', late = 0 WHERE number = 4");
  store.expect_refused("UPDATE%OR% registrations SET late = 0 WHERE number = 4");
  store.expect_refused("UPDATE%OR% registrations SET late = NULL WHERE number = 4");
  store.expect_refused("UPDATE%OR% registrations SET received_utc_ms = 0 WHERE number = 4");
  store.expect_refused("UPDATE%OR% registrations SET channel = 'walk-in' WHERE number = 4");
  const std::string columns =
      "(id, event, number, application, position, status, role, channel, received_utc_ms, late, category) SELECT 'new',"
      " event, 9, application, 1, 'confirmed', role, ";
  for (const char* rest :
       {"channel, received_utc_ms, 1", "channel, received_utc_ms, 0", "'walk-in', received_utc_ms, 0"}) {
    store.expect_refused("INSERT%OR% INTO registrations " + columns + rest +
                         ", category FROM registrations WHERE number = 4");
  }
  store.expect_refused(
      "INSERT%OR% INTO registrations (id, event, number, application, position, status, role, channel, received_utc_ms,"
      " late, category, substitute_for) SELECT 'new', event, 9, application, 1, 'confirmed', role, channel,"
      " received_utc_ms, 0, category, (SELECT id FROM registrations WHERE number = 3) FROM registrations WHERE number "
      "= 4");
}

TEST(Guards, LetAnAcceptedOneThrough) {
  auto store = used_event();
  ASSERT_EQ(store.raw->run("INSERT INTO registration_changes (id, event, registration, kind, status, origin,"
                           " happened_utc_ms, hlc, done_by) SELECT 'c', event, id, 'accepted', 'confirmed', 'x', 0, 0,"
                           " 'x' FROM registrations WHERE number = 4"),
            "");
  EXPECT_EQ(store.raw->run("UPDATE registrations SET status = 'confirmed' WHERE number = 4"), "");
}

TEST(Guards, RefuseASecondPresence) {
  auto store = used_event();
  const std::string row =
      "INSERT%OR% INTO presence (registration, event, check_in, since_utc_ms) SELECT registration, event, id,"
      " happened_utc_ms FROM check_ins WHERE direction = 'entry' AND registration = (SELECT id FROM registrations WHERE"
      " number = ";
  store.expect_refused(row + "1)");
  store.expect_refused(row + "3)");  // annulled, and the seat was released
  store.expect_refused("UPDATE%OR% presence SET check_in = 'x'");
  store.expect_refused("UPDATE%OR% presence SET registration = (SELECT id FROM registrations WHERE number = 2)");
  store.expect_refused("UPDATE%OR% presence SET event = 'B'");
  store.expect_refused("DELETE FROM presence", {""});
}

TEST(Guards, RefusePresenceWithoutEntryOrSeat) {
  auto store = used_event();
  const auto presence = [](const std::string& number, const std::string& check_in) {
    return "INSERT%OR% INTO presence (registration, event, check_in, since_utc_ms) SELECT id, event, " + check_in +
           ", 0 FROM registrations WHERE number = " + number;
  };
  store.expect_refused(presence("3", "'none'"));
  store.expect_refused(presence("3", "(SELECT id FROM check_ins WHERE direction = 'entry' LIMIT 1)"));
  store.expect_refused(presence("2", "(SELECT id FROM check_ins WHERE direction = 'exit')"));
  store.expect_refused("INSERT%OR% INTO presence VALUES ('nobody', 'A', 'none', 0)");
  // A cancelled, a pending and a released one, each with an entry of its own.
  for (const char* number : {"3", "4", "5"}) {
    const std::string entry = std::string("e") + number;
    ASSERT_EQ(
        store.raw->run("INSERT INTO check_ins (id, event, registration, direction, method, recorded_utc_ms, origin,"
                       " happened_utc_ms, hlc, done_by) SELECT '" +
                       entry +
                       "', event, id, 'entry', 'by_hand', 0,"
                       " 'x', 0, 0, 'x' FROM registrations WHERE number = " +
                       number),
        "");
    store.remember();
    store.expect_refused(presence(number, "'" + entry + "'"));
  }
}

TEST(Guards, WhoIsInsideKeepsTheSeat) {
  auto store = used_event();
  for (const char* status : {"cancelled", "declined", "pending", "waitlisted"}) {
    store.expect_refused(std::string("UPDATE%OR% registrations SET status = '") + status + "' WHERE number = 1");
  }
  store.expect_refused("UPDATE%OR% registrations SET seat_released = 1, substituted_by = 'x' WHERE number = 1");
}

TEST(Guards, RegistrationsAreNotRemovedReplacedOrRenumbered) {
  auto store = used_event();
  store.expect_refused("DELETE FROM registrations", {""});
  store.expect_refused("DELETE FROM registrations WHERE number = 5", {""});
  store.expect_refused("INSERT%OR% INTO registrations " + store.copy_of(3, "id", "9"));
  store.expect_refused("INSERT%OR% INTO registrations " + store.copy_of(3, "'new'", "1"));
  store.expect_refused("INSERT%OR% INTO registrations " + store.copy_of(3, "id", "number") +
                           " ON CONFLICT (id) DO UPDATE SET status = 'waitlisted'",
                       {""});
  for (const char* values :
       {"id = 'x'", "number = 1", "number = 77", "event = 'B'", "application = 'x'", "status = 'here'", "role = 'king'",
        "substitute_for = 'x'", "status = NULL", "role = NULL", "late = 7", "seat_released = 7"}) {
    store.expect_refused(std::string("UPDATE%OR% registrations SET ") + values + " WHERE number = 3");
  }
}

TEST(Guards, ANewRegistrationHasAStatusARoleAndAnEventThatThereAre) {
  auto store = used_event();
  for (const char* values : {"event, 99, application, 1, 'here', role", "event, 99, application, 1, status, 'king'",
                             "'NOPE', 99, application, 1, status, role"}) {
    store.expect_refused(
        "INSERT%OR% INTO registrations (id, event, number, application, position, status, role, channel,"
        " received_utc_ms, late, category) SELECT 'new', " +
        std::string(values) + ", channel, received_utc_ms, 0, category FROM registrations WHERE number = 5");
  }
}

TEST(Guards, FactsAreOnlyAdded) {
  auto store = used_event();
  const std::vector<std::string> facts = {"applications", "registration_changes",
                                          "tickets",      "ticket_revocations",
                                          "scans",        "check_ins",
                                          "annulments",   "overrides",
                                          "releases"};
  for (const std::string& table : facts) {
    ASSERT_GT(store.raw->number("SELECT count(*) FROM " + table), 0) << table;
    store.expect_refused("DELETE FROM " + table, {""});
    store.expect_refused("UPDATE%OR% " + table + " SET done_by = 'somebody else'");
    store.expect_refused("UPDATE%OR% " + table + " SET happened_utc_ms = 0");
    store.expect_refused("UPDATE%OR% " + table + " SET id = 'x' WHERE id = (SELECT min(id) FROM " + table + ")");
    store.expect_refused("INSERT%OR% INTO " + table + " SELECT * FROM " + table);
    store.expect_refused("REPLACE INTO " + table + " SELECT * FROM " + table, {""});
    store.expect_refused(
        "INSERT INTO " + table + " SELECT * FROM " + table + " WHERE 1 ON CONFLICT DO UPDATE SET done_by = 'x'", {""});
  }
}

TEST(Guards, ATicketIsNotReplacedThroughItsSerial) {
  auto store = used_event();
  store.expect_refused(
      "INSERT%OR% INTO tickets SELECT 'new', event, 'somebody else', serial, key_version, origin, happened_utc_ms, hlc,"
      " done_by FROM tickets");
}

TEST(Guards, AMovedDeadlineJudgesPendingOnesAnewAndNobodyElse) {
  auto store = used_event();
  ASSERT_EQ(store.raw->run("UPDATE events SET deadline_utc_ms = 0"), "");
  store.remember();
  store.expect_refused("UPDATE%OR% registrations SET late = 1 WHERE number = 1");
  ASSERT_EQ(store.raw->run("UPDATE events SET deadline_utc_ms = NULL"), "");
  EXPECT_EQ(store.raw->run("UPDATE registrations SET late = 0, status = 'confirmed' WHERE number = 4"), "");
}

/// Tables that a statement and the guards it wakes make in memory while they run.
std::size_t tables_made_by(Guarded& store, const std::string& statement) {
  const std::string program = store.raw->rows("EXPLAIN " + statement);
  EXPECT_NE(program.find("|Halt|"), std::string::npos) << statement;
  std::size_t made = 0;
  for (std::size_t at = 0; (at = program.find("|OpenEphemeral|", at)) != std::string::npos; ++at) ++made;
  return made;
}

TEST(Guards, MakeNoTableForEachRowTheyJudge) {
  auto store = used_event();
  for (const char* statement :
       {"UPDATE registrations SET first_entry_utc_ms = 1 WHERE id = 'r'",
        "INSERT INTO registrations (id, event, number, application, position, status, role, channel, received_utc_ms,"
        " late, category) VALUES ('r', 'A', 99, 'a', 1, 'confirmed', 'participant', 'form', 1, 0, 'nurse')",
        "INSERT INTO presence VALUES ('r', 'A', 'c', 1)",
        "INSERT INTO check_ins VALUES ('c', 'A', 'r', 'entry', NULL, 'ticket', 1, 'k', 1, 1, 'b')",
        "INSERT INTO registration_changes VALUES ('c', 'A', 'r', 'registered', 'confirmed', '', '', 'k', 1, 1, 'b')",
        "INSERT INTO audit_log VALUES ('k', 1, 1, 1, 'x', 'A', '', '', zeroblob(32), zeroblob(32))"}) {
    EXPECT_EQ(tables_made_by(store, statement), 0U) << statement;
  }
}

}  // namespace
}  // namespace uketsuke
