// What a store alone knows of the doors of an event that several kiosks share. Plain values, any thread.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "common/double_entry.h"
#include "common/ids.h"
#include "common/time.h"

namespace uketsuke {

/// A kiosk that stands at a door, or did.
struct DoorTally {
  KioskId kiosk;
  std::string name;         ///< what staff call it; empty: nothing
  std::int64_t people = 0;  ///< who were let in there first: of all doors together, everybody once
};

/// Somebody who was let in at a door that did not know of another one's entry.
struct LetInTwice {
  RegistrationId registration;
  std::int64_t number = 0;
  std::string name;
  DoubleEntry entries;
};

struct DoorStatus {
  KioskId here;                        ///< this store's kiosk
  bool shared = false;                 ///< the event is
  std::optional<UtcMillis> exchanged;  ///< last
  std::int64_t waiting = 0;            ///< facts that the hub has not got yet
  std::vector<DoorTally> doors;        ///< with a name or with entries, by id
  std::vector<LetInTwice> twice;       ///< by the time of the second entry
};

}  // namespace uketsuke
