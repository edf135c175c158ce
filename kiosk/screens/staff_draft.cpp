#include "kiosk/screens/staff_draft.h"

#include <algorithm>
#include <string>
#include <vector>

#include "common/japanese_date.h"
#include "common/names.h"
#include "kiosk/screens/draft_form.h"
#include "kiosk/screens/staff_form.h"
#include "kiosk/screens/staff_parts.h"
#include "kiosk/ui/text_area.h"
#include "kiosk/ui/widgets.h"

namespace uketsuke {

namespace {

constexpr Rect kList{16, 160, 1248, 448};
constexpr Rect kWhy{16, 124, 500, 72};
constexpr Rect kText{16, 200, 500, 328};
constexpr float kRight = 532;
constexpr float kRightEnd = 1264;
constexpr float kRowHeight = 36;
constexpr float kManyRowHeight = 26;  ///< where the rows are more than a few
constexpr std::size_t kFewRows = 5;
constexpr float kPeopleTop = 268;
constexpr float kFootTop = 536;

// The list ----------------------------------------------------------------------------------------------------------

/// 名簿.csv 12行目; for a mail the file alone.
std::string place_of(const Draft& draft, const Ui& ui) {
  const std::string file = draft.bad.file.substr(draft.bad.file.rfind('/') + 1);
  if (draft.bad.line <= 0) return file;
  return file + "　" + ui.text("mail_line", {{"line", std::to_string(draft.bad.line)}});
}

std::string why_of(const Draft& draft) {
  return draft.bad.field.empty() ? draft.bad.why : draft.bad.field + ": " + draft.bad.why;
}

/// The record on one line.
std::string record_of(const Draft& draft) {
  std::string text = draft.bad.text.substr(0, 600);
  std::replace(text.begin(), text.end(), '\n', ' ');
  return text;
}

void draw_draft_row(const Model& model, const Draft& draft, Rect row, const Ui& ui) {
  TextStyle style;
  style.size = 22;
  label(ui, {row.x + 12, row.y + 4, 330, 34}, place_of(draft, ui), style);
  style.size = 18;
  style.color = color::kSoftInk;
  label(ui, {row.x + 12, row.y + 38, 330, 28}, format_short_date_time(draft.held_at, model.zone), style);
  style.size = 22;
  style.color = color::kRefuse;
  style.bold = true;
  label(ui, {row.x + 354, row.y + 4, row.w - 366, 34}, why_of(draft), style);
  style.size = 20;
  style.bold = false;
  style.color = color::kInk;
  label(ui, {row.x + 354, row.y + 38, row.w - 366, 28}, record_of(draft), style);
}

std::optional<Action> draw_list(const Model& model, const Ui& ui) {
  const DraftsView& view = model.staff.office.drafts;
  draw_caption({kList.x, 124, kList.w, 32}, ui.text("draft_list", {{"count", std::to_string(view.drafts.size())}}), ui);
  if (view.drafts.empty()) {
    draw_hint(kList, ui.text(view.waiting ? "search_waiting" : "draft_none"), ui);
    return std::nullopt;
  }
  const auto tapped = list(ui, "##drafts", kList, view.drafts.size(),
                           [&](std::size_t index, Rect row) { draw_draft_row(model, view.drafts[index], row, ui); });
  if (!tapped) return std::nullopt;
  return OfficeAction{action::OpenDraft{view.drafts[*tapped]}};
}

// One draft ---------------------------------------------------------------------------------------------------------

void fill_form(const Model& model, DraftScreenState& state) {
  const DraftsView& view = model.staff.office.drafts;
  leave_field();  // it would put its old text back
  state = {};
  state.form = view.form;
  state.opened_text = view.open->bad.text;
  state.keyboard.typed = form_of(view.application, model);
  const std::vector<FormPlace> places = draft_places(state.keyboard.typed);
  const auto empty = std::find_if(places.begin(), places.end(), [&state](const FormPlace& place) {
    const std::string* text = text_at(state.keyboard.typed, place);
    const bool needed = place.field == FormField::name || place.field == FormField::profession;
    return needed && place.row == 0 && trim(*text).empty();
  });
  go_to(state.keyboard, empty == places.end() ? FormPlace{FormField::name, 0} : *empty);
}

void draw_source(const Draft& draft, DraftScreenState& state, const Ui& ui) {
  fill(ui, kWhy, color::kPanel, 8);
  outline(ui, kWhy, color::kRefuse, 3, 8);
  TextStyle why;
  why.size = 20;
  why.bold = true;
  why.wrap = true;
  why.color = color::kRefuse;
  label(ui, inset(kWhy, 8), why_of(draft), why);
  std::string kept = state.opened_text;  // to scroll and copy from, not to change
  text_area(ui, "##draft_text", kText, kept, false);
}

struct Fields {
  FormKeyboard& keyboard;
  bool focus_due;
  FormTold& told;
  const Ui& ui;
  void draw(FormPlace place, Rect area, const char* caption) const {
    draw_form_field(keyboard, place, area, *caption == '\0' ? std::string() : ui.text(caption), focus_due, told, ui);
  }
};

void draw_people(const Fields& fields) {
  const std::array<float, 5> columns = {kRight, kRight + 24, kRight + 220, kRight + 416, kRight + 482};
  const std::size_t rows = shown_rows(fields.keyboard.typed);
  const float height = rows <= kFewRows ? kRowHeight : kManyRowHeight;
  for (std::size_t row = 0; row < rows; ++row) {
    const float y = kPeopleTop + static_cast<float>(row) * height;
    TextStyle number;
    number.size = 16;
    number.color = color::kSoftInk;
    label(fields.ui, {columns[0], y, 22, height - 2}, std::to_string(row + 1), number);
    const auto field = [&](FormField which, std::size_t column, float end, const char* caption) {
      const Rect area{columns.at(column), y, end - columns.at(column) - 4, height - 2};
      fields.draw({which, row}, area, row == 0 ? caption : "");
    };
    field(FormField::name, 1, columns[2], "draft_name");
    field(FormField::furigana, 2, columns[3], "draft_furigana");
    field(FormField::profession, 3, columns[4], "draft_profession");
    field(FormField::own_email, 4, kRightEnd, "draft_email");
  }
}

/// 1 医師　2 歯科医師 …: what the number in 職種 means.
void draw_professions(const Model& model, const Ui& ui) {
  const std::vector<Profession> choices = profession_choices(model.summary.event);
  constexpr std::size_t kColumns = 5;
  TextStyle style;
  style.size = 14;
  style.color = color::kSoftInk;
  const std::size_t lines = std::max<std::size_t>((choices.size() + kColumns - 1) / kColumns, 1);
  const float height = std::min(18.0F, 54.0F / static_cast<float>(lines));
  const float width = (kRightEnd - kRight) / kColumns;
  for (std::size_t i = 0; i < choices.size(); ++i) {
    label(ui,
          {kRight + static_cast<float>(i % kColumns) * width, 124 + static_cast<float>(i / kColumns) * height,
           width - 4, height},
          std::to_string(i + 1) + " " + choices[i].given, style);
  }
}

FormTold draw_form(const Model& model, DraftScreenState& state, const Ui& ui) {
  FormTold told;
  const bool focus_due = begin_fields(state.keyboard, !is_dialog_open(model) && !state.confirm_drop);
  const Fields fields{state.keyboard, focus_due, told, ui};
  draw_professions(model, ui);
  constexpr float y = 202;
  fields.draw({FormField::facility, 0}, {kRight, y, 280, 34}, "mail_facility");
  fields.draw({FormField::date, 0}, {kRight + 288, y, 180, 34}, "draft_received");
  fields.draw({FormField::phone, 0}, {kRight + 476, y, kRightEnd - kRight - 476, 34}, "mail_phone");
  draw_people(fields);
  if (has_room_for_question(state.keyboard.typed)) {
    constexpr float question = kPeopleTop + 8 * kManyRowHeight + 6;
    fields.draw({FormField::question_professions, 0}, {kRight, question, 220, 28}, "draft_question_professions");
    fields.draw({FormField::question, 0}, {kRight + 228, question, kRightEnd - kRight - 228, 28}, "mail_question");
  }
  return told;
}

std::optional<Action> take(const Model& model, DraftScreenState& state) {
  if (model.staff.busy) return std::nullopt;
  FormKeyboard& keyboard = state.keyboard;
  keyboard.faults.clear();
  Application application =
      completed_draft(model.staff.office.drafts.application, keyboard.typed, model, keyboard.faults);
  if (keyboard.faults.empty()) return OfficeAction{action::SubmitDraft{std::move(application)}};
  go_to(keyboard, keyboard.faults.front().place);
  return std::nullopt;
}

std::optional<Action> draw_foot(const Model& model, DraftScreenState& state, const Ui& ui) {
  std::optional<Action> asked;
  ButtonStyle quiet;
  quiet.quiet = true;
  quiet.size = 26;
  if (button(ui, "##draft_back", {16, kFootTop, 244, kTouchUnits}, ui.text("draft_back"), quiet)) {
    asked = OfficeAction{action::CloseDraft{}};
  }
  quiet.fill = color::kRefuse;
  if (button(ui, "##draft_drop", {272, kFootTop, 244, kTouchUnits}, ui.text("draft_drop"), quiet)) {
    state.confirm_drop = true;
  }
  const std::size_t people = model.staff.office.drafts.application.attendees.size();
  if (state.keyboard.faults.empty() && people > kMostApplicants) {
    TextStyle more;
    more.size = 20;
    more.wrap = true;
    label(ui, {kRight, kFootTop, 360, kTouchUnits},
          ui.text("draft_beyond", {{"count", std::to_string(people - kMostApplicants)}}), more);
  }
  if (!state.keyboard.faults.empty()) {
    TextStyle wrong;
    wrong.size = 20;
    wrong.bold = true;
    wrong.wrap = true;
    wrong.color = color::kRefuse;
    label(ui, {kRight, kFootTop, 360, kTouchUnits}, ui.text(state.keyboard.faults.front().text_id), wrong);
  }
  ButtonStyle style;
  style.fill = color::kWelcome;
  style.enabled = !model.staff.busy && model.staff.office.drafts.read;
  if (button(ui, "##draft_take", {900, kFootTop, 364, kTouchUnits}, ui.text("draft_take"), style)) {
    asked = take(model, state);
  }
  return asked;
}

std::optional<Action> draw_drop_question(const Model& model, DraftScreenState& state, const Ui& ui) {
  std::optional<Action> asked;
  begin_dialog(ui, "##draft_drop_dialog", {240, 200, 800, 300});
  TextStyle title;
  title.size = 30;
  title.bold = true;
  title.wrap = true;
  label(ui, {276, 220, 728, 130}, ui.text("draft_drop_question"), title);
  ButtonStyle style;
  style.fill = color::kRefuse;
  style.enabled = !model.staff.busy;
  if (button(ui, "##draft_drop_yes", {276, 370, 358, 100}, ui.text("draft_drop"), style)) {
    state.confirm_drop = false;
    asked = OfficeAction{action::DropOpenDraft{}};
  }
  ButtonStyle quiet;
  quiet.quiet = true;
  if (button(ui, "##draft_drop_no", {646, 370, 358, 100}, ui.text("draft_keep"), quiet) || typed_keys().escape) {
    state.confirm_drop = false;
  }
  end_dialog();
  return asked;
}

std::optional<Action> follow_keys(const Model& model, DraftScreenState& state, const FormTold& told) {
  if (is_dialog_open(model) || state.confirm_drop) return std::nullopt;
  const TypedKeys keys = typed_keys();
  const FormKeys form_keys = typed_form_keys();
  const std::vector<FormPlace> places = draft_places(state.keyboard.typed);
  if (form_keys.send) return take(model, state);
  if (keys.tab) step(state.keyboard, places, 1);
  if (keys.back_tab) step(state.keyboard, places, -1);
  if (!told.entered) return std::nullopt;
  if (state.keyboard.place == places.back()) return take(model, state);
  step(state.keyboard, places, 1);
  return std::nullopt;
}

}  // namespace

std::optional<Action> draw_draft_screen(const Model& model, DraftScreenState& state, const Ui& ui) {
  const DraftsView& view = model.staff.office.drafts;
  if (!view.open) {
    state = {};
    return draw_list(model, ui);
  }
  if (state.form != view.form) fill_form(model, state);
  draw_source(*view.open, state, ui);
  const FormTold told = draw_form(model, state, ui);
  std::optional<Action> asked = follow_keys(model, state, told);
  if (const auto tapped = draw_foot(model, state, ui)) asked = tapped;
  if (state.confirm_drop && !is_dialog_open(model)) {
    if (const auto answer = draw_drop_question(model, state, ui)) asked = answer;
  }
  if (!asked) asked = look_up_readings(state.keyboard, model.staff.office.readings);
  return asked;
}

}  // namespace uketsuke
