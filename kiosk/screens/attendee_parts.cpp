#include "kiosk/screens/attendee_parts.h"

#include "common/japanese_date.h"

namespace uketsuke {

void draw_event_bar(const Model& model, const Ui& ui) {
  const Rect whole = ui.theme.whole();
  fill(ui, {whole.x, whole.y, whole.w, kBarHeight - whole.y}, color::kPanel);
  fill(ui, {whole.x, kBarHeight - 2, whole.w, 2}, color::kLine);
  TextStyle clock;
  clock.size = 60;
  clock.bold = true;
  clock.align = Align::right;
  label(ui, {1040, 16, 208, 68}, format_clock(model.now, model.zone), clock);
  if (!model.loaded) return;
  const Event& event = model.summary.event;
  TextStyle title;
  title.size = 32;
  title.bold = true;
  label(ui, {32, 12, model.practice ? kPracticeX - 48 : 980, 38}, event.title, title);
  TextStyle line;
  line.size = 25;
  line.color = color::kSoftInk;
  const std::string when = format_screen_date_time(event.starts_at, model.zone);
  label(ui, {32, 56, 980, 30}, when + "　" + event.venue, line);
}

void draw_practice_mark(const Model& model, const Ui& ui, float x) {
  if (!model.practice) return;
  const Rect whole = ui.theme.whole();
  outline(ui, whole, color::kPractice, 8);
  const Rect tag{x, whole.y, 180, 44};
  fill(ui, tag, color::kPractice, 8);
  TextStyle style;
  style.size = 30;
  style.bold = true;
  style.color = color::kWhite;
  style.align = Align::center;
  label(ui, tag, ui.text("practice_mark"), style);
}

namespace {

/// Something that staff see once they open their side: a clock that jumped, copies that are not made, a printer.
bool waits_for_staff(const Model& model) {
  const bool printer_waits =
      model.printer.health != PrinterHealth::none && model.printer.health != PrinterHealth::ready;
  return model.clock_warning.has_value() || model.backup.old || printer_waits || model.hub.twice_untold > 0;
}

}  // namespace

std::optional<Action> draw_corner_buttons(const Model& model, const Ui& ui) {
  std::optional<Action> asked;
  ButtonStyle quiet;
  quiet.quiet = true;
  quiet.fill = color::kSoftInk;
  quiet.size = 24;
  if (button(ui, "##language", {1264 - 160, 636, 160, 72}, ui.text("language_button"), quiet)) {
    asked = action::SetLanguage{model.language == Language::ja ? Language::en : Language::ja};
  }
  const char* letters = model.attendee.big_text ? "normal_text_button" : "big_text_button";
  if (button(ui, "##big_text", {1264 - 512, 636, 160, 72}, ui.text(letters), quiet)) {
    asked = action::SetBigText{!model.attendee.big_text};
  }
  const bool staff_have_own_window = model.two_windows && !ui.staff_window;
  if (!staff_have_own_window && button(ui, "##staff", {1264 - 336, 636, 160, 72}, ui.text("staff_button"), quiet)) {
    asked = action::OpenStaff{};
  }
  if (!staff_have_own_window && waits_for_staff(model)) {
    icon(ui, {1264 - 216, 622, 40, 40}, Icon::attention, color::kRefuse);
  }
  return asked;
}

}  // namespace uketsuke
