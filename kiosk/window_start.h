// From the window's flags to what it is built of: everything that can fail before a window opens. Thread: main.
#pragma once

#include <optional>
#include <string>
#include <utility>

#include "common/result.h"
#include "db/reader.h"
#include "db/store.h"
#include "kiosk/capture/camera.h"
#include "kiosk/capture/serial_scanner.h"
#include "kiosk/clock.h"
#include "kiosk/messages.h"
#include "kiosk/store_backup.h"
#include "kiosk/trace.h"
#include "kiosk/ui/text.h"
#include "kiosk/window_program.h"

namespace uketsuke {

struct WindowStart {
  Store store;
  Reader reader;
  EventCode event;
  std::optional<UtcMillis> newest_fact;  ///< of the event's scans
  ClockStart clock_start;
  std::string assets;
  Texts japanese;
  Texts english;
  Language language = Language::ja;
  std::optional<std::pair<int, int>> size;
  CameraSettings camera;
  ScannerFlag scanner;
  std::string export_folder;
  Trace trace;
  std::optional<BackupPlan> backup{};  ///< none: no copies are made
};

/// Errors: Code::bad_call, not_found (flags, store, event, data files), store_failed, io_failed
Result<WindowStart> prepare_window(const WindowOptions& options);

/// "1280x720". Errors: Code::bad_call
Result<std::pair<int, int>> parse_window_size(const std::string& text);

/// The event whose reception is nearest to now. Errors: Code::not_found where there is none
Result<EventCode> choose_event(const std::vector<EventSummary>& events, UtcMillis now);

}  // namespace uketsuke
