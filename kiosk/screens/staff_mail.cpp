#include "kiosk/screens/staff_mail.h"

#include <utility>
#include <vector>

#include "common/japanese_date.h"
#include "kiosk/screens/staff_parts.h"
#include "kiosk/ui/text_area.h"

namespace uketsuke {

namespace {

constexpr Rect kBox{16, 156, 600, 368};
constexpr Rect kRead{632, 156, 632, 368};
constexpr float kFootTop = 536;

/// One line of what was read.
struct ReadLine {
  std::string caption;
  std::string words;
  bool problem = false;
};

void add(std::vector<ReadLine>& lines, std::string caption, const std::string& words) {
  if (!words.empty()) lines.push_back({std::move(caption), words, false});
}

std::vector<ReadLine> lines_of(const Model& model, const PastedMailReading& reading, const Ui& ui) {
  std::vector<ReadLine> lines;
  for (const BadLine& bad : reading.problems) {
    lines.push_back({ui.text("mail_line", {{"line", std::to_string(bad.line)}}),
                     bad.field.empty() ? bad.why : bad.field + ": " + bad.why, true});
  }
  const Application& form = reading.application;
  if (form.received) add(lines, ui.text("mail_received"), format_screen_date_time(*form.received, model.zone));
  if (!form.attendees.empty()) {
    add(lines, ui.text("mail_facility"), form.attendees.front().facility);
    add(lines, ui.text("mail_contact"), reading.contact_person);
    add(lines, ui.text("mail_phone"), form.attendees.front().phone);
  }
  for (std::size_t i = 0; i < form.attendees.size(); ++i) {
    const Attendee& one = form.attendees[i];
    const std::string furigana = one.furigana.empty() ? std::string() : "（" + one.furigana + "）";
    add(lines, ui.text("mail_person", {{"number", std::to_string(i + 1)}}),
        one.name + furigana + "\n" + one.profession.given + (one.profession.given.empty() ? "" : "　") + one.email);
  }
  for (const Question& question : form.questions) {
    const std::string asked = question.professions.empty() ? std::string() : question.professions + "\n";
    add(lines, ui.text("mail_question"), asked + question.text);
  }
  for (const std::string& words : reading.unknown_professions) add(lines, ui.text("mail_unknown_profession"), words);
  return lines;
}

void draw_reading(const Model& model, const Ui& ui) {
  const MailView& view = model.staff.mail;
  fill(ui, kRead, color::kPanel, 8);
  outline(ui, kRead, color::kLine, 2, 8);
  if (!view.reading) {
    draw_hint(kRead, ui.text(view.waiting ? "mail_reading" : "mail_begin"), ui);
    return;
  }
  const std::vector<ReadLine> lines = lines_of(model, *view.reading, ui);
  ListStyle style;
  list(
      ui, "##mail_read", inset(kRead, 8), lines.size(),
      [&](std::size_t index, Rect row) {
        const ReadLine& line = lines[index];
        TextStyle caption;
        caption.size = 20;
        caption.bold = true;
        caption.color = line.problem ? color::kRefuse : color::kSoftInk;
        label(ui, {row.x + 4, row.y, 128, row.h}, line.caption, caption);
        TextStyle words;
        words.size = 22;
        words.wrap = true;
        words.color = line.problem ? color::kRefuse : color::kInk;
        label(ui, {row.x + 140, row.y, row.w - 172, row.h}, line.words, words);
      },
      style);
}

/// When the mail came, as typed. none: it cannot be read or lies ahead.
std::optional<std::optional<UtcMillis>> typed_time(const Model& model, const std::string& text) {
  if (text.empty()) return std::optional<UtcMillis>();
  const auto time = parse_any_time(text, model.zone);
  if (!time || time->time > model.now) return std::nullopt;
  return std::optional<UtcMillis>(time->time);
}

std::optional<Action> draw_foot(const Model& model, MailScreenState& state, const Ui& ui) {
  std::optional<Action> asked;
  const MailView& view = model.staff.mail;
  ButtonStyle quiet;
  quiet.quiet = true;
  quiet.size = 26;
  if (button(ui, "##mail_paste", {16, kFootTop, 292, kTouchUnits}, ui.text("mail_paste"), quiet)) {
    state.text = read_clipboard();
    asked = action::ReadPasted{state.text};
  }
  quiet.enabled = !state.text.empty();
  if (button(ui, "##mail_clear", {324, kFootTop, 292, kTouchUnits}, ui.text("mail_clear"), quiet)) {
    state.text.clear();
    state.received.clear();
    asked = action::ReadPasted{};
  }
  FieldStyle field;
  field.size = 22;
  const bool says = view.reading && view.reading->application.received;
  field.hint = format_screen_date_time(says ? *view.reading->application.received : model.now, model.zone);
  text_field(ui, "##mail_received", {632, kFootTop, 320, kTouchUnits}, state.received, field);
  const auto received = typed_time(model, state.received);
  const bool held = view.reading && !view.reading->problems.empty();
  ButtonStyle take;
  take.enabled = view.reading.has_value() && received.has_value() && !model.staff.busy;
  if (held) take.fill = color::kRefuse;
  if (button(ui, "##mail_take", {968, kFootTop, 296, kTouchUnits}, ui.text(held ? "mail_hold" : "mail_take"), take)) {
    asked = action::TakePasted{received.value_or(std::nullopt)};
  }
  return asked;
}

}  // namespace

std::optional<Action> draw_mail_screen(const Model& model, MailScreenState& state, const Ui& ui) {
  if (!state.begun || state.taken != model.staff.mail.taken) {
    state = {};
    state.taken = model.staff.mail.taken;
  }
  std::optional<Action> asked;
  draw_caption({kBox.x, 124, kBox.w, 32}, ui.text("mail_text"), ui);
  draw_caption({kRead.x, 124, kRead.w, 32}, ui.text("mail_what_was_read"), ui);
  const bool focus = !std::exchange(state.begun, true);
  if (text_area(ui, "##mail_text", kBox, state.text, focus)) asked = action::ReadPasted{state.text};
  draw_reading(model, ui);
  if (const auto foot = draw_foot(model, state, ui)) asked = foot;
  return asked;
}

}  // namespace uketsuke
