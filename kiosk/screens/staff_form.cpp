#include "kiosk/screens/staff_form.h"

#include <algorithm>
#include <array>

#include "common/names.h"
#include "common/profession.h"
#include "kiosk/screens/staff_parts.h"

namespace uketsuke {

namespace {

constexpr int kSettlingFrames = 3;

void go_to(AttendeeFormState& state, FormStop stop) {
  state.stop = stop;
  state.focus_due = true;
}

void step(AttendeeFormState& state, int by) {
  constexpr int kStops = 4;
  go_to(state, static_cast<FormStop>((static_cast<int>(state.stop) + by + kStops) % kStops));
}

/// Enter: to what is missing, else send.
bool wants_to_send(AttendeeFormState& state) {
  if (is_complete(state)) return true;
  state.show_missing = true;
  go_to(state, trim(state.name).empty() ? FormStop::name : FormStop::profession);
  return false;
}

/// Arrows and digits choose a profession while the keyboard is there.
void move_profession(AttendeeFormState& state, const TypedKeys& keys, std::size_t count, std::size_t columns) {
  const auto current = static_cast<std::ptrdiff_t>(state.profession.value_or(0));
  std::ptrdiff_t next = current;
  if (keys.left) next -= 1;
  if (keys.right) next += 1;
  if (keys.up) next -= static_cast<std::ptrdiff_t>(columns);
  if (keys.down) next += static_cast<std::ptrdiff_t>(columns);
  const bool arrow = keys.left || keys.right || keys.up || keys.down;
  if (arrow && !state.profession) next = 0;
  if (arrow && next >= 0 && next < static_cast<std::ptrdiff_t>(count))
    state.profession = static_cast<std::size_t>(next);
  for (const char digit : keys.digits) {
    const auto index = static_cast<std::size_t>(digit - '1');
    if (digit >= '1' && index < count) state.profession = index;
  }
}

struct Field {
  FormStop stop;
  const char* id;
  const char* caption;
  std::string AttendeeFormState::*value;
};
constexpr std::array<Field, 3> kFields = {
    {{FormStop::name, "##form_name", "form_name", &AttendeeFormState::name},
     {FormStop::furigana, "##form_furigana", "form_furigana", &AttendeeFormState::furigana},
     {FormStop::facility, "##form_facility", "form_facility", &AttendeeFormState::facility}}};

FormEvent draw_fields(AttendeeFormState& state, bool focus_due, const Ui& ui) {
  FormEvent event = FormEvent::none;
  float y = 124;
  for (const Field& field : kFields) {
    draw_caption({20, y, 590, 24}, ui.text(field.caption), ui);
    FieldStyle style;
    style.focus = focus_due && state.stop == field.stop;
    const Rect place{16, y + 26, 600, kTouchUnits};
    const FieldEvent typed = text_field(ui, field.id, place, state.*field.value, style);
    if (last_field_has_keyboard() && state.settling == 0 && !state.focus_due) state.stop = field.stop;
    if (typed == FieldEvent::changed && field.stop == FormStop::facility) event = FormEvent::facility_typed;
    if (typed == FieldEvent::submitted && wants_to_send(state)) event = FormEvent::submitted;
    if (field.stop == FormStop::name && state.show_missing && trim(state.name).empty()) {
      outline(ui, place, color::kRefuse, 4, 8);
    }
    y += 103;
  }
  return event;
}

void draw_professions(const Model& model, AttendeeFormState& state, const Ui& ui) {
  const std::vector<Profession> choices = profession_choices(model.summary.event);
  const std::size_t columns = choices.size() > 8 ? 4 : 2;
  const Rect area{632, 150, 632, 424};
  const bool missing = state.show_missing && !state.profession;
  TextStyle caption;
  caption.size = 20;
  caption.color = missing ? color::kRefuse : color::kSoftInk;
  caption.bold = missing;
  label(ui, {636, 124, 620, 24}, ui.text("form_profession"), caption);
  const std::size_t lines = (choices.size() + columns - 1) / columns;
  constexpr float kGap = 6;
  const float width = (area.w - kGap * static_cast<float>(columns - 1)) / static_cast<float>(columns);
  const float height =
      std::clamp((area.h - kGap * static_cast<float>(lines - 1)) / static_cast<float>(lines), kTouchUnits, 110.0F);
  for (std::size_t i = 0; i < choices.size(); ++i) {
    const Rect place{area.x + static_cast<float>(i % columns) * (width + kGap),
                     area.y + static_cast<float>(i / columns) * (height + kGap), width, height};
    ButtonStyle style;
    style.quiet = true;
    style.size = 26;
    style.selected = state.profession == i;
    const std::string id = "##profession_" + std::to_string(i);
    if (button(ui, id.c_str(), place, profession_label(choices[i].given, choices[i].category, ui), style)) {
      state.profession = i;
      state.stop = FormStop::profession;
    }
    if (state.stop == FormStop::profession && (state.profession == i || (!state.profession && i == 0))) {
      outline(ui, {place.x - 3, place.y - 3, place.w + 6, place.h + 6}, color::kPractice, 4, 10);
    }
  }
  if (state.stop == FormStop::profession && !is_dialog_open(model)) {
    move_profession(state, typed_keys(), choices.size(), columns);
  }
}

}  // namespace

std::vector<Profession> profession_choices(const Event& event) {
  std::vector<Profession> choices;
  const ProfessionTable names(std::vector<std::pair<std::string, ProfessionCategory>>{});
  for (const std::string& words : event.professions) choices.push_back({words, names.find(words).profession.category});
  if (!choices.empty()) return choices;
  for (std::size_t i = 0; i < kProfessionCategoryCount; ++i) {
    const auto category = static_cast<ProfessionCategory>(i);
    choices.push_back({std::string(japanese(category)), category});
  }
  return choices;
}

bool is_complete(const AttendeeFormState& state) { return !trim(state.name).empty() && state.profession.has_value(); }

Attendee attendee_of(const AttendeeFormState& state, const Event& event) {
  Attendee attendee;
  attendee.name = trim(state.name);
  attendee.furigana = trim(state.furigana);
  attendee.facility = trim(state.facility);
  const std::vector<Profession> choices = profession_choices(event);
  if (state.profession && *state.profession < choices.size()) attendee.profession = choices[*state.profession];
  return attendee;
}

FormEvent draw_attendee_form(const Model& model, AttendeeFormState& state, const Ui& ui) {
  const bool keys_are_ours = !is_dialog_open(model);
  const TypedKeys keys = keys_are_ours ? typed_keys() : TypedKeys{};
  if (keys.tab) step(state, 1);
  if (keys.back_tab) step(state, -1);
  const bool focus_due = keys_are_ours && state.focus_due;
  if (focus_due) {
    state.focus_due = false;
    state.settling = kSettlingFrames;
    if (state.stop == FormStop::profession) leave_field();
  } else if (state.settling > 0) {
    --state.settling;
  }
  FormEvent event = draw_fields(state, focus_due, ui);
  draw_professions(model, state, ui);
  const bool on_professions = state.stop == FormStop::profession && state.settling == 0;
  if (keys.enter && on_professions && wants_to_send(state)) event = FormEvent::submitted;
  return event;
}

}  // namespace uketsuke
