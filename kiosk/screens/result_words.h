// From an outcome to what an attendee sees of it: colour, icon, headline and detail of DOMAIN's table. The true reason
// stays with staff. Pure. Thread: ui.
#pragma once

#include <string>

#include "kiosk/model.h"
#include "kiosk/ui/ui.h"
#include "kiosk/ui/widgets.h"

namespace uketsuke {

/// How a result looks; a person of 70 at three metres tells them apart by shape alone.
struct ResultLook {
  Color background = color::kFault;
  Color ink = color::kWhite;
  Icon icon = Icon::fault;
  std::string headline;
  std::string detail;
};

ResultLook look_of(const Model& model, const AttendeeResult& result, const Ui& ui);

}  // namespace uketsuke
