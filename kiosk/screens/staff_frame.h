// Around every staff screen: the bar with tabs, clock and lock; counts and devices; below the last scans with the true
// outcome, the attendee's result, notices. Thread: ui.
#pragma once

#include <optional>

#include "kiosk/messages.h"
#include "kiosk/model.h"
#include "kiosk/screens/staff_parts.h"
#include "kiosk/ui/ui.h"

namespace uketsuke {

/// Tabs, direction where the event has exits, clock, lock.
std::optional<Action> draw_staff_bar(const Model& model, const Ui& ui);
/// Event and counts in one line; a fault or a lost device instead; 練習.
void draw_staff_info(const Model& model, const Ui& ui);
/// The newest scans, and over the older ones the attendee's result or the notice while there is one.
std::optional<Action> draw_staff_foot(const Model& model, const Ui& ui);
/// The true outcome of one of the last scans; of a ticket's second use also when and where the first was.
StatusLook recent_look_of(const Model& model, const RecentScan& scan, const Ui& ui);
/// 時計: follow the system's or stay.
std::optional<Action> draw_clock_dialog(const Model& model, const Ui& ui);

}  // namespace uketsuke
