// Writing a ticket for a registration and telling its text again. Inside the caller's writing transaction.
#pragma once

#include <optional>
#include <string>

#include "common/ids.h"
#include "common/result.h"
#include "common/ticket.h"
#include "db/parts.h"
#include "db/store.h"
#include "db/ticket_queries.h"

namespace uketsuke {

/// The text that the QR holds, from the key of the ticket's version.
Result<std::string> ticket_text(const TicketKeys& keys, EventTag tag, const StoredTicket& ticket);

/// Ticket fact and live ticket; the registration must have no live one.
/// @param held  a genuine ticket of this event that the person holds and no roster knew; none: a new serial
Result<IssuedTicket> issue_new_ticket(StoreParts& parts, const KnownEvent& event, const RegistrationId& registration,
                                      const Change& change, const std::optional<Ticket>& held = std::nullopt);

/// The live ticket if there is one, else a new one.
Result<IssuedTicket> issue_ticket(StoreParts& parts, const KnownEvent& event, const RegistrationId& registration,
                                  const Change& change);

}  // namespace uketsuke
