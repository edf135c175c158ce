#include "kiosk/screens/staff_screens.h"

#include "kiosk/screens/attendee_parts.h"
#include "kiosk/screens/attendee_screens.h"
#include "kiosk/screens/staff_counts.h"
#include "kiosk/screens/staff_doors.h"
#include "kiosk/screens/staff_frame.h"
#include "kiosk/screens/staff_hand_over.h"
#include "kiosk/screens/staff_office.h"
#include "kiosk/screens/staff_received.h"
#include "kiosk/screens/staff_refusal.h"
#include "kiosk/screens/staff_settings.h"
#include "kiosk/screens/staff_walk_in.h"
#include "kiosk/ui/widgets.h"

namespace uketsuke {

namespace {

void reset(StaffScreens& screens, StaffScreen left) {
  switch (left) {
    case StaffScreen::search:
      screens.search = {};
      break;
    case StaffScreen::facility:
      screens.facility = {};
      break;
    case StaffScreen::person:
      screens.person = {};
      break;
    case StaffScreen::walk_in:
      screens.walk_in = {};
      break;
    case StaffScreen::substitute:
      screens.substitute = {};
      break;
    case StaffScreen::roster:
      screens.roster = {};
      break;
    case StaffScreen::counts:
      screens.counts = {};
      break;
    case StaffScreen::doors:
      break;
    case StaffScreen::exports:
      screens.exports = {};
      break;
    case StaffScreen::application:
      screens.application = {};
      break;
    case StaffScreen::pending:
      screens.pending = {};
      break;
    case StaffScreen::mail:
      screens.mail = {};
      break;
    case StaffScreen::import_file:
      screens.import = {};
      break;
    case StaffScreen::drafts:
      screens.drafts = {};
      break;
    case StaffScreen::groups:
      screens.groups = {};
      break;
    case StaffScreen::papers:
      screens.papers = {};
      break;
    case StaffScreen::received:
    case StaffScreen::settings:
    case StaffScreen::office:
      break;
  }
}

/// 戻る leads to a list, never to a form that is sent.
StaffScreen list_before(StaffScreen screen, StaffScreen so_far) {
  switch (screen) {
    case StaffScreen::search:
    case StaffScreen::facility:
    case StaffScreen::roster:
    case StaffScreen::pending:
    case StaffScreen::doors:
      return screen;
    case StaffScreen::walk_in:
    case StaffScreen::counts:
    case StaffScreen::application:
    case StaffScreen::exports:
    case StaffScreen::received:
    case StaffScreen::mail:
    case StaffScreen::import_file:
    case StaffScreen::drafts:
    case StaffScreen::groups:
    case StaffScreen::papers:
    case StaffScreen::settings:
    case StaffScreen::office:
      return StaffScreen::search;
    case StaffScreen::person:
    case StaffScreen::substitute:
      return so_far;
  }
  return so_far;
}

/// Notices that the model went to another gate or screen, and forgets what was left.
void follow(const Model& model, StaffScreens& screens) {
  if (screens.gate != model.staff.gate) {
    screens = {};
    screens.gate = model.staff.gate;
    screens.screen = model.staff.screen;
  } else if (screens.screen != model.staff.screen) {
    reset(screens, screens.screen);
    screens.back = list_before(screens.screen, screens.back);
    screens.screen = model.staff.screen;
  }
}

std::optional<Action> draw_open_screen(const Model& model, StaffScreens& screens, const Ui& ui) {
  switch (model.staff.screen) {
    case StaffScreen::search:
      return draw_search_screen(model, screens.search, ui);
    case StaffScreen::facility:
      return draw_facility_screen(model, screens.facility, ui);
    case StaffScreen::person:
      return draw_person_screen(model, screens.person, screens.back, ui);
    case StaffScreen::walk_in:
      return draw_walk_in_screen(model, screens.walk_in, ui);
    case StaffScreen::substitute:
      return draw_substitute_screen(model, screens.substitute, ui);
    case StaffScreen::roster:
      return draw_roster_screen(model, screens.roster, ui);
    case StaffScreen::counts:
      return draw_counts_screen(model, screens.counts, ui);
    case StaffScreen::doors:
      return draw_doors_screen(model, ui);
    case StaffScreen::exports:
      return draw_export_screen(model, screens.exports, ui);
    case StaffScreen::application:
      return draw_application_screen(model, screens.application, ui);
    case StaffScreen::office:
      return draw_office_screen(model, ui);
    case StaffScreen::pending:
      return draw_pending_screen(model, screens.pending, ui);
    case StaffScreen::mail:
      return draw_mail_screen(model, screens.mail, ui);
    case StaffScreen::received:
      return draw_received_screen(model, ui);
    case StaffScreen::import_file:
      return draw_import_screen(model, screens.import, ui);
    case StaffScreen::drafts:
      return draw_draft_screen(model, screens.drafts, ui);
    case StaffScreen::groups:
      return draw_group_screen(model, screens.groups, ui);
    case StaffScreen::papers:
      return draw_paper_screen(model, screens.papers, ui);
    case StaffScreen::settings:
      return draw_settings_screen(model, ui);
  }
  return std::nullopt;
}

std::optional<Action> draw_open(const Model& model, StaffScreens& screens, const Ui& ui) {
  std::optional<Action> asked = draw_staff_bar(model, ui);
  draw_staff_info(model, ui);
  if (const auto foot = draw_staff_foot(model, ui)) asked = foot;
  if (const auto chosen = draw_open_screen(model, screens, ui)) asked = chosen;
  if (model.staff.refusal) {
    if (const auto answer = draw_refusal_dialog(model, ui)) asked = answer;
  } else if (model.clock_warning) {
    if (const auto answer = draw_clock_dialog(model, ui)) asked = answer;
  } else if (asks_to_erase(model)) {
    if (const auto answer = draw_hand_over_dialog(model, screens.hand_over, ui)) asked = answer;
  }
  return asked;
}

std::optional<Action> draw_gate(const Model& model, StaffScreens& screens, const Ui& ui) {
  std::optional<Action> asked = draw_pin_screen(model, screens.pin, ui);
  if (has_result_strip(model)) {
    if (const auto chosen = draw_result_strip(model, {16, 618, 1248, kStripHeight}, ui)) asked = chosen;
  }
  draw_practice_mark(model, ui);
  return asked;
}

}  // namespace

std::optional<Action> draw_staff(const Model& model, StaffScreens& screens, const Ui& ui) {
  follow(model, screens);
  std::optional<Action> asked;
  begin_page(ui, color::kPaper);
  switch (model.staff.gate) {
    case StaffGate::closed:
      asked = draw_locked_screen(model, ui);
      draw_practice_mark(model, ui);
      break;
    case StaffGate::first_pin:
    case StaffGate::enter_pin:
      asked = draw_gate(model, screens, ui);
      break;
    case StaffGate::open:
      asked = draw_open(model, screens, ui);
      break;
  }
  end_page();
  return asked;
}

}  // namespace uketsuke
