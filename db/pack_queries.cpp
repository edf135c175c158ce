// See pack_queries.h.
#include "db/pack_queries.h"

#include <array>

#include "common/names.h"
#include "db/registration_queries.h"

namespace uketsuke {

namespace {

MergeSide read_side(const Row& row) {
  MergeSide side;
  side.id = row.id<RegistrationId>(0);
  side.number = row.integer(1);
  side.status = status_from_word(row.text(2)).value_or(RegistrationStatus::pending);
  side.role = role_from_word(row.text(3)).value_or(Role::participant);
  side.late = row.boolean(4);
  side.suspected_of = row.maybe_id<RegistrationId>(5);
  side.group = row.text(6);
  side.category = category_from_word(row.text(7)).value_or(ProfessionCategory::other);
  side.substitute_for = row.maybe_id<RegistrationId>(8);
  side.substituted_by = row.maybe_id<RegistrationId>(9);
  side.door_wait = row.maybe_integer(10);
  side.attendee.name = row.text(11);
  side.attendee.furigana = row.text(12);
  side.attendee.facility = row.text(13);
  side.attendee.profession = {row.text(14), side.category};
  side.attendee.email = row.text(15);
  side.attendee.phone = row.text(16);
  side.attendee.note = row.text(17);
  side.attendee.role = side.role;
  side.seat_released = row.boolean(18);
  side.received = row.time(19);
  side.split = row.boolean(20);
  return side;
}

Status add_changes(Connection& connection, std::string_view sql, const Params& params, MergeSides& sides) {
  return connection.visit(sql, params, [&](const Row& row) {
    const auto side = sides.find(row.id<RegistrationId>(0));
    if (side == sides.end()) return true;
    side->second.changes.push_back({row.integer(1), row.text(2), row.text(3),
                                    status_from_word(row.text(4)).value_or(RegistrationStatus::pending), row.text(5),
                                    row.text(6)});
    return true;
  });
}

EventStamp read_stamp(const Row& row) { return {row.integer(0), row.text(1)}; }

SeatLimits read_limits(const Row& row) { return {row.maybe_integer(0), row.maybe_integer(1)}; }

Result<EventStamp> first_or_none(Result<std::optional<EventStamp>> found) {
  if (!found) return tl::unexpected(found.error());
  return found->value_or(EventStamp{});
}

}  // namespace

namespace {

Status begin_scope(Connection& connection) {
  return connection.run_script(
      "CREATE TEMP TABLE IF NOT EXISTS pack_scope (registration TEXT PRIMARY KEY) WITHOUT ROWID;"
      " DELETE FROM temp.pack_scope");
}

}  // namespace

Status begin_scope_of_all(Connection& connection, const EventCode& event) {
  return begin_scope(connection).and_then([&] {
    return connection.run(
        "INSERT INTO temp.pack_scope (registration) SELECT id FROM main.registrations WHERE event = ?1"
        " UNION SELECT id FROM temp.pack_registrations",
        {event});
  });
}

Status begin_scope_of_staged(Connection& connection, const EventCode& event) {
  return begin_scope(connection).and_then([&] {
    return connection.run(
        "INSERT INTO temp.pack_scope (registration) SELECT id FROM temp.pack_registrations"
        " UNION SELECT r.id FROM temp.pack_registrations p CROSS JOIN main.registrations r"
        "  ON r.event = ?1 AND r.number = p.number",
        {event});
  });
}

Status add_namesakes_to_scope(Connection& connection, const EventCode& event, const std::string& folded_name) {
  return connection.run(
      "INSERT OR IGNORE INTO temp.pack_scope (registration)"
      " SELECT registration FROM people WHERE event = ?1 AND folded_name = ?2",
      {event, folded_name});
}

Status add_linked_to_scope(Connection& connection, const EventCode& event) {
  for (std::int64_t added = 1; added > 0;) {
    const auto rows = connection.run_counting(
        "INSERT OR IGNORE INTO temp.pack_scope (registration)"
        " SELECT value FROM (SELECT r.substitute_for AS value FROM temp.pack_scope s CROSS JOIN main.registrations r "
        "ON r.id "
        "= "
        "s.registration"
        " UNION SELECT r.substituted_by FROM temp.pack_scope s CROSS JOIN main.registrations r ON r.id = s.registration"
        " UNION SELECT r.suspected_of FROM temp.pack_scope s CROSS JOIN main.registrations r ON r.id = s.registration"
        " UNION SELECT substitute_for FROM temp.pack_registrations UNION SELECT suspected_of FROM "
        "temp.pack_registrations"
        " UNION SELECT r.id FROM main.registrations r WHERE r.event = ?1 AND r.substitute_for IS NOT NULL"
        "  AND r.substitute_for IN (SELECT registration FROM temp.pack_scope)) WHERE value IS NOT NULL",
        {event});
    if (!rows) return tl::unexpected(rows.error());
    added = *rows;
  }
  return {};
}

Result<Others> load_others(Connection& connection, const EventCode& event, const MergeSides& scope) {
  auto others = connection.get(
      "SELECT c.held, c.room_inside - (SELECT count(*) FROM temp.pack_scope s CROSS JOIN presence p ON p.registration "
      "= "
      "s.registration"
      "  JOIN main.registrations r ON r.id = s.registration WHERE r.role = 'participant'),"
      " coalesce((SELECT r.number FROM main.registrations r WHERE r.event = c.event"
      "  AND NOT EXISTS (SELECT 1 FROM temp.pack_scope s WHERE s.registration = r.id) ORDER BY r.number DESC LIMIT 1), "
      "0)"
      " FROM event_counts c WHERE c.event = ?1",
      {event}, [](const Row& row) {
        return Others{row.integer(0), row.integer(1), row.integer(2)};
      });
  if (!others) return others;
  for (const auto& [id, side] : scope) others->seated -= takes_seat(side) ? 1 : 0;
  return others;
}

Result<bool> is_registered(Connection& connection, const RegistrationId& registration) {
  return connection.get("SELECT EXISTS (SELECT 1 FROM main.registrations WHERE id = ?1)", {registration},
                        [](const Row& row) { return row.boolean(0); });
}

Result<MergeSides> load_sides_here(Connection& connection) {
  MergeSides sides;
  auto read = connection.visit(
      "SELECT r.id, r.number, r.status, r.role, r.late, r.suspected_of, r.group_name, r.category, r.substitute_for,"
      " r.substituted_by, r.door_wait_hlc, p.name, p.furigana, p.facility, p.profession, p.email, p.phone, p.note,"
      " r.seat_released, r.received_utc_ms, r.split FROM temp.pack_scope s CROSS JOIN main.registrations r ON r.id = "
      "s.registration"
      " LEFT JOIN people p ON p.registration = r.id",
      {}, [&](const Row& row) {
        sides.emplace(row.id<RegistrationId>(0), read_side(row));
        return true;
      });
  if (!read) return tl::unexpected(read.error());
  auto changes =
      add_changes(connection,
                  "SELECT c.registration, c.hlc, c.id, c.kind, c.status, c.fields, c.origin FROM "
                  "temp.pack_scope s CROSS JOIN main.registration_changes c ON c.registration = s.registration"
                  " ORDER BY c.hlc, c.id",
                  {}, sides);
  if (!changes) return tl::unexpected(changes.error());
  return sides;
}

Result<MergeSides> load_sides_there(Connection& connection) {
  MergeSides sides;
  auto read = connection.visit(
      "SELECT r.id, r.number, r.status, r.role, r.late, r.suspected_of, r.group_name, r.category, r.substitute_for,"
      " r.substituted_by, r.door_wait_hlc, p.name, p.furigana, p.facility, p.profession, p.email, p.phone, p.note, 0,"
      " r.received_utc_ms, r.split FROM temp.pack_registrations r LEFT JOIN temp.pack_people p ON p.registration = "
      "r.id",
      {}, [&](const Row& row) {
        sides.emplace(row.id<RegistrationId>(0), read_side(row));
        return true;
      });
  if (!read) return tl::unexpected(read.error());
  auto changes =
      add_changes(connection,
                  "SELECT registration, hlc, id, kind, status, fields, origin FROM temp.pack_registration_changes"
                  " ORDER BY hlc, id",
                  {}, sides);
  if (!changes) return tl::unexpected(changes.error());
  return sides;
}

Result<EventStamp> load_event_stamp_here(Connection& connection, const EventCode& event) {
  return first_or_none(
      connection.find("SELECT hlc, id FROM main.event_changes WHERE event = ?1 ORDER BY hlc DESC, id DESC LIMIT 1",
                      {event}, read_stamp));
}

Result<EventStamp> load_event_stamp_there(Connection& connection) {
  return first_or_none(connection.find("SELECT hlc, id FROM temp.pack_event_changes ORDER BY hlc DESC, id DESC LIMIT 1",
                                       {}, read_stamp));
}

// The columns of an event, written once for the three statements below (joined when it is compiled).
#define UKETSUKE_EVENT_VALUES                                                                                       \
  "title, venue, timezone, starts_at_utc_ms, doors_open_at_utc_ms, ends_at_utc_ms, deadline_utc_ms,"                \
  " deadline_date_only, walk_in, early_minutes, last_entry_at_utc_ms, re_entry, exit_scan,"                         \
  " release_no_shows_at_utc_ms, promote_until_utc_ms, post_rule, minimum_minutes, retention_days, organiser,"       \
  " secretariat, contact, theme, audience, noun, series, notice, attendee_search, search_checks_in, show_facility," \
  " print_name_tags"
#define UKETSUKE_EVENT_SEATS "capacity, tolerance, room_limit"

Status add_staged_event(Connection& connection) {
  return connection
      .run("INSERT INTO main.events (code, tag, " UKETSUKE_EVENT_SEATS ", " UKETSUKE_EVENT_VALUES
           ") SELECT code, tag, " UKETSUKE_EVENT_SEATS ", " UKETSUKE_EVENT_VALUES " FROM temp.pack_events")
      .and_then([&] {
        return connection.run(
            "INSERT INTO main.event_lists (event, list, position, value, label)"
            " SELECT event, list, position, value, label FROM temp.pack_event_lists");
      })
      .and_then([&] {
        return connection.run(
            "UPDATE main.import_salts SET salt = p.salt FROM temp.pack_import_salts p WHERE p.event = "
            "import_salts.event");
      });
}

Status take_staged_event(Connection& connection, const EventCode& event) {
  return connection
      .run("UPDATE main.events SET (" UKETSUKE_EVENT_VALUES ") = (SELECT " UKETSUKE_EVENT_VALUES
           " FROM temp.pack_events) WHERE code = ?1",
           {event})
      .and_then([&] { return connection.run("DELETE FROM main.event_lists WHERE event = ?1", {event}); })
      .and_then([&] {
        return connection.run(
            "INSERT INTO main.event_lists (event, list, position, value, label)"
            " SELECT event, list, position, value, label FROM temp.pack_event_lists");
      });
}

Status take_staged_seats(Connection& connection, const EventCode& event) {
  return connection.run("UPDATE main.events SET (" UKETSUKE_EVENT_SEATS ") = (SELECT " UKETSUKE_EVENT_SEATS
                        " FROM temp.pack_events) WHERE code = ?1",
                        {event});
}

#undef UKETSUKE_EVENT_VALUES
#undef UKETSUKE_EVENT_SEATS

Result<SeatLimits> load_limits_here(Connection& connection, const EventCode& event) {
  return connection.get(
      "SELECT l.seats, e.room_limit FROM seat_limit l JOIN main.events e ON e.code = l.event WHERE l.event = ?1",
      {event}, read_limits);
}

Result<SeatLimits> load_limits_there(Connection& connection, const EventCode& event) {
  return connection.get(
      "SELECT CASE WHEN e.capacity IS NULL THEN e.room_limit ELSE min(e.capacity + min(c.override_rows, e.tolerance),"
      " coalesce(e.room_limit, e.capacity + e.tolerance)) END, e.room_limit"
      " FROM temp.pack_events e JOIN event_counts c ON c.event = e.code WHERE e.code = ?1",
      {event}, read_limits);
}

Result<bool> has_staged_deadline_moved(Connection& connection, const EventCode& event) {
  return connection.get(
      "SELECT e.deadline_utc_ms IS NOT p.deadline_utc_ms FROM main.events e JOIN temp.pack_events p ON p.code = e.code"
      " WHERE e.code = ?1",
      {event}, [](const Row& row) { return row.boolean(0); });
}

Status move_deadline(Connection& connection, const EventCode& event, std::optional<std::int64_t> deadline) {
  return connection.run("UPDATE events SET deadline_utc_ms = ?2 WHERE code = ?1", {event, deadline});
}

Status leave_number_gap(Connection& connection, const EventCode& event) {
  return connection.run(
      "UPDATE event_counts SET next_number = (next_number + 199) / 100 * 100 + 1, writes = writes + 1 WHERE event = ?1",
      {event});
}

Status insert_merged_registration(Connection& connection, const MergeSide& values) {
  return connection.run(
      "INSERT INTO main.registrations (id, event, number, application, position, status, role, channel, "
      "received_utc_ms,"
      " late, split, suspected_of, group_name, category, facility, substitute_for)"
      " SELECT id, event, ?2, application, position, 'pending', ?3, channel, received_utc_ms, ?4, split, ?5, ?6, ?7,"
      " NULL, ?8 FROM temp.pack_registrations WHERE id = ?1",
      {values.id, values.number, word(values.role), values.late, values.suspected_of, values.group,
       word(values.category), values.substitute_for});
}

Status insert_merged_person(Connection& connection, const MergeSide& values, const EventCode& event) {
  return connection
      .run(
          "INSERT INTO people (registration, event, name, furigana, facility, profession, email, phone, note,"
          " folded_name, folded_kana, folded_facility, folded_email, gojuon)"
          " VALUES (?1, ?2, '', '', '', '', '', '', '', '', '', '', '', '')",
          {values.id, event})
      .and_then([&] { return update_person(connection, values.id, values.attendee); });
}

Status update_merged_registration(Connection& connection, const MergeSide& values) {
  return connection.run(
      "UPDATE registrations SET number = ?2, status = ?3, role = ?4, late = ?5, suspected_of = ?6, group_name = ?7,"
      " category = ?8, substituted_by = ?9, door_wait_hlc = ?10, seat_released = ?11, substitute_for = ?12,"
      " received_utc_ms = ?13, split = ?14 WHERE id = ?1",
      {values.id, values.number, word(values.status), word(values.role), values.late, values.suspected_of, values.group,
       word(values.category), values.substituted_by, values.door_wait, values.seat_released, values.substitute_for,
       values.received, values.split});
}

Status add_staged_rest(Connection& connection) {
  // A row that both stores hold back is one draft: the same words of a line, wherever the file lay. Settled stays so.
  constexpr std::array<std::string_view, 7> kStatements = {
      "INSERT INTO main.questions (application, position, professions, question)"
      " SELECT application, position, professions, question FROM temp.pack_questions WHERE true ON CONFLICT DO NOTHING",
      "INSERT INTO main.application_contacts (application, event, person)"
      " SELECT application, event, person FROM temp.pack_application_contacts WHERE true ON CONFLICT DO NOTHING",
      "INSERT INTO main.source_rows (event, source, registration, external_id, seen_utc_ms)"
      " SELECT event, source, registration, external_id, seen_utc_ms FROM temp.pack_source_rows WHERE true"
      " ON CONFLICT DO NOTHING",
      "INSERT INTO main.row_digests (event, digest, registration)"
      " SELECT event, digest, registration FROM temp.pack_row_digests WHERE true ON CONFLICT DO NOTHING",
      "UPDATE main.drafts SET settled = (SELECT max(p.settled) FROM temp.pack_drafts p WHERE p.id = drafts.id"
      "  OR p.record <> '' AND p.record = drafts.record AND p.line = drafts.line AND p.why = drafts.why)"
      " WHERE event = (SELECT code FROM temp.pack_events) AND EXISTS (SELECT 1 FROM temp.pack_drafts p"
      "  WHERE p.settled > drafts.settled AND (p.id = drafts.id OR p.record <> '' AND p.record = drafts.record"
      "  AND p.line = drafts.line AND p.why = drafts.why))",
      "INSERT INTO main.drafts (id, event, file, line, field, why, record, happened_utc_ms, done_by, settled)"
      " SELECT id, event, file, line, field, why, record, happened_utc_ms, done_by, settled FROM temp.pack_drafts p"
      " WHERE NOT EXISTS (SELECT 1 FROM main.drafts d WHERE d.id = p.id OR d.event = p.event AND p.record <> ''"
      "  AND d.record = p.record AND d.line = p.line AND d.why = p.why)",
      "INSERT INTO main.release_done (event, due_utc_ms) SELECT event, due_utc_ms FROM temp.pack_release_done WHERE "
      "true"
      " ON CONFLICT (event) DO UPDATE SET due_utc_ms = max(due_utc_ms, excluded.due_utc_ms)",
  };
  for (const std::string_view statement : kStatements) {
    if (auto done = connection.run(statement); !done) return done;
  }
  return {};
}

Result<std::vector<Coming>> list_coming(Connection& connection) {
  return connection.list(
      "SELECT registration, max(released), max(substituted), max(entered) FROM ("
      " SELECT s.registration, f.hlc AS released, 0 AS substituted, 0 AS entered FROM temp.pack_scope s"
      "  CROSS JOIN main.releases f ON f.registration = s.registration"
      " UNION ALL SELECT s.registration, 0, f.hlc, 0 FROM temp.pack_scope s"
      "  CROSS JOIN main.registration_changes f ON f.registration = s.registration AND f.kind = 'substituted'"
      " UNION ALL SELECT s.registration, 0, 0, f.hlc FROM temp.pack_scope s"
      "  CROSS JOIN main.check_ins f ON f.registration = s.registration WHERE f.direction = 'entry')"
      " GROUP BY registration",
      {}, [](const Row& row) {
        return Coming{row.id<RegistrationId>(0), row.integer(1), row.integer(2), row.integer(3)};
      });
}

Result<std::map<CheckInId, KnownTo>> list_entries_of_one(Connection& connection) {
  std::map<CheckInId, KnownTo> entries;
  auto read = connection.visit(
      "SELECT c.id, 1 FROM temp.pack_scope s CROSS JOIN main.check_ins c ON c.registration = s.registration"
      "   WHERE c.direction = 'entry' AND c.id NOT IN (SELECT id FROM temp.pack_check_ins)"
      " UNION ALL SELECT p.id, 0 FROM temp.pack_check_ins p WHERE p.direction = 'entry'"
      "   AND NOT EXISTS (SELECT 1 FROM main.check_ins c WHERE c.id = p.id)",
      {}, [&](const Row& row) {
        entries.emplace(row.id<CheckInId>(0), row.boolean(1) ? KnownTo::here : KnownTo::there);
        return true;
      });
  if (!read) return tl::unexpected(read.error());
  return entries;
}

Result<std::set<RegistrationPair>> list_shared_tickets(Connection& connection, const EventCode& event) {
  std::set<RegistrationPair> pairs;
  auto read = connection.visit(
      "SELECT min(m.registration, p.registration), max(m.registration, p.registration)"
      " FROM temp.pack_tickets p CROSS JOIN main.tickets m ON m.serial = p.serial AND m.registration <> p.registration"
      " WHERE m.event = ?1 AND NOT EXISTS (SELECT 1 FROM main.tickets t WHERE t.id = p.id)"
      " AND m.id NOT IN (SELECT id FROM temp.pack_tickets)",
      {event}, [&](const Row& row) {
        pairs.emplace(row.id<RegistrationId>(0), row.id<RegistrationId>(1));
        return true;
      });
  if (!read) return tl::unexpected(read.error());
  return pairs;
}

Status refresh_live_tickets(Connection& connection) {
  return connection
      .run(
          "DELETE FROM live_tickets WHERE registration IN (SELECT registration FROM temp.pack_scope)"
          " AND EXISTS (SELECT 1 FROM ticket_revocations v WHERE v.ticket = live_tickets.ticket)")
      .and_then([&] {
        return connection.run(
            "INSERT INTO live_tickets (registration, ticket)"
            " SELECT registration, id FROM (SELECT t.registration, t.id, row_number() OVER"
            "   (PARTITION BY t.registration ORDER BY t.hlc DESC, t.id DESC) AS place"
            "   FROM temp.pack_scope s CROSS JOIN main.tickets t ON t.registration = s.registration"
            "   WHERE NOT EXISTS (SELECT 1 FROM ticket_revocations v WHERE v.ticket = t.id)) WHERE place = 1"
            " ON CONFLICT (registration) DO UPDATE SET ticket = excluded.ticket WHERE ticket <> excluded.ticket");
      });
}

Status push_event_anew(Connection& connection, const EventCode& event) {
  return connection.run("UPDATE hub_events SET pushed_hlc = 0 WHERE event = ?1", {event});
}

Status insert_event_subkey(Connection& connection, const EventSubkey& subkey) {
  const Blob bytes(subkey.bytes.begin(), subkey.bytes.end());
  return connection.run("INSERT INTO event_subkeys (tag, version, key) VALUES (?1, ?2, ?3)",
                        {static_cast<std::int64_t>(subkey.tag.value), subkey.version, bytes});
}

Result<std::int64_t> count_rows(Connection& connection, std::string_view sql, const EventCode& event) {
  return connection.get(sql, {event}, [](const Row& row) { return row.integer(0); });
}

}  // namespace uketsuke
