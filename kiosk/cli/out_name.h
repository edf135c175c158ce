// `--out` of commands that write one file of one kind: a folder gets the file's usual name. Thread: main.
#pragma once

#include <string>

#include "common/result.h"

namespace uketsuke::cli {

/// @param ending  ".pdf"; a name without an ending gets it
/// @param usual  the file's name within a folder
/// Errors: Code::bad_call for a name of another kind, an empty one, or a folder that is not there
Result<std::string> out_file(const std::string& given, const std::string& ending, const std::string& usual);

}  // namespace uketsuke::cli
