// A password from a file, or typed unseen at a terminal. Thread: main.
#pragma once

#include <optional>
#include <string>

#include "common/result.h"

namespace uketsuke::cli {

/// The first line, without its end and byte order mark.
/// Errors: Code::not_found; bad_call for an empty one or more than 256 bytes
Result<std::string> read_password_file(const std::string& path);

/// Asks on the terminal, without showing what is typed. none: stdin is no terminal, or nothing was typed
std::optional<std::string> ask_password(const std::string& words);

}  // namespace uketsuke::cli
