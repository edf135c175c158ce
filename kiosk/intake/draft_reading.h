// What can be read of a draft (保留) for sure, to be completed by staff: the row's fields, the mail's form. Any thread.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "common/draft.h"
#include "common/roster.h"
#include "kiosk/intake/roster_reader.h"

namespace uketsuke {

/// The row of a table as people read it: 題名：値, a line a cell; further lines of a cell stand in by one blank.
struct LabelledCell {
  std::string title;
  std::string value;
};
std::string write_labelled_row(const std::vector<LabelledCell>& cells);
/// Empty where the text is no such row.
std::vector<LabelledCell> read_labelled_row(std::string_view text);

/// True for a mail, false for the row of a table.
bool is_mail_draft(const Draft& draft);

/// What staff begin with; what is wrong or missing is empty. At least one attendee. Its received time: the row's or the
/// mail's own, else when it was held.
Application read_draft(const Draft& draft, const RosterRules& rules);

}  // namespace uketsuke
