// Whose table stays when the tables of a workshop are planned or settled anew. Each function opens a connection of its
// own for one call; any thread, one call at a time.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "common/ids.h"
#include "common/result.h"
#include "db/connection.h"
#include "db/store.h"

namespace uketsuke {

Result<std::set<RegistrationId>> list_group_pins(const std::string& folder, const EventCode& event);

/// Pins them, or lets them go. All or none; logged. @return how many changed
/// Errors: Code::not_found for a registration that the event lacks
Result<std::int64_t> set_group_pins(const std::string& folder, const EventCode& event,
                                    const std::vector<RegistrationId>& registrations, bool pinned,
                                    const Change& change);

/// What the facts of an event come to, the last word on each registration. Inside the caller's transaction.
Status refresh_group_pins(Connection& connection, const EventCode& event);

}  // namespace uketsuke
