// What the parts of the kiosk tell each other about the doors that share the event through a hub; part of messages.h,
// which includes it. Plain values, handed over between threads.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "common/door_status.h"
#include "common/ids.h"
#include "common/time.h"

namespace uketsuke {

/// A kiosk of the organiser, as the hub has it.
struct HubMate {
  KioskId kiosk;
  std::string name;               ///< by which it joined
  std::optional<UtcMillis> seen;  ///< by the hub, in this kiosk's time
  friend bool operator==(const HubMate&, const HubMate&) = default;
};
/// How this kiosk stands to its hub; told when it changes.
struct HubChanged {
  bool joined = false;
  std::string hub{};  ///< where it is, without a password
  bool online = false;
  std::optional<UtcMillis> since{};  ///< online, or not, since then
  std::string error{};               ///< why not; where it is not joined: why not any more
  std::int64_t clock_ahead_ms = 0;   ///< this kiosk's clock, as measured last
  std::vector<HubMate> mates{};      ///< members only, this kiosk too; as heard last
  friend bool operator==(const HubChanged&, const HubChanged&) = default;
};
/// Something of this event went or came.
struct HubExchanged {
  EventCode event;
  std::int64_t facts = 0;               ///< that came and were not here
  std::vector<std::int64_t> look_at{};  ///< reception numbers of whom staff should look at: done otherwise elsewhere
  bool ended = false;                   ///< the hub keeps nothing of the event any more
};
struct DoorsLoaded {
  DoorStatus status;
};
using HubEvent = std::variant<HubChanged, HubExchanged, DoorsLoaded>;

/// To the reading worker; answered by DoorsLoaded.
struct LoadDoors {
  EventCode event;
};

}  // namespace uketsuke
