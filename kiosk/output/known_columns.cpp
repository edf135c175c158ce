#include "kiosk/output/known_columns.h"

#include <algorithm>

namespace uketsuke {

std::vector<std::string> known_columns(const std::vector<std::string>& chosen, ExportWhat what,
                                       const EventSummary& summary) {
  const std::vector<ExportColumn> columns = export_columns(what, summary);
  std::vector<std::string> known;
  for (const std::string& id : chosen) {
    const bool there =
        std::any_of(columns.begin(), columns.end(), [&id](const ExportColumn& column) { return column.id == id; });
    if (there) known.push_back(id);
  }
  return known;
}

}  // namespace uketsuke
