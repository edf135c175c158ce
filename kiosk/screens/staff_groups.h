// グループ分け: the tables of a workshop as cards with their people. Planned anew by size, mode and seed; people are
// dragged from table to table, or touched and then the table; who is pinned stays. Thread: ui.
#pragma once

#include <cstdint>
#include <optional>

#include "common/ids.h"
#include "kiosk/messages.h"
#include "kiosk/model.h"
#include "kiosk/ui/board.h"
#include "kiosk/ui/ui.h"

namespace uketsuke {

struct GroupScreenState {
  std::size_t size = 6;
  std::uint64_t seed = 1;
  std::optional<GroupingMode> mode;  ///< none: as the model has it
  std::optional<RegistrationId> chosen;
  BoardState board;
  bool ask_plan = false;  ///< tables are there already: 作り直しますか
};

std::optional<Action> draw_group_screen(const Model& model, GroupScreenState& state, const Ui& ui);

}  // namespace uketsuke
