// Whether this machine reads a camera's 1920x1080 frames as they come; a code is read from half as far again then. Any
// thread.
#pragma once

#include <cstdint>

namespace uketsuke {

/// What the plain pass may take of a frame, the time of decoding JPEG, of the window and of harder passes beside it.
inline constexpr std::int64_t kFullHdReadUs = 10'000;
inline constexpr unsigned kFullHdProcessors = 4;

/// Pure. @param read_us  what the plain pass took on a frame of that size
inline bool is_fit_for_full_hd(unsigned processors, std::int64_t read_us) {
  return processors >= kFullHdProcessors && read_us <= kFullHdReadUs;
}

/// Measured on a made-up frame. Cost: three plain passes, some 30 ms; none where there are too few processors
bool reads_full_hd_in_time();

}  // namespace uketsuke
