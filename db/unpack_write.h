// Writing what an unpack came to: the changes that say what was decided, then the values, in an order in which the
// guards of seats, numbers and presence agree to every step. Inside the caller's transaction. Thread: the connection's.
#pragma once

#include <vector>

#include "common/attendance.h"
#include "common/ids.h"
#include "common/result.h"
#include "db/parts.h"
#include "db/unpack_plan.h"

namespace uketsuke {

/// The movements of a registration that stand, and what they come to in `going`.
Result<std::vector<Movement>> read_movements(Connection& connection, const RegistrationId& id, Going& going);

struct PlanWriting {
  StoreParts& parts;
  const EventCode& event;
  const Change& change;
  bool purged = false;        ///< no name is written
  bool takes_limits = false;  ///< capacity, tolerance and room limit are those that came
};
/// Counts what changed into the plan's report. Errors: Code::refused by a guard, store_failed
Status write_plan(UnpackPlan& plan, const PlanWriting& writing);

}  // namespace uketsuke
