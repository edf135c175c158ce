// The line of a changed registration; shared by accept, decline, cancel and edit. Thread: main.
#pragma once

#include "common/roster.h"
#include "kiosk/cli/session.h"

namespace uketsuke::cli {

void print_status_change(Session& session, const StatusChange& change);

}  // namespace uketsuke::cli
