// ZBar on a gray picture: a second opinion that reads others than ZXing does, at about ten times the cost. Stateless.
// Any thread.
#pragma once

#include "kiosk/capture/read_code.h"

namespace uketsuke {

/// QR codes only, dark on light or light on dark; ASCII texts only.
/// Errors: none; where it fails, there is no code.  Cost: 720p without a code 50 ms.  Source: zbar_scan_image
Look look_with_zbar(const GrayView& picture);

}  // namespace uketsuke
