// The doors of one event for staff to look at, from the store alone: it says the same with and without a hub that can
// be reached. Any thread: a connection of its own. Cost: by the event's check-ins
#pragma once

#include <string>

#include "common/door_status.h"
#include "common/result.h"

namespace uketsuke {

/// Errors: Code::not_found for the event; store_failed
Result<DoorStatus> load_door_status(const std::string& folder, const EventCode& event);

}  // namespace uketsuke
