// The kiosk with its window: builds store, scanner and window in that order, runs until it is closed, stops in reverse.
// Thread: main.
#pragma once

#include <optional>
#include <string>

#include "common/time.h"

namespace uketsuke {

/// The window's flags, as the command line has them.
struct WindowOptions {
  std::string data_folder;              ///< of the store; exports go to DATA/exports
  std::optional<std::string> event;     ///< none: the event that is nearest to now
  std::optional<std::string> windowed;  ///< "1280x720"; none: full screen
  std::string camera = "auto";          ///< off | auto | NAME | file:PATTERN
  std::string scanner = "keyboard";     ///< keyboard | evdev:NAME | serial:DEVICE (keyboard is always on)
  std::string language = "ja";
  std::optional<std::string> trace;
  std::optional<std::string> backup;        ///< folder of copies, kept for later starts; off: none; none: as kept
  std::optional<std::string> backup_every;  ///< seconds; none: 300
  std::optional<std::string> printer;       ///< CUPS queue or ipp:// address, kept; off: none; none: as kept
  std::optional<std::string> lock_after;    ///< seconds without a touch until staff screens lock; none: 300
  std::optional<std::string> sync_every;    ///< seconds between pulls of the roster's source, or off; none: 300
  std::optional<std::string> sticks;        ///< a folder whose folders count as sticks; none: /media and /run/media
  std::optional<UtcMillis> now;             ///< where a practice store's clock starts
};

/// Says what is wrong on stderr.
/// @return exit code: 0 closed; 2 the flags are off, or no such store or event; 4 store, display or trace failed
int run_window(const WindowOptions& asked);

}  // namespace uketsuke
