// Finding one person: by furigana on the 50-sound pad, by reception number, by any words. Thread: ui.
#pragma once

#include <optional>
#include <string>

#include "kiosk/messages.h"
#include "kiosk/model.h"
#include "kiosk/ui/ui.h"

namespace uketsuke {

enum class SearchMode { kana, number, words };

struct SearchScreenState {
  SearchMode mode = SearchMode::kana;
  std::string kana;
  std::string digits;
  std::string words;
  bool focus_due = false;
};

/// Pad on the left, what was found on the right; each tap of the pad asks anew.
std::optional<Action> draw_search_screen(const Model& model, SearchScreenState& state, const Ui& ui);

}  // namespace uketsuke
