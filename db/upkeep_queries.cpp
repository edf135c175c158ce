// See upkeep_queries.h.
#include "db/upkeep_queries.h"

namespace uketsuke {

namespace {

std::string first_text(const Row& row) { return row.text(0); }

constexpr std::string_view kCounts = R"sql(
WITH seen AS (
  SELECT event,
    sum(status = 'confirmed') AS confirmed, sum(status = 'waitlisted') AS waitlisted, sum(status = 'pending') AS pending,
    sum(status = 'cancelled') AS cancelled, sum(status = 'declined') AS declined,
    sum(status = 'confirmed' AND role = 'participant' AND seat_released = 0) AS held,
    sum(status = 'waitlisted' AND role = 'participant') AS waitlisted_seats,
    sum(first_entry_utc_ms IS NOT NULL) AS admitted, max(number) AS most
  FROM registrations GROUP BY event),
inside AS (
  SELECT p.event, count(*) AS everyone, sum(r.role = 'participant') AS room
  FROM presence p JOIN registrations r ON r.id = p.registration GROUP BY p.event)
SELECT c.event || ': kept ' || printf('%d %d %d %d %d held %d waiting %d admitted %d inside %d room %d',
    c.confirmed, c.waitlisted, c.pending, c.cancelled, c.declined, c.held, c.waitlisted_seats, c.admitted, c.inside,
    c.room_inside)
  || ', counted ' || printf('%d %d %d %d %d held %d waiting %d admitted %d inside %d room %d',
    s.confirmed, s.waitlisted, s.pending, s.cancelled, s.declined, s.held, s.waitlisted_seats, s.admitted, i.everyone,
    i.room)
FROM event_counts c LEFT JOIN seen s ON s.event = c.event LEFT JOIN inside i ON i.event = c.event
WHERE c.confirmed <> coalesce(s.confirmed, 0) OR c.waitlisted <> coalesce(s.waitlisted, 0)
  OR c.pending <> coalesce(s.pending, 0) OR c.cancelled <> coalesce(s.cancelled, 0)
  OR c.declined <> coalesce(s.declined, 0) OR c.held <> coalesce(s.held, 0)
  OR c.waitlisted_seats <> coalesce(s.waitlisted_seats, 0) OR c.admitted <> coalesce(s.admitted, 0)
  OR c.inside <> coalesce(i.everyone, 0) OR c.room_inside <> coalesce(i.room, 0)
  OR c.next_number <= coalesce(s.most, 0)
  OR c.override_rows <> (SELECT count(*) FROM overrides o WHERE o.event = c.event AND o.gives_seat = 1))sql";

constexpr std::string_view kHasCounts = R"sql(
SELECT e.code || ': no counter row or no seat limit' FROM events e
WHERE NOT EXISTS (SELECT 1 FROM event_counts c WHERE c.event = e.code)
   OR NOT EXISTS (SELECT 1 FROM seat_limit l WHERE l.event = e.code)
UNION ALL
SELECT e.code || ' ' || p.category || ': no counter row' FROM events e JOIN profession_categories p
WHERE NOT EXISTS (SELECT 1 FROM profession_counts c WHERE c.event = e.code AND c.category = p.category))sql";

// A clock behind the facts would put what happens next before them.
constexpr std::string_view kClock = R"sql(
SELECT 'the hybrid clock is ' || coalesce(h.hlc, 'missing') || ', a fact says ' || f.hlc
FROM (SELECT max(hlc) AS hlc FROM (
    SELECT max(hlc) AS hlc FROM registration_changes UNION ALL SELECT max(hlc) FROM scans
    UNION ALL SELECT max(hlc) FROM check_ins UNION ALL SELECT max(hlc) FROM event_changes)) f
  LEFT JOIN hybrid_clock h ON h.one = 1
WHERE h.hlc IS NULL OR h.hlc < f.hlc)sql";

constexpr std::string_view kProfessions = R"sql(
WITH seen AS (
  SELECT event, category, sum(status = 'confirmed') AS confirmed, sum(first_entry_utc_ms IS NOT NULL) AS admitted
  FROM registrations WHERE role = 'participant' GROUP BY event, category)
SELECT c.event || ' ' || c.category || ': kept ' || c.confirmed || ' and ' || c.admitted || ', counted '
  || coalesce(s.confirmed, 0) || ' and ' || coalesce(s.admitted, 0)
FROM profession_counts c LEFT JOIN seen s ON s.event = c.event AND s.category = c.category
WHERE c.confirmed <> coalesce(s.confirmed, 0) OR c.admitted <> coalesce(s.admitted, 0)
UNION ALL
SELECT c.event || ' ' || c.category || ': counted of no event or no profession' FROM profession_counts c
WHERE c.event NOT IN (SELECT code FROM events) OR c.category NOT IN (SELECT category FROM profession_categories))sql";

constexpr std::string_view kHeld = R"sql(
SELECT l.event || ': ' || count(*) || ' seats held, the limit is ' || l.seats
FROM seat_limit l JOIN registrations r ON r.event = l.event
WHERE r.status = 'confirmed' AND r.role = 'participant' AND r.seat_released = 0
GROUP BY l.event HAVING count(*) > l.seats)sql";

constexpr std::string_view kLimit = R"sql(
SELECT event || ': the seat limit is above capacity, overrides or room' FROM (
  SELECT e.code AS event, e.capacity, e.room_limit, e.tolerance, l.seats,
    (SELECT count(*) FROM overrides o WHERE o.event = e.code AND o.gives_seat = 1) AS given
  FROM events e JOIN seat_limit l ON l.event = e.code)
WHERE (capacity IS NOT NULL AND (seats IS NULL OR seats > capacity + min(given, tolerance)))
   OR (room_limit IS NOT NULL AND (seats IS NULL OR seats > room_limit)))sql";

constexpr std::string_view kRoom = R"sql(
SELECT e.code || ': ' || count(*) || ' inside, the room holds ' || e.room_limit
FROM events e JOIN presence p ON p.event = e.code JOIN registrations r ON r.id = p.registration
WHERE r.role = 'participant' GROUP BY e.code HAVING count(*) > e.room_limit)sql";

constexpr std::string_view kLate = R"sql(
SELECT r.event || ' number ' || r.number || ': confirmed, late, and nobody accepted it' FROM registrations r
WHERE r.late = 1 AND r.status = 'confirmed' AND NOT EXISTS (
  SELECT 1 FROM registration_changes c WHERE c.registration = r.id AND c.kind = 'accepted'))sql";

// The movement that stands last decides who is inside.
constexpr std::string_view kPresence = R"sql(
WITH standing AS (
  SELECT c.registration, c.direction, row_number() OVER (
      PARTITION BY c.registration ORDER BY c.happened_utc_ms DESC, c.hlc DESC, c.id DESC) AS place
  FROM check_ins c WHERE NOT EXISTS (SELECT 1 FROM annulments a WHERE a.check_in = c.id)),
inside AS (SELECT registration FROM standing WHERE place = 1 AND direction = 'entry')
SELECT r.event || ' number ' || r.number || ': inside by presence, not by the check-ins' FROM presence p
  JOIN registrations r ON r.id = p.registration WHERE p.registration NOT IN (SELECT registration FROM inside)
UNION ALL
SELECT r.event || ' number ' || r.number || ': inside by the check-ins, not by presence' FROM inside i
  JOIN registrations r ON r.id = i.registration WHERE i.registration NOT IN (SELECT registration FROM presence)
UNION ALL
SELECT r.event || ' number ' || r.number || ': present without a confirmed seat' FROM presence p
  JOIN registrations r ON r.id = p.registration
  WHERE r.status <> 'confirmed' OR (r.role = 'participant' AND r.seat_released = 1)
UNION ALL
SELECT p.event || ': somebody is inside who is not registered' FROM presence p
  WHERE NOT EXISTS (SELECT 1 FROM registrations r WHERE r.id = p.registration AND r.event = p.event))sql";

constexpr std::string_view kAttendance = R"sql(
WITH seen AS (
  SELECT c.registration, min(CASE WHEN c.direction = 'entry' THEN c.happened_utc_ms END) AS first_entry,
    max(CASE WHEN c.direction = 'exit' THEN c.happened_utc_ms END) AS last_exit
  FROM check_ins c WHERE NOT EXISTS (SELECT 1 FROM annulments a WHERE a.check_in = c.id) GROUP BY c.registration)
SELECT r.event || ' number ' || r.number || ': first entry or last exit differ from the check-ins'
FROM registrations r LEFT JOIN seen s ON s.registration = r.id
WHERE r.first_entry_utc_ms IS NOT s.first_entry OR r.last_exit_utc_ms IS NOT s.last_exit)sql";

constexpr std::string_view kCheckIns = R"sql(
SELECT c.event || ': a check-in of somebody who is not registered' FROM check_ins c
WHERE NOT EXISTS (SELECT 1 FROM registrations r WHERE r.id = c.registration AND r.event = c.event)
UNION ALL
SELECT s.event || ': an admitted scan without its check-in' FROM scans s
WHERE s.outcome IN ('admitted', 'exited') AND NOT EXISTS (
  SELECT 1 FROM check_ins c WHERE c.id = s.check_in AND c.registration = s.registration))sql";

constexpr std::string_view kSubstitutes = R"sql(
SELECT n.event || ' number ' || n.number || ': comes for somebody who does not know of it' FROM registrations n
WHERE n.substitute_for IS NOT NULL AND NOT EXISTS (
  SELECT 1 FROM registrations o WHERE o.id = n.substitute_for AND o.substituted_by = n.id)
UNION ALL
SELECT o.event || ' number ' || o.number || ': its substitute does not know of it' FROM registrations o
WHERE o.substituted_by IS NOT NULL AND NOT EXISTS (
  SELECT 1 FROM registrations n WHERE n.id = o.substituted_by AND n.substitute_for = o.id))sql";

constexpr std::string_view kReleases = R"sql(
SELECT r.event || ' number ' || r.number || ': its seat was released without a row that says so' FROM registrations r
WHERE r.seat_released = 1 AND r.substituted_by IS NULL
  AND NOT EXISTS (SELECT 1 FROM releases x WHERE x.registration = r.id))sql";

constexpr std::string_view kTickets = R"sql(
SELECT 'registration ' || l.registration || ': its live ticket is withdrawn, missing or another''s' FROM live_tickets l
WHERE NOT EXISTS (SELECT 1 FROM tickets t WHERE t.id = l.ticket AND t.registration = l.registration)
   OR EXISTS (SELECT 1 FROM ticket_revocations v WHERE v.ticket = l.ticket))sql";

// A ticket that is not withdrawn is the live one, or the registration has another: two stores issued one each.
constexpr std::string_view kIssued = R"sql(
SELECT r.event || ' number ' || r.number || ': its ticket was issued and not withdrawn, but is not live'
FROM tickets t JOIN registrations r ON r.id = t.registration
WHERE NOT EXISTS (SELECT 1 FROM ticket_revocations v WHERE v.ticket = t.id)
  AND NOT EXISTS (SELECT 1 FROM live_tickets l WHERE l.registration = t.registration)
GROUP BY r.id)sql";

constexpr std::string_view kPeople = R"sql(
SELECT r.event || ' number ' || r.number || ': the person is missing' FROM registrations r
WHERE NOT EXISTS (SELECT 1 FROM people p WHERE p.registration = r.id)
  AND NOT EXISTS (SELECT 1 FROM purges x WHERE x.event = r.event))sql";

// A deadline that is moved by hand, used and moved back leaves no other trace.
constexpr std::string_view kConfirmed = R"sql(
SELECT r.event || ' number ' || r.number || ': confirmed, and no change says so' FROM registrations r
WHERE r.status = 'confirmed' AND NOT EXISTS (
  SELECT 1 FROM registration_changes c WHERE c.registration = r.id AND c.status = 'confirmed'))sql";

constexpr std::string_view kKeys = R"sql(
SELECT 'ticket key ' || t.key_version || ' of ' || t.event || ' is missing' FROM tickets t
JOIN events e ON e.code = t.event
WHERE t.key_version NOT IN (SELECT version FROM organiser_keys)
  AND NOT EXISTS (SELECT 1 FROM event_subkeys k WHERE k.tag = e.tag AND k.version = t.key_version)
GROUP BY t.event, t.key_version)sql";

}  // namespace

Result<std::vector<SchemaObject>> list_schema(Connection& connection) {
  return connection.list(
      "SELECT type, name, sql FROM sqlite_schema WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'"
      " ORDER BY type, name",
      {}, [](const Row& row) {
        return SchemaObject{row.text(0), row.text(1), row.text(2)};
      });
}

Result<std::vector<std::string>> check_integrity(Connection& connection) {
  auto lines = connection.list("PRAGMA integrity_check(20)", {}, first_text);
  if (lines && lines->size() == 1 && lines->front() == "ok") lines->clear();
  return lines;
}

Result<std::vector<std::string>> check_foreign_keys(Connection& connection) {
  return connection.list("PRAGMA foreign_key_check", {}, [](const Row& row) {
    return row.text(0) + ": a row of " + row.text(2) + " that it names is missing";
  });
}

const std::vector<RuleQuery>& rule_queries() {
  static const std::vector<RuleQuery> all = {
      {"every event has its counters", kHasCounts},
      {"the hybrid clock is not behind the facts", kClock},
      {"counts agree with a recount", kCounts},
      {"counts by profession agree with a recount", kProfessions},
      {"held <= limit", kHeld},
      {"limit <= capacity, overrides and room", kLimit},
      {"inside <= room limit", kRoom},
      {"late ones were accepted", kLate},
      {"presence agrees with the check-ins", kPresence},
      {"first entry and last exit agree with the check-ins", kAttendance},
      {"check-ins have their registration and scan", kCheckIns},
      {"substitutes and originals know each other", kSubstitutes},
      {"released seats have their row", kReleases},
      {"live tickets are live", kTickets},
      {"issued tickets are live or withdrawn", kIssued},
      {"registrations have their person", kPeople},
      {"confirmed ones have their change", kConfirmed},
      {"ticket keys are there", kKeys},
  };
  return all;
}

Result<std::vector<std::string>> find_broken(Connection& connection, const RuleQuery& query) {
  return connection.list(query.sql, {}, first_text);
}

Result<std::int64_t> count_admitted(Connection& connection) {
  return connection.get("SELECT coalesce(sum(admitted), 0) FROM event_counts", {},
                        [](const Row& row) { return row.integer(0); });
}

Status vacuum_into(Connection& connection, const std::string& file) {
  // A reading connection is query_only, which forbids this too; that its own file is opened for reading holds still.
  return connection.run("PRAGMA query_only = OFF").and_then([&] { return connection.run("VACUUM INTO ?", {file}); });
}

}  // namespace uketsuke
