// A scanner on a serial line (RS-232, USB CDC): termios raw, reconnects by itself. Owns one thread and one descriptor.
#pragma once

#include <atomic>
#include <chrono>
#include <memory>
#include <string>
#include <string_view>
#include <thread>

#include "common/result.h"
#include "kiosk/capture/scanner_ports.h"

namespace uketsuke {

struct SerialSettings {
  std::string device;                     ///< /dev/ttyACM0, better a name under /dev/serial/by-id
  std::chrono::milliseconds idle{50};     ///< a silence that ends a text without terminator
  std::chrono::milliseconds retry{1000};  ///< between tries while it is away
};

/// `--scanner keyboard|evdev:NAME|serial:DEVICE`
struct ScannerFlag {
  enum class Kind { keyboard, serial, evdev };
  Kind kind = Kind::keyboard;
  std::string device;  ///< serial, evdev
};
/// Errors: Code::bad_call
Result<ScannerFlag> parse_scanner_flag(std::string_view flag);

/// Runs from construction to destruction; stops within one wake-up.
class SerialScanner {
 public:
  SerialScanner(SerialSettings settings, ScannerPorts ports);
  ~SerialScanner();
  SerialScanner(const SerialScanner&) = delete;
  SerialScanner& operator=(const SerialScanner&) = delete;

 private:
  void run();
  Result<int> open_device() const;
  std::string read_until_lost(int device);
  bool wait_for_stop(std::chrono::milliseconds time) const;

  SerialSettings settings_;
  ScannerPorts ports_;
  int stop_event_ = -1;
  std::thread thread_;
};

}  // namespace uketsuke
