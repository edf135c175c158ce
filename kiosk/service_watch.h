// Word to the service manager (systemd) that started the program: the window is open, it is alive, it ends. Silent
// where nobody asked. Knows no screens and no store. Thread: ui.
#pragma once

#include <cstdint>

namespace uketsuke {

class ServiceWatch {
 public:
  /// Reads what the manager asked for ($NOTIFY_SOCKET, $WATCHDOG_USEC).
  ServiceWatch();
  /// The window is open: units that wait for it start.
  void say_ready();
  /// The loop goes round. Said on when half of the time that the manager allows has passed, so call it each round.
  void say_alive(std::int64_t monotonic_us);
  /// The program ends because it was asked to.
  void say_stopping();

 private:
  std::int64_t every_us_ = 0;  ///< 0: no watchdog
  std::int64_t said_us_ = 0;
};

}  // namespace uketsuke
