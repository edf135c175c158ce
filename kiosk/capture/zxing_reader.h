// ZXing-cpp (1.4, 2.x or 3.x, whichever the system has) on a gray picture. Stateless. Any thread.
#pragma once

#include "kiosk/capture/read_code.h"

namespace uketsuke {

/// How gray becomes black and white.
enum class Threshold {
  local,   ///< one for each neighbourhood
  global,  ///< one for the picture, from its histogram
  middle   ///< 128: for pictures that are black and white already
};

/// QR codes only; other symbologies cost about nine times the time and are no tickets.
/// Errors: none; a picture that the library stumbles over holds no code for us.  Cost: 720p without a code 5 ms.
/// Source: ISO/IEC 18004; zxing-cpp ReadBarcodes
Look look_with_zxing(const GrayView& picture, Threshold threshold);

}  // namespace uketsuke
