// XLSX bytes -> a roster's content. For roster_reader.cpp. Any thread.
#pragma once

#include <string>
#include <string_view>

#include "kiosk/intake/roster_reader.h"

namespace uketsuke {

/// The first sheet, or the first whose header has a name; titles may stand above the header. `line` is the sheet's row.
/// Hidden rows are rows like others. Never fails: what is wrong is in `bad`.
RosterContent read_roster_sheet(std::string_view bytes, const std::string& file, const RosterRules& rules);

/// What to do about an OLE compound file: a workbook with a password, or the old .xls.
RosterContent refuse_compound_file(std::string_view bytes, const std::string& file);

}  // namespace uketsuke
