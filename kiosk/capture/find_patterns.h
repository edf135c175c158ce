// Where a QR code is likely, long before one can be read: finder patterns, dark on light or light on dark, and the
// places where two or three of them fit one code. Pure functions of pixels; knows no decoder. Any thread.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "kiosk/capture/read_gray.h"

namespace uketsuke {

struct FinderPattern {
  double x = 0;  ///< of its middle, pixels
  double y = 0;
  double module_pixels = 0;  ///< along rows and columns: up to 1.4 times the module of a turned one
  bool inverted = false;     ///< its middle is light
  int rows = 0;              ///< rows that showed it, of every third
};

/// Rows are looked at for runs of 1:1:3:1:1, found ones again along their column; dark is what is darker than its
/// neighbourhood. Modules of 1.5 pixels and more; at most kMaxPatterns, those that most rows showed.
/// Cost: 720p under 1 ms.  Source: ISO/IEC 18004, 6.3.3
inline constexpr std::size_t kMaxPatterns = 24;
std::vector<FinderPattern> find_patterns(const GrayView& picture);

/// A place where a code seems to be.
struct SuspectedCode {
  GrayArea area;  ///< with its quiet zone, inside the picture
  double module_pixels = 0;
  bool inverted = false;
  int patterns = 0;  ///< 3: they stand as those of a code do; 2: as two of them may
};

/// The likeliest first; those that overlap a likelier one are left out. At most kMaxSuspected.
inline constexpr std::size_t kMaxSuspected = 3;
std::vector<SuspectedCode> suspect_codes(const std::vector<FinderPattern>& patterns, const GrayView& picture);

}  // namespace uketsuke
