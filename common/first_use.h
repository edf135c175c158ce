// Of a ticket that was used again: when and at which kiosk it was used first. Plain values, any thread.
#pragma once

#include <string>

#include "common/time.h"

namespace uketsuke {

struct FirstUse {
  UtcMillis at;
  std::string door;  ///< what staff call that kiosk; empty: nothing
  bool here = true;  ///< it is this kiosk
};

}  // namespace uketsuke
