// The yearly report as a workbook or on paper: for `report --out` and for the window's 書類の出力. Any thread, one at a
// time.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "common/result.h"
#include "kiosk/cli/session.h"

namespace uketsuke::cli {

/// What is wanted, in the words of the command line.
struct ReportCall {
  std::vector<std::string> codes;  ///< empty: every event
  std::optional<std::string> fiscal_year;
  bool internal = false;
  std::optional<std::string> format;
  std::optional<std::string> out;
};

/// Writes call.out. @return the file. Errors: Code::bad_call for words that are off, not_found, io_failed
Result<std::string> write_report(Session& session, const ReportCall& call);

}  // namespace uketsuke::cli
