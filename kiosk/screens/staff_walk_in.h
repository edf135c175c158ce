// 当日参加 in ten seconds, and what it came to; 代理 with the same fields. Thread: ui.
#pragma once

#include <optional>

#include "kiosk/messages.h"
#include "kiosk/model.h"
#include "kiosk/screens/staff_form.h"
#include "kiosk/ui/ui.h"

namespace uketsuke {

std::optional<Action> draw_walk_in_screen(const Model& model, AttendeeFormState& state, const Ui& ui);
/// The fields begin with the original's facility and profession.
std::optional<Action> draw_substitute_screen(const Model& model, AttendeeFormState& state, const Ui& ui);

}  // namespace uketsuke
