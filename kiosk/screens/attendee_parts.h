// What several attendee screens share: the bar with event and clock, 練習, the corner buttons. Thread: ui.
#pragma once

#include <optional>

#include "kiosk/messages.h"
#include "kiosk/model.h"
#include "kiosk/ui/ui.h"
#include "kiosk/ui/widgets.h"

namespace uketsuke {

/// Title, date and place on the left, the clock on the right; 0 to kBarHeight.
constexpr float kBarHeight = 96;
void draw_event_bar(const Model& model, const Ui& ui);
/// 練習 across the top edge of a practice store; draws nothing else. For every screen of both sides.
void draw_practice_mark(const Model& model, const Ui& ui);
/// Language and 受付モード at the bottom right.
std::optional<Action> draw_corner_buttons(const Model& model, const Ui& ui);

}  // namespace uketsuke
