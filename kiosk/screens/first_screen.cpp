#include "kiosk/screens/first_screen.h"

#include <algorithm>
#include <utility>

#include "kiosk/screens/file_choice.h"
#include "kiosk/screens/staff_parts.h"
#include "kiosk/ui/widgets.h"

namespace uketsuke {

namespace {

constexpr Rect kLeft{16, 636, 300, kTouchUnits};
constexpr Rect kMiddle{490, 636, 300, kTouchUnits};
constexpr Rect kRight{964, 636, 300, kTouchUnits};
constexpr std::size_t kMostPassphraseDigits = 32;

void draw_head(const char* title, const char* detail, const Ui& ui) {
  TextStyle style;
  style.size = 46;
  style.bold = true;
  label(ui, {40, 12, 1200, 64}, ui.text(title), style);
  style.size = 28;
  style.bold = false;
  style.color = color::kSoftInk;
  label(ui, {40, 76, 1200, 40}, ui.text(detail), style);
}

/// What went wrong, or that it takes a moment.
void draw_state(const FirstStart& start, Rect area, const Ui& ui) {
  TextStyle style;
  style.size = 24;
  style.wrap = true;
  style.color = start.busy ? color::kSoftInk : color::kRefuse;
  label(ui, area, start.busy ? ui.text("first_busy") : start.failure, style);
}

bool draw_quiet(const char* id, Rect area, const char* words, const FirstStart& start, const Ui& ui) {
  ButtonStyle style;
  style.quiet = true;
  style.size = 26;
  style.enabled = !start.busy;
  return button(ui, id, area, ui.text(words), style);
}

/// A large choice with its number for the keyboard and a line that says what it does.
bool draw_card(const char* id, Rect area, const char* words, const FirstStart& start, const Ui& ui) {
  ButtonStyle style;
  style.size = 48;
  style.enabled = !start.busy;
  const bool chosen = button(ui, id, {area.x, area.y, area.w, 130}, ui.text(words), style);
  TextStyle detail;
  detail.size = 28;
  detail.wrap = true;
  detail.middle = false;
  label(ui, {area.x + 8, area.y + 150, area.w - 16, area.h - 150}, ui.text(std::string(words) + "_detail"), detail);
  return chosen;
}

std::optional<FirstChoice> draw_welcome(const FirstStart& start, const Ui& ui) {
  std::optional<FirstChoice> chosen;
  draw_head("first_title", "first_detail", ui);
  const TypedKeys keys = typed_keys();
  const bool first = keys.digits == "1" && !start.busy;
  const bool second = keys.digits == "2" && !start.busy;
  if (draw_card("##first_prepare", {40, 170, 580, 330}, "first_prepare", start, ui) || first) chosen = first::Prepare{};
  if (draw_card("##first_practise", {660, 170, 580, 330}, "first_practise", start, ui) || second) {
    chosen = first::Practise{};
  }
  draw_state(start, {40, 520, 1200, 100}, ui);
  const bool third = keys.digits == "3" && !start.busy;
  if (draw_quiet("##first_checks", kMiddle, "first_checks", start, ui) || third) chosen = first::CheckMachine{};
  if (draw_quiet("##first_leave", kLeft, "first_leave", start, ui)) chosen = first::Leave{};
  if (draw_quiet("##first_language", kRight, "language_button", start, ui)) {
    chosen = first::SpeakLanguage{start.language == Language::ja ? Language::en : Language::ja};
  }
  return chosen;
}

/// The gate's own page of a first PIN.
std::optional<FirstChoice> draw_pin(const FirstStart& start, FirstStartState& state, const Ui& ui) {
  Model model;
  model.language = start.language;
  model.staff.gate = StaffGate::first_pin;
  model.staff.pin.differs = start.pin_differs;
  model.staff.pin.checking = start.busy;
  draw_state(start, {40, 620, 1200, 80}, ui);
  const std::optional<Action> asked = draw_pin_screen(model, state.pin, ui);
  if (!asked) return std::nullopt;
  if (const auto* pin = std::get_if<action::SetFirstPin>(&*asked)) return first::ChoosePin{pin->pin, pin->repeated};
  if (const auto* set = std::get_if<action::SetLanguage>(&*asked)) return first::SpeakLanguage{set->language};
  return first::GoBack{};
}

/// Arrows go through places and files, Enter takes the marked one.
std::optional<std::string> choose_by_keys(const FirstStart& start, FirstStartState& state) {
  if (start.places.empty()) return std::nullopt;
  const TypedKeys keys = typed_keys();
  const std::size_t before = state.place;
  if (keys.right && state.place + 1 < start.places.size()) ++state.place;
  if (keys.left && state.place > 0) --state.place;
  if (state.place != before) state.file = 0;
  const FilePlace& place = start.places[std::min(state.place, start.places.size() - 1)];
  if (place.files.empty()) return std::nullopt;
  if (keys.down) ++state.file;
  if (keys.up && state.file > 0) --state.file;
  state.file = std::min(state.file, place.files.size() - 1);
  if (!keys.enter) return std::nullopt;
  return place.folder + "/" + place.files[state.file].name;
}

std::optional<FirstChoice> draw_event(const FirstStart& start, FirstStartState& state, const Ui& ui) {
  std::optional<FirstChoice> chosen;
  draw_head("first_event_title", "first_event_detail", ui);
  std::optional<std::string> path = choose_by_keys(start, state);
  const FileChoice files{start.places, start.looking, Zone(), "first_no_file", state.file};
  if (const auto touched = draw_file_choice(files, state.place, ui)) path = touched;
  if (path && !start.busy) chosen = first::TakeFile{*path};
  draw_state(start, {16, 530, 1248, 96}, ui);
  if (draw_quiet("##first_again", kLeft, "import_again", start, ui)) chosen = first::LookAgain{};
  if (draw_quiet("##first_checks", kMiddle, "first_checks", start, ui)) chosen = first::CheckMachine{};
  if (draw_quiet("##first_leave", kRight, "first_leave", start, ui)) chosen = first::Leave{};
  return chosen;
}

std::optional<FirstChoice> draw_passphrase(const FirstStart& start, FirstStartState& state, const Ui& ui) {
  std::optional<FirstChoice> chosen;
  draw_head("first_pack_title", "first_pack_detail", ui);
  TextStyle name;
  name.size = 28;
  label(ui, {40, 124, 1200, 40}, start.pack.substr(start.pack.rfind('/') + 1), name);
  FieldStyle field;
  field.secret = true;
  field.focus = std::exchange(state.focus_due, false);
  field.hint = ui.text("first_passphrase");
  const bool entered =
      text_field(ui, "##first_passphrase", {40, 176, 760, 84}, state.passphrase, field) == FieldEvent::submitted;
  number_pad(ui, "##first_pad", {880, 176, 360, 396}, state.passphrase, kMostPassphraseDigits);
  draw_state(start, {40, 400, 760, 200}, ui);
  ButtonStyle open;
  open.enabled = !state.passphrase.empty() && !start.busy;
  open.size = 36;
  const bool tapped = button(ui, "##first_open", {40, 284, 760, 96}, ui.text("first_open_pack"), open);
  if ((tapped || entered) && open.enabled) chosen = first::OpenPack{std::exchange(state.passphrase, {})};
  if (draw_quiet("##first_back", kLeft, "back", start, ui) || typed_keys().escape) {
    state.passphrase.clear();
    chosen = first::GoBack{};
  }
  return chosen;
}

void draw_check(const FirstCheck& check, Rect row, const Ui& ui) {
  icon(ui, {row.x, row.y + 8, 36, 36}, check.ok ? Icon::check : Icon::attention,
       check.ok ? color::kWelcome : color::kRefuse);
  TextStyle style;
  style.size = 26;
  style.bold = true;
  label(ui, {row.x + 52, row.y, 200, row.h}, ui.text("check_" + check.what), style);
  style.size = 20;
  style.bold = false;
  style.wrap = true;
  label(ui, {row.x + 260, row.y, row.w - 260, row.h}, check.detail, style);
}

std::optional<FirstChoice> draw_checks(const FirstStart& start, const Ui& ui) {
  constexpr float kRow = 56;
  std::optional<FirstChoice> chosen;
  draw_head("first_checks_title", start.busy ? "first_checking" : "first_checks_detail", ui);
  float y = 122;
  for (const FirstCheck& check : start.checks) {
    draw_check(check, {40, y, 1200, kRow - 4}, ui);
    y += kRow;
  }
  if (draw_quiet("##first_again", kLeft, "first_checks_again", start, ui)) chosen = first::CheckMachine{};
  const bool escaped = typed_keys().escape && !start.busy;
  if (draw_quiet("##first_back", kRight, "back", start, ui) || escaped) chosen = first::GoBack{};
  return chosen;
}

}  // namespace

std::optional<FirstChoice> draw_first_screen(const FirstStart& start, FirstStartState& state, const Ui& ui) {
  std::optional<FirstChoice> chosen;
  begin_page(ui, color::kPaper);
  switch (start.step) {
    case FirstStep::welcome:
      chosen = draw_welcome(start, ui);
      break;
    case FirstStep::pin:
      chosen = draw_pin(start, state, ui);
      break;
    case FirstStep::event:
      chosen = draw_event(start, state, ui);
      break;
    case FirstStep::passphrase:
      chosen = draw_passphrase(start, state, ui);
      break;
    case FirstStep::checks:
      chosen = draw_checks(start, ui);
      break;
  }
  end_page();
  return chosen;
}

}  // namespace uketsuke
