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
/// 練習 at the top edge and around the page of a practice store; else nothing. For every screen of both sides.
/// @param x  where the tag stands, 180 units wide
void draw_practice_mark(const Model& model, const Ui& ui, float x = 550);
/// Where it stands on the attendee's side: between the title and the clock.
constexpr float kPracticeX = 850;
/// 文字を大きく, 受付モード and language at the bottom right.
std::optional<Action> draw_corner_buttons(const Model& model, const Ui& ui);

}  // namespace uketsuke
