// 申込の確認: pending applications to tick, accept or decline; suspected duplicates side by side, to merge or keep.
// Thread: ui.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <set>
#include <string>

#include "kiosk/messages.h"
#include "kiosk/model.h"
#include "kiosk/screens/staff_decision.h"
#include "kiosk/ui/ui.h"

namespace uketsuke {

struct PendingScreenState {
  bool pairs = false;           ///< the pairs show, else the list
  std::size_t pair = 0;         ///< which one
  std::set<std::string> ticks;  ///< registrations
  std::uint64_t decided = 0;    ///< of the model: ticks are for what stood there before
  std::optional<DecisionQuestion> question;
};

std::optional<Action> draw_pending_screen(const Model& model, PendingScreenState& state, const Ui& ui);

/// 締切から2日5時間, or minutes where it is less than an hour.
std::string lateness_words(UtcMillis received, UtcMillis deadline, const Ui& ui);

}  // namespace uketsuke
