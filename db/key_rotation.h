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
  /// When compromised: events that came in a pack; their owner's key wrote the tickets, nothing of them is withdrawn.
  std::vector<EventCode> not_withdrawn;
  /// Compromised, no ticket is of this store's own key, yet such events are here: nothing was changed, version is 0.
  bool refused = false;
};

/// New tickets get the new version; old ones stay valid. Events that came in a pack keep their owner's keys.
/// @param compromised  every ticket of older versions is withdrawn at once, a fact each; issue_tickets makes new ones
Result<KeyRotation> rotate_key(const std::string& folder, bool compromised, const Change& change);

}  // namespace uketsuke
