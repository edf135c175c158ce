// What a decoder found in a picture. Plain values. Any thread.
#pragma once

#include <string>
#include <vector>

#include "kiosk/capture/read_gray.h"

namespace uketsuke {

struct CodePoint2d {
  int x = 0;
  int y = 0;
};

struct ReadCode {
  std::string text;  ///< UTF-8; the bytes as they are where the code says that they are no text
  bool is_text = true;
  CodePoint2d corners[4];  ///< in the frame's pixels: top left, top right, bottom right, bottom left of the code
};

inline constexpr unsigned kMaxCodesInFrame = 8;

/// The upright box around the corners.
GrayArea area_of(const CodePoint2d (&corners)[4]);
/// A third wider on each side: the quiet zone, and corners that are a little off.
GrayArea with_margin(const GrayArea& area);

/// What one look of one decoder came to.
struct Look {
  std::vector<ReadCode> codes;  ///< at most kMaxCodesInFrame
};

}  // namespace uketsuke
