#include "kiosk/screens/staff_walk_in.h"

#include <algorithm>
#include <array>

#include "common/names.h"
#include "kiosk/screens/staff_parts.h"
#include "kiosk/ui/widgets.h"

namespace uketsuke {

namespace {

constexpr Rect kSend{16, 524, 600, 84};

void begin_form(AttendeeFormState& state, std::uint64_t form) {
  leave_field();  // a field that is typed into would put its old text back
  state = {};
  state.begun = true;
  state.form = form;
}

/// The roster's facilities that fit what was typed, to be taken over by one tap.
void draw_suggestions(const Model& model, AttendeeFormState& state, const Ui& ui) {
  constexpr std::array<const char*, 2> kIds = {"##suggestion_0", "##suggestion_1"};
  const std::vector<FacilityChoice>& known = model.staff.facility.facilities;
  const std::string typed = fold_facility(state.facility);
  if (typed.empty() || model.staff.facility.text.empty()) return;
  float x = 16;
  std::size_t shown = 0;
  for (const FacilityChoice& choice : known) {
    if (shown == kIds.size()) return;
    if (choice.facility == state.facility || choice.folded.find(typed) == std::string::npos) continue;
    ButtonStyle style;
    style.quiet = true;
    const Rect place{x, 438, 297, kTouchUnits};
    if (button(ui, kIds.at(shown), place, {}, style)) state.facility = choice.facility;
    TextStyle name;
    name.size = 22;
    name.color = color::kPrimary;
    name.align = Align::center;
    name.wrap = true;
    label(ui, inset(place, 8), choice.facility, name);
    x += 303;
    ++shown;
  }
}

std::string seats_of(const Model& model, const Ui& ui) {
  const std::optional<std::int64_t> free = model.summary.counts.seats_free;
  return free ? ui.text("walk_in_seats", {{"count", std::to_string(*free)}}) : ui.text("walk_in_seats_any");
}

std::optional<Action> draw_send(const Model& model, AttendeeFormState& state, const char* words, const Ui& ui) {
  ButtonStyle style;
  style.fill = color::kWelcome;
  style.size = 36;
  style.enabled = is_complete(state) && !model.staff.busy;
  if (!button(ui, "##form_send", kSend, ui.text(words), style)) return std::nullopt;
  return action::SubmitWalkIn{attendee_of(state, model.summary.event)};
}

/// 受付番号 as large as it is said aloud, and where to go.
std::optional<Action> draw_done(const Model& model, const Ui& ui) {
  const WalkInView& view = model.staff.walk_in;
  std::optional<Action> asked;
  fill(ui, {16, 124, 800, 484}, color::kPanel, 12);
  outline(ui, {16, 124, 800, 484}, color::kWelcome, 4, 12);
  icon(ui, {40, 148, 88, 88}, Icon::check, color::kWelcome);
  TextStyle style;
  style.size = 42;
  style.bold = true;
  label(ui, {150, 140, 640, 56}, ui.text("walk_in_done", {{"name", view.attendee.name}}), style);
  style.size = 26;
  style.bold = false;
  style.wrap = true;
  const std::string separator = view.attendee.facility.empty() ? "" : "　";
  label(ui, {150, 196, 640, 68}, view.attendee.profession.given + separator + view.attendee.facility, style);
  draw_caption({48, 290, 300, 28}, ui.text("fact_number"), ui);
  style.size = 120;
  style.bold = true;
  style.wrap = false;
  label(ui, {48, 320, 320, 130}, std::to_string(view.done->number), style);
  if (!view.done->group.empty()) {
    draw_caption({390, 290, 200, 28}, ui.text("fact_group"), ui);
    label(ui, {390, 320, 150, 130}, view.done->group, style);
  }
  if (!view.done->ticket.empty()) {
    qr(ui, {566, 290, 230, 230}, view.done->ticket);
    draw_caption({566, 524, 240, 28}, ui.text("walk_in_ticket"), ui);
  }
  style.size = 28;
  label(ui, {48, 540, 500, 50}, seats_of(model, ui), style);
  ButtonStyle next;
  next.size = 36;
  if (button(ui, "##walk_in_next", {832, 124, 432, 150}, ui.text("walk_in_next"), next)) asked = action::StartWalkIn{};
  if (!view.attendee.facility.empty()) {
    next.quiet = true;
    next.size = 28;
    if (button(ui, "##walk_in_same", {832, 286, 432, 150}, ui.text("walk_in_same"), next)) {
      asked = action::StartWalkIn{{}, view.attendee.facility};
    }
  }
  return asked;
}

}  // namespace

std::optional<Action> draw_walk_in_screen(const Model& model, AttendeeFormState& state, const Ui& ui) {
  const WalkInView& view = model.staff.walk_in;
  if (view.done) {
    const std::optional<Action> asked = draw_done(model, ui);
    state.begun = false;
    if (!asked && !is_dialog_open(model) && typed_keys().enter) return action::StartWalkIn{};
    return asked;
  }
  if (!state.begun || state.form != view.form) {
    begin_form(state, view.form);
    state.facility = view.facility;
  }
  const FormEvent event = draw_attendee_form(model, state, ui);
  draw_suggestions(model, state, ui);
  TextStyle small;
  small.size = 22;
  small.color = color::kSoftInk;
  std::string below = seats_of(model, ui);
  if (!view.ticket_text.empty()) below += "　" + ui.text("walk_in_with_ticket");
  label(ui, {636, 582, 620, 26}, below, small);
  if (const auto sent = draw_send(model, state, "walk_in_send", ui)) return sent;
  if (event == FormEvent::submitted && !model.staff.busy) {
    return action::SubmitWalkIn{attendee_of(state, model.summary.event)};
  }
  if (event == FormEvent::facility_typed) return action::ListFacilities{state.facility};
  return std::nullopt;
}

std::optional<Action> draw_substitute_screen(const Model& model, AttendeeFormState& state, const Ui& ui) {
  if (!model.staff.person) {
    draw_hint(kStaffContent, ui.text("search_waiting"), ui);
    return std::nullopt;
  }
  const RegistrationRow& original = *model.staff.person;
  if (!state.begun || state.form != model.staff.substitute_form) {
    begin_form(state, model.staff.substitute_form);
    state.facility = original.attendee.facility;
    const std::vector<Profession> choices = profession_choices(model.summary.event);
    const auto same = std::find_if(choices.begin(), choices.end(), [&](const Profession& choice) {
      return choice.category == original.attendee.profession.category;
    });
    if (same != choices.end()) state.profession = static_cast<std::size_t>(same - choices.begin());
  }
  const FormEvent event = draw_attendee_form(model, state, ui);
  TextStyle who;
  who.size = 26;
  who.bold = true;
  who.wrap = true;
  label(ui, {20, 436, 590, 76}, ui.text("substitute_for", {{"name", original.attendee.name}}), who);
  ButtonStyle style;
  style.enabled = is_complete(state) && !model.staff.busy;
  style.fill = color::kWelcome;
  const bool tapped = button(ui, "##form_send", {172, 524, 444, 84}, ui.text("substitute_send"), style);
  ButtonStyle quiet;
  quiet.quiet = true;
  if (button(ui, "##substitute_back", {16, 524, 148, 84}, ui.text("back"), quiet)) {
    return action::OpenPerson{original.registration};
  }
  if ((tapped || event == FormEvent::submitted) && !model.staff.busy) {
    return action::SubmitSubstitute{attendee_of(state, model.summary.event)};
  }
  return std::nullopt;
}

}  // namespace uketsuke
