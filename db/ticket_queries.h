// SQL of tickets: issued, live, withdrawn. One function a statement. Thread: the connection's.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "common/ids.h"
#include "common/result.h"
#include "common/ticket.h"
#include "db/connection.h"
#include "db/parts.h"

namespace uketsuke {

/// A ticket as the store keeps it: its text is computed again from tag, serial and key version.
struct StoredTicket {
  TicketId id;
  TicketSerial serial;
  std::int64_t key_version = 1;
};

/// The fact's id is the ticket's. Errors: Code::store_failed for a serial that the event has already
Status insert_ticket(Connection& connection, const EventCode& event, const RegistrationId& registration,
                     const StoredTicket& ticket, const Fact& fact);
Result<bool> has_serial(Connection& connection, const EventCode& event, TicketSerial serial);
Status insert_live_ticket(Connection& connection, const RegistrationId& registration, const TicketId& ticket);
Status delete_live_ticket(Connection& connection, const RegistrationId& registration);
/// none where the registration has no live ticket.
Result<std::optional<StoredTicket>> find_live_ticket(Connection& connection, const RegistrationId& registration);
Status insert_revocation(Connection& connection, const EventCode& event, const TicketId& ticket,
                         const std::string& reason, const Fact& fact);
/// Confirmed, not replaced by a substitute, without a live ticket; by number.
Result<std::vector<RegistrationId>> list_confirmed_without_ticket(Connection& connection, const EventCode& event);

}  // namespace uketsuke
