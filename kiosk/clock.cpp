#include "kiosk/clock.h"

#include <cstdlib>
#include <ctime>

namespace uketsuke {

namespace {

constexpr std::int64_t kJumpMillis = 2000;

std::int64_t read_us(clockid_t id) {
  timespec time{};
  clock_gettime(id, &time);
  return static_cast<std::int64_t>(time.tv_sec) * 1'000'000 + time.tv_nsec / 1000;
}

}  // namespace

MachineTimes MachineClock::read() {
  return {{read_us(CLOCK_REALTIME) / 1000}, read_us(CLOCK_BOOTTIME), read_us(CLOCK_MONOTONIC)};
}

KioskClock::KioskClock(Clock& clock, ClockStart start) : clock_(clock), start_(start) {
  const MachineTimes times = clock_.read();
  origin_ = start_.kind == ClockStart::Kind::system ? times.system : start_.at;
  origin_boot_us_ = times.boot_us;
  known_offset_ms_ = times.system.value - origin_.value;
}

Moment KioskClock::now() {
  const MachineTimes times = clock_.read();
  if (start_.kind == ClockStart::Kind::fixed) return {origin_, times.monotonic_us};
  return {origin_ + (times.boot_us - origin_boot_us_) / 1000, times.monotonic_us};
}

std::optional<std::int64_t> KioskClock::take_jump() {
  if (start_.kind != ClockStart::Kind::system) return std::nullopt;
  const MachineTimes times = clock_.read();
  const std::int64_t kiosk = origin_.value + (times.boot_us - origin_boot_us_) / 1000;
  const std::int64_t offset = times.system.value - kiosk;
  const std::int64_t moved = offset - known_offset_ms_;
  if (std::llabs(moved) < kJumpMillis) return std::nullopt;
  known_offset_ms_ = offset;
  return moved;
}

void KioskClock::follow_system() {
  if (start_.kind != ClockStart::Kind::system) return;
  const MachineTimes times = clock_.read();
  origin_ = times.system;
  origin_boot_us_ = times.boot_us;
  known_offset_ms_ = 0;
}

}  // namespace uketsuke
