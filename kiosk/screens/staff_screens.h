// The staff's side as a whole: PIN, 受付モード with all its screens and dialogs, one switch over them. Thread: ui.
#pragma once

#include <optional>

#include "kiosk/messages.h"
#include "kiosk/model.h"
#include "kiosk/screens/staff_application.h"
#include "kiosk/screens/staff_counts.h"
#include "kiosk/screens/staff_draft.h"
#include "kiosk/screens/staff_export.h"
#include "kiosk/screens/staff_facility.h"
#include "kiosk/screens/staff_form.h"
#include "kiosk/screens/staff_groups.h"
#include "kiosk/screens/staff_hand_over.h"
#include "kiosk/screens/staff_import.h"
#include "kiosk/screens/staff_mail.h"
#include "kiosk/screens/staff_papers.h"
#include "kiosk/screens/staff_pending.h"
#include "kiosk/screens/staff_person.h"
#include "kiosk/screens/staff_pin.h"
#include "kiosk/screens/staff_roster.h"
#include "kiosk/screens/staff_search.h"
#include "kiosk/ui/ui.h"

namespace uketsuke {

/// What the staff's screens keep between frames: half-filled forms, ticks. Reset where a screen is left.
struct StaffScreens {
  StaffGate gate = StaffGate::closed;
  StaffScreen screen = StaffScreen::search;
  StaffScreen back = StaffScreen::search;  ///< where a person's page was opened from
  PinScreenState pin;
  HandOverState hand_over;
  SearchScreenState search;
  FacilityScreenState facility;
  PersonScreenState person;
  AttendeeFormState walk_in;
  AttendeeFormState substitute;
  PendingScreenState pending;
  RosterScreenState roster;
  MailScreenState mail;
  ExportScreenState exports;
  ApplicationScreenState application;
  ImportScreenState import;
  DraftScreenState drafts;
  GroupScreenState groups;
  PaperScreenState papers;
  CountsScreenState counts;
};

/// Draws one whole page (begin_page to end_page) for model.staff; with one window the attendee's result as a strip.
/// @return at most one action
std::optional<Action> draw_staff(const Model& model, StaffScreens& screens, const Ui& ui);

}  // namespace uketsuke
