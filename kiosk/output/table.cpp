// Which columns, and what a cell prints.

#include "kiosk/output/table.h"

#include <cstdio>
#include <utility>

#include "common/japanese_date.h"

namespace uketsuke {
namespace {

std::string print_time(ColumnKind kind, UtcMillis time, const Zone& zone) {
  if (kind == ColumnKind::clock) return format_clock(time, zone);
  const CivilTime civil = zone.to_civil(time);
  char text[64];
  std::snprintf(text, sizeof text, "%04d/%02d/%02d %02d:%02d:%02d", civil.year, civil.month, civil.day, civil.hour,
                civil.minute, civil.second);
  return text;
}

}  // namespace

Result<ListTable> select_columns(ListTable table, const std::vector<std::string>& names) {
  std::vector<ListColumn> kept;
  std::string known;
  for (const ListColumn& column : table.columns) {
    if (names.empty() && column.shown) kept.push_back(column);
    known += (known.empty() ? "" : ", ") + column.id;
  }
  for (const std::string& name : names) {
    bool found = false;
    for (const ListColumn& column : table.columns) {
      if (column.id != name && column.title != name) continue;
      kept.push_back(column);
      kept.back().shown = true;
      found = true;
      break;
    }
    if (!found) return fail(Code::bad_call, "no column \"" + name + "\"; there are: " + known, "columns");
  }
  table.columns = std::move(kept);
  return table;
}

std::string cell_text(ColumnKind kind, const ListCell& cell, const Zone& zone) {
  if (const auto* text = std::get_if<std::string>(&cell)) return *text;
  if (const auto* number = std::get_if<std::int64_t>(&cell)) return std::to_string(*number);
  if (const auto* time = std::get_if<UtcMillis>(&cell)) return print_time(kind, *time, zone);
  return {};
}

}  // namespace uketsuke
