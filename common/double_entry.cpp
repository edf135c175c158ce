// See double_entry.h.
#include "common/double_entry.h"

#include <algorithm>
#include <cstdlib>
#include <optional>

namespace uketsuke {

std::vector<DoubleEntry> find_double_entries(std::vector<DoorMovement> movements, bool re_entry) {
  std::sort(movements.begin(), movements.end(),
            [](const DoorMovement& a, const DoorMovement& b) { return is_earlier(a.movement, b.movement); });
  std::vector<DoubleEntry> doubles;
  std::optional<DoorMovement> check_in;  // that a further entry is beside
  for (const DoorMovement& one : movements) {
    if (one.movement.direction == Direction::exit) {
      if (re_entry) check_in.reset();
    } else if (!check_in) {
      check_in = one;
    } else if (one.door != check_in->door) {
      doubles.push_back({one, *check_in});
    }
  }
  return doubles;
}

std::int64_t measure_clock_ahead(const ClockReading& reading) {
  const std::int64_t took = reading.answered.value - reading.asked.value;
  if (took < 0) return 0;  // the clock was set in between
  const std::int64_t ahead = reading.asked.value + took / 2 - reading.hub.value;
  const std::int64_t unexplained = std::max<std::int64_t>(0, std::abs(ahead) - (took + 1) / 2);
  return ahead < 0 ? -unexplained : unexplained;
}

bool clock_is_off(const ClockReading& reading) { return std::abs(measure_clock_ahead(reading)) > kClockMayBeOffMs; }

}  // namespace uketsuke
