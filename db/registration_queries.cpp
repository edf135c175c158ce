// SQL of registrations; see registration_queries.h.
#include "db/registration_queries.h"

#include "common/names.h"

namespace uketsuke {

namespace {

RegistrationStatus status_of(const Row& row, int column) {
  return status_from_word(row.text(column)).value_or(RegistrationStatus::pending);
}

Role role_of(const Row& row, int column) { return role_from_word(row.text(column)).value_or(Role::participant); }

RegistrationState read_state(const Row& row) {
  RegistrationState state;
  state.id = row.id<RegistrationId>(0);
  state.number = row.integer(1);
  state.status = status_of(row, 2);
  state.role = role_of(row, 3);
  state.channel = channel_from_word(row.text(4)).value_or(Channel::file);
  state.received = row.time(5);
  state.late = row.boolean(6);
  state.seat_released = row.boolean(7);
  state.suspected_of = row.maybe_id<RegistrationId>(8);
  state.group = row.text(9);
  state.substitute_for = row.maybe_id<RegistrationId>(10);
  state.substituted_by = row.maybe_id<RegistrationId>(11);
  state.first_entry = row.maybe_time(12);
  state.last_exit = row.maybe_time(13);
  state.inside = row.boolean(14);
  return state;
}

Status insert_registration_rows(Connection& connection, const std::vector<NewRegistration>& rows) {
  GivenRows given{16, {}};
  given.values.reserve(rows.size() * given.columns);
  for (const NewRegistration& row : rows) {
    given.values.insert(
        given.values.end(),
        {row.id, row.event, row.number, row.application, row.position, word(row.status), word(row.attendee->role),
         word(row.channel), row.received, row.late, row.split, row.suspected_of, row.group,
         word(row.attendee->profession.category), row.folded->folded_facility, row.substitute_for});
  }
  return connection.run_over(
      "INSERT INTO registrations (id, event, number, application, position, status, role, channel, received_utc_ms,"
      " late, split, suspected_of, group_name, category, facility, substitute_for)"
      " SELECT c1, c2, c3, c4, c5, c6, c7, c8, c9, c10, c11, c12, c13, c14,"
      " (SELECT facility FROM facility_of_name WHERE folded = c15), c16 FROM given",
      given);
}

Status insert_people(Connection& connection, const std::vector<NewRegistration>& rows) {
  std::vector<std::string> gojuon;
  gojuon.reserve(rows.size());
  GivenRows given{14, {}};
  given.values.reserve(rows.size() * given.columns);
  for (const NewRegistration& row : rows) {
    const Attendee& person = *row.attendee;
    const KnownPerson& folded = *row.folded;
    gojuon.push_back(gojuon_key(person.furigana));
    given.values.insert(given.values.end(),
                        {row.id, row.event, person.name, person.furigana, person.facility, person.profession.given,
                         person.email, person.phone, person.note, folded.folded_name, folded.folded_kana,
                         folded.folded_facility, folded.folded_email, gojuon.back()});
  }
  return connection.run_over(
      "INSERT INTO people (registration, event, name, furigana, facility, profession, email, phone, note,"
      " folded_name, folded_kana, folded_facility, folded_email, gojuon)"
      " SELECT c1, c2, c3, c4, c5, c6, c7, c8, c9, c10, c11, c12, c13, c14 FROM given",
      given);
}

Status link_facility(Connection& connection, const RegistrationId& registration, const std::string& folded_facility) {
  return connection.run(
      "UPDATE registrations SET facility = (SELECT facility FROM facility_of_name WHERE folded = ?2) WHERE id = ?1",
      {registration, folded_facility});
}

}  // namespace

Status insert_applications(Connection& connection, const std::vector<FactRow<ApplicationRow>>& rows) {
  GivenRows given{12, {}};
  given.values.reserve(rows.size() * given.columns);
  for (const auto& [row, fact] : rows) {
    given.values.insert(given.values.end(),
                        {fact.id, row.event, word(row.channel), row.received, row.external_id, row.source,
                         row.notice_given, row.people, fact.origin, fact.happened, fact.hlc.value, fact.by});
  }
  return connection.run_over(
      "INSERT INTO applications (id, event, channel, received_utc_ms, external_id, source, notice_given, people,"
      " origin, happened_utc_ms, hlc, done_by) SELECT c1, c2, c3, c4, c5, c6, c7, c8, c9, c10, c11, c12 FROM given",
      given);
}

Status insert_contact(Connection& connection, const ApplicationId& application, const EventCode& event,
                      const std::string& person) {
  return connection.run("INSERT INTO application_contacts (application, event, person) VALUES (?1, ?2, ?3)",
                        {application, event, person});
}

Status insert_question(Connection& connection, const ApplicationId& application, std::int64_t position,
                       const Question& question) {
  return connection.run("INSERT INTO questions (application, position, professions, question) VALUES (?1, ?2, ?3, ?4)",
                        {application, position, question.professions, question.text});
}

Status insert_registrations(Connection& connection, const std::vector<NewRegistration>& rows) {
  return insert_registration_rows(connection, rows).and_then([&] { return insert_people(connection, rows); });
}

Result<std::int64_t> load_next_number(Connection& connection, const EventCode& event) {
  return connection.get("SELECT next_number FROM event_counts WHERE event = ?1", {event},
                        [](const Row& row) { return row.integer(0); });
}

Status insert_changes(Connection& connection, const std::vector<FactRow<ChangeRow>>& rows) {
  GivenRows given{11, {}};
  given.values.reserve(rows.size() * given.columns);
  for (const auto& [row, fact] : rows) {
    given.values.insert(given.values.end(),
                        {fact.id, row.event, row.registration, row.kind, word(row.status), row.fields, row.reason,
                         fact.origin, fact.happened, fact.hlc.value, fact.by});
  }
  return connection.run_over(
      "INSERT INTO registration_changes (id, event, registration, kind, status, fields, reason, origin,"
      " happened_utc_ms, hlc, done_by) SELECT c1, c2, c3, c4, c5, c6, c7, c8, c9, c10, c11 FROM given",
      given);
}

Status insert_override(Connection& connection, const OverrideRow& row, const Fact& fact) {
  return connection.run(
      "INSERT INTO overrides (id, event, registration, over, gives_seat, reason, words, origin, happened_utc_ms, hlc,"
      " done_by) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)",
      {fact.id, row.event, row.registration, row.over, row.gives_seat, word(row.reason.reason), row.reason.words,
       fact.origin, fact.happened, fact.hlc.value, fact.by});
}

Result<std::optional<RegistrationState>> find_registration(Connection& connection, const EventCode& event,
                                                           const RegistrationId& registration) {
  return connection.find(
      "SELECT id, number, status, role, channel, received_utc_ms, late, seat_released, suspected_of, group_name,"
      " substitute_for, substituted_by, first_entry_utc_ms, last_exit_utc_ms,"
      " EXISTS (SELECT 1 FROM presence WHERE registration = registrations.id)"
      " FROM registrations WHERE id = ?1 AND event = ?2",
      {registration, event}, read_state);
}

Result<RegistrationState> get_registration(Connection& connection, const EventCode& event,
                                           const RegistrationId& registration) {
  auto found = find_registration(connection, event, registration);
  if (!found) return tl::unexpected(found.error());
  if (!*found) return fail(Code::not_found, "no registration " + registration.value + " at event " + event.value);
  return std::move(**found);
}

Result<std::optional<RegistrationId>> find_registration_of_number(Connection& connection, const EventCode& event,
                                                                  std::int64_t number) {
  return connection.find("SELECT id FROM registrations WHERE event = ?1 AND number = ?2", {event, number},
                         [](const Row& row) { return row.id<RegistrationId>(0); });
}

Status update_status(Connection& connection, const RegistrationId& registration, RegistrationStatus status) {
  return connection.run("UPDATE registrations SET status = ?2, suspected_of = NULL, door_wait_hlc = NULL WHERE id = ?1",
                        {registration, word(status)});
}

Status update_late(Connection& connection, const RegistrationId& registration, bool late) {
  return connection.run("UPDATE registrations SET late = ?2 WHERE id = ?1", {registration, late});
}

Status update_group(Connection& connection, const RegistrationId& registration, const std::string& group) {
  return connection.run("UPDATE registrations SET group_name = ?2 WHERE id = ?1", {registration, group});
}

Status update_role(Connection& connection, const RegistrationId& registration, Role role, RegistrationStatus status) {
  return connection.run("UPDATE registrations SET role = ?2, status = ?3 WHERE id = ?1",
                        {registration, word(role), word(status)});
}

Status update_category(Connection& connection, const RegistrationId& registration, ProfessionCategory category) {
  return connection.run("UPDATE registrations SET category = ?2 WHERE id = ?1 AND category <> ?2",
                        {registration, word(category)});
}

Result<std::vector<RegistrationState>> list_pending(Connection& connection, const EventCode& event) {
  return connection.list(
      "SELECT id, number, status, role, channel, received_utc_ms, late, seat_released, suspected_of, group_name,"
      " substitute_for, substituted_by, first_entry_utc_ms, last_exit_utc_ms, 0"
      " FROM registrations WHERE event = ?1 AND status = 'pending' ORDER BY received_utc_ms, number",
      {event}, read_state);
}

Result<std::optional<RegistrationId>> find_first_waitlisted(Connection& connection, const EventCode& event) {
  return connection.find(
      "SELECT id FROM ("
      " SELECT * FROM (SELECT id, received_utc_ms AS received, number FROM registrations WHERE event = ?1"
      "  AND status = 'waitlisted' AND role = 'participant' AND substitute_for IS NULL ORDER BY 2, 3 LIMIT 1)"
      " UNION ALL"
      " SELECT * FROM (SELECT s.id, o.received_utc_ms, s.number FROM registrations s"
      "  JOIN registrations o ON o.id = s.substitute_for WHERE s.event = ?1 AND s.status = 'waitlisted'"
      "  AND s.role = 'participant' AND s.substitute_for IS NOT NULL ORDER BY 2, 3 LIMIT 1)"
      ") ORDER BY received, number LIMIT 1",
      {event}, [](const Row& row) { return row.id<RegistrationId>(0); });
}

Result<std::optional<RegistrationId>> find_first_at_door(Connection& connection, const EventCode& event) {
  return connection.find(
      "SELECT id FROM registrations WHERE event = ?1 AND door_wait_hlc IS NOT NULL AND status = 'waitlisted'"
      " AND role = 'participant' ORDER BY door_wait_hlc, number LIMIT 1",
      {event}, [](const Row& row) { return row.id<RegistrationId>(0); });
}

Result<Attendee> load_attendee(Connection& connection, const RegistrationId& registration) {
  auto found = connection.find(
      "SELECT p.name, p.furigana, p.facility, p.profession, r.category, r.role, p.email, p.phone, p.note"
      " FROM people p JOIN registrations r ON r.id = p.registration WHERE p.registration = ?1",
      {registration}, [](const Row& row) {
        Attendee attendee;
        attendee.name = row.text(0);
        attendee.furigana = row.text(1);
        attendee.facility = row.text(2);
        attendee.profession.given = row.text(3);
        attendee.profession.category = category_from_word(row.text(4)).value_or(ProfessionCategory::other);
        attendee.role = role_of(row, 5);
        attendee.email = row.text(6);
        attendee.phone = row.text(7);
        attendee.note = row.text(8);
        return attendee;
      });
  if (!found) return tl::unexpected(found.error());
  if (!*found) return fail(Code::not_found, "the personal data of " + registration.value + " was erased");
  return std::move(**found);
}

Status update_person(Connection& connection, const RegistrationId& registration, const Attendee& attendee) {
  const std::string folded_facility = fold_facility(attendee.facility);
  auto updated = connection.run(
      "UPDATE people SET name = ?2, furigana = ?3, facility = ?4, profession = ?5, email = ?6, phone = ?7, note = ?8,"
      " folded_name = ?9, folded_kana = ?10, folded_facility = ?11, folded_email = ?12, gojuon = ?13"
      " WHERE registration = ?1",
      {registration, attendee.name, attendee.furigana, attendee.facility, attendee.profession.given, attendee.email,
       attendee.phone, attendee.note, fold_name(attendee.name), fold_kana(attendee.furigana), folded_facility,
       fold_email(attendee.email), gojuon_key(attendee.furigana)});
  if (!updated) return updated;
  return link_facility(connection, registration, folded_facility);
}

Result<std::vector<KnownPerson>> list_namesakes(Connection& connection, const EventCode& event,
                                                const std::string& folded_name) {
  return connection.list(
      "SELECT r.id, r.number, r.status, p.folded_name, p.folded_kana, p.folded_facility, p.folded_email"
      " FROM people p JOIN registrations r ON r.id = p.registration"
      " WHERE p.event = ?1 AND p.folded_name = ?2 ORDER BY r.number",
      {event, folded_name}, [](const Row& row) {
        return KnownPerson{row.id<RegistrationId>(0),
                           row.integer(1),
                           status_of(row, 2),
                           row.text(3),
                           row.text(4),
                           row.text(5),
                           row.text(6)};
      });
}

}  // namespace uketsuke
