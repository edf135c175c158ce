// Statements on what the store is: settings, keys, the hybrid clock. One function each.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "common/attendance.h"
#include "common/result.h"
#include "common/ticket.h"
#include "common/time.h"
#include "db/connection.h"

namespace uketsuke {

/// That the file has a store's tables. Errors: Code::store_failed for an empty file, one that lost them, one of another
/// program
Status check_has_tables(Connection& connection);

Result<HybridClock> load_hybrid_clock(Connection& connection);
Status save_hybrid_clock(Connection& connection, HybridClock clock);

Status insert_setting(Connection& connection, const std::string& name, const std::string& value);
/// Puts it in or replaces it.
Status save_setting(Connection& connection, const std::string& name, const std::string& value);
/// None where it was never set.
Result<std::optional<std::string>> find_setting(Connection& connection, const std::string& name);
Status delete_setting(Connection& connection, const std::string& name);
/// Errors: Code::store_failed where the setting is missing: no store of ours
Result<std::string> load_setting(Connection& connection, const std::string& name);

Status insert_organiser_key(Connection& connection, const OrganiserKey& key, UtcMillis made);
/// Oldest first.
Result<std::vector<OrganiserKey>> list_organiser_keys(Connection& connection);
Result<std::vector<EventSubkey>> list_event_subkeys(Connection& connection);

/// "ok", or what is wrong with the file.
Result<std::string> quick_check(Connection& connection);

}  // namespace uketsuke
