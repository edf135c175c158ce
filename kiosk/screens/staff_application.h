// 申込の入力: the form of post and FAX as it lies beside the keyboard, telephone and desk in short. By keys alone: Tab
// and Enter go on, Shift+Tab back, Ctrl+Enter or Enter in the last field takes it. Thread: ui.
#pragma once

#include <cstdint>
#include <optional>

#include "kiosk/messages.h"
#include "kiosk/model.h"
#include "kiosk/screens/form_keyboard.h"
#include "kiosk/ui/ui.h"

namespace uketsuke {

struct ApplicationScreenState : FormKeyboard {
  std::uint64_t form = 0;  ///< of the model; a new one empties the fields
  bool begun = false;
  std::optional<std::size_t> suggestion{};  ///< chosen by the arrows
};

std::optional<Action> draw_application_screen(const Model& model, ApplicationScreenState& state, const Ui& ui);

}  // namespace uketsuke
