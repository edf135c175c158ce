#include "kiosk/service_watch.h"

#include <systemd/sd-daemon.h>

namespace uketsuke {

ServiceWatch::ServiceWatch() {
  std::uint64_t allowed_us = 0;
  if (sd_watchdog_enabled(0, &allowed_us) > 0) every_us_ = static_cast<std::int64_t>(allowed_us / 2);
}

void ServiceWatch::say_ready() { sd_notify(0, "READY=1"); }

void ServiceWatch::say_alive(std::int64_t monotonic_us) {
  if (every_us_ == 0 || (said_us_ != 0 && monotonic_us - said_us_ < every_us_)) return;
  sd_notify(0, "WATCHDOG=1");
  said_us_ = monotonic_us;
}

void ServiceWatch::say_stopping() { sd_notify(0, "STOPPING=1"); }

}  // namespace uketsuke
