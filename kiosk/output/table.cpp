// Which columns, and what a cell prints.

#include "kiosk/output/table.h"

#include <algorithm>
#include <cstdio>
#include <utility>

#include "common/japanese_date.h"
#include "common/nearest_word.h"

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

/// By id where it was meant to be one, else by title.
std::string nearest_column(const ListTable& table, const std::string& name) {
  std::vector<std::string> words;
  const bool ascii = std::all_of(name.begin(), name.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
  for (const ListColumn& column : table.columns) words.push_back(ascii ? column.id : column.title);
  return nearest_word(name, words);
}

}  // namespace

tl::unexpected<Error> stopped(const std::string& path) {
  return fail(Code::refused, "stopped: nothing was written", path);
}

Result<ListTable> select_columns(ListTable table, const std::vector<std::string>& names) {
  std::vector<ListColumn> kept;
  std::string known;
  for (const ListColumn& column : table.columns) {
    if (names.empty() && column.shown) kept.push_back(column);
    known += (known.empty() ? "" : ", ") + column.id + " " + column.title;
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
    if (!found) {
      return fail(
          Code::bad_call,
          "no column \"" + name + "\"; did you mean \"" + nearest_column(table, name) + "\"? There are: " + known,
          "--columns");
    }
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
