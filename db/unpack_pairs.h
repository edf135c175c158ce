// Who of two stores may be one person: the same name on both sides, or the same ticket in two hands. Judges as a new
// registration is judged. Any thread.
#pragma once

#include <cstdint>
#include <map>
#include <set>
#include <string>

#include "db/pack_queries.h"
#include "db/unpack_plan.h"

namespace uketsuke {

/// Of those whom only one store knew: one of each, the same folded name and nothing that contradicts it. Nobody without
/// a name.
/// @param known  of a part: up to which hybrid clock of each origin the other store knew who is registered
std::set<RegistrationPair> find_namesakes(const MergeSides& here, const MergeSides& there,
                                          const std::map<std::string, std::int64_t>& known);

}  // namespace uketsuke
