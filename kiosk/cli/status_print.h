// The lines of changed registrations; shared by accept, decline, cancel, edit and duplicate. Thread: main.
#pragma once

#include "common/decisions.h"
#include "common/roster.h"
#include "kiosk/cli/session.h"

namespace uketsuke::cli {

void print_status_change(Session& session, const StatusChange& change);

/// One line for each: what it came to; or, where a rule refused one and nothing was changed, which was refused and why
/// ("refused") and which could have been taken ("not_taken"). @return the exit code
int print_decisions(Session& session, const DecisionResult& result);

}  // namespace uketsuke::cli
