// What a report's cell prints.

#include "kiosk/output/report_document.h"

#include <cmath>

namespace uketsuke {

std::string report_text(const ReportCell& cell) {
  if (const auto* words = std::get_if<std::string>(&cell)) return *words;
  if (const auto* count = std::get_if<std::int64_t>(&cell)) return std::to_string(*count);
  if (const auto* share = std::get_if<double>(&cell)) {
    const auto tenths = std::llround(*share * 1000);
    return std::to_string(tenths / 10) + "." + std::to_string(tenths % 10) + "％";
  }
  return {};
}

}  // namespace uketsuke
