// How tables were laid out, seen from who sits where. Pure; any thread.
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "common/grouping.h"

namespace uketsuke {

/// same: two of one table are of one profession at least as often as two of the room; also where nobody sits yet.
/// @param table_of  of each of `people`; none: without a table, who does not count
GroupingMode see_mode(const std::vector<GroupPerson>& people, const std::vector<std::optional<std::size_t>>& table_of);

}  // namespace uketsuke
