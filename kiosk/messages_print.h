// What the parts of the kiosk tell each other about name tags that are printed at the door; part of messages.h, which
// includes it. Plain values, handed over between threads.
#pragma once

#include <cstdint>
#include <string>

#include "common/ids.h"

namespace uketsuke {

/// none: nothing is printed here; ready; the others: what keeps it from printing.
enum class PrinterHealth { none, ready, offline, paper_out, jammed, open, ink_out, stopped };

/// From the printing thread.
struct PrinterChanged {
  PrinterHealth health = PrinterHealth::none;
  std::string detail;        ///< what printer or network said; for staff
  std::int64_t waiting = 0;  ///< tags that are not on paper yet
};

namespace action {
/// 名札を印刷, also a second time.
struct PrintTag {
  RegistrationId registration;
};
}  // namespace action

namespace effect {
struct PrintTag {
  RegistrationId registration;
};
}  // namespace effect

}  // namespace uketsuke
