// The keyboard in a form of many fields: one place has it, Tab and Enter go on, Shift+Tab back, a touch takes it there.
// What 申込の入力 and the form of a draft share. Thread: ui.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "kiosk/model.h"
#include "kiosk/screens/application_form.h"
#include "kiosk/ui/typed_reading.h"
#include "kiosk/ui/ui.h"
#include "kiosk/ui/widgets.h"

namespace uketsuke {

struct FormKeyboard {
  TypedForm typed;
  FormPlace place;
  bool focus_due = true;  ///< the place gets the keyboard in the next frame
  int settling = 0;       ///< frames until the focus has moved
  std::vector<FormFault> faults;
  std::vector<TypedReading> readings{};  ///< what was typed for names in this form: furigana are proposed of them
  std::vector<KnownReading> known{};     ///< … and of those who were registered before at the form's facility
  std::string looked_up{};               ///< the facility that was asked about
};

/// What the fields of a frame told.
struct FormTold {
  bool entered = false;
  bool changed = false;
};

void go_to(FormKeyboard& keyboard, FormPlace place);
/// To the next (+1) or last (-1) of the places, round the ends.
void step(FormKeyboard& keyboard, const std::vector<FormPlace>& places, int by);
/// Before the fields of a frame: @return true if the place gets the keyboard in this one
bool begin_fields(FormKeyboard& keyboard, bool keys_are_ours);
/// Asks how the people of the form's facility are read, once for each that the keyboard has left, and keeps the answer.
std::optional<Action> look_up_readings(FormKeyboard& keyboard, const ReadingsView& readings);
/// Furigana of an applicant as it can be proposed, of an earlier registration before what was typed: shown in the empty
/// field, and taken by Enter there; never over what was typed.
std::string proposed_furigana(const FormKeyboard& keyboard, std::size_t row);
/// One field with its caption above (18 units), outlined where something is wrong with it.
void draw_form_field(FormKeyboard& keyboard, FormPlace place, Rect area, const std::string& caption, bool focus_due,
                     FormTold& told, const Ui& ui);

}  // namespace uketsuke
