// The lines of changed registrations; shared by accept, decline, cancel, edit and duplicate. Thread: main.
#pragma once

#include <string>
#include <vector>

#include "common/decisions.h"
#include "common/roster.h"
#include "kiosk/cli/session.h"

namespace uketsuke::cli {

void print_status_change(Session& session, const StatusChange& change);

/// One line for each: what it came to; or, where a rule refused one and nothing was changed, which was refused and why
/// ("refused") and which could have been taken ("not_taken"). @return the exit code
int print_decisions(Session& session, const DecisionResult& result);

/// What the commands that decide about registrations are called with.
struct DecisionCall {
  std::string code;
  std::vector<std::string> registrations;  ///< ids or reception numbers
  std::string reason;
};

/// All named are found, then decided in one transaction, all or none; printed. @return the exit code
Result<int> decide_all(Session& session, const DecisionCall& call, Decision decision);

}  // namespace uketsuke::cli
