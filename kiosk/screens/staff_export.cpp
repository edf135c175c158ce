#include "kiosk/screens/staff_export.h"

#include <array>
#include <string>

#include "kiosk/screens/staff_parts.h"
#include "kiosk/ui/widgets.h"

namespace uketsuke {

namespace {

void draw_what(ExportScreenState& state, const Ui& ui) {
  draw_caption({20, 124, 600, 26}, ui.text("export_list"), ui);
  const auto list = [&](const char* id, const char* words, ExportList which) {
    return Choice{id, ui.text(words), state.list == which};
  };
  const auto tapped = draw_choices({16, 152, 1248, kTouchUnits},
                                   {list("##export_attendance", "export_attendance", ExportList::attendance),
                                    list("##export_council", "export_council", ExportList::council),
                                    list("##export_roster", "export_roster", ExportList::roster),
                                    list("##export_sign_in", "export_sign_in", ExportList::sign_in),
                                    list("##export_name_tags", "export_name_tags", ExportList::name_tags)},
                                   ui);
  if (!tapped) return;
  state.list = std::array{ExportList::attendance, ExportList::council, ExportList::roster, ExportList::sign_in,
                          ExportList::name_tags}
                   .at(*tapped);
  if (state.list == ExportList::name_tags || state.list == ExportList::sign_in) state.format = ListFormat::pdf;
}

void draw_format(ExportScreenState& state, const Ui& ui) {
  draw_caption({20, 230, 600, 26}, ui.text("export_format"), ui);
  const bool tags = state.list == ExportList::name_tags;
  const auto format = [&](const char* id, const char* words, ListFormat which) {
    return Choice{id, ui.text(words), state.format == which, !tags || which == ListFormat::pdf};
  };
  const auto tapped = draw_choices(
      {16, 258, 1248, kTouchUnits},
      {format("##format_xlsx", "format_xlsx", ListFormat::xlsx), format("##format_pdf", "format_pdf", ListFormat::pdf),
       format("##format_csv", "format_csv", ListFormat::csv),
       format("##format_csv_cp932", "format_csv_cp932", ListFormat::csv_cp932)},
      ui);
  if (!tapped) return;
  state.format = std::array{ListFormat::xlsx, ListFormat::pdf, ListFormat::csv, ListFormat::csv_cp932}.at(*tapped);
}

void draw_order(ExportScreenState& state, const Ui& ui) {
  draw_caption({20, 336, 600, 26}, ui.text("export_sort"), ui);
  const auto sort = [&](const char* id, const char* words, RosterSort which) {
    return Choice{id, ui.text(words), state.sort == which};
  };
  const auto tapped = draw_choices({16, 364, 1248, kTouchUnits},
                                   {sort("##export_sort_kana", "sort_kana", RosterSort::kana),
                                    sort("##export_sort_number", "sort_number", RosterSort::number),
                                    sort("##export_sort_facility", "sort_facility", RosterSort::facility),
                                    sort("##export_sort_profession", "sort_profession", RosterSort::profession),
                                    sort("##export_sort_group", "sort_group", RosterSort::group)},
                                   ui);
  if (!tapped) return;
  state.sort =
      std::array{RosterSort::kana, RosterSort::number, RosterSort::facility, RosterSort::profession, RosterSort::group}
          .at(*tapped);
}

void draw_running(const ExportView& view, Rect area, const Ui& ui) {
  TextStyle style;
  style.size = 26;
  style.bold = true;
  const char* words = view.cancelling ? "export_cancelling" : "export_running";
  label(ui, {area.x + 20, area.y + 20, area.w - 40, 40}, ui.text(words), style);
  progress_bar(ui, {area.x + 20, area.y + 80, area.w - 40, 40}, view.percent);
}

void draw_written(const Model& model, const Ui& ui) {
  const Rect area{336, 448, 928, 160};
  const ExportView& view = model.staff.exports;
  fill(ui, area, color::kPanel, 12);
  outline(ui, area, view.done ? color::kWelcome : color::kLine, view.done ? 4 : 2, 12);
  if (view.running) return draw_running(view, area, ui);
  if (!view.done) return draw_hint(area, ui.text("export_begin"), ui);
  icon(ui, {352, 462, 48, 48}, Icon::check, color::kWelcome);
  TextStyle style;
  style.size = 26;
  style.bold = true;
  label(ui, {414, 460, 836, 40}, ui.text("export_done", {{"rows", std::to_string(view.done->rows)}}), style);
  style.size = 22;
  style.bold = false;
  style.wrap = true;
  std::string place = view.done->file;  // the folder above, the file's name below
  if (const std::size_t slash = place.rfind('/'); slash != std::string::npos) place.insert(slash + 1, "\n");
  label(ui, {414, 502, 836, 60}, place, style);
  if (view.done->replaced.empty()) return;
  std::string characters;
  for (const std::string& one : view.done->replaced) characters += (characters.empty() ? "" : "　") + one;
  style.size = 20;
  style.color = color::kRefuse;
  label(ui, {414, 564, 836, 40}, ui.text("export_replaced", {{"characters", characters}}), style);
}

std::optional<Action> draw_quit_question(ExportScreenState& state, const Ui& ui) {
  std::optional<Action> asked;
  begin_dialog(ui, "##quit_dialog", {280, 220, 720, 280});
  TextStyle title;
  title.size = 32;
  title.bold = true;
  title.wrap = true;
  label(ui, {316, 240, 648, 110}, ui.text("quit_question"), title);
  ButtonStyle style;
  style.fill = color::kRefuse;
  if (button(ui, "##quit_yes", {316, 370, 318, 100}, ui.text("quit_yes"), style)) asked = action::QuitProgram{};
  style.fill = color::kPrimary;
  style.quiet = true;
  if (button(ui, "##quit_no", {646, 370, 318, 100}, ui.text("quit_no"), style) || typed_keys().escape) {
    state.confirm_quit = false;
  }
  end_dialog();
  return asked;
}

}  // namespace

std::optional<Action> draw_export_screen(const Model& model, ExportScreenState& state, const Ui& ui) {
  std::optional<Action> asked;
  draw_what(state, ui);
  draw_format(state, ui);
  draw_order(state, ui);
  const ExportView& exports = model.staff.exports;
  const Rect place{16, 448, 304, 78};
  ButtonStyle start;
  start.size = 34;
  if (exports.running) {
    start.enabled = !exports.cancelling;
    start.fill = color::kRefuse;
    if (button(ui, "##export_cancel", place, ui.text("export_cancel"), start)) asked = action::CancelExport{};
  } else if (button(ui, "##export_start", place, ui.text("export_start"), start)) {
    asked = action::StartExport{state.list, state.format, state.sort};
  }
  draw_written(model, ui);
  ButtonStyle quiet;
  quiet.quiet = true;
  quiet.fill = color::kSoftInk;
  quiet.size = 26;
  if (button(ui, "##quit", {16, 534, 304, 74}, ui.text("quit_button"), quiet)) state.confirm_quit = true;
  if (state.confirm_quit && !is_dialog_open(model)) {
    if (const auto answer = draw_quit_question(state, ui)) asked = answer;
  }
  return asked;
}

}  // namespace uketsuke
