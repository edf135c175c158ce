// The kiosk's clock: the system's time at start, carried on by the boot clock; a jump of the system clock is told, not
// followed. In a practice store it starts at a given time and runs, or stands. Thread: ui.
#pragma once

#include <atomic>
#include <cstdint>
#include <optional>

#include "common/time.h"
#include "kiosk/messages.h"

namespace uketsuke {

/// What the machine's clocks say at one moment.
struct MachineTimes {
  UtcMillis system;               ///< CLOCK_REALTIME; people and NTP move it
  std::int64_t boot_us = 0;       ///< CLOCK_BOOTTIME; goes on while the machine sleeps
  std::int64_t monotonic_us = 0;  ///< CLOCK_MONOTONIC
};

/// The edge that tests replace.
class Clock {
 public:
  Clock() = default;
  Clock(const Clock&) = delete;
  Clock& operator=(const Clock&) = delete;
  virtual ~Clock() = default;
  virtual MachineTimes read() = 0;
};

class MachineClock final : public Clock {
 public:
  MachineTimes read() override;
};

/// Where a kiosk's clock starts.
struct ClockStart {
  enum class Kind { system, running, fixed };
  Kind kind = Kind::system;
  UtcMillis at;  ///< running, fixed
};

class KioskClock {
 public:
  /// @param clock  must outlive it
  KioskClock(Clock& clock, ClockStart start);
  [[nodiscard]] Moment now();
  /// By how much the system clock has moved against this one since it was last asked or told; none below two seconds.
  std::optional<std::int64_t> take_jump();
  /// Takes the system's time from now on.
  void follow_system();

 private:
  Clock& clock_;
  ClockStart start_;
  UtcMillis origin_;
  std::int64_t origin_boot_us_ = 0;
  std::int64_t known_offset_ms_ = 0;  ///< system less kiosk, as last told
};

/// The kiosk's clock for another thread: started alike, and set by the system's when that one is.
class ClockBeside {
 public:
  ClockBeside(Clock& clock, ClockStart start) : clock_(clock, start) {}
  /// Thread: that other one.
  [[nodiscard]] UtcMillis now() {
    if (follows_.exchange(false)) clock_.follow_system();
    return clock_.now().utc;
  }
  /// Any thread.
  void follow_system() { follows_ = true; }

 private:
  KioskClock clock_;
  std::atomic<bool> follows_ = false;
};

}  // namespace uketsuke
