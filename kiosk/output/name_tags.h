// 名札 on A4 sheets of ten cards, 91 x 55 mm, each with the same code as the person's ticket. Draws through PageCanvas.
// One thread each.
#pragma once

#include <string>
#include <vector>

#include "common/result.h"
#include "common/roster.h"
#include "kiosk/output/tickets.h"

namespace uketsuke {

/// In the order given (sort_rows: 五十音 or group). Without a live ticket the tag bears no code.
/// Errors: Code::bad_input for a ticket text that is none; io_failed
Status write_name_tags_pdf(const PaperOccasion& occasion, const std::vector<RegistrationRow>& rows,
                           const std::string& path);

/// One tag on a page of its own size, for a printer of labels or cards at the door.
constexpr int kNameTagWidthMm = 91;
constexpr int kNameTagHeightMm = 55;
/// Errors: as above
Status write_name_tag_pdf(const PaperOccasion& occasion, const RegistrationRow& row, const std::string& path);

}  // namespace uketsuke
