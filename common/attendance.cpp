// What entries and exits amount to, and the order of facts. Pure. Any thread.
#include "common/attendance.h"

#include <algorithm>
#include <limits>
#include <tuple>

namespace uketsuke {

HybridClock next_hybrid_clock(HybridClock last, UtcMillis now) {
  constexpr std::int64_t kMostMillis = (std::int64_t{1} << 47) - 1;
  const std::int64_t wall = std::clamp<std::int64_t>(now.value, 0, kMostMillis) * (std::int64_t{1} << 16);
  if (wall > last.value) return {wall};
  // The counter may run over into the milliseconds: still after everything seen.
  return {last.value == std::numeric_limits<std::int64_t>::max() ? last.value : last.value + 1};
}

bool is_earlier(const Movement& a, const Movement& b) {
  return std::tie(a.happened, a.hlc, a.id) < std::tie(b.happened, b.hlc, b.id);
}

std::optional<Movement> find_standing_entry(const std::vector<Movement>& movements, UtcMillis time) {
  std::optional<Movement> standing;
  for (const Movement& movement : movements) {
    if (movement.happened > time) break;
    if (movement.direction == Direction::exit) {
      standing.reset();
    } else if (!standing) {
      standing = movement;  // a second entry (two doors, merged later) changes nothing: the first stands
    }
  }
  return standing;
}

std::optional<Movement> find_first_entry(const std::vector<Movement>& movements) {
  const auto found = std::find_if(movements.begin(), movements.end(),
                                  [](const Movement& m) { return m.direction == Direction::entry; });
  return found == movements.end() ? std::nullopt : std::optional(*found);
}

std::optional<Movement> find_last_exit(const std::vector<Movement>& movements) {
  const auto found = std::find_if(movements.rbegin(), movements.rend(),
                                  [](const Movement& m) { return m.direction == Direction::exit; });
  return found == movements.rend() ? std::nullopt : std::optional(*found);
}

std::optional<std::int64_t> count_minutes_attended(const std::vector<Movement>& movements, const Event& event) {
  if (!event.exit_scan || !event.ends_at) return std::nullopt;
  const auto within = [&event](UtcMillis time) {
    return std::max(event.starts_at.value, std::min(time.value, event.ends_at->value));
  };
  std::int64_t total = 0;
  std::optional<UtcMillis> since;
  for (const Movement& movement : movements) {
    if (movement.direction == Direction::entry) {
      if (!since) since = movement.happened;
    } else if (since) {
      total += within(movement.happened) - within(*since);
      since.reset();
    }
  }
  if (since) total += within(*event.ends_at) - within(*since);
  return std::max<std::int64_t>(0, total) / kMillisPerMinute;
}

}  // namespace uketsuke
