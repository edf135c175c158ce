// A passphrase from a file, or typed at the terminal without being shown. Thread: main.
#pragma once

#include <optional>
#include <string>

#include "common/result.h"

namespace uketsuke::cli {

/// @param file   its first line; none: asked for at the terminal
/// @param twice  typed again, so that nobody seals with a slip of a finger
/// Errors: Code::bad_call without a terminal, for an empty one, or where the two differ
Result<std::string> read_passphrase(const std::optional<std::string>& file, bool twice);

/// Errors: Code::bad_call for one that would soon be broken
Status check_passphrase(const std::string& passphrase);

}  // namespace uketsuke::cli
