// See decision_queries.h.
#include "db/decision_queries.h"

namespace uketsuke {

Result<std::vector<RegistrationId>> list_suspects_of(Connection& connection, const EventCode& event,
                                                     const RegistrationId& earlier) {
  return connection.list(
      "SELECT id FROM registrations WHERE event = ?1 AND status = 'pending' AND suspected_of = ?2 ORDER BY number",
      {event, earlier}, [](const Row& row) { return row.id<RegistrationId>(0); });
}

Result<std::vector<SuspectedIds>> list_suspected_ids(Connection& connection, const EventCode& event) {
  return connection.list(
      "SELECT suspected_of, id FROM registrations"
      " WHERE event = ?1 AND status = 'pending' AND suspected_of IS NOT NULL ORDER BY number",
      {event}, [](const Row& row) {
        return SuspectedIds{row.id<RegistrationId>(0), row.id<RegistrationId>(1)};
      });
}

Status move_suspicion(Connection& connection, const RegistrationId& from, const RegistrationId& to) {
  return connection.run("UPDATE registrations SET suspected_of = ?2 WHERE suspected_of = ?1 AND id <> ?2", {from, to});
}

Result<std::int64_t> copy_questions(Connection& connection, const RegistrationId& from, const RegistrationId& to) {
  return connection.run_counting(
      "INSERT INTO questions (application, position, professions, question)"
      " SELECT target.application, coalesce((SELECT max(position) FROM questions WHERE application = "
      "target.application),"
      " 0) + row_number() OVER (ORDER BY q.position), q.professions, q.question"
      " FROM questions q JOIN registrations source ON source.id = ?1 AND q.application = source.application"
      " JOIN registrations target ON target.id = ?2"
      " WHERE source.application <> target.application"
      " AND NOT EXISTS (SELECT 1 FROM registrations other WHERE other.application = source.application"
      "  AND other.id <> source.id AND other.status NOT IN ('cancelled', 'declined'))"
      " AND NOT EXISTS (SELECT 1 FROM questions asked WHERE asked.application = target.application"
      "  AND asked.question = q.question AND asked.professions = q.professions)",
      {from, to});
}

Result<std::vector<ReceivedPerson>> list_received(Connection& connection, const EventCode& event) {
  return connection.list(
      "SELECT channel, status, received_utc_ms, late FROM registrations"
      " WHERE event = ?1 AND channel <> 'walk-in' AND substitute_for IS NULL",
      {event}, [](const Row& row) {
        return ReceivedPerson{channel_from_word(row.text(0)).value_or(Channel::file),
                              status_from_word(row.text(1)).value_or(RegistrationStatus::pending), row.time(2),
                              row.boolean(3)};
      });
}

}  // namespace uketsuke
