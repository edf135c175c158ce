#include "kiosk/screens/staff_papers.h"

#include <algorithm>
#include <array>
#include <utility>

#include "kiosk/screens/paper_words.h"
#include "kiosk/screens/staff_parts.h"
#include "kiosk/ui/widgets.h"

namespace uketsuke {

namespace {

constexpr Rect kKinds{16, 148, 330, 460};
constexpr float kMiddle = 362;
constexpr float kMiddleWidth = 450;
constexpr Rect kColumns{828, 148, 436, 276};
constexpr float kFootTop = 530;
constexpr float kFootHeight = 78;

struct Paper {
  PaperKind kind;
  const char* words;
};
constexpr std::array<Paper, kPaperKindCount> kPapers = {{
    {PaperKind::attendance, "paper_attendance"},
    {PaperKind::council, "paper_council"},
    {PaperKind::roster, "paper_roster"},
    {PaperKind::sign_in, "paper_sign_in"},
    {PaperKind::name_tags, "paper_name_tags"},
    {PaperKind::table_signs, "paper_table_signs"},
    {PaperKind::tickets, "paper_tickets"},
    {PaperKind::questions, "paper_questions"},
    {PaperKind::letters_accepted, "paper_letters_accepted"},
    {PaperKind::letters_waitlisted, "paper_letters_waitlisted"},
    {PaperKind::letters_declined, "paper_letters_declined"},
    {PaperKind::letters_reminder, "paper_letters_reminder"},
    {PaperKind::certificates, "paper_certificates"},
    {PaperKind::result_report, "paper_result_report"},
    {PaperKind::year_report, "paper_year_report"},
    {PaperKind::scans, "paper_scans"},
    {PaperKind::application_form, "paper_application_form"},
    {PaperKind::roster_template, "paper_roster_template"},
    {PaperKind::pack, "paper_pack"},
}};

const char* words_of(PaperFormat format) {
  switch (format) {
    case PaperFormat::xlsx:
      return "paper_format_xlsx";
    case PaperFormat::pdf:
      return "paper_format_pdf";
    case PaperFormat::csv:
      return "paper_format_csv";
    case PaperFormat::csv_cp932:
      return "paper_format_csv_cp932";
    case PaperFormat::txt:
      return "paper_format_txt";
    case PaperFormat::eml:
      return "paper_format_eml";
    case PaperFormat::pack:
      return "paper_format_pack";
  }
  return "paper_format_pdf";
}

std::vector<const FilePlace*> writable_places(const Model& model) {
  std::vector<const FilePlace*> places;
  for (const FilePlace& place : model.staff.office.import.places) {
    if (place.writable) places.push_back(&place);
  }
  // A folder of one's own first: a stick may be somebody else's.
  std::stable_partition(places.begin(), places.end(), [](const FilePlace* place) { return !place->removable; });
  return places;
}

PaperFormat format_of(const PaperScreenState& state, PaperKind kind) {
  const std::vector<PaperFormat> formats = paper_formats(kind);
  const bool there = state.format && std::find(formats.begin(), formats.end(), *state.format) != formats.end();
  return there ? *state.format : formats.front();
}

std::optional<Action> draw_kinds(const Model& model, PaperScreenState& state, const Ui& ui) {
  const PapersView& view = model.staff.office.papers;
  draw_caption({kKinds.x + 4, 124, kKinds.w, 24}, ui.text("paper_kind"), ui);
  fill(ui, kKinds, color::kPanel, 8);
  outline(ui, kKinds, color::kLine, 2, 8);
  const auto tapped = list(ui, "##paper_kinds", inset(kKinds, 4), kPapers.size(), [&](std::size_t i, Rect row) {
    const bool selected = kPapers.at(i).kind == view.kind;
    if (selected) fill(ui, row, color::kSelected);
    TextStyle style;
    style.size = 24;
    style.bold = selected;
    label(ui, {row.x + 12, row.y, row.w - 20, row.h}, ui.text(kPapers.at(i).words), style);
  });
  if (!tapped || view.running) return std::nullopt;
  state.column.reset();
  state.format.reset();
  state.sort.reset();
  return OfficeAction{action::ChoosePaper{kPapers.at(*tapped).kind}};
}

void draw_format(const Model& model, PaperScreenState& state, const Ui& ui) {
  const PaperKind kind = model.staff.office.papers.kind;
  draw_caption({kMiddle + 4, 124, kMiddleWidth, 24}, ui.text("export_format"), ui);
  constexpr std::array<const char*, 4> kIds = {"##paper_format_0", "##paper_format_1", "##paper_format_2",
                                               "##paper_format_3"};
  const std::vector<PaperFormat> formats = paper_formats(kind);
  std::vector<Choice> choices;
  for (std::size_t i = 0; i < formats.size(); ++i) {
    choices.push_back({kIds.at(i), ui.text(words_of(formats[i])), format_of(state, kind) == formats[i]});
  }
  if (const auto tapped = draw_choices({kMiddle, 148, kMiddleWidth, kTouchUnits}, choices, ui)) {
    state.format = formats[*tapped];
  }
}

void draw_order(const Model& model, PaperScreenState& state, const Ui& ui) {
  const bool sorted = has_order(model.staff.office.papers.kind);
  draw_caption({kMiddle + 4, 224, kMiddleWidth, 24}, ui.text("export_sort"), ui);
  const auto choice = [&](const char* id, const char* words, std::optional<RosterSort> sort) {
    return Choice{id, ui.text(words), sorted ? state.sort == sort : !sort, sorted || !sort};
  };
  const auto upper = draw_choices({kMiddle, 248, kMiddleWidth, kTouchUnits},
                                  {choice("##paper_sort_own", "paper_sort_own", std::nullopt),
                                   choice("##paper_sort_kana", "sort_kana", RosterSort::kana),
                                   choice("##paper_sort_number", "sort_number", RosterSort::number)},
                                  ui);
  const auto lower = draw_choices({kMiddle, 324, kMiddleWidth, kTouchUnits},
                                  {choice("##paper_sort_facility", "sort_facility", RosterSort::facility),
                                   choice("##paper_sort_profession", "sort_profession", RosterSort::profession),
                                   choice("##paper_sort_group", "sort_group", RosterSort::group)},
                                  ui);
  if (upper)
    state.sort =
        std::array<std::optional<RosterSort>, 3>{std::nullopt, RosterSort::kana, RosterSort::number}.at(*upper);
  if (lower) state.sort = std::array{RosterSort::facility, RosterSort::profession, RosterSort::group}.at(*lower);
}

void draw_folder(const std::vector<const FilePlace*>& places, PaperScreenState& state, const Ui& ui) {
  draw_caption({kMiddle + 4, 402, kMiddleWidth, 24}, ui.text("paper_folder"), ui);
  if (places.empty()) {
    draw_hint({kMiddle, 426, kMiddleWidth, kTouchUnits}, ui.text("import_no_place"), ui);
    return;
  }
  state.place = std::min(state.place, places.size() - 1);
  const FilePlace& place = *places[state.place];
  fill(ui, {kMiddle, 426, kMiddleWidth, kTouchUnits}, color::kPanel, 8);
  outline(ui, {kMiddle, 426, kMiddleWidth, kTouchUnits}, color::kLine, 2, 8);
  TextStyle style;
  style.size = 24;
  style.bold = true;
  const std::string name = place.removable ? ui.text("paper_usb", {{"name", place.name}}) : place.name;
  label(ui, {kMiddle + 14, 430, kMiddleWidth - 180, 36}, name, style);
  style.size = 16;
  style.bold = false;
  style.color = color::kSoftInk;
  label(ui, {kMiddle + 14, 466, kMiddleWidth - 180, 26}, place.folder, style);
  ButtonStyle quiet;
  quiet.quiet = true;
  quiet.size = 22;
  quiet.enabled = places.size() > 1;
  if (button(ui, "##paper_folder_next", {kMiddle + kMiddleWidth - 150, 426, 150, kTouchUnits},
             ui.text("paper_other_folder"), quiet)) {
    state.place = (state.place + 1) % places.size();
  }
}

// Columns -----------------------------------------------------------------------------------------------------------

/// The ids that are on, in their order.
std::vector<std::string> shown_ids(const std::vector<PaperColumn>& columns) {
  std::vector<std::string> ids;
  for (const PaperColumn& column : columns) {
    if (column.shown) ids.push_back(column.id);
  }
  return ids;
}

std::optional<Action> change_columns(PaperKind kind, const std::vector<PaperColumn>& columns) {
  std::vector<std::string> ids = shown_ids(columns);
  if (ids.empty()) return std::nullopt;  // a list without columns says nothing
  return OfficeAction{action::ChooseColumns{kind, std::move(ids)}};
}

std::optional<Action> draw_column_buttons(const PapersView& view, PaperScreenState& state, const Ui& ui) {
  std::vector<PaperColumn> columns = view.columns;
  const bool chosen = state.column && *state.column < columns.size();
  const std::size_t at = chosen ? *state.column : 0;
  const std::size_t on = shown_ids(columns).size();
  ButtonStyle quiet;
  quiet.quiet = true;
  quiet.size = 20;
  const auto place = [](int i) { return Rect{828 + static_cast<float>(i) * 110, 428, 106, kTouchUnits}; };
  const bool shown = chosen && columns[at].shown;
  quiet.enabled = chosen && (!shown || on > 1);
  if (button(ui, "##paper_column_on", place(0), ui.text(shown ? "paper_column_off" : "paper_column_on"), quiet)) {
    columns[at].shown = !shown;
    std::stable_partition(columns.begin(), columns.end(), [](const PaperColumn& column) { return column.shown; });
    state.column.reset();
    return change_columns(view.kind, columns);
  }
  quiet.enabled = shown && at > 0;
  if (button(ui, "##paper_column_up", place(1), ui.text("paper_column_up"), quiet)) {
    std::swap(columns[at], columns[at - 1]);
    state.column = at - 1;
    return change_columns(view.kind, columns);
  }
  quiet.enabled = shown && at + 1 < on;
  if (button(ui, "##paper_column_down", place(2), ui.text("paper_column_down"), quiet)) {
    std::swap(columns[at], columns[at + 1]);
    state.column = at + 1;
    return change_columns(view.kind, columns);
  }
  quiet.enabled = view.chosen_columns;
  if (button(ui, "##paper_column_own", place(3), ui.text("paper_column_own"), quiet)) {
    state.column.reset();
    return OfficeAction{action::ChooseColumns{view.kind, {}}};
  }
  return std::nullopt;
}

std::optional<Action> draw_columns(const Model& model, PaperScreenState& state, const Ui& ui) {
  const PapersView& view = model.staff.office.papers;
  if (draw_paper_words(view.kind, state.words, kColumns, ui)) return std::nullopt;
  draw_caption({kColumns.x + 4, 124, kColumns.w, 24}, ui.text("paper_columns"), ui);
  fill(ui, kColumns, color::kPanel, 8);
  outline(ui, kColumns, color::kLine, 2, 8);
  if (view.columns.empty()) {
    draw_hint(kColumns, ui.text("paper_no_columns"), ui);
    return std::nullopt;
  }
  const auto tapped =
      list(ui, "##paper_columns", inset(kColumns, 4), view.columns.size(), [&](std::size_t i, Rect row) {
        const PaperColumn& column = view.columns[i];
        if (state.column == i) fill(ui, row, color::kSelected);
        if (column.shown) icon(ui, {row.x + 10, row.y + 18, 36, 36}, Icon::check, color::kWelcome);
        TextStyle style;
        style.size = 24;
        style.color = column.shown ? color::kInk : color::kSoftInk;
        label(ui, {row.x + 58, row.y, row.w - 66, row.h}, column.title, style);
      });
  if (tapped) state.column = *tapped;
  return draw_column_buttons(view, state, ui);
}

// The foot ----------------------------------------------------------------------------------------------------------

void draw_outcome(const PapersView& view, const Ui& ui) {
  const Rect area{828, kFootTop - 24, 436, kFootHeight + 24};
  TextStyle style;
  style.size = 20;
  style.wrap = true;
  if (!view.failure.empty()) {
    style.bold = true;
    style.color = color::kRefuse;
    label(ui, area, view.failure, style);
    return;
  }
  if (view.running) {
    style.color = color::kSoftInk;
    label(ui, {area.x, area.y, area.w, 50}, ui.text(view.stopping ? "export_cancelling" : "export_running"), style);
    if (view.percent) progress_bar(ui, {area.x, area.y + 58, area.w, 36}, *view.percent);
    return;
  }
  if (!view.done) {
    style.color = color::kSoftInk;
    label(ui, area, ui.text("paper_begin"), style);
    return;
  }
  std::string words = ui.text("paper_done", {{"rows", std::to_string(view.done->rows)}});
  if (view.done->rows == 0) words = ui.text("paper_done_report");
  words += "\n" + view.done->file;
  for (const std::string& remark : view.done->remarks) words += "\n" + remark;
  if (!view.done->replaced.empty()) {
    std::string characters;
    for (const std::string& one : view.done->replaced) characters += (characters.empty() ? "" : "　") + one;
    words += "\n" + ui.text("export_replaced", {{"characters", characters}});
  }
  style.size = 18;
  style.color = color::kWelcome;
  style.bold = true;
  label(ui, area, words, style);
}

std::optional<Action> draw_foot(const Model& model, const std::vector<const FilePlace*>& places,
                                PaperScreenState& state, const Ui& ui) {
  const PapersView& view = model.staff.office.papers;
  const bool pack = view.kind == PaperKind::pack;
  draw_caption({kMiddle + 4, kFootTop - 26, 220, 24}, ui.text(pack ? "first_passphrase" : "paper_password"), ui);
  FieldStyle field;
  field.secret = true;
  field.size = 24;
  field.hint = ui.text(pack ? "paper_passphrase_hint" : "paper_no_password");
  text_field(ui, "##paper_password", {kMiddle, kFootTop, 216, kFootHeight}, state.password, field);
  ButtonStyle start;
  start.size = 32;
  start.enabled = view.running ? !view.stopping : !places.empty();
  if (view.running) start.fill = color::kRefuse;
  const bool tapped = button(ui, "##paper_start", {kMiddle + 226, kFootTop, 224, kFootHeight},
                             ui.text(view.running ? "export_cancel" : "paper_start"), start);
  draw_outcome(view, ui);
  if (!tapped) return std::nullopt;
  if (view.running) return OfficeAction{action::StopPaper{}};
  PaperOrder order;
  order.kind = view.kind;
  order.format = format_of(state, view.kind);
  if (has_order(view.kind)) order.sort = state.sort;
  order.folder = places[state.place]->folder;
  order.password = state.password;
  order.words = state.words;
  return OfficeAction{action::TakePaper{std::move(order)}};
}

}  // namespace

std::vector<PaperFormat> paper_formats(PaperKind kind) {
  using F = PaperFormat;
  switch (kind) {
    case PaperKind::attendance:
    case PaperKind::council:
    case PaperKind::roster:
    case PaperKind::scans:
      return {F::xlsx, F::pdf, F::csv, F::csv_cp932};
    case PaperKind::sign_in:
    case PaperKind::questions:
      return {F::pdf, F::xlsx, F::csv, F::csv_cp932};
    case PaperKind::name_tags:
    case PaperKind::table_signs:
    case PaperKind::certificates:
    case PaperKind::tickets:
    case PaperKind::application_form:
      return {F::pdf};
    case PaperKind::roster_template:
      return {F::xlsx};
    case PaperKind::pack:
      return {F::pack};
    case PaperKind::result_report:
      return {F::pdf, F::xlsx};
    case PaperKind::year_report:
      return {F::xlsx, F::pdf};
    case PaperKind::letters_accepted:
    case PaperKind::letters_waitlisted:
    case PaperKind::letters_declined:
    case PaperKind::letters_reminder:
      return {F::pdf, F::txt, F::eml, F::csv};
  }
  return {F::pdf};
}

bool has_order(PaperKind kind) {
  switch (kind) {
    case PaperKind::attendance:
    case PaperKind::council:
    case PaperKind::roster:
    case PaperKind::sign_in:
    case PaperKind::name_tags:
    case PaperKind::certificates:
    case PaperKind::scans:
    case PaperKind::tickets:
      return true;
    case PaperKind::table_signs:
    case PaperKind::questions:
    case PaperKind::result_report:
    case PaperKind::letters_accepted:
    case PaperKind::letters_waitlisted:
    case PaperKind::letters_declined:
    case PaperKind::letters_reminder:
    case PaperKind::year_report:
    case PaperKind::application_form:
    case PaperKind::roster_template:
    case PaperKind::pack:
      return false;
  }
  return false;
}

std::optional<Action> draw_paper_screen(const Model& model, PaperScreenState& state, const Ui& ui) {
  const std::vector<const FilePlace*> places = writable_places(model);
  std::optional<Action> asked = draw_kinds(model, state, ui);
  draw_format(model, state, ui);
  draw_order(model, state, ui);
  draw_folder(places, state, ui);
  if (const auto changed = draw_columns(model, state, ui)) asked = changed;
  if (const auto started = draw_foot(model, places, state, ui)) asked = started;
  return asked;
}

}  // namespace uketsuke
