// 事務: what the office does before the event, one large button each. A further screen adds its line to the table in
// staff_office.cpp. Thread: ui.
#pragma once

#include <optional>

#include "kiosk/messages.h"
#include "kiosk/model.h"
#include "kiosk/ui/ui.h"

namespace uketsuke {

std::optional<Action> draw_office_screen(const Model& model, const Ui& ui);

}  // namespace uketsuke
