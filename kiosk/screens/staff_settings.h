// 画面と音: how loud the tones are and whether attendees' words are large for everybody. Kept in the store. Thread: ui.
#pragma once

#include <optional>

#include "kiosk/messages.h"
#include "kiosk/model.h"
#include "kiosk/ui/ui.h"

namespace uketsuke {

/// A tap sounds as loud as it will be from then on.
std::optional<Action> draw_settings_screen(const Model& model, const Ui& ui);

}  // namespace uketsuke
