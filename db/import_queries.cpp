// SQL of imports; see import_queries.h.
#include "db/import_queries.h"

namespace uketsuke {

Result<std::vector<RosterPerson>> list_roster_people(Connection& connection, const EventCode& event) {
  return connection.list(
      "SELECT r.id, r.position, r.status, r.role, r.category, p.name, p.furigana, p.facility, p.profession, p.email,"
      " p.phone, p.note, p.folded_name, p.folded_kana, p.folded_facility, p.folded_email"
      " FROM registrations r JOIN people p ON p.registration = r.id WHERE r.event = ?1 ORDER BY r.number",
      {event}, [](const Row& row) {
        RosterPerson person;
        person.registration = row.id<RegistrationId>(0);
        person.position = row.integer(1);
        person.status = status_from_word(row.text(2)).value_or(RegistrationStatus::pending);
        person.attendee.role = role_from_word(row.text(3)).value_or(Role::participant);
        person.attendee.profession.category = category_from_word(row.text(4)).value_or(ProfessionCategory::other);
        person.attendee.name = row.text(5);
        person.attendee.furigana = row.text(6);
        person.attendee.facility = row.text(7);
        person.attendee.profession.given = row.text(8);
        person.attendee.email = row.text(9);
        person.attendee.phone = row.text(10);
        person.attendee.note = row.text(11);
        person.keys = {person.registration, 0, person.status, row.text(12), row.text(13), row.text(14), row.text(15)};
        return person;
      });
}

Result<std::vector<SourceRow>> list_source_rows(Connection& connection, const EventCode& event,
                                                const std::string& source) {
  return connection.list("SELECT registration, external_id FROM source_rows WHERE event = ?1 AND source = ?2",
                         {event, source}, [](const Row& row) {
                           return SourceRow{row.id<RegistrationId>(0), row.text(1)};
                         });
}

Result<std::vector<NumberedRow>> list_numbered_rows_elsewhere(Connection& connection, const EventCode& event,
                                                              const std::string& source) {
  return connection.list(
      "SELECT source, registration, external_id FROM source_rows"
      " WHERE event = ?1 AND source <> ?2 AND external_id <> '' ORDER BY seen_utc_ms DESC, source",
      {event, source}, [](const Row& row) {
        return NumberedRow{row.text(0), {row.id<RegistrationId>(1), row.text(2)}};
      });
}

Result<std::vector<DigestRow>> list_row_digests(Connection& connection, const EventCode& event) {
  return connection.list(
      "SELECT d.digest, d.registration FROM registrations r JOIN row_digests d ON d.registration = r.id"
      " WHERE r.event = ?1 ORDER BY r.number",
      {event}, [](const Row& row) {
        return DigestRow{row.blob(0), row.id<RegistrationId>(1)};
      });
}

Status upsert_source_rows(Connection& connection, const std::vector<SeenRow>& rows, UtcMillis seen) {
  GivenRows given{5, {}};
  given.values.reserve(rows.size() * given.columns);
  for (const SeenRow& row : rows) {
    given.values.insert(given.values.end(), {row.event, row.source, row.registration, row.external_id, seen});
  }
  return connection.run_over(
      "INSERT INTO source_rows (event, source, registration, external_id, seen_utc_ms)"
      " SELECT c1, c2, c3, c4, c5 FROM given WHERE true"
      " ON CONFLICT (event, source, registration)"
      " DO UPDATE SET external_id = excluded.external_id, seen_utc_ms = excluded.seen_utc_ms",
      given);
}

Status insert_row_digests(Connection& connection, const EventCode& event, const std::vector<DigestRow>& rows) {
  GivenRows given{3, {}};
  given.values.reserve(rows.size() * given.columns);
  for (const DigestRow& row : rows) {
    given.values.insert(given.values.end(), {event, row.digest, row.registration});
  }
  return connection.run_over(
      "INSERT INTO row_digests (event, digest, registration) SELECT c1, c2, c3 FROM given WHERE true"
      " ON CONFLICT DO NOTHING",
      given);
}

Status delete_row_digests(Connection& connection, const RegistrationId& registration) {
  return connection.run("DELETE FROM row_digests WHERE registration = ?1", {registration});
}

Result<Blob> load_import_salt(Connection& connection, const EventCode& event) {
  auto salt = connection.find("SELECT salt FROM import_salts WHERE event = ?1", {event},
                              [](const Row& row) { return row.blob(0); });
  if (!salt) return tl::unexpected(salt.error());
  return salt->value_or(Blob());
}

Result<bool> has_registration(Connection& connection, const RegistrationId& id) {
  return connection.get("SELECT EXISTS (SELECT 1 FROM registrations WHERE id = ?1)", {id},
                        [](const Row& row) { return row.boolean(0); });
}

Result<bool> has_application(Connection& connection, const ApplicationId& id) {
  return connection.get("SELECT EXISTS (SELECT 1 FROM applications WHERE id = ?1)", {id},
                        [](const Row& row) { return row.boolean(0); });
}

Status insert_draft(Connection& connection, const DraftRow& row) {
  const BadLine& bad = row.bad;
  return connection.run(
      "INSERT INTO drafts (id, event, file, line, field, why, record, happened_utc_ms, done_by)"
      " SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9 WHERE NOT EXISTS (SELECT 1 FROM drafts WHERE event = ?2"
      " AND field = ?5 AND why = ?6 AND record = ?7"
      " AND (file = ?3 AND line = ?4 OR settled <> '' AND record <> ''))",
      {row.id, row.event, bad.file, bad.line, bad.field, bad.why, bad.text, row.happened, row.by});
}

Result<std::vector<BadLine>> list_draft_rows(Connection& connection, const EventCode& event) {
  return connection.list(
      "SELECT file, line, field, why, record FROM drafts WHERE event = ?1 AND settled = ''"
      " ORDER BY happened_utc_ms, file, line, id",
      {event}, [](const Row& row) {
        return BadLine{row.text(0), row.integer(1), row.text(2), row.text(3), row.text(4)};
      });
}

}  // namespace uketsuke
