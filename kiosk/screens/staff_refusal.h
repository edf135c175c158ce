// A refusal for staff: the true reason, and the six one-tap reasons where it may be lifted. Thread: ui.
#pragma once

#include <optional>

#include "kiosk/messages.h"
#include "kiosk/model.h"
#include "kiosk/ui/ui.h"

namespace uketsuke {

/// A dialog over any staff screen; model.staff.refusal must be set.
std::optional<Action> draw_refusal_dialog(const Model& model, const Ui& ui);

}  // namespace uketsuke
