// 種別 as a roster's own column gives it (名簿ひな形.xlsx): facilities that the town's list does not know, or whose
// kind it does not say, get it. What the list says stands. Any thread but the ui's.
#pragma once

#include <string>
#include <vector>

#include "common/result.h"
#include "common/roster.h"
#include "db/store.h"

namespace uketsuke {

/// After the applications were taken. Words that are no kind are left alone.
/// @param assets  folder of facility_kinds.toml
/// Errors: of Facilities; Code::bad_input for the kinds' file
Status place_facility_kinds(const std::string& folder, const std::string& assets,
                            const std::vector<Application>& applications, const Change& change);

}  // namespace uketsuke
