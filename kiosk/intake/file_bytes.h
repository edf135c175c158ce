// The bytes of one input file, bounded: a roster or an event file is small, whatever a disk may hold. Any thread.
#pragma once

#include <cstddef>
#include <string>

#include "common/result.h"

namespace uketsuke {

/// A roster of 100 000 rows has some 20 MB.
inline constexpr std::size_t kMaxInputBytes = std::size_t{64} << 20;

/// Reads a file or pipe.
/// Errors: Code::not_found; io_failed; bad_input for a folder or more than `limit` bytes (judged before they are read)
Result<std::string> read_file_bytes(const std::string& path, std::size_t limit = kMaxInputBytes);

}  // namespace uketsuke
