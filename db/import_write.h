// Writes what an import's plan says: known people that changed, new ones and their forms, what each row is known by.
// Inside the caller's writing transaction; decides nothing. Thread: the store's own.
#pragma once

#include <deque>
#include <string>
#include <vector>

#include "common/ids.h"
#include "common/keep_on.h"
#include "common/result.h"
#include "common/roster.h"
#include "common/time.h"
#include "db/import_plan.h"
#include "db/parts.h"

namespace uketsuke {

/// An import on its way.
struct Import {
  EventCode event;
  std::string source;
  const ImportOptions& options;
  const Change& change;
  const KeepOn& keep_on;
  Forms applications;               ///< the good ones
  std::vector<UtcMillis> received;  ///< of each
  std::deque<Application> folded;   ///< of those, whose texts were no lines
  ImportReport report;
};

/// Asked before the one at that place of the plan is written. Errors: Code::refused to stop
Status check_goes_on(const Import& import, const ImportPlan& plan, std::size_t place);

/// Changed values of people the event has, and that their rows came.
Status write_known_people(StoreParts& parts, const Import& import, const ImportPlan& plan);

/// New people in the plan's order, as decided; one application row for each form that brings one. They get their ids.
Status write_new_people(StoreParts& parts, const Import& import, ImportPlan& plan);

}  // namespace uketsuke
