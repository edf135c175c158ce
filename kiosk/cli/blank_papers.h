// Papers to be filled in: the blank 申込書 and 名簿ひな形.xlsx. Printing nothing: for `form`, `roster template` and the
// window's 書類の出力. Any thread, one at a time.
#pragma once

#include <optional>
#include <string>

#include "common/result.h"
#include "kiosk/cli/session.h"

namespace uketsuke::cli {

/// @param out  a file or a folder. @return the file. Errors: Code::not_found, bad_call for the name, io_failed
Result<std::string> write_blank_form(const Session& session, const std::string& code, const std::string& out);

/// @param code  the event whose title stands over the table; none: no title
Result<std::string> write_blank_roster(const Session& session, const std::optional<std::string>& code,
                                       const std::string& out);

}  // namespace uketsuke::cli
