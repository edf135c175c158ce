// 書類の出力: every list, letter and report of an event, as what, in which order, with which columns, into which
// folder, with a password or without. Thread: ui.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "kiosk/messages.h"
#include "kiosk/model.h"
#include "kiosk/ui/ui.h"

namespace uketsuke {

struct PaperScreenState {
  std::optional<PaperFormat> format;  ///< none: the paper's usual one
  std::optional<RosterSort> sort;     ///< none: the list's own
  std::size_t place = 0;              ///< of the folders that can be written to
  std::string password;
  PaperWords words;
  std::optional<std::size_t> column;  ///< the one that was touched
};

/// What a paper can be made as, the usual one first.
std::vector<PaperFormat> paper_formats(PaperKind kind);
/// True for lists that can be sorted.
bool has_order(PaperKind kind);

std::optional<Action> draw_paper_screen(const Model& model, PaperScreenState& state, const Ui& ui);

}  // namespace uketsuke
