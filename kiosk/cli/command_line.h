// argv -> a call: which command with its arguments filled in, or the window with its flags, or help. Prints help and
// parse errors itself. Thread: main.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "kiosk/cli/command.h"
#include "kiosk/cli/session.h"

namespace uketsuke::cli {

/// The window's flags, as given.
struct WindowFlags {
  std::optional<std::string> event;
  std::optional<std::string> windowed;
  std::optional<std::string> camera;
  std::optional<std::string> scanner;
  std::optional<std::string> lang;
  std::optional<std::string> trace;
  std::optional<std::string> backup;
  std::optional<std::string> backup_every;
  std::optional<std::string> lock_after;
  std::optional<std::string> printer;
  std::optional<std::string> sync_every;
  std::optional<std::string> sticks;
};

struct Call {
  GlobalOptions options;
  WindowFlags window;
  std::optional<Command> command;  ///< none: the window
  std::optional<int> exit;         ///< set: nothing is left to do (help, version, a call that is off)
};

/// @param commands  their arguments' targets are filled
Call parse_call(const std::vector<std::string>& arguments, const std::vector<Command>& commands);

}  // namespace uketsuke::cli
