// The fields of a person who stands at the desk: name, profession by one tap, facility and furigana if there is time.
// By touch or by keyboard alone: Tab goes round, Enter goes to what is missing, then sends. Thread: ui.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "common/event.h"
#include "common/roster.h"
#include "kiosk/model.h"
#include "kiosk/ui/ui.h"
#include "kiosk/ui/widgets.h"

namespace uketsuke {

/// Where the keyboard is.
enum class FormStop { name, furigana, facility, profession };

struct AttendeeFormState {
  std::uint64_t form = 0;  ///< of the model; a new one empties the fields
  bool begun = false;
  std::string name;
  std::string furigana;
  std::string facility;
  std::optional<std::size_t> profession;  ///< of profession_choices
  FormStop stop = FormStop::name;
  bool focus_due = true;  ///< the stop gets the keyboard in the next frame
  int settling = 0;       ///< frames until the focus has moved
  bool show_missing = false;
};

enum class FormEvent { none, facility_typed, submitted };

/// The 15 categories, or the event's own words.
std::vector<Profession> profession_choices(const Event& event);
/// Name and profession are there.
bool is_complete(const AttendeeFormState& state);
/// What was typed, without outer spaces.
Attendee attendee_of(const AttendeeFormState& state, const Event& event);

/// Fields and professions; the caller draws buttons below y = 434 on the left (x 16 to 616).
FormEvent draw_attendee_form(const Model& model, AttendeeFormState& state, const Ui& ui);

}  // namespace uketsuke
