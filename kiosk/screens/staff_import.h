// 名簿の取り込み: a file of a USB stick or folder is chosen, what it brings is shown with every line that cannot be
// read, then one button takes it: 問題のある2行を保留にして、残り78行を取り込む. Thread: ui.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "kiosk/messages.h"
#include "kiosk/model.h"
#include "kiosk/ui/ui.h"

namespace uketsuke {

struct ImportScreenState {
  std::size_t place = 0;  ///< of model.staff.office.import.places
  std::string password;
};

std::optional<Action> draw_import_screen(const Model& model, ImportScreenState& state, const Ui& ui);

}  // namespace uketsuke
