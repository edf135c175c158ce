// How the people of a facility are read: furigana of earlier registrations. Opens the store for reading. Any thread.
#pragma once

#include <string>
#include <vector>

#include "common/known_reading.h"
#include "common/result.h"

namespace uketsuke {

/// Of every event whose names are there; of a name that was read in two ways the one that was received last.
/// @param facility  as given; its other names in the town's list mean the same people
/// Errors: Code::not_found without a store, store_failed
Result<std::vector<KnownReading>> list_known_readings(const std::string& folder, const std::string& facility);

}  // namespace uketsuke
