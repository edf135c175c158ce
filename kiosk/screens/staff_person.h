// One registration with all its facts: 受付, 退室, 取消, 代理, 承認, 参加不可, キャンセル. Thread: ui.
#pragma once

#include <optional>

#include "kiosk/messages.h"
#include "kiosk/model.h"
#include "kiosk/screens/staff_decision.h"
#include "kiosk/ui/ui.h"

namespace uketsuke {

struct PersonScreenState {
  bool confirm_undo = false;                 ///< the question is asked
  std::optional<DecisionQuestion> question;  ///< … before 承認, 参加不可, キャンセル
};

/// @param back  where 戻る leads
std::optional<Action> draw_person_screen(const Model& model, PersonScreenState& state, StaffScreen back, const Ui& ui);

}  // namespace uketsuke
