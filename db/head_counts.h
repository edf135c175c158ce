// Head counts of an event: added by category, taken back by a negative one, summed. Opens the store for one call; one
// thread.
#pragma once

#include <string>
#include <vector>

#include "common/head_count.h"
#include "common/ids.h"
#include "common/result.h"
#include "db/connection.h"
#include "db/store.h"

namespace uketsuke {

/// @param head  people below 0 takes back. @return the counts after it, as list_heads
/// Errors: Code::not_found; Code::refused where more would be taken back than were counted
Result<std::vector<HeadCount>> add_heads(const std::string& folder, const EventCode& event, const HeadCount& head,
                                         const Change& change);

/// Sums by category, in the order of head_categories, others after them; none that is 0.
Result<std::vector<HeadCount>> list_heads(Connection& connection, const Event& event);

}  // namespace uketsuke
