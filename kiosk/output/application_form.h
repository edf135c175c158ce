// 申込書, blank: one A4 page with the event's facts and the fields of the form on screen. Draws through PageCanvas.
// One thread each.
#pragma once

#include <string>

#include "common/result.h"
#include "kiosk/output/tickets.h"

namespace uketsuke {

/// Room for facility, contact, three applicants, a question; deadline, where to send and the notice.
/// Errors: Code::io_failed
Status write_application_form_pdf(const PaperOccasion& occasion, const std::string& path);

}  // namespace uketsuke
