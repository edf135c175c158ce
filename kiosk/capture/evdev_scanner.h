// A scanner that is a keyboard, taken for ourselves (EVIOCGRAB): nothing it types reaches the desktop, an input method,
// a field or a PIN. Comes back by itself after it was pulled out. Owns one thread and one descriptor.
#pragma once

#include <chrono>
#include <string>
#include <thread>

#include "common/result.h"
#include "kiosk/capture/scanner_ports.h"

namespace uketsuke {

struct EvdevSettings {
  /// /dev/input/…, "vendor:product" in hexadecimal as lsusb tells, or a part of the device's name.
  std::string device;
  std::string folder = "/dev/input";
  std::chrono::milliseconds idle{50};     ///< a silence that ends a text without terminator
  std::chrono::milliseconds retry{1000};  ///< between tries while it is away
};

/// The device's path. Errors: Code::device_failed, naming the keyboards there are and how to be let in
Result<std::string> find_evdev_device(const EvdevSettings& settings);

/// Runs from construction to destruction; stops within one wake-up.
class EvdevScanner {
 public:
  EvdevScanner(EvdevSettings settings, ScannerPorts ports);
  ~EvdevScanner();
  EvdevScanner(const EvdevScanner&) = delete;
  EvdevScanner& operator=(const EvdevScanner&) = delete;

 private:
  void run();
  std::string read_until_lost(const std::string& path);
  [[nodiscard]] bool wait_for_stop(std::chrono::milliseconds time) const;

  EvdevSettings settings_;
  ScannerPorts ports_;
  int stop_event_ = -1;
  std::thread thread_;
};

}  // namespace uketsuke
