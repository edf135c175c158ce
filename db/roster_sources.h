// Where an event's roster is pulled from and when it last was. Opens a connection of its own for each call; any thread,
// one call at a time. Knows no network.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "common/ids.h"
#include "common/result.h"
#include "common/time.h"

namespace uketsuke {

struct RosterSource {
  std::string source;        ///< file, folder or URL; never with credentials in it
  std::string etag;          ///< of what was taken last; empty if none
  std::int64_t rows = 0;     ///< that it had
  UtcMillis last_sync;       ///< when its rows were taken, or found to be the same
  UtcMillis last_try;        ///< ≥ last_sync
  std::string last_error{};  ///< of the last try; empty if it went well
  std::string mapping{};     ///< name or file of the mapping it is read by; empty: by its titles
};

/// None where nothing was pulled yet. @param folder  of the store
/// Errors: Code::not_found without a store; store_failed
Result<std::optional<RosterSource>> load_roster_source(const std::string& folder, const EventCode& event);

/// Remembers it in place of the one before. Errors: Code::refused by a guard, store_failed
Status save_roster_source(const std::string& folder, const EventCode& event, const RosterSource& source);

}  // namespace uketsuke
