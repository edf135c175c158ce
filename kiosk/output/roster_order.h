// The orders of every list: 五十音, 受付番号, 所属, 職種, グループ. Any thread.
#pragma once

#include <vector>

#include "common/roster.h"

namespace uketsuke {

/// Ties: 五十音 (no furigana last), then the name, then the number. Groups by their numbers; none is last, as is no
/// facility. Professions in the order of ProfessionCategory.
/// Cost: one key a row, n log n.
void sort_rows(std::vector<RegistrationRow>& rows, RosterSort sort);

}  // namespace uketsuke
