// The columns of lists as an organiser chose them: kept with the store, so that every later event of the same organiser
// has them. Each function opens a connection of its own for one call; any thread, one call at a time.
#pragma once

#include <string>
#include <vector>

#include "common/result.h"
#include "db/store.h"

namespace uketsuke {

/// Ids of columns in their order; empty: the list's own. @param list  "attendance", "roster" …
Result<std::vector<std::string>> load_list_columns(const std::string& folder, const std::string& organiser,
                                                   const std::string& list);

/// @param columns  ids in their order; empty: the list's own again. Logged.
Status save_list_columns(const std::string& folder, const std::string& organiser, const std::string& list,
                         const std::vector<std::string>& columns, const Change& change);

}  // namespace uketsuke
