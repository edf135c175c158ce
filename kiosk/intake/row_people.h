// The people of one record: the one whom it is about, or those who share a row, each with columns of their own. For
// roster_row.cpp. Any thread.
#pragma once

#include <string>
#include <vector>

#include "kiosk/intake/roster_row.h"
#include "kiosk/intake/row_cells.h"

namespace uketsuke {

/// Adds everybody of the record in its order, with questions of their own. Facility, e-mail and phone of a shared row
/// are everybody's; 「同上」 is read as in mails; whose columns are empty is nobody. A fault: nobody has a name,
/// somebody without one, 「同上」 of nothing
tl::expected<void, RowFault> read_people(const std::vector<std::string>& cells, const ColumnMap& map,
                                         const RosterRules& rules, Application& application, RowRemarks& remarks);

/// The question that stands in those cells, if any.
void read_question(const RowCells& cells, Application& application);

/// Behind what the person's note says already.
void add_note(Attendee& attendee, const std::string& text);

}  // namespace uketsuke
