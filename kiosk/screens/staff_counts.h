// 集計: who is there, by profession; the event's counts; and people counted without their names. Thread: ui.
#pragma once

#include <cstddef>
#include <optional>

#include "kiosk/messages.h"
#include "kiosk/model.h"
#include "kiosk/ui/ui.h"

namespace uketsuke {

struct CountsScreenState {
  std::optional<bool> heads;  ///< those without names show; none: where nobody is registered
  std::size_t page = 0;       ///< of their categories
};

std::optional<Action> draw_counts_screen(const Model& model, CountsScreenState& state, const Ui& ui);

}  // namespace uketsuke
