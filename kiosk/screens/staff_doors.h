// 受付口: how this kiosk stands to its hub, every door that shares the event, and who was let in at two of them; and
// what of it staff read on every screen. Thread: ui.
#pragma once

#include <optional>
#include <string>

#include "kiosk/messages.h"
#include "kiosk/model.h"
#include "kiosk/ui/ui.h"

namespace uketsuke {

std::optional<Action> draw_doors_screen(const Model& model, const Ui& ui);

/// What staff should see to now: somebody let in twice, a clock that is off; empty where there is nothing.
std::string doors_trouble_of(const Model& model, const Ui& ui);

}  // namespace uketsuke
