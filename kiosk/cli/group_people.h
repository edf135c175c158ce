// Who is to be laid out at the tables of a workshop, as the rules of grouping see them. Thread: main.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "common/event.h"
#include "common/grouping.h"
#include "common/result.h"
#include "common/roster.h"
#include "kiosk/cli/session.h"

namespace uketsuke::cli {

/// Participants of a roster, and the same at the same places for the rules.
struct GroupPeople {
  std::vector<RegistrationRow> rows;  ///< by reception number
  GroupingTask task;                  ///< people and who met; mode and seed are the caller's
};

/// Those who hold a seat. @param only_present  of them those who were admitted
/// Settings go by the facility's kind, else by its name; who sat together earlier by the groups of those present at
/// earlier events of the same series, known again by name and e-mail or facility.
Result<GroupPeople> load_group_people(const Session& session, const Event& event, bool only_present);

}  // namespace uketsuke::cli
