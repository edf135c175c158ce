// What the parts of the kiosk tell each other about rosters that come by themselves: the repeated pull of the event's
// source, and a stick that was plugged in; part of messages.h, which includes it. Plain values, handed over between
// threads.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "common/ids.h"
#include "common/time.h"

namespace uketsuke {

/// What a pull came to. Without a source nothing is set.
struct RosterPulled {
  bool has_source = false;
  std::optional<UtcMillis> synced_at;  ///< how old the roster is
  std::int64_t added = 0;
  std::int64_t updated = 0;
  std::optional<std::int64_t> held{};  ///< lines that could not be read, kept as drafts 保留; none: it did not change
  std::int64_t vanished = 0;           ///< known rows that came no more
  std::string error{};                 ///< why nothing was taken; empty: it went well
};

/// A medium that is plugged in, with what could be a roster on it.
struct StickOffer {
  std::string folder;              ///< where it is mounted
  std::vector<std::string> files;  ///< full paths, in order of name; never empty
  friend bool operator==(const StickOffer&, const StickOffer&) = default;
};
/// All that are plugged in now; told when it changes.
struct SticksSeen {
  std::vector<StickOffer> offers;
};

using SyncEvent = std::variant<RosterPulled, SticksSeen>;

namespace action {
/// The staff's line about a stick: to the screen that takes files.
struct OpenStickOffer {};
/// … or not now: it is not offered again until it was taken out.
struct DismissStickOffer {};
}  // namespace action

using SyncAction = std::variant<action::OpenStickOffer, action::DismissStickOffer>;

namespace effect {
/// To the thread that pulls; answered by RosterPulled.
struct PullRoster {
  EventCode event;
  UtcMillis now;
};
}  // namespace effect

}  // namespace uketsuke
