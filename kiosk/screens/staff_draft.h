// 保留の申込: what could not be read for sure. The list, then one draft: the row or mail as it came on the left, its
// fields on the right, completed by keyboard and taken as an application. Thread: ui.
#pragma once

#include <cstdint>
#include <optional>

#include "kiosk/messages.h"
#include "kiosk/model.h"
#include "kiosk/screens/form_keyboard.h"
#include "kiosk/ui/ui.h"

namespace uketsuke {

struct DraftScreenState {
  std::uint64_t form = 0;  ///< of the model; a new one fills the fields
  FormKeyboard keyboard;
  std::string opened_text;  ///< the record, for the box that scrolls
  bool confirm_drop = false;
};

std::optional<Action> draw_draft_screen(const Model& model, DraftScreenState& state, const Ui& ui);

}  // namespace uketsuke
