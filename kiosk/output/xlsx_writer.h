// A list as XLSX for the office: typed times, text as text, ready to print on A4. libxlsxwriter stays inside the .cpp.
// One thread each.
#pragma once

#include <string>

#include "common/result.h"
#include "kiosk/output/table.h"

namespace uketsuke {

/// Title and head lines, a frozen and repeated header row, borders, page x／y. No cell is ever a formula.
/// Errors: Code::io_failed; bad_input for a cell or list longer than a sheet holds
/// Cost: more than 2 000 rows are written a row at a time
Status write_xlsx(const ListTable& table, const std::string& path);

}  // namespace uketsuke
