// The same person let in at two doors that did not know of each other: the earlier entry is the check-in, the other a
// double entry, for staff at both doors to look at. And a kiosk's clock against the hub's. Pure. Any thread.
#pragma once

#include <cstdint>
#include <vector>

#include "common/attendance.h"
#include "common/ids.h"
#include "common/time.h"

namespace uketsuke {

/// A movement and the door that recorded it; annulled ones are left out.
struct DoorMovement {
  Movement movement{};
  KioskId door{};
};

/// An entry while another door's entry stood.
struct DoubleEntry {
  DoorMovement entry{};
  DoorMovement check_in{};  ///< the earlier one by (happened, hlc, id)
};

/// Of one registration, in order of the entries. The same whoever asks and however the facts came.
/// @param movements  in any order; @param re_entry  as the event says: without it every later entry at another door is
/// one, also after an exit
std::vector<DoubleEntry> find_double_entries(std::vector<DoorMovement> movements, bool re_entry);

/// A kiosk's clock as measured against the hub's by one question and its answer.
struct ClockReading {
  UtcMillis asked{};     ///< kiosk's clock
  UtcMillis hub{};       ///< the hub's, in between
  UtcMillis answered{};  ///< kiosk's clock
};
/// By how far the kiosk's clock is ahead of the hub's at least (negative: behind); 0 if the time the answer took
/// explains it.
std::int64_t measure_clock_ahead(const ClockReading& reading);
constexpr std::int64_t kClockMayBeOffMs = 2'000;
/// True: staff are to set the clock.
bool clock_is_off(const ClockReading& reading);

}  // namespace uketsuke
