// From argv to an exit code, except for the window, which the caller opens. Thread: main.
#pragma once

#include <string>
#include <vector>

#include "kiosk/cli/command_line.h"
#include "kiosk/cli/session.h"

namespace uketsuke::cli {

/// The call that the arguments (without the program's name) make.
Call read_call(const std::vector<std::string>& arguments);

/// Runs the call's command; prints what went wrong.
int run_command(const Call& call, const Surroundings& surroundings);

}  // namespace uketsuke::cli
