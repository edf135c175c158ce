// SQL of tickets; see ticket_queries.h.
#include "db/ticket_queries.h"

namespace uketsuke {

Status insert_ticket(Connection& connection, const EventCode& event, const RegistrationId& registration,
                     const StoredTicket& ticket, const Fact& fact) {
  return connection.run(
      "INSERT INTO tickets (id, event, registration, serial, key_version, origin, happened_utc_ms, hlc, done_by)"
      " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
      {ticket.id, event, registration, static_cast<std::int64_t>(ticket.serial.value), ticket.key_version, fact.origin,
       fact.happened, fact.hlc.value, fact.by});
}

Result<bool> has_serial(Connection& connection, const EventCode& event, TicketSerial serial) {
  return connection.get("SELECT EXISTS (SELECT 1 FROM tickets WHERE event = ?1 AND serial = ?2)",
                        {event, static_cast<std::int64_t>(serial.value)},
                        [](const Row& row) { return row.boolean(0); });
}

Status insert_live_ticket(Connection& connection, const RegistrationId& registration, const TicketId& ticket) {
  return connection.run("INSERT INTO live_tickets (registration, ticket) VALUES (?1, ?2)", {registration, ticket});
}

Status delete_live_ticket(Connection& connection, const RegistrationId& registration) {
  return connection.run("DELETE FROM live_tickets WHERE registration = ?1", {registration});
}

Result<std::optional<StoredTicket>> find_live_ticket(Connection& connection, const RegistrationId& registration) {
  return connection.find(
      "SELECT t.id, t.serial, t.key_version FROM live_tickets l JOIN tickets t ON t.id = l.ticket"
      " WHERE l.registration = ?1",
      {registration}, [](const Row& row) {
        return StoredTicket{row.id<TicketId>(0), {static_cast<std::uint64_t>(row.integer(1))}, row.integer(2)};
      });
}

Status insert_revocation(Connection& connection, const EventCode& event, const TicketId& ticket,
                         const std::string& reason, const Fact& fact) {
  return connection.run(
      "INSERT INTO ticket_revocations (id, event, ticket, reason, origin, happened_utc_ms, hlc, done_by)"
      " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
      {fact.id, event, ticket, reason, fact.origin, fact.happened, fact.hlc.value, fact.by});
}

Result<std::vector<RegistrationId>> list_confirmed_without_ticket(Connection& connection, const EventCode& event) {
  return connection.list(
      "SELECT r.id FROM registrations r LEFT JOIN live_tickets l ON l.registration = r.id"
      " WHERE r.event = ?1 AND r.status = 'confirmed' AND r.substituted_by IS NULL AND l.ticket IS NULL"
      " ORDER BY r.number",
      {event}, [](const Row& row) { return row.id<RegistrationId>(0); });
}

}  // namespace uketsuke
