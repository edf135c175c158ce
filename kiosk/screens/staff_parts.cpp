#include "kiosk/screens/staff_parts.h"

#include "common/japanese_date.h"
#include "common/names.h"
#include "kiosk/screens/staff_hand_over.h"

namespace uketsuke {

namespace {

/// Yellow is no colour for letters and lines on white.
constexpr Color kAttentionInk{0x7A5200};

StatusLook look_of_status(const RegistrationRow& row, const Ui& ui) {
  switch (row.status) {
    case RegistrationStatus::pending:
      return {Icon::attention, kAttentionInk, ui.text("status_pending")};
    case RegistrationStatus::confirmed:
      if (row.seat_released) return {Icon::attention, kAttentionInk, ui.text("status_released")};
      return {Icon::staff, color::kSoftInk, ui.text("status_expected")};
    case RegistrationStatus::waitlisted:
      return {Icon::attention, kAttentionInk, ui.text("status_waitlisted")};
    case RegistrationStatus::cancelled:
      return {Icon::refuse, color::kRefuse, ui.text("status_cancelled")};
    case RegistrationStatus::declined:
      return {Icon::refuse, color::kRefuse, ui.text("status_declined")};
  }
  return {};
}

}  // namespace

StatusLook status_look_of(const Model& model, const RegistrationRow& row, const Ui& ui) {
  if (row.substituted_by) return {Icon::refuse, color::kRefuse, ui.text("status_substituted")};
  if (row.inside || (row.checked_in_at && !row.checked_out_at)) {
    const std::string time = row.checked_in_at ? format_clock(*row.checked_in_at, model.zone) : std::string();
    return {Icon::check, color::kWelcome, ui.text("status_admitted", {{"time", time}})};
  }
  if (row.checked_out_at) {
    return {Icon::already, color::kAlready,
            ui.text("status_exited", {{"time", format_clock(*row.checked_out_at, model.zone)}})};
  }
  return look_of_status(row, ui);
}

void draw_name(const RegistrationRow& row, Rect area, const Ui& ui) {
  TextStyle style;
  style.size = 28;
  style.bold = true;
  const bool alone = row.attendee.furigana.empty();
  label(ui, {area.x, area.y, area.w, alone ? area.h : area.h * 0.6F}, row.attendee.name, style);
  if (alone) return;
  style.size = 18;
  style.bold = false;
  style.color = color::kSoftInk;
  const std::string furigana = "（" + to_hiragana(row.attendee.furigana) + "）";
  label(ui, {area.x, area.y + area.h * 0.6F, area.w, area.h * 0.4F}, furigana, style);
}

std::string short_facts_of(const RegistrationRow& row, const Ui& ui) {
  std::string facts = ui.text("person_number", {{"number", std::to_string(row.number)}});
  if (!row.attendee.profession.given.empty()) facts += "　" + row.attendee.profession.given;
  if (!row.group.empty()) facts += "　" + ui.text("person_group", {{"group", row.group}});
  return facts;
}

bool may_be_admitted(const RegistrationRow& row) {
  return !row.inside && !row.substituted_by && row.status != RegistrationStatus::cancelled &&
         row.status != RegistrationStatus::declined;
}

std::optional<Action> draw_admit_button(const Model& model, const RegistrationRow& row, Rect area, const Ui& ui) {
  ButtonStyle style;
  style.enabled = !model.staff.busy;
  if (row.inside) {
    if (!model.summary.event.exit_scan) return std::nullopt;
    style.quiet = true;
    if (!button(ui, "##exit", area, ui.text("desk_exit"), style)) return std::nullopt;
    return action::AdmitChosen{{row.registration}, Direction::exit, std::nullopt};
  }
  if (!may_be_admitted(row)) return std::nullopt;
  style.fill = row.status == RegistrationStatus::confirmed ? color::kWelcome : color::kPrimary;
  style.quiet = row.status != RegistrationStatus::confirmed;
  if (!button(ui, "##admit", area, ui.text("desk_admit"), style)) return std::nullopt;
  return action::AdmitChosen{{row.registration}, Direction::entry, std::nullopt};
}

void draw_status(const StatusLook& look, Rect area, float size, const Ui& ui) {
  icon(ui, {area.x, area.y + (area.h - size) / 2, size, size}, look.icon, look.color);
  TextStyle style;
  style.size = size;
  style.bold = true;
  style.color = look.color;
  label(ui, {area.x + size + 6, area.y, area.w - size - 6, area.h}, look.words, style);
}

bool is_dialog_open(const Model& model) {
  return model.staff.refusal.has_value() || model.clock_warning.has_value() || asks_to_erase(model);
}

std::optional<std::size_t> draw_choices(Rect row, const std::vector<Choice>& choices, const Ui& ui) {
  std::optional<std::size_t> tapped;
  constexpr float kGap = 6;
  const auto count = static_cast<float>(choices.size());
  const float width = (row.w - kGap * (count - 1)) / count;
  float x = row.x;
  for (std::size_t i = 0; i < choices.size(); ++i) {
    ButtonStyle style;
    style.quiet = true;
    style.size = 26;
    style.selected = choices[i].selected;
    style.enabled = choices[i].enabled;
    if (button(ui, choices[i].id, {x, row.y, width, row.h}, choices[i].words, style)) tapped = i;
    x += width + kGap;
  }
  return tapped;
}

std::string profession_label(const std::string& given, ProfessionCategory category, const Ui& ui) {
  if (given != japanese(category)) return given;
  return ui.text("profession_" + std::string(word(category)));
}

void draw_box(Rect area, const Ui& ui) {
  fill(ui, area, color::kPanel, 8);
  outline(ui, area, color::kLine, 2, 8);
}

void draw_caption(Rect area, const std::string& words, const Ui& ui) {
  TextStyle style;
  style.size = 20;
  style.color = color::kSoftInk;
  label(ui, area, words, style);
}

void draw_hint(Rect area, const std::string& words, const Ui& ui) {
  TextStyle style;
  style.size = 28;
  style.color = color::kSoftInk;
  style.align = Align::center;
  style.wrap = true;
  label(ui, inset(area, 24), words, style);
}

}  // namespace uketsuke
