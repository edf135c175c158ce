// See event_move.h.
#include "kiosk/intake/event_move.h"

#include <chrono>
#include <optional>

#include "common/time.h"

namespace uketsuke {
namespace {

using std::chrono::sys_days;

sys_days date_of(UtcMillis time, const Zone& zone) {
  const CivilTime civil = zone.to_civil(time);
  return sys_days(std::chrono::year(civil.year) / civil.month / civil.day);
}

UtcMillis moved(UtcMillis time, std::chrono::days days, const Zone& zone) {
  const std::chrono::year_month_day date(date_of(time, zone) + days);
  CivilTime civil = zone.to_civil(time);
  civil.year = static_cast<int>(date.year());
  civil.month = static_cast<int>(static_cast<unsigned>(date.month()));
  civil.day = static_cast<int>(static_cast<unsigned>(date.day()));
  return zone.to_utc(civil);
}

}  // namespace

void move_times_of_day(const Event& before, Event& event, const std::function<bool(std::string_view)>& is_named) {
  const Zone zone = Zone::find(event.timezone).value_or(Zone());
  const sys_days old_day = date_of(before.starts_at, zone);
  const std::chrono::days days = date_of(event.starts_at, zone) - old_day;
  if (days.count() == 0) return;
  const auto move = [&](std::string_view key, std::optional<UtcMillis>& time) {
    if (time && !is_named(key) && date_of(*time, zone) >= old_day) time = moved(*time, days, zone);
  };
  if (before.doors_open_at != before.starts_at) {
    std::optional<UtcMillis> doors = event.doors_open_at;
    move("doors_open_at", doors);
    event.doors_open_at = *doors;
  }
  move("ends_at", event.ends_at);
  move("last_entry_at", event.last_entry_at);
  move("release_no_shows_at", event.release_no_shows_at);
  move("promote_until", event.promote_until);
}

}  // namespace uketsuke
