// 受付票 on paper and as pictures: one person's code, when and where, what to do. Draws through PageCanvas.
// Writes files; issues nothing. One thread each.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "common/event.h"
#include "common/result.h"
#include "common/roster.h"
#include "common/time.h"
#include "kiosk/output/table.h"

namespace uketsuke {

class PageCanvas;

/// The occasion that tickets and name tags are printed for.
struct PaperOccasion {
  Event event;
  Zone zone;  ///< the event's
  UtcMillis made_at;
  KeepOn keep_on{};  ///< of what has a sheet a person, table or letter; may be empty
};

/// "ticket-007-8H2K4N6P.png": the number and the ticket's serial; ASCII.
std::string ticket_file_name(const RegistrationRow& row, std::string_view extension);

/// A picture for a message: code with its quiet zone, number and name. At least 800 pixels wide.
/// Errors: Code::bad_input without a live ticket; io_failed
Status write_ticket_png(const PaperOccasion& occasion, const RegistrationRow& row, const std::string& path);

/// One A4 page of a PDF. Errors: Code::bad_input without a live ticket
Status draw_ticket_page(PageCanvas& canvas, const PaperOccasion& occasion, const RegistrationRow& row);

/// One A4 page a person, in the order given; the code is 50 mm, pure black.
/// Errors: Code::bad_input naming the number of a row without a live ticket; io_failed
Status write_ticket_pdf(const PaperOccasion& occasion, const std::vector<RegistrationRow>& rows,
                        const std::string& path);

}  // namespace uketsuke
