// 「〇〇病院の3名です」: a facility, its people, several ticked, one tap. Thread: ui.
#pragma once

#include <optional>
#include <set>
#include <string>

#include "kiosk/messages.h"
#include "kiosk/model.h"
#include "kiosk/ui/ui.h"

namespace uketsuke {

struct FacilityScreenState {
  std::string text;
  std::string open;             ///< folded name that the ticks belong to
  std::set<std::string> ticks;  ///< registrations
};

/// Facilities on the left, the opened one's people on the right.
std::optional<Action> draw_facility_screen(const Model& model, FacilityScreenState& state, const Ui& ui);

}  // namespace uketsuke
