// The attendee's side as a whole: one switch over its screens. They keep no state of their own. Thread: ui.
#pragma once

#include <optional>

#include "kiosk/messages.h"
#include "kiosk/model.h"
#include "kiosk/ui/ui.h"

namespace uketsuke {

/// Draws one whole page (begin_page to end_page) for model.attendee. @return at most one action
std::optional<Action> draw_attendee(const Model& model, const Ui& ui);

/// 受付票のQRコードをカメラにかざしてください: preview, clock, event, counts.
std::optional<Action> draw_scan_screen(const Model& model, const Ui& ui);
/// Colour, icon, headline and detail; the corner buttons stay away, the next scan needs no touch.
void draw_result_screen(const Model& model, const Ui& ui);
/// 3名分の受付票があります: 全員を受付, 1名ずつ.
std::optional<Action> draw_several_screen(const Model& model, const Ui& ui);
/// 氏名でさがす, where the event allows it.
std::optional<Action> draw_find_screen(const Model& model, const Ui& ui);
/// ただいま機械での受付を停止しています.
std::optional<Action> draw_fault_screen(const Model& model, const Ui& ui);

/// One window, staff screens open: the attendee's result (or the several tickets) as a strip. False if there is none.
constexpr float kStripHeight = 96;
bool has_result_strip(const Model& model);
std::optional<Action> draw_result_strip(const Model& model, Rect area, const Ui& ui);

}  // namespace uketsuke
