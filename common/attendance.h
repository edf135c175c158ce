// What a registration's entries and exits amount to: inside or not, first and last, minutes. Pure. Any thread.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "common/event.h"
#include "common/ids.h"
#include "common/scan.h"
#include "common/time.h"

namespace uketsuke {

/// A hybrid logical clock reading: 48 bits of milliseconds, 16 bits of counter.
struct HybridClock {
  std::int64_t value = 0;
  friend auto operator<=>(const HybridClock&, const HybridClock&) = default;
};

/// The next reading: at or after `now`, after everything seen.
HybridClock next_hybrid_clock(HybridClock last, UtcMillis now);

/// An entry or exit that was not annulled.
struct Movement {
  CheckInId id;
  Direction direction = Direction::entry;
  UtcMillis happened;
  HybridClock hlc;
};

/// (happened, hlc, id): the order of facts, whenever they arrived.
bool is_earlier(const Movement& a, const Movement& b);

/// @param movements  in order of is_earlier
/// @return the entry that stands (no exit after it) as of `time`, inclusive; none if outside
std::optional<Movement> find_standing_entry(const std::vector<Movement>& movements, UtcMillis time);
std::optional<Movement> find_first_entry(const std::vector<Movement>& movements);
std::optional<Movement> find_last_exit(const std::vector<Movement>& movements);

/// Minutes inside between start and end of the event, an open presence counting to the end.
/// @return none where the event has no exit_scan or no end
std::optional<std::int64_t> count_minutes_attended(const std::vector<Movement>& movements, const Event& event);

}  // namespace uketsuke
