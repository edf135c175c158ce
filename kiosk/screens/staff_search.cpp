#include "kiosk/screens/staff_search.h"

#include <utility>

#include "kiosk/screens/staff_parts.h"
#include "kiosk/ui/widgets.h"

namespace uketsuke {

namespace {

constexpr Rect kShown{16, 124, 720, 46};
constexpr Rect kPad{16, 176, 720, 432};
constexpr Rect kResults{748, 202, 516, 406};
constexpr float kRowHeight = 132;
constexpr std::size_t kMostDigits = 6;

std::optional<Action> draw_modes(SearchScreenState& state, const Ui& ui) {
  const auto tapped = draw_choices({748, 124, 516, kTouchUnits},
                                   {{"##search_kana", ui.text("search_kana"), state.mode == SearchMode::kana},
                                    {"##search_number", ui.text("search_number"), state.mode == SearchMode::number},
                                    {"##search_words", ui.text("search_words"), state.mode == SearchMode::words}},
                                   ui);
  if (!tapped) return std::nullopt;
  state = {};
  state.mode = static_cast<SearchMode>(*tapped);
  state.focus_due = state.mode == SearchMode::words;
  return action::SearchByFurigana{};
}

/// What was typed on a pad, large, over the pad.
void draw_shown(const std::string& typed, const char* hint, const Ui& ui) {
  fill(ui, kShown, color::kPanel, 8);
  outline(ui, kShown, color::kSoftInk, 2, 8);
  TextStyle style;
  style.size = 34;
  style.bold = !typed.empty();
  if (typed.empty()) {
    style.size = 24;
    style.color = color::kSoftInk;
  }
  label(ui, {kShown.x + 16, kShown.y, kShown.w - 32, kShown.h}, typed.empty() ? ui.text(hint) : typed, style);
}

std::optional<Action> draw_kana(SearchScreenState& state, const Ui& ui) {
  draw_shown(state.kana, "search_kana_hint", ui);
  if (!kana_pad(ui, "##kana", kPad, state.kana)) return std::nullopt;
  return action::SearchByFurigana{state.kana};
}

std::optional<Action> draw_number(const Model& model, SearchScreenState& state, const Ui& ui) {
  draw_shown(state.digits, "search_number_hint", ui);
  bool changed = number_pad(ui, "##number", kPad, state.digits, kMostDigits);
  if (!is_dialog_open(model)) {
    const TypedKeys keys = typed_keys();
    for (const char digit : keys.digits) {
      if (state.digits.size() < kMostDigits) state.digits += digit;
    }
    if (keys.backspace && !state.digits.empty()) state.digits.pop_back();
    changed = changed || keys.backspace || !keys.digits.empty();
  }
  if (!changed) return std::nullopt;
  if (state.digits.empty()) return action::SearchByFurigana{};
  return action::SearchByNumber{std::stoll(state.digits)};
}

std::optional<Action> draw_words(SearchScreenState& state, const Ui& ui) {
  FieldStyle field;
  field.hint = ui.text("search_words_hint");
  field.focus = std::exchange(state.focus_due, false);
  const FieldEvent event = text_field(ui, "##search_text", {16, 124, 720, kTouchUnits}, state.words, field);
  draw_hint({16, 210, 720, 200}, ui.text("search_words_detail"), ui);
  if (event == FieldEvent::none) return std::nullopt;
  return action::SearchByText{state.words};
}

/// Name, furigana, facility in two lines, facts; on the right the button and where the person stands.
std::optional<Action> draw_found(const Model& model, const RegistrationRow& row, Rect area, const Ui& ui) {
  const float width = area.w - 166;
  TextStyle style;
  draw_name(row, {area.x + 8, area.y + 3, width, 54}, ui);
  style.size = 20;
  style.wrap = true;
  label(ui, {area.x + 8, area.y + 58, width, 44}, row.attendee.facility, style);
  style.wrap = false;
  style.color = color::kSoftInk;
  label(ui, {area.x + 8, area.y + 103, width, 26}, short_facts_of(row, ui), style);
  const Rect right{area.x + area.w - 154, area.y + 8, 148, 80};
  const bool has_button = may_be_admitted(row) || (row.inside && model.summary.event.exit_scan);
  const StatusLook look = status_look_of(model, row, ui);
  if (!has_button) icon(ui, {right.x + 44, right.y + 10, 60, 60}, look.icon, look.color);
  draw_status(look, {right.x, area.y + 92, 152, 32}, 20, ui);
  return draw_admit_button(model, row, right, ui);
}

std::optional<Action> draw_results(const Model& model, const Ui& ui) {
  const SearchView& search = model.staff.search;
  std::optional<Action> asked;
  const bool nothing_asked = search.furigana.empty() && search.text.empty() && !search.number;
  if (search.rows.empty()) {
    const char* words = nothing_asked ? "search_begin" : (search.waiting ? "search_waiting" : "search_none");
    draw_hint({kResults.x, kResults.y, kResults.w, 200}, ui.text(words), ui);
    if (nothing_asked || search.waiting) return asked;
    ButtonStyle style;
    const Rect place{kResults.x + 108, kResults.y + 220, 300, 90};
    if (button(ui, "##search_walk_in", place, ui.text("search_walk_in"), style)) asked = action::StartWalkIn{};
    return asked;
  }
  ListStyle rows;
  rows.row_height = kRowHeight;
  const auto tapped = list(
      ui, "##search_results", kResults, search.rows.size(),
      [&](std::size_t i, Rect row) {
        if (const std::optional<Action> admitted = draw_found(model, search.rows[i], row, ui)) asked = admitted;
      },
      rows);
  if (tapped && !asked) asked = action::OpenPerson{search.rows[*tapped].registration};
  return asked;
}

}  // namespace

std::optional<Action> draw_search_screen(const Model& model, SearchScreenState& state, const Ui& ui) {
  std::optional<Action> asked;
  switch (state.mode) {
    case SearchMode::kana:
      asked = draw_kana(state, ui);
      break;
    case SearchMode::number:
      asked = draw_number(model, state, ui);
      break;
    case SearchMode::words:
      asked = draw_words(state, ui);
      break;
  }
  if (const std::optional<Action> chosen = draw_results(model, ui)) asked = chosen;
  if (const std::optional<Action> mode = draw_modes(state, ui)) asked = mode;
  return asked;
}

}  // namespace uketsuke
