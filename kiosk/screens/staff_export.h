// 出力: which list, as what, in which order; then where it lies. And the end of the program. Thread: ui.
#pragma once

#include <optional>

#include "kiosk/messages.h"
#include "kiosk/model.h"
#include "kiosk/ui/ui.h"

namespace uketsuke {

struct ExportScreenState {
  ExportList list = ExportList::attendance;
  ListFormat format = ListFormat::xlsx;
  RosterSort sort = RosterSort::kana;
  bool confirm_quit = false;
};

std::optional<Action> draw_export_screen(const Model& model, ExportScreenState& state, const Ui& ui);

}  // namespace uketsuke
