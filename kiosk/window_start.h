// From the window's flags to what it is built of: the flags before the window opens, the store beside it.
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
#include "kiosk/printing.h"
#include "kiosk/store_backup.h"
#include "kiosk/sync_sticks.h"
#include "kiosk/trace.h"
#include "kiosk/ui/text.h"
#include "kiosk/window_program.h"

namespace uketsuke {

/// What the flags say, and the words of the screens.
struct WindowStart {
  std::string assets;
  Texts japanese;
  Texts english;
  Language language = Language::ja;
  std::optional<std::pair<int, int>> size;
  CameraSettings camera;
  ScannerFlag scanner;
  std::int64_t lock_after_us = 300'000'000;
  std::int64_t sync_every_us = 300'000'000;  ///< between pulls of the roster's source; 0: none
  StickRoots sticks;
  std::string export_folder;
  Trace trace;
};

/// Errors: Code::bad_call, not_found (flags, data files), io_failed.  Cost: a few milliseconds
Result<WindowStart> read_window_start(const WindowOptions& options);

/// What the store says.
struct WindowStore {
  Store store;
  Reader reader;
  EventSummary summary;
  std::optional<UtcMillis> newest_fact{};  ///< of the event's scans
  ClockStart clock_start{};
  ScreenSettings screen{};
  std::optional<BackupPlan> backup{};  ///< none: no copies are made
  std::optional<PrintPlan> printer{};  ///< none: no name tags are printed
};

/// Errors: Code::bad_call, not_found (flags, store, event), store_failed.  Thread: any; opened beside the window
/// Cost: the store is looked through, which takes its time with a large one
Result<WindowStore> open_window_store(const WindowOptions& options);

/// "1280x720". Errors: Code::bad_call
Result<std::pair<int, int>> parse_window_size(const std::string& text);

/// The event whose reception is nearest to now. Errors: Code::not_found where there is none
Result<EventCode> choose_event(const std::vector<EventSummary>& events, UtcMillis now);

}  // namespace uketsuke
