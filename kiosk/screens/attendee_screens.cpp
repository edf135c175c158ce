#include "kiosk/screens/attendee_screens.h"

#include "kiosk/screens/attendee_parts.h"
#include "kiosk/screens/result_words.h"
#include "kiosk/ui/widgets.h"

namespace uketsuke {

namespace {

/// The ground of the whole page, drawn once: on a machine without a graphics card a second time costs as much as all
/// the rest.
Color ground_of(const Model& model, const Ui& ui) {
  switch (model.attendee.screen) {
    case AttendeeScreen::result: {
      const bool one = model.attendee.result && model.attendee.result->results.size() == 1;
      return one ? look_of(model, model.attendee.result->results.front(), ui).background : color::kPaper;
    }
    case AttendeeScreen::fault:
      return color::kFault;
    case AttendeeScreen::scan:
    case AttendeeScreen::several:
    case AttendeeScreen::find:
      return color::kPaper;
  }
  return color::kPaper;
}

}  // namespace

std::optional<Action> draw_attendee(const Model& model, const Ui& ui) {
  std::optional<Action> asked;
  begin_page(ui, ground_of(model, ui));
  switch (model.attendee.screen) {
    case AttendeeScreen::scan:
      asked = draw_scan_screen(model, ui);
      break;
    case AttendeeScreen::result:
      draw_result_screen(model, ui);
      break;
    case AttendeeScreen::several:
      asked = draw_several_screen(model, ui);
      break;
    case AttendeeScreen::find:
      asked = draw_find_screen(model, ui);
      break;
    case AttendeeScreen::fault:
      asked = draw_fault_screen(model, ui);
      break;
  }
  draw_practice_mark(model, ui, kPracticeX);
  end_page();
  return asked;
}

std::optional<Action> draw_fault_screen(const Model& model, const Ui& ui) {
  icon(ui, {540, 90, 200, 200}, Icon::staff, color::kWhite);
  TextStyle head;
  head.size = 64;
  head.bold = true;
  head.color = color::kWhite;
  head.align = Align::center;
  label(ui, {40, 330, 1200, 90}, ui.text("fault_title"), head);
  head.size = 56;
  label(ui, {40, 440, 1200, 80}, ui.text("fault_detail"), head);
  return draw_corner_buttons(model, ui);
}

std::optional<Action> draw_several_screen(const Model& model, const Ui& ui) {
  draw_event_bar(model, ui);
  std::optional<Action> asked;
  const std::string count = std::to_string(model.attendee.several.codes.size());
  TextStyle head;
  head.size = model.attendee.big_text ? 100 : 76;
  head.bold = true;
  head.align = Align::center;
  label(ui, {40, 140, 1200, 110}, ui.text("several_title", {{"count", count}}), head);
  TextStyle detail;
  detail.size = model.attendee.big_text ? 56 : 40;
  detail.align = Align::center;
  label(ui, {40, 262, 1200, 60}, ui.text("several_detail"), detail);
  ButtonStyle big;
  big.size = model.attendee.big_text ? 84 : 60;
  big.fill = color::kWelcome;
  if (button(ui, "##several_all", {80, 350, 640, 220}, ui.text("several_all"), big)) asked = action::TakeAllTickets{};
  big.fill = color::kPrimary;
  big.quiet = true;
  big.size = 48;
  if (button(ui, "##several_single", {760, 350, 440, 220}, ui.text("several_single"), big)) {
    asked = action::TakeOneByOne{};
  }
  if (const std::optional<Action> corner = draw_corner_buttons(model, ui)) asked = corner;
  return asked;
}

}  // namespace uketsuke
