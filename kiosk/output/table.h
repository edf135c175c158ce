// One description of a list, so that CSV, XLSX and PDF print the same. Cells are made when they are asked for, so a
// long list is never held as text. A value that shares its rows; any thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <variant>
#include <vector>

#include "common/keep_on.h"
#include "common/result.h"
#include "common/time.h"

namespace uketsuke {

/// What a column holds; clock prints 18:07, date_time 2025/10/24 18:07:12, phone is a text of digits, tick a box to
/// tick or what stands for the tick, label a short word.
enum class ColumnKind { text, label, number, clock, date_time, phone, tick };
enum class Orientation { portrait, landscape };

/// Empty, text, number or time: as its column's kind says.
using ListCell = std::variant<std::monostate, std::string, std::int64_t, UtcMillis>;

struct ListColumn {
  std::string id;     ///< as --columns names it
  std::string title;  ///< as printed
  ColumnKind kind = ColumnKind::text;
  double width_mm = 20;  ///< on paper, before all are scaled to the page
  std::function<ListCell(std::size_t row)> cell;
  bool shown = true;         ///< false: only where --columns asks for it
  std::string on_blank_row;  ///< what a line for handwriting shows here
};

struct ListTable {
  std::string title;
  std::vector<std::string> head;  ///< lines above the table, on paper and in XLSX
  std::vector<ListColumn> columns;
  std::size_t row_count = 0;
  std::size_t blank_rows = 0;  ///< empty lines after the rows, for handwriting; not in a CSV
  Orientation orientation = Orientation::portrait;
  double min_row_height_mm = 0;
  std::string author;
  Zone zone;
  UtcMillis made_at;
  KeepOn keep_on{};  ///< may be empty
};

/// What a writer answers where it was stopped: it leaves no file.
tl::unexpected<Error> stopped(const std::string& path);

/// Keeps the named columns, by id or title, in the order of the names; without names those that are shown.
/// Errors: Code::bad_call naming the unknown one and those there are
Result<ListTable> select_columns(ListTable table, const std::vector<std::string>& names);

/// What a cell prints as on paper and in a CSV.
std::string cell_text(ColumnKind kind, const ListCell& cell, const Zone& zone);

}  // namespace uketsuke
