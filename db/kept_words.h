// Words of the window that a store keeps for later starts (where name tags go); see also backups.h, screen_settings.h.
// Opens the store for one call; one thread.
#pragma once

#include <optional>
#include <string>

#include "common/result.h"

namespace uketsuke {

/// @param word  none: it is forgotten
Status keep_word(const std::string& folder, const std::string& name, const std::optional<std::string>& word);
/// None where it was never kept. Errors: Code::not_found without a store, store_failed
Result<std::optional<std::string>> find_kept_word(const std::string& folder, const std::string& name);

}  // namespace uketsuke
