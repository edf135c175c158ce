// Columns that an organiser chose, as far as a list of this event has them. Any thread.
#pragma once

#include <string>
#include <vector>

#include "kiosk/output/export.h"

namespace uketsuke {

/// @param chosen  ids; those that the list lacks are left out. @return in their order; empty: the list's own
std::vector<std::string> known_columns(const std::vector<std::string>& chosen, ExportWhat what,
                                       const EventSummary& summary);

}  // namespace uketsuke
