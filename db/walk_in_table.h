// The workshop table of somebody who walks in: of the smallest the one that it costs least (common/grouping.h), judged
// by who is at the tables now. Reads only; inside the walk-in's transaction.
#pragma once

#include <string>

#include "common/event.h"
#include "common/result.h"
#include "common/roster.h"
#include "db/connection.h"

namespace uketsuke {

/// The table's name; empty where the event has no tables, or for somebody who is no participant. Whether like
/// professions sit together is seen from the tables as they are.
Result<std::string> find_walk_in_table(Connection& connection, const Event& event, const Attendee& attendee);

}  // namespace uketsuke
