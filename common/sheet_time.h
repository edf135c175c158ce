// A time as it stands in a cell of a spreadsheet or in a CSV that one saved again. Pure, no clock; any thread.
#pragma once

#include <optional>
#include <string_view>

#include "common/result.h"
#include "common/time.h"

namespace uketsuke {

/// What parse_any_time reads, and besides
/// - serial dates of the 1900 system, 2000-01-01 to 2099-12-31 ("45910.87" → 2025-09-10 20:52:48), to the second;
///   without a fraction it is that day,
/// - month/day/year with four digits of the year ("9/10/2025 20:52:03", "9/10/2025 8:52 PM"): the month comes first, as
///   in the sheets that Google makes in English. It is never guessed from the values: 25/10/2025 is no time, so that a
///   file that puts days first is refused rather than read wrongly where the day is below 13.
/// @param zone  for texts without an offset
/// Errors: Code::bad_input
Result<ReadTime> parse_sheet_time(std::string_view text, const Zone& zone);

/// The moment of a serial date, to the second. @param serial  days since 1899-12-30, time of day as fraction
/// none: before 1900-03-01 (where the system has a day that never was) or after 2199-12-31
std::optional<CivilTime> civil_of_serial(double serial);

}  // namespace uketsuke
