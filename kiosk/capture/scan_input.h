// What a source of scans (camera, keyboard, serial line) posts to the kiosk. Plain values, any thread.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "common/scan.h"
#include "kiosk/capture/read_gray.h"

namespace uketsuke {

/// One code's text and when it was seen, in microseconds of CLOCK_MONOTONIC.
struct ReadText {
  std::string text;  ///< UTF-8 as read, not folded (bytes where the code holds no text)
  ScanSource source = ScanSource::camera;
  std::int64_t frame_in_us = 0;  ///< the frame (or first character) came in
  std::int64_t decoded_us = 0;   ///< the text was known
  GrayArea area{};               ///< where it stood in the frame; empty if it has no place
};

/// The different codes that were in view together; one for a scanner's read.
struct CodesInView {
  std::vector<ReadText> codes;
};

}  // namespace uketsuke
