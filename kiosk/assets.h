// Where the program's data files are: beside the program, in the source tree, or installed. Thread: any.
#pragma once

#include <string>

#include "common/result.h"

namespace uketsuke {

/// The folder that holds lang/, sounds/, events/ …: $UKETSUKE_ASSETS, PROGRAM/../share/uketsuke, the source tree this
/// was built from, /usr/share/uketsuke; the current folder plays no part.
/// Errors: Code::not_found, naming the places that were tried
Result<std::string> find_assets();

}  // namespace uketsuke
