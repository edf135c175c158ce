// The question before 承認, 参加不可 and キャンセル: how many, and the reason by one tap. Thread: ui.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "kiosk/messages.h"
#include "kiosk/model.h"
#include "kiosk/ui/ui.h"

namespace uketsuke {

/// What is asked; none: no dialog.
struct DecisionQuestion {
  Decision decision = Decision::accept;
  std::vector<RegistrationId> registrations;
  std::string name;  ///< of the only one, else empty
};

/// Draws the dialog; takes the question away when it is answered.
std::optional<Action> draw_decision_question(const Model& model, std::optional<DecisionQuestion>& question,
                                             const Ui& ui);

}  // namespace uketsuke
