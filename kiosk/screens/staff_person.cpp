#include "kiosk/screens/staff_person.h"

#include <array>
#include <vector>

#include "common/japanese_date.h"
#include "common/names.h"
#include "kiosk/screens/staff_parts.h"
#include "kiosk/ui/widgets.h"

namespace uketsuke {

namespace {

struct Fact {
  std::string title;
  std::string value;
};

std::string marks_of(const RegistrationRow& row, const Ui& ui) {
  std::string marks;
  const auto add = [&](bool there, const char* id) {
    if (there) marks += (marks.empty() ? "" : "　") + ui.text(id);
  };
  add(row.late, "person_late");
  add(row.split, "person_split");
  add(row.suspected_duplicate, "person_duplicate");
  add(row.seat_released, "person_released");
  add(row.substitute_for.has_value(), "person_is_substitute");
  add(row.substituted_by.has_value(), "person_was_substituted");
  return marks;
}

std::vector<Fact> facts_of(const Model& model, const RegistrationRow& row, const Ui& ui) {
  const auto clock = [&](const std::optional<UtcMillis>& time) {
    return time ? format_clock(*time, model.zone) : std::string("―");
  };
  std::vector<Fact> facts = {
      {ui.text("fact_number"), std::to_string(row.number)},
      {ui.text("fact_group"), row.group.empty() ? "―" : row.group},
      {ui.text("fact_role"), ui.text("role_" + std::string(word(row.attendee.role)))},
      {ui.text("fact_status"), ui.text("registration_" + std::string(word(row.status)))},
      {ui.text("fact_checked_in"), clock(row.checked_in_at)},
      {ui.text("fact_checked_out"), clock(row.checked_out_at)},
      {ui.text("fact_channel"), ui.text("channel_" + std::string(word(row.channel)))},
      {ui.text("fact_received"), format_short_date_time(row.received_at, model.zone)},
      {ui.text("fact_phone"), row.attendee.phone.empty() ? "―" : row.attendee.phone},
      {ui.text("fact_email"), row.attendee.email.empty() ? "―" : row.attendee.email},
  };
  return facts;
}

void draw_fact(const Fact& fact, Rect area, const Ui& ui) {
  TextStyle style;
  style.size = 20;
  style.color = color::kSoftInk;
  label(ui, {area.x, area.y, 116, area.h}, fact.title, style);
  style.size = 26;
  style.color = color::kInk;
  label(ui, {area.x + 122, area.y, area.w - 130, area.h}, fact.value, style);
}

void draw_facts(const Model& model, const RegistrationRow& row, const Ui& ui) {
  fill(ui, {16, 124, 816, 484}, color::kPanel, 12);
  outline(ui, {16, 124, 816, 484}, color::kLine, 2, 12);
  TextStyle style;
  style.size = 24;
  style.color = color::kSoftInk;
  label(ui, {40, 134, 768, 30}, to_hiragana(row.attendee.furigana), style);
  style.size = 50;
  style.bold = true;
  style.color = color::kInk;
  label(ui, {40, 164, 768, 60}, row.attendee.name, style);
  style.size = 28;
  style.bold = false;
  style.wrap = true;
  label(ui, {40, 230, 768, 66}, row.attendee.facility, style);
  label(ui, {40, 298, 768, 36}, row.attendee.profession.given, style);
  const std::vector<Fact> facts = facts_of(model, row, ui);
  for (std::size_t i = 0; i < facts.size(); ++i) {
    const auto column = static_cast<float>(i % 2);
    const auto line = static_cast<float>(i / 2);
    draw_fact(facts[i], {40 + column * 384, 342 + line * 38, 380, 36}, ui);
  }
  style.size = 22;
  style.color = Color{0x7A5200};
  const std::string marks = marks_of(row, ui);
  const std::string note = row.attendee.note.empty() ? std::string() : ui.text("fact_note") + "　" + row.attendee.note;
  label(ui, {40, 536, 768, 64}, marks.empty() || note.empty() ? marks + note : marks + "\n" + note, style);
}

/// True for a seat that another may take: nobody came on it yet.
bool may_be_substituted(const RegistrationRow& row) {
  return row.status == RegistrationStatus::confirmed && !row.checked_in_at && !row.substituted_by;
}

/// Nobody who came is cancelled here: the entry is undone first.
bool may_be_cancelled(const RegistrationRow& row) {
  const bool holds = row.status == RegistrationStatus::confirmed || row.status == RegistrationStatus::waitlisted;
  return holds && !row.checked_in_at && !row.inside && !row.substituted_by;
}

/// 承認する and 参加不可にする of a pending one, キャンセルにする of who has or waits for a seat.
void draw_decisions(const Model& model, const RegistrationRow& row, PersonScreenState& state, float y, const Ui& ui) {
  const auto ask = [&](Decision decision) {
    state.question = DecisionQuestion{decision, {row.registration}, row.attendee.name};
  };
  ButtonStyle style;
  style.enabled = !model.staff.busy;
  if (row.status == RegistrationStatus::pending) {
    style.fill = color::kWelcome;
    if (button(ui, "##person_accept", {844, y, 420, 84}, ui.text("person_accept"), style)) ask(Decision::accept);
    y += 94;
    style.quiet = true;
    style.fill = color::kRefuse;
    if (button(ui, "##person_decline", {844, y, 420, 84}, ui.text("person_decline"), style)) ask(Decision::decline);
  } else if (may_be_cancelled(row)) {
    style.quiet = true;
    style.fill = color::kRefuse;
    if (button(ui, "##person_cancel", {844, y, 420, 84}, ui.text("person_cancel"), style)) ask(Decision::cancel);
  }
}

std::optional<Action> draw_buttons(const Model& model, const RegistrationRow& row, PersonScreenState& state,
                                   const Ui& ui) {
  std::optional<Action> asked;
  fill(ui, {844, 124, 420, 72}, color::kPanel, 12);
  draw_status(status_look_of(model, row, ui), {868, 124, 388, 72}, 34, ui);
  float y = 206;
  const bool exits = row.inside && model.summary.event.exit_scan;
  if (may_be_admitted(row) || exits) {
    if (const auto admitted = draw_admit_button(model, row, {844, y, 420, 112}, ui)) asked = admitted;
    y += 122;
  }
  ButtonStyle quiet;
  quiet.quiet = true;
  quiet.enabled = !model.staff.busy;
  if (row.checked_in_at) {
    quiet.fill = color::kRefuse;
    if (button(ui, "##undo", {844, y, 420, 84}, ui.text("person_undo"), quiet)) state.confirm_undo = true;
    quiet.fill = color::kPrimary;
    y += 94;
  }
  if (row.checked_in_at && model.printer.health != PrinterHealth::none) {
    if (button(ui, "##print_tag", {844, y, 420, 84}, ui.text("person_print_tag"), quiet)) {
      asked = action::PrintTag{row.registration};
    }
    y += 94;
  }
  if (may_be_substituted(row)) {
    if (button(ui, "##substitute", {844, y, 420, 84}, ui.text("person_substitute"), quiet)) {
      asked = action::StartSubstitute{row.registration};
    }
    y += 94;
  }
  if (model.staff.organiser) draw_decisions(model, row, state, y, ui);
  return asked;
}

std::optional<Action> draw_undo_question(const Model& model, const RegistrationRow& row, PersonScreenState& state,
                                         const Ui& ui) {
  constexpr std::array<std::array<const char*, 2>, 3> kReasons = {
      {{"##undo_mistake", "undo_mistake"}, {"##undo_person", "undo_person"}, {"##undo_other", "undo_other"}}};
  std::optional<Action> asked;
  begin_dialog(ui, "##undo_dialog", {200, 170, 880, 380});
  TextStyle title;
  title.size = 32;
  title.bold = true;
  title.wrap = true;
  label(ui, {236, 190, 808, 96}, ui.text("undo_question", {{"name", row.attendee.name}}), title);
  draw_caption({236, 292, 808, 28}, ui.text("undo_choose"), ui);
  float x = 236;
  for (const auto& [id, words] : kReasons) {
    ButtonStyle style;
    style.fill = color::kRefuse;
    style.enabled = !model.staff.busy;
    if (button(ui, id, {x, 324, 264, 100}, ui.text(words), style)) {
      asked = action::Undo{row.registration, ui.text(words)};
      state.confirm_undo = false;
    }
    x += 272;
  }
  ButtonStyle keep;
  keep.quiet = true;
  if (button(ui, "##undo_keep", {236, 446, 808, 84}, ui.text("undo_keep"), keep) || typed_keys().escape) {
    state.confirm_undo = false;
  }
  end_dialog();
  return asked;
}

}  // namespace

std::optional<Action> draw_person_screen(const Model& model, PersonScreenState& state, StaffScreen back, const Ui& ui) {
  std::optional<Action> asked;
  ButtonStyle quiet;
  quiet.quiet = true;
  if (button(ui, "##person_back", {844, 524, 420, 84}, ui.text("back"), quiet)) asked = action::ShowStaffScreen{back};
  if (!model.staff.person) {
    draw_hint({16, 124, 816, 484}, ui.text("search_waiting"), ui);
    return asked;
  }
  const RegistrationRow& row = *model.staff.person;
  draw_facts(model, row, ui);
  if (const auto chosen = draw_buttons(model, row, state, ui)) asked = chosen;
  if (state.confirm_undo && !is_dialog_open(model)) {
    if (const auto answer = draw_undo_question(model, row, state, ui)) asked = answer;
  } else if (state.question && !is_dialog_open(model)) {
    if (const auto answer = draw_decision_question(model, state.question, ui)) asked = answer;
  }
  return asked;
}

}  // namespace uketsuke
