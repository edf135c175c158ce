#include "kiosk/screens/form_keyboard.h"

#include <algorithm>
#include <utility>

#include "common/names.h"

namespace uketsuke {

namespace {

constexpr int kSettlingFrames = 3;
constexpr float kCaptionHeight = 18;

}  // namespace

void go_to(FormKeyboard& keyboard, FormPlace place) {
  keyboard.place = place;
  keyboard.focus_due = true;
}

void step(FormKeyboard& keyboard, const std::vector<FormPlace>& places, int by) {
  const auto here = std::find(places.begin(), places.end(), keyboard.place);
  const auto at = here == places.end() ? 0 : here - places.begin();
  const auto count = static_cast<std::ptrdiff_t>(places.size());
  go_to(keyboard, places[static_cast<std::size_t>((at + by + count) % count)]);
}

bool begin_fields(FormKeyboard& keyboard, bool keys_are_ours) {
  for (TypedReading& reading : typed_readings()) keyboard.readings.push_back(std::move(reading));
  const bool due = keys_are_ours && keyboard.focus_due;
  if (due) {
    keyboard.focus_due = false;
    keyboard.settling = kSettlingFrames;
  } else if (keyboard.settling > 0) {
    --keyboard.settling;
  }
  return due;
}

std::optional<Action> look_up_readings(FormKeyboard& keyboard, const ReadingsView& readings) {
  if (keyboard.place.field == FormField::facility) return std::nullopt;
  const std::string facility = trim(keyboard.typed.facility);
  if (keyboard.looked_up != facility) {
    keyboard.looked_up = facility;
    keyboard.known.clear();
    if (!facility.empty()) return OfficeAction{action::LookUpReadings{facility}};
  }
  if (keyboard.known.empty() && readings.facility == facility) keyboard.known = readings.known;
  return std::nullopt;
}

std::string proposed_furigana(const FormKeyboard& keyboard, std::size_t row) {
  const TypedApplicant& applicant = keyboard.typed.applicants.at(row);
  if (!applicant.furigana.empty()) return {};
  const std::string name = fold_name(applicant.name);
  const auto known = std::find_if(keyboard.known.begin(), keyboard.known.end(),
                                  [&name](const KnownReading& one) { return one.folded_name == name; });
  if (known != keyboard.known.end()) return known->furigana;
  return propose_furigana(applicant.name, keyboard.readings);
}

void draw_form_field(FormKeyboard& keyboard, FormPlace place, Rect area, const std::string& caption, bool focus_due,
                     FormTold& told, const Ui& ui) {
  std::string* text = text_at(keyboard.typed, place);
  if (text == nullptr) return;
  if (!caption.empty()) {
    TextStyle small;
    small.size = 16;
    small.color = color::kSoftInk;
    label(ui, {area.x + 2, area.y - kCaptionHeight, area.w, kCaptionHeight}, caption, small);
  }
  FieldStyle style;
  style.size = 20;
  style.focus = focus_due && keyboard.place == place;
  if (place.field == FormField::furigana) style.hint = proposed_furigana(keyboard, place.row);
  const std::string id = "##form_" + std::to_string(static_cast<int>(place.field)) + "_" + std::to_string(place.row);
  const FieldEvent event = text_field(ui, id.c_str(), area, *text, style);
  const bool settled = keyboard.settling == 0 && !keyboard.focus_due;
  if (last_field_has_keyboard() && settled && !(keyboard.place == place)) keyboard.place = place;
  if (event == FieldEvent::submitted) told.entered = true;
  if (event == FieldEvent::submitted && text->empty() && !style.hint.empty()) *text = style.hint;
  if (event == FieldEvent::changed) told.changed = true;
  const bool wrong = std::any_of(keyboard.faults.begin(), keyboard.faults.end(),
                                 [&place](const FormFault& fault) { return fault.place == place; });
  if (wrong) outline(ui, area, color::kRefuse, 4, 8);
}

}  // namespace uketsuke
