// SQL of the reading side; see reader_queries.h.
#include "db/reader_queries.h"

#include <array>

namespace uketsuke {

namespace {

/// Sorts after every text that begins with a prefix.
constexpr const char* kLastCharacter = "\xF4\x8F\xBF\xBF";

// The columns of a roster row, written once; every statement below begins with them (joined when it is compiled).
#define UKETSUKE_ROSTER_COLUMNS                                                                                  \
  "SELECT r.id, r.number, r.status, r.role, r.channel, r.received_utc_ms, r.late, r.split, r.seat_released,"     \
  " r.suspected_of IS NOT NULL, r.group_name, r.category, r.substitute_for, r.substituted_by,"                   \
  " r.first_entry_utc_ms, r.last_exit_utc_ms, s.check_in IS NOT NULL, coalesce(f.kind, ''), p.name, p.furigana," \
  " p.facility, p.profession, p.email, p.phone, p.note, p.gojuon, p.folded_name, p.folded_kana,"                 \
  " p.folded_facility, t.id, t.serial, t.key_version, coalesce(f.folded, p.folded_facility),"                    \
  " coalesce(f.name, ''), coalesce(f.municipality, ''), coalesce(k.person, '')"
#define UKETSUKE_ROSTER_JOINS                                                                  \
  " LEFT JOIN presence s ON s.registration = r.id LEFT JOIN facilities f ON f.id = r.facility" \
  " LEFT JOIN live_tickets l ON l.registration = r.id LEFT JOIN tickets t ON t.id = l.ticket"  \
  " LEFT JOIN application_contacts k ON k.application = r.application"

StoredRow read_row(const Row& from) {
  StoredRow stored;
  RegistrationRow& row = stored.row;
  row.registration = from.id<RegistrationId>(0);
  row.number = from.integer(1);
  row.status = status_from_word(from.text(2)).value_or(RegistrationStatus::pending);
  row.attendee.role = role_from_word(from.text(3)).value_or(Role::participant);
  row.channel = channel_from_word(from.text(4)).value_or(Channel::file);
  row.received_at = from.time(5);
  row.late = from.boolean(6);
  row.split = from.boolean(7);
  row.seat_released = from.boolean(8);
  row.suspected_duplicate = from.boolean(9);
  row.group = from.text(10);
  row.attendee.profession.category = category_from_word(from.text(11)).value_or(ProfessionCategory::other);
  row.substitute_for = from.maybe_id<RegistrationId>(12);
  row.substituted_by = from.maybe_id<RegistrationId>(13);
  row.checked_in_at = from.maybe_time(14);
  row.inside = from.boolean(16);
  if (!row.inside) row.checked_out_at = from.maybe_time(15);
  row.facility_kind = from.text(17);
  row.attendee.name = from.text(18);
  row.attendee.furigana = from.text(19);
  row.attendee.facility = from.text(20);
  row.attendee.profession.given = from.text(21);
  row.attendee.email = from.text(22);
  row.attendee.phone = from.text(23);
  row.attendee.note = from.text(24);
  stored.gojuon = from.text(25);
  stored.folded_name = from.text(26);
  stored.folded_kana = from.text(27);
  stored.folded_facility = from.text(28);
  stored.facility_key = from.text(32);
  row.facility_name = from.text(33);
  row.municipality = from.text(34);
  row.contact_person = from.text(35);
  if (!from.is_null(29)) {
    stored.ticket =
        StoredTicket{from.id<TicketId>(29), {static_cast<std::uint64_t>(from.integer(30))}, from.integer(31)};
  }
  return stored;
}

Status visit_rows(Connection& connection, std::string_view sql, const Params& params, const VisitRow& visit) {
  return connection.visit(sql, params, [&](const Row& row) { return visit(read_row(row)); });
}

Movement read_movement(const Row& row) {
  return {
      row.id<CheckInId>(1), direction_from_word(row.text(2)).value_or(Direction::entry), row.time(3), {row.integer(4)}};
}

ScanSource source_from_word(const std::string& text) {
  constexpr std::array<ScanSource, 6> kAll = {ScanSource::camera,  ScanSource::keyboard, ScanSource::serial,
                                              ScanSource::command, ScanSource::image,    ScanSource::frames};
  for (const ScanSource source : kAll) {
    if (word(source) == text) return source;
  }
  return ScanSource::command;
}

}  // namespace

Status visit_roster(Connection& connection, const EventCode& event, const VisitRow& visit) {
  return visit_rows(connection,
                    UKETSUKE_ROSTER_COLUMNS
                    " FROM registrations r LEFT JOIN people p ON p.registration = r.id" UKETSUKE_ROSTER_JOINS
                    " WHERE r.event = ?1",
                    {event}, visit);
}

Status visit_roster_by_kana(Connection& connection, const EventCode& event, const std::string& folded_prefix,
                            const VisitRow& visit) {
  return visit_rows(connection,
                    UKETSUKE_ROSTER_COLUMNS
                    " FROM people p INDEXED BY people_kana"
                    " JOIN registrations r ON r.id = p.registration" UKETSUKE_ROSTER_JOINS
                    " WHERE p.event = ?1 AND p.folded_kana >= ?2 AND p.folded_kana < ?3",
                    {event, folded_prefix, folded_prefix + kLastCharacter}, visit);
}

Result<std::vector<RegistrationId>> list_first_by_kana(Connection& connection, const EventCode& event,
                                                       const std::string& folded_prefix, std::int64_t limit) {
  return connection.list(
      "SELECT registration FROM people INDEXED BY people_kana WHERE event = ?1 AND folded_kana >= ?2"
      " AND folded_kana < ?3 ORDER BY gojuon, registration LIMIT ?4",
      {event, folded_prefix, folded_prefix + kLastCharacter, limit},
      [](const Row& row) { return row.id<RegistrationId>(0); });
}

Status visit_roster_by_facility(Connection& connection, const EventCode& event, const std::string& folded_facility,
                                const VisitRow& visit) {
  return visit_rows(connection,
                    UKETSUKE_ROSTER_COLUMNS
                    " FROM people p INDEXED BY people_facility"
                    " JOIN registrations r ON r.id = p.registration" UKETSUKE_ROSTER_JOINS
                    " WHERE p.event = ?1 AND p.folded_facility IN (SELECT ?2 UNION ALL SELECT a.folded"
                    " FROM facility_aliases a JOIN facilities k ON k.id = a.facility WHERE k.folded = ?2)",
                    {event, folded_facility}, visit);
}

Status visit_roster_by_parts(Connection& connection, const EventCode& event, const SearchParts& parts,
                             const VisitRow& visit) {
  const auto given = [](const std::string& part) { return part.empty() ? Bound(std::nullopt) : Bound(part); };
  return visit_rows(
      connection,
      UKETSUKE_ROSTER_COLUMNS
      " FROM (SELECT registration AS id FROM people INDEXED BY people_name WHERE event = ?1"
      "   AND (instr(folded_name, ?2) > 0 OR instr(folded_kana, ?3) > 0 OR instr(folded_facility, ?4) > 0"
      "    OR instr(facility, ?5) > 0)"
      "  UNION SELECT id FROM registrations WHERE event = ?1"
      "   AND facility IN (SELECT id FROM facilities WHERE instr(folded, ?4) > 0)"
      "  UNION SELECT id FROM registrations WHERE event = ?1 AND number = ?6) found"
      " JOIN registrations r ON r.id = found.id LEFT JOIN people p ON p.registration = r.id" UKETSUKE_ROSTER_JOINS,
      {event, given(parts.name), given(parts.kana), given(parts.facility), given(parts.given), parts.number}, visit);
}

Status visit_roster_by_number(Connection& connection, const EventCode& event, std::int64_t number,
                              const VisitRow& visit) {
  return visit_rows(connection,
                    UKETSUKE_ROSTER_COLUMNS
                    " FROM registrations r LEFT JOIN people p ON p.registration = r.id" UKETSUKE_ROSTER_JOINS
                    " WHERE r.event = ?1 AND r.number = ?2",
                    {event, number}, visit);
}

Status visit_roster_by_id(Connection& connection, const EventCode& event, const std::string& id,
                          const VisitRow& visit) {
  return visit_rows(connection,
                    UKETSUKE_ROSTER_COLUMNS
                    " FROM registrations r LEFT JOIN people p ON p.registration = r.id" UKETSUKE_ROSTER_JOINS
                    " WHERE r.id = ?2 AND r.event = ?1",
                    {event, id}, visit);
}

#undef UKETSUKE_ROSTER_COLUMNS
#undef UKETSUKE_ROSTER_JOINS

Result<std::vector<Movement>> list_standing_movements(Connection& connection, const EventCode& event,
                                                      const RegistrationId& registration) {
  return connection.list(
      "SELECT registration, id, direction, happened_utc_ms, hlc FROM check_ins c WHERE registration = ?1 AND event = ?2"
      " AND NOT EXISTS (SELECT 1 FROM annulments WHERE check_in = c.id) ORDER BY happened_utc_ms, hlc, id",
      {registration, event}, read_movement);
}

Result<std::vector<MovementOf>> list_event_movements(Connection& connection, const EventCode& event) {
  return connection.list(
      "SELECT registration, id, direction, happened_utc_ms, hlc FROM check_ins c WHERE event = ?1"
      " AND NOT EXISTS (SELECT 1 FROM annulments WHERE check_in = c.id)"
      " ORDER BY registration, happened_utc_ms, hlc, id",
      {event}, [](const Row& row) {
        return MovementOf{row.id<RegistrationId>(0), read_movement(row)};
      });
}

Result<std::vector<FacilityGroup>> list_facility_groups(Connection& connection, const EventCode& event,
                                                        const std::string& folded_part) {
  return connection.list(
      "SELECT coalesce(f.name, min(p.facility)), coalesce(f.folded, p.folded_facility) AS folded, count(*),"
      " sum(r.first_entry_utc_ms IS NOT NULL)"
      " FROM people p JOIN registrations r ON r.id = p.registration LEFT JOIN facilities f ON f.id = r.facility"
      " WHERE p.event = ?1 AND p.folded_facility <> ''"
      " AND (?2 = '' OR instr(p.folded_facility, ?2) > 0 OR instr(coalesce(f.folded, ''), ?2) > 0)"
      " AND r.status IN ('pending', 'confirmed', 'waitlisted') AND r.substituted_by IS NULL"
      " GROUP BY coalesce(f.folded, p.folded_facility) ORDER BY folded",
      {event, folded_part}, [](const Row& row) {
        return FacilityGroup{row.text(0), row.text(1), row.integer(2), row.integer(3)};
      });
}

Result<std::vector<ScanRow>> list_scan_rows(Connection& connection, const EventCode& event, std::int64_t limit) {
  return connection.list(
      "SELECT s.id, s.happened_utc_ms, s.direction, s.source, s.outcome, s.registration, coalesce(r.number, 0),"
      " coalesce(p.name, ''), s.done_by FROM scans s LEFT JOIN registrations r ON r.id = s.registration"
      " LEFT JOIN people p ON p.registration = s.registration WHERE s.event = ?1"
      " ORDER BY s.happened_utc_ms DESC, s.hlc DESC, s.id DESC LIMIT ?2",
      {event, limit}, [](const Row& row) {
        ScanRow scan;
        scan.scan = row.id<ScanId>(0);
        scan.happened = row.time(1);
        scan.direction = direction_from_word(row.text(2)).value_or(Direction::entry);
        scan.source = source_from_word(row.text(3));
        scan.outcome = scan_outcome_from_word(row.text(4)).value_or(ScanOutcome::not_a_ticket);
        scan.registration = row.maybe_id<RegistrationId>(5);
        scan.number = row.integer(6);
        scan.name = row.text(7);
        scan.by = row.text(8);
        return scan;
      });
}

}  // namespace uketsuke
