// See scan_queries.h.
#include "db/scan_queries.h"

namespace uketsuke {

Result<std::optional<StoredScan>> find_scan(Connection& connection, const ScanId& scan) {
  return connection.find(
      "SELECT event, direction, outcome, registration, first_at_utc_ms, other_event, waitlist_seated, happened_utc_ms"
      " FROM scans WHERE id = ?",
      {scan}, [](const Row& row) {
        StoredScan stored;
        stored.event = row.id<EventCode>(0);
        stored.direction = direction_from_word(row.text(1)).value_or(Direction::entry);
        stored.outcome = scan_outcome_from_word(row.text(2)).value_or(ScanOutcome::not_recorded);
        stored.registration = row.maybe_id<RegistrationId>(3);
        stored.first_at = row.maybe_time(4);
        stored.other_event = row.maybe_id<EventCode>(5);
        stored.waitlist_seated = row.boolean(6);
        stored.happened = row.time(7);
        return stored;
      });
}

Status insert_scan(Connection& connection, const NewScan& scan, const Fact& fact) {
  return connection.run(
      "INSERT INTO scans (id, event, direction, source, outcome, ticket, registration, check_in, text_hash, "
      "text_length,"
      " first_at_utc_ms, other_event, waitlist_seated, recorded_utc_ms, origin, happened_utc_ms, hlc, done_by)"
      " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
      {scan.id, scan.event, word(scan.direction), scan.source, scan.outcome, scan.ticket, scan.registration,
       scan.check_in, scan.text_hash, scan.text_length, scan.first_at, scan.other_event, scan.waitlist_seated,
       scan.recorded, fact.origin, fact.happened, fact.hlc.value, fact.by});
}

Result<std::optional<FoundTicket>> find_ticket(Connection& connection, const EventCode& event, TicketSerial serial) {
  return connection.find(
      "SELECT t.id, t.registration, EXISTS (SELECT 1 FROM ticket_revocations v WHERE v.ticket = t.id)"
      " FROM tickets t JOIN registrations r ON r.id = t.registration WHERE t.event = ? AND t.serial = ?"
      " ORDER BY 3, r.status <> 'confirmed', r.first_entry_utc_ms IS NULL, t.hlc DESC, t.id DESC LIMIT 1",
      {event, static_cast<std::int64_t>(serial.value)}, [](const Row& row) {
        return FoundTicket{row.id<TicketId>(0), row.id<RegistrationId>(1), row.boolean(2)};
      });
}

Result<std::optional<DoorRegistration>> find_door_registration(Connection& connection, const EventCode& event,
                                                               const RegistrationId& registration) {
  return connection.find(
      // The substitute, or that one's: who still comes, or came.
      "WITH RECURSIVE instead (id) AS (SELECT substituted_by FROM registrations WHERE id = ?1"
      " UNION SELECT n.substituted_by FROM instead JOIN registrations n ON n.id = instead.id)"
      " SELECT r.id, r.number, r.status, r.role, r.seat_released, r.group_name, p.name, p.furigana,"
      " (SELECT min(s.number) FROM instead JOIN registrations s ON s.id = instead.id"
      "  WHERE s.status NOT IN ('cancelled', 'declined')"
      "  AND (s.substituted_by IS NULL OR s.first_entry_utc_ms IS NOT NULL)),"
      " EXISTS (SELECT 1 FROM live_tickets l WHERE l.registration = r.id)"
      " FROM registrations r LEFT JOIN people p ON p.registration = r.id WHERE r.id = ?1 AND r.event = ?2",
      {registration, event}, [](const Row& row) {
        DoorRegistration found;
        found.id = row.id<RegistrationId>(0);
        found.number = row.integer(1);
        found.status = status_from_word(row.text(2)).value_or(RegistrationStatus::pending);
        found.role = role_from_word(row.text(3)).value_or(Role::participant);
        found.seat_released = row.boolean(4);
        found.group = row.text(5);
        found.name = row.text(6);
        found.furigana = row.text(7);
        found.substitute_number = row.maybe_integer(8);
        found.has_live_ticket = row.boolean(9);
        return found;
      });
}

Result<std::vector<Movement>> list_standing_movements(Connection& connection, const RegistrationId& registration) {
  return connection.list(
      "SELECT id, direction, happened_utc_ms, hlc FROM check_ins c WHERE registration = ?"
      " AND NOT EXISTS (SELECT 1 FROM annulments a WHERE a.check_in = c.id) ORDER BY happened_utc_ms, hlc, id",
      {registration}, [](const Row& row) {
        return Movement{row.id<CheckInId>(0), direction_from_word(row.text(1)).value_or(Direction::entry), row.time(2),
                        HybridClock{row.integer(3)}};
      });
}

Status insert_check_in(Connection& connection, const NewCheckIn& check_in, const Fact& fact) {
  return connection.run(
      "INSERT INTO check_ins (id, event, registration, direction, scan, method, recorded_utc_ms, origin,"
      " happened_utc_ms, hlc, done_by) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
      {fact.id, check_in.event, check_in.registration, word(check_in.direction), check_in.scan, check_in.method,
       check_in.recorded, fact.origin, fact.happened, fact.hlc.value, fact.by});
}

Status insert_annulment(Connection& connection, const EventCode& event, const CheckInId& check_in,
                        const std::string& reason, const Fact& fact) {
  return connection.run(
      "INSERT INTO annulments (id, event, check_in, reason, origin, happened_utc_ms, hlc, done_by)"
      " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
      {fact.id, event, check_in, reason, fact.origin, fact.happened, fact.hlc.value, fact.by});
}

Result<std::optional<CheckInId>> find_presence(Connection& connection, const RegistrationId& registration) {
  return connection.find("SELECT check_in FROM presence WHERE registration = ?", {registration},
                         [](const Row& row) { return row.id<CheckInId>(0); });
}

Status insert_presence(Connection& connection, const EventCode& event, const RegistrationId& registration,
                       const Movement& entry) {
  return connection.run("INSERT INTO presence (registration, event, check_in, since_utc_ms) VALUES (?, ?, ?, ?)",
                        {registration, event, entry.id, entry.happened});
}

Status delete_presence(Connection& connection, const RegistrationId& registration) {
  return connection.run("DELETE FROM presence WHERE registration = ?", {registration});
}

Status update_attendance(Connection& connection, const RegistrationId& registration,
                         std::optional<UtcMillis> first_entry, std::optional<UtcMillis> last_exit) {
  return connection.run("UPDATE registrations SET first_entry_utc_ms = ?, last_exit_utc_ms = ? WHERE id = ?",
                        {first_entry, last_exit, registration});
}

Status update_door_wait(Connection& connection, const RegistrationId& registration, HybridClock since) {
  return connection.run("UPDATE registrations SET door_wait_hlc = ? WHERE id = ? AND door_wait_hlc IS NULL",
                        {since.value, registration});
}

Status update_seat_released(Connection& connection, const RegistrationId& registration, bool released) {
  return connection.run("UPDATE registrations SET seat_released = ? WHERE id = ?", {released, registration});
}

Status update_substituted(Connection& connection, const RegistrationId& original, const RegistrationId& substitute) {
  return connection.run("UPDATE registrations SET substituted_by = ?, seat_released = 1 WHERE id = ?",
                        {substitute, original});
}

Result<std::vector<RegistrationId>> list_no_shows(Connection& connection, const EventCode& event) {
  return connection.list(
      "SELECT id FROM registrations WHERE event = ? AND status = 'confirmed' AND role = 'participant'"
      " AND seat_released = 0 AND first_entry_utc_ms IS NULL AND substituted_by IS NULL ORDER BY number",
      {event}, [](const Row& row) { return row.id<RegistrationId>(0); });
}

Status insert_release(Connection& connection, const EventCode& event, const RegistrationId& registration,
                      const Fact& fact) {
  return connection.run(
      "INSERT INTO releases (id, event, registration, origin, happened_utc_ms, hlc, done_by)"
      " VALUES (?, ?, ?, ?, ?, ?, ?)",
      {fact.id, event, registration, fact.origin, fact.happened, fact.hlc.value, fact.by});
}

Result<std::optional<UtcMillis>> find_release_done(Connection& connection, const EventCode& event) {
  return connection.find("SELECT due_utc_ms FROM release_done WHERE event = ?", {event},
                         [](const Row& row) { return row.time(0); });
}

Status save_release_done(Connection& connection, const EventCode& event, UtcMillis due) {
  return connection.run(
      "INSERT INTO release_done (event, due_utc_ms) VALUES (?, ?)"
      " ON CONFLICT (event) DO UPDATE SET due_utc_ms = excluded.due_utc_ms",
      {event, due});
}

}  // namespace uketsuke
