#include "kiosk/screens/staff_import.h"

#include <algorithm>
#include <vector>

#include "common/japanese_date.h"
#include "kiosk/screens/file_choice.h"
#include "kiosk/screens/staff_parts.h"
#include "kiosk/ui/widgets.h"

namespace uketsuke {

namespace {

constexpr Rect kCounts{16, 176, 380, 348};
constexpr Rect kLines{412, 176, 852, 348};
constexpr float kFootTop = 534;

// Choosing a file ---------------------------------------------------------------------------------------------------

std::optional<Action> draw_choice(const Model& model, ImportScreenState& state, const Ui& ui) {
  std::optional<Action> asked;
  const ImportView& view = model.staff.office.import;
  if (const auto path = draw_file_choice({view.places, view.looking, model.zone}, state.place, ui)) {
    asked = OfficeAction{action::OpenImportFile{*path, {}}};
  }
  ButtonStyle quiet;
  quiet.quiet = true;
  quiet.size = 26;
  const std::optional<PreviousOccasion>& previous = view.previous;
  if (previous) {
    const std::string day = format_screen_date(previous->starts_at, model.zone);
    const std::string words = ui.text("import_previous", {{"day", day}});
    if (button(ui, "##import_previous", {912, kFootTop, 352, 74}, words, quiet)) {
      asked = OfficeAction{action::OpenPreviousRoster{*previous}};
    }
  }
  if (button(ui, "##import_again", {16, kFootTop, 320, 74}, ui.text("import_again"), quiet)) {
    asked = OfficeAction{action::LookForFiles{}};
  }
  TextStyle style;
  style.size = 20;
  style.color = color::kSoftInk;
  style.wrap = true;
  label(ui, {352, kFootTop, previous ? 548.0F : 912.0F, 74}, ui.text("import_help"), style);
  return asked;
}

// What it brings ----------------------------------------------------------------------------------------------------

struct CountLine {
  const char* words;
  std::int64_t count;
  bool attention = false;
};

std::vector<CountLine> count_lines(const ImportReport& report) {
  const auto duplicates = static_cast<std::int64_t>(report.duplicates.size());
  const auto vanished = static_cast<std::int64_t>(report.vanished.size());
  return {{"import_added", report.added},
          {"import_updated", report.updated},
          {"import_unchanged", report.unchanged},
          {"import_waitlisted", report.waitlisted},
          {"import_late", report.late, report.late > 0},
          {"import_duplicates", duplicates, duplicates > 0},
          {"import_vanished", vanished, vanished > 0}};
}

void draw_counts(const ImportView& view, const Ui& ui) {
  draw_box(kCounts, ui);
  const std::optional<ImportReport>& report = view.taken ? view.taken : view.preview;
  if (!report) {
    draw_hint(kCounts, ui.text(view.waiting ? "import_reading" : "import_nothing"), ui);
    if (view.percent) progress_bar(ui, {kCounts.x + 24, kCounts.y + 220, kCounts.w - 48, 36}, *view.percent);
    return;
  }
  float y = kCounts.y + 8;
  for (const CountLine& line : count_lines(*report)) {
    TextStyle words;
    words.size = 24;
    words.color = line.attention ? color::kRefuse : color::kInk;
    words.bold = line.attention;
    label(ui, {kCounts.x + 16, y, 250, 44}, ui.text(line.words), words);
    words.align = Align::right;
    words.bold = true;
    label(ui, {kCounts.x + 250, y, 114, 44}, ui.text("import_people", {{"count", std::to_string(line.count)}}), words);
    y += 47;
  }
}

struct ProblemLine {
  std::string where;
  std::string words;
};

std::vector<ProblemLine> problem_lines(const ImportView& view, const Ui& ui) {
  std::vector<ProblemLine> lines;
  const std::optional<ImportReport>& report = view.taken ? view.taken : view.preview;
  const std::vector<BadLine>& bad = report ? report->rejected : view.content->bad;
  for (const BadLine& one : bad) {
    lines.push_back({one.line > 0 ? ui.text("mail_line", {{"line", std::to_string(one.line)}}) : one.file,
                     one.field.empty() ? one.why : one.field + ": " + one.why});
  }
  for (const std::string& words : view.content->unknown_professions) {
    lines.push_back({ui.text("mail_unknown_profession"), words});
  }
  return lines;
}

void draw_problems(const ImportView& view, const Ui& ui) {
  draw_box(kLines, ui);
  if (!view.content) {
    draw_hint(kLines, ui.text(view.waiting ? "import_reading" : "import_nothing"), ui);
    return;
  }
  const std::vector<ProblemLine> lines = problem_lines(view, ui);
  if (lines.empty()) {
    draw_hint(kLines, ui.text("import_no_problem"), ui);
    return;
  }
  ListStyle style;
  list(
      ui, "##import_problems", inset(kLines, 6), lines.size(),
      [&](std::size_t index, Rect row) {
        TextStyle where;
        where.size = 20;
        where.bold = true;
        where.color = color::kRefuse;
        label(ui, {row.x + 10, row.y, 130, row.h}, lines[index].where, where);
        TextStyle words;
        words.size = 22;
        words.wrap = true;
        label(ui, {row.x + 148, row.y, row.w - 160, row.h}, lines[index].words, words);
      },
      style);
}

/// Records that become drafts: the further faults of one have no text of their own.
std::int64_t count_bad(const std::vector<BadLine>& rejected) {
  std::int64_t count = 0;
  const BadLine* first = nullptr;
  for (const BadLine& bad : rejected) {
    const bool further = bad.text.empty() && first != nullptr && first->file == bad.file && !first->text.empty();
    if (further) continue;
    first = &bad;
    ++count;
  }
  return count;
}

/// 問題のある2行を保留にして、残り78行を取り込む.
std::string take_words(const ImportReport& report, const Ui& ui) {
  const std::int64_t bad = count_bad(report.rejected);
  const std::int64_t good = report.added + report.updated + report.unchanged;
  const TextValues values{{"bad", std::to_string(bad)}, {"good", std::to_string(good)}};
  if (bad == 0) return ui.text("import_take", values);
  return ui.text(good == 0 ? "import_hold" : "import_take_and_hold", values);
}

std::optional<Action> draw_password(ImportScreenState& state, const std::string& path, const Ui& ui) {
  FieldStyle field;
  field.secret = true;
  field.hint = ui.text("import_password");
  const bool entered =
      text_field(ui, "##import_password", {412, kFootTop, 470, 74}, state.password, field) == FieldEvent::submitted;
  ButtonStyle style;
  style.enabled = !state.password.empty();
  const bool tapped = button(ui, "##import_unlock", {898, kFootTop, 366, 74}, ui.text("import_unlock"), style);
  if ((!tapped && !entered) || state.password.empty()) return std::nullopt;
  return OfficeAction{action::OpenImportFile{path, state.password}};
}

/// While it takes long: how far it is, and a way back.
std::optional<Action> draw_taking(const ImportView& view, Rect area, const Ui& ui) {
  progress_bar(ui, {area.x, area.y + 14, area.w - 262, area.h - 28}, *view.percent);
  ButtonStyle stop;
  stop.fill = color::kRefuse;
  stop.enabled = !view.stopping;
  const Rect place{area.x + area.w - 246, area.y, 246, area.h};
  const std::string words = ui.text(view.stopping ? "export_cancelling" : "export_cancel");
  if (button(ui, "##import_stop", place, words, stop)) return OfficeAction{action::StopImport{}};
  return std::nullopt;
}

std::optional<Action> draw_take(const Model& model, const Ui& ui) {
  const ImportView& view = model.staff.office.import;
  const Rect area{412, kFootTop, 852, 74};
  ButtonStyle style;
  style.size = 30;
  if (view.taken) {
    const std::int64_t held = count_bad(view.taken->rejected);
    if (held == 0) {
      TextStyle done;
      done.size = 30;
      done.bold = true;
      done.color = color::kWelcome;
      label(ui, area, ui.text("import_done"), done);
      return std::nullopt;
    }
    const std::string words = ui.text("import_to_drafts", {{"count", std::to_string(held)}});
    if (button(ui, "##import_drafts", area, words, style)) return action::ShowStaffScreen{StaffScreen::drafts};
    return std::nullopt;
  }
  if (view.taking && view.percent) return draw_taking(view, area, ui);
  style.enabled = view.preview.has_value() && !model.staff.busy && !view.waiting;
  const bool bad = view.preview && !view.preview->rejected.empty();
  style.fill = bad ? color::kRefuse : color::kWelcome;
  const std::string words = view.preview ? take_words(*view.preview, ui) : ui.text("import_reading");
  if (button(ui, "##import_take", area, words, style)) return OfficeAction{action::TakeImportFile{}};
  return std::nullopt;
}

std::optional<Action> draw_content(const Model& model, ImportScreenState& state, const Ui& ui) {
  const ImportView& view = model.staff.office.import;
  std::optional<Action> asked;
  TextStyle title;
  title.size = 26;
  title.bold = true;
  label(ui, {16, 126, 1248, 44}, view.path.substr(view.path.rfind('/') + 1), title);
  draw_counts(view, ui);
  draw_problems(view, ui);
  ButtonStyle back;
  back.quiet = true;
  back.size = 26;
  back.enabled = !view.taking;
  const std::string back_words = ui.text(view.waiting ? "export_cancel" : "import_back");
  if (button(ui, "##import_back", {16, kFootTop, 380, 74}, back_words, back)) {
    state.password.clear();
    asked = OfficeAction{action::CloseImportFile{}};
  }
  if (view.content && view.content->unusable) {
    if (view.content->needs_password) {
      if (const auto opened = draw_password(state, view.path, ui)) asked = opened;
    } else {
      TextStyle words;
      words.size = 26;
      words.bold = true;
      words.color = color::kRefuse;
      words.wrap = true;
      label(ui, {412, kFootTop, 852, 74}, ui.text("import_unusable"), words);
    }
    return asked;
  }
  if (const auto take = draw_take(model, ui)) asked = take;
  return asked;
}

}  // namespace

std::optional<Action> draw_import_screen(const Model& model, ImportScreenState& state, const Ui& ui) {
  if (model.staff.office.import.path.empty()) return draw_choice(model, state, ui);
  return draw_content(model, state, ui);
}

}  // namespace uketsuke
