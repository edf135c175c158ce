// A list as CSV (RFC 4180, CRLF), as UTF-8 with a BOM or as CP932 for old programs. Streams. One thread each.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "common/result.h"
#include "kiosk/output/table.h"

namespace uketsuke {

enum class CsvEncoding { utf8_bom, cp932 };

/// First line: the titles; then a line a row. Head lines are for people and stay out.
/// @return what CP932 could not write, each once, in order of appearance; a variation selector stands with its base
/// Errors: Code::io_failed  Cost: memory of a row at a time
Result<std::vector<std::string>> write_csv(const ListTable& table, const std::string& path, CsvEncoding encoding);

/// A cell that a spreadsheet would take for a formula gets a ' in front: first character = + - @ or their full-width
/// forms (also after blanks), or a TAB, CR or LF. So "+81-46-…" becomes "'+81-46-…" and "046-…" stays as it is.
/// Source: OWASP, CSV injection
std::string defuse_formula(std::string_view text);

/// One field: quoted where RFC 4180 asks for it.
std::string csv_field(std::string_view text);

}  // namespace uketsuke
