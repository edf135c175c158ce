// Where a source of scans puts what it has. Plain values.
#pragma once

#include <functional>
#include <string>

#include "common/read_hint.h"
#include "kiosk/capture/frame_source.h"
#include "kiosk/capture/scan_input.h"

namespace uketsuke {

/// A camera or scanner came, failed, came back.
struct SourceChange {
  SourceState state = SourceState::off;
  std::string detail;  ///< for staff
};

/// Given once at construction, called on the source's own thread: put it into an Inbox, wake the window, no more.
struct ScannerPorts {
  std::function<void(CodesInView)> codes;
  std::function<void(SourceChange)> changed;
  std::function<void(ReadHint)> hint{};  ///< of a camera, when another one shows; may be empty
};

}  // namespace uketsuke
