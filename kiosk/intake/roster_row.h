// One record of a table under its columns -> one application, or why not. For roster_reader.cpp. Any thread.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "common/roster.h"
#include "kiosk/intake/roster_mapping.h"
#include "kiosk/intake/roster_reader.h"

namespace uketsuke {

/// Why a record is not taken; `field` is the column's title.
struct RowFault {
  std::string field;
  std::string why;
};

/// What is said of a row that is taken.
struct RowRemarks {
  std::vector<std::string> unknown_professions;  ///< as given; not in the table
  std::vector<RowFault> notes;                   ///< values that are left out, and why
};

/// One attendee, or several where the row holds several people.
/// @param cells  as many as the header has; valid UTF-8
tl::expected<Application, RowFault> read_roster_row(const std::vector<std::string>& cells, const ColumnMap& map,
                                                    const RosterRules& rules, RowRemarks& remarks);

}  // namespace uketsuke
