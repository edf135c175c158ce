// A gray picture to the QR codes in it: pass by pass (read_passes.h) until one reads, within a time. For pictures; a
// camera's frames go through read_camera.h. Stateless. Any thread.
#pragma once

#include <cstdint>
#include <functional>
#include <vector>

#include "common/result.h"
#include "kiosk/capture/frame.h"
#include "kiosk/capture/read_code.h"

namespace uketsuke {

/// Microseconds that are left for a picture; asked before each pass.
using TimeLeft = std::function<std::int64_t()>;

inline constexpr std::int64_t kPictureUs = 1'000'000;

/// kPictureUs from now, by the monotonic clock.
TimeLeft picture_time();

struct ReadCodes {
  std::vector<ReadCode> codes;  ///< at most kMaxCodesInFrame; the same text twice where it is printed twice
  unsigned passes = 0;          ///< that were made
  bool alone = false;           ///< camera frames: one code, and nothing beside it looks like a part of another
};

/// QR codes only. What the plain pass reads counts; what another reads counts if it has a ticket's form (the store
/// authenticates) or if a second pass reads the same. A huge picture is seen smaller first, then at its full size.
/// @param time_left  at or below 0, or below what a pass is likely to take: the pass is left out, but never the first
/// Errors: Code::bad_frame if sizes disagree.  Cost: 720p 5 ms where the plain pass reads; without a code all passes.
Result<ReadCodes> read_codes(const LumaFrame& frame, const TimeLeft& time_left = picture_time());

}  // namespace uketsuke
