#include "kiosk/screens/staff_facility.h"

#include <algorithm>

#include "kiosk/screens/staff_parts.h"
#include "kiosk/ui/widgets.h"

namespace uketsuke {

namespace {

void draw_facility_row(const FacilityChoice& choice, bool open, Rect row, const Ui& ui) {
  if (open) fill(ui, row, color::kSelected);
  TextStyle style;
  style.size = 25;
  style.bold = true;
  style.wrap = true;
  label(ui, {row.x + 10, row.y + 4, row.w - 190, row.h - 8}, choice.facility, style);
  style.size = 21;
  style.bold = false;
  style.wrap = false;
  style.align = Align::right;
  style.color = choice.admitted == choice.people ? color::kWelcome : color::kSoftInk;
  label(ui, {row.x + row.w - 176, row.y, 168, row.h},
        ui.text("facility_count",
                {{"admitted", std::to_string(choice.admitted)}, {"people", std::to_string(choice.people)}}),
        style);
}

std::optional<Action> draw_facilities(const Model& model, FacilityScreenState& state, const Ui& ui) {
  std::optional<Action> asked;
  FieldStyle field;
  field.hint = ui.text("facility_hint");
  field.size = 26;
  const Rect place{16, 124, 600, kTouchUnits};
  if (text_field(ui, "##facility_text", place, state.text, field) != FieldEvent::none) {
    asked = action::ListFacilities{state.text};
  }
  const FacilityView& view = model.staff.facility;
  const Rect area{16, 202, 600, 406};
  if (view.facilities.empty()) {
    draw_hint(area, ui.text(view.waiting ? "search_waiting" : "search_none"), ui);
    return asked;
  }
  const auto tapped = list(ui, "##facilities", area, view.facilities.size(), [&](std::size_t i, Rect row) {
    draw_facility_row(view.facilities[i], view.facilities[i].folded == view.open, row, ui);
  });
  if (tapped) asked = action::OpenFacility{view.facilities[*tapped].folded};
  return asked;
}

void draw_tick(bool ticked, Rect area, const Ui& ui) {
  fill(ui, area, ticked ? color::kPrimary : color::kPanel, 6);
  outline(ui, area, color::kPrimary, 3, 6);
  if (ticked) icon(ui, inset(area, 2), Icon::check, color::kWhite);
}

void draw_person_row(const Model& model, const RegistrationRow& person, bool ticked, Rect row, const Ui& ui) {
  if (ticked) fill(ui, row, color::kSelected);
  if (may_be_admitted(person)) draw_tick(ticked, {row.x + 10, row.y + 20, 44, 44}, ui);
  const float width = row.w - 66 - 190;
  draw_name(person, {row.x + 66, row.y + 3, width, 52}, ui);
  TextStyle style;
  style.size = 19;
  style.color = color::kSoftInk;
  label(ui, {row.x + 66, row.y + 56, width, 24}, short_facts_of(person, ui), style);
  draw_status(status_look_of(model, person, ui), {row.x + row.w - 184, row.y, 180, row.h}, 22, ui);
}

/// Ticks of those who may still be admitted, in the list's order.
std::vector<RegistrationId> chosen_of(const FacilityView& view, const FacilityScreenState& state) {
  std::vector<RegistrationId> chosen;
  for (const RegistrationRow& person : view.people) {
    if (may_be_admitted(person) && state.ticks.contains(person.registration.value)) {
      chosen.push_back(person.registration);
    }
  }
  return chosen;
}

void tick_all(const FacilityView& view, FacilityScreenState& state) {
  const bool all = std::all_of(view.people.begin(), view.people.end(), [&](const RegistrationRow& person) {
    return !may_be_admitted(person) || state.ticks.contains(person.registration.value);
  });
  state.ticks.clear();
  if (all) return;
  for (const RegistrationRow& person : view.people) {
    if (may_be_admitted(person)) state.ticks.insert(person.registration.value);
  }
}

std::string name_of_open(const FacilityView& view) {
  for (const FacilityChoice& choice : view.facilities) {
    if (choice.folded == view.open) return choice.facility;
  }
  return view.people.empty() ? std::string() : view.people.front().attendee.facility;
}

std::optional<Action> draw_people(const Model& model, FacilityScreenState& state, const Ui& ui) {
  std::optional<Action> asked;
  const FacilityView& view = model.staff.facility;
  TextStyle head;
  head.size = 26;
  head.bold = true;
  head.wrap = true;
  label(ui, {640, 124, 440, kTouchUnits}, name_of_open(view), head);
  ButtonStyle quiet;
  quiet.quiet = true;
  quiet.size = 24;
  if (button(ui, "##tick_all", {1094, 124, 170, kTouchUnits}, ui.text("facility_tick_all"), quiet)) {
    tick_all(view, state);
  }
  ListStyle rows;
  rows.row_height = 84;
  const auto tapped = list(
      ui, "##facility_people", {628, 202, 636, 322}, view.people.size(),
      [&](std::size_t i, Rect row) {
        draw_person_row(model, view.people[i], state.ticks.contains(view.people[i].registration.value), row, ui);
      },
      rows);
  if (tapped && may_be_admitted(view.people[*tapped])) {
    const std::string& id = view.people[*tapped].registration.value;
    if (state.ticks.erase(id) == 0) state.ticks.insert(id);
  }
  const std::vector<RegistrationId> chosen = chosen_of(view, state);
  ButtonStyle admit;
  admit.fill = color::kWelcome;
  admit.enabled = !chosen.empty() && !model.staff.busy;
  const std::string words = chosen.empty() ? ui.text("facility_admit_none")
                                           : ui.text("facility_admit", {{"count", std::to_string(chosen.size())}});
  if (button(ui, "##admit_ticked", {628, 532, 636, 76}, words, admit)) {
    state.ticks.clear();
    asked = action::AdmitChosen{chosen, Direction::entry, std::nullopt};
  }
  return asked;
}

}  // namespace

std::optional<Action> draw_facility_screen(const Model& model, FacilityScreenState& state, const Ui& ui) {
  if (state.open != model.staff.facility.open) {
    state.open = model.staff.facility.open;
    state.ticks.clear();
  }
  std::optional<Action> asked = draw_facilities(model, state, ui);
  if (model.staff.facility.open.empty()) {
    draw_hint({628, 202, 636, 322}, ui.text("facility_begin"), ui);
  } else if (const std::optional<Action> chosen = draw_people(model, state, ui)) {
    asked = chosen;
  }
  return asked;
}

}  // namespace uketsuke
