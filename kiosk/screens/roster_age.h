// How old the roster is, for staff: on their idle screen and over every open one. And the line about a stick that was
// plugged in. Thread: ui.
#pragma once

#include <optional>
#include <string>

#include "kiosk/model.h"
#include "kiosk/ui/ui.h"
#include "kiosk/ui/widgets.h"

namespace uketsuke {

/// 名簿は10月24日（金）17:40現在; empty where no source is known.
std::string roster_age_of(const Model& model, const Ui& ui);

/// True if an organiser is to be asked about a stick.
bool has_stick_offer(const Model& model);
/// One line with 取り込み画面へ and 今はしない.
std::optional<Action> draw_stick_offer(const Model& model, Rect area, const Ui& ui);

}  // namespace uketsuke
