// 名簿: everybody, narrowed by words and status, in any order; only the visible rows are drawn. Thread: ui.
#pragma once

#include <optional>
#include <string>

#include "kiosk/messages.h"
#include "kiosk/model.h"
#include "kiosk/ui/ui.h"

namespace uketsuke {

/// Which choices lie over the list.
enum class RosterChoice { none, status, sort };

struct RosterScreenState {
  std::string text;
  RosterChoice open = RosterChoice::none;
};

std::optional<Action> draw_roster_screen(const Model& model, RosterScreenState& state, const Ui& ui);

}  // namespace uketsuke
