// Who may ask for what: everybody, the desk, an organiser. Pure. Thread: ui.
#pragma once

#include "kiosk/messages.h"
#include "kiosk/model.h"

namespace uketsuke {

enum class Right { given, needs_pin, needs_organiser };

/// Whether that action may be done with the staff's side as it is.
Right right_to(const Action& action, const StaffView& staff);

}  // namespace uketsuke
