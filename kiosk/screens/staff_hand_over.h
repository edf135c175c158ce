// 名簿を引き渡しました。この端末の個人情報を消去しますか: the question to an organiser once a list was handed over, and
// again after each start as long as names are here. Thread: ui.
#pragma once

#include <optional>

#include "kiosk/messages.h"
#include "kiosk/model.h"
#include "kiosk/ui/ui.h"

namespace uketsuke {

struct HandOverState {
  bool sure = false;  ///< the first of the two taps was made
};

/// True while the question is due to whoever unlocked.
bool asks_to_erase(const Model& model);
/// A dialog over any staff screen; two taps erase, one puts off.
std::optional<Action> draw_hand_over_dialog(const Model& model, HandOverState& state, const Ui& ui);

}  // namespace uketsuke
