// A new version of the organiser's ticket key. Opens the store for one call; one thread.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "common/ids.h"
#include "common/result.h"
#include "db/store.h"

namespace uketsuke {

struct KeyRotation {
  std::int64_t version = 0;       ///< new tickets are written under it
  std::int64_t revoked = 0;       ///< tickets withdrawn; 0 unless compromised
  std::vector<EventCode> events;  ///< whose tickets these are
};

/// New tickets get the new version; old ones stay valid. Events that came in a pack keep their owner's keys.
/// @param compromised  every ticket of older versions is withdrawn at once, a fact each; issue_tickets makes new ones
Result<KeyRotation> rotate_key(const std::string& folder, bool compromised, const Change& change);

}  // namespace uketsuke
