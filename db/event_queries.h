// SQL of events, their lists and their counter rows. One function a statement or a row with its lists; judges nothing.
// Writing functions run inside the caller's transaction. Thread: the connection's.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "common/event.h"
#include "common/ids.h"
#include "common/result.h"
#include "common/roster.h"
#include "common/seats.h"
#include "common/ticket.h"
#include "db/connection.h"
#include "db/parts.h"

namespace uketsuke {

// load_known_event and list_event_codes are declared in db/parts.h and live here too.

/// The code of the event that carries a tag; none if it is not in this store.
Result<std::optional<EventCode>> find_event_of_tag(Connection& connection, EventTag tag);

Status insert_event(Connection& connection, const Event& event, EventTag tag);
/// Every value but code and tag. Errors: Code::refused by the guards of capacity and room
Status update_event(Connection& connection, const Event& event);

/// The counter row as the rules look at it.
Result<SeatFacts> load_seat_facts(Connection& connection, const EventCode& code);
/// Kept counts with seats_free by the rule. Errors: Code::store_failed without the event
Result<EventCounts> load_event_counts(Connection& connection, const EventCode& code);
/// Admitted participants by category, in DOMAIN order; kept.
Result<std::vector<std::pair<ProfessionCategory, std::int64_t>>> load_profession_counts(Connection& connection,
                                                                                        const EventCode& code);

}  // namespace uketsuke
