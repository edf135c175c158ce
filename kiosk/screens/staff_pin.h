// The gate of 受付モード: PIN, first PIN twice, lock-out; and the staff's own window while it is locked. Thread: ui.
#pragma once

#include <optional>
#include <string>

#include "kiosk/messages.h"
#include "kiosk/model.h"
#include "kiosk/ui/ui.h"

namespace uketsuke {

struct PinScreenState {
  std::string pin;    ///< digits so far
  std::string first;  ///< a first PIN that is to be repeated; empty: not yet
};

/// Number pad and keyboard alike; Enter and Escape too.
std::optional<Action> draw_pin_screen(const Model& model, PinScreenState& state, const Ui& ui);
/// The staff's own monitor, locked: no names, one button.
std::optional<Action> draw_locked_screen(const Model& model, const Ui& ui);

}  // namespace uketsuke
