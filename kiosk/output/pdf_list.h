// A list on A4: the header row on each page, page x／y, cells that wrap and shrink. Any list, also the 受付簿.
// Draws through PageCanvas only. One thread each.
#pragma once

#include <string>

#include "common/result.h"
#include "kiosk/output/table.h"

namespace uketsuke {

/// Errors: Code::io_failed  Cost: measures each row once, draws it once
Status write_list_pdf(const ListTable& table, const std::string& path);

}  // namespace uketsuke
