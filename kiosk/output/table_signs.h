// 卓上札: a sheet of A4 a table with its number and who sits there, to stand on the table. Draws through PageCanvas.
// One thread each.
#pragma once

#include <string>
#include <vector>

#include "common/result.h"
#include "common/roster.h"
#include "kiosk/output/tickets.h"

namespace uketsuke {

/// In the order of the tables' names; at each facilitators first, then in the order given. Who has no table is left
/// out. @return how many sheets. Errors: Code::refused where nobody has a table; io_failed
Result<std::int64_t> write_table_signs_pdf(const PaperOccasion& occasion, const std::vector<RegistrationRow>& rows,
                                           const std::string& path);

}  // namespace uketsuke
