// What is known of the doors that share the event; part of model.h, which includes it. Plain values; only Kiosk changes
// them. Thread: ui.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "kiosk/messages_hub.h"

namespace uketsuke {

/// One that shares the event, or did.
struct DoorView {
  KioskId kiosk;
  std::string name;  ///< empty: nobody named it
  bool here = false;
  std::int64_t people = 0;
  std::optional<UtcMillis> seen;  ///< exchanged last, as far as the hub told; here: this kiosk
};

/// 受付口.
struct HubView {
  HubChanged state;
  DoorStatus status;
  std::vector<DoorView> doors;   ///< this kiosk first, then by name
  std::size_t twice_untold = 0;  ///< people let in at two doors whom staff did not look at yet
};

/// A door that was not seen for so long is not online: each tells the hub every ten seconds.
constexpr std::int64_t kDoorSilentAfterMs = 30'000;

}  // namespace uketsuke
