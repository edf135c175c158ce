// The records of a CSV as the rows of a table: what is wrong with a record as such is told here.
#include <algorithm>
#include <string>
#include <string_view>
#include <utility>

#include "common/names.h"
#include "kiosk/intake/csv_reader.h"
#include "kiosk/intake/roster_reader.h"
#include "kiosk/intake/table_rows.h"
#include "kiosk/intake/text_decoding.h"

namespace uketsuke {
namespace {

bool is_blank(const CsvRecord& record) {
  return record.fault == CsvFault::none &&
         std::all_of(record.cells.begin(), record.cells.end(), [](const std::string& c) { return trim(c).empty(); });
}

/// Reads the records of one decoded text.
class CsvTable {
 public:
  CsvTable(const DecodedText& text, const std::string& file, const RosterRules& rules)
      : text_(text), reader_(text.utf8, detect_delimiter(text.utf8)), rows_(file, rules) {}

  RosterContent read() {
    CsvRecord record;
    while (!rows_.is_over() && reader_.next(record)) {
      const auto at = static_cast<std::size_t>(record.text.data() - text_.utf8.data());
      if (!rows_.goes_on(at, text_.utf8.size())) break;
      if (is_blank(record)) continue;
      if (rows_.has_header()) {
        take_row(record);
      } else {
        take_header(record);
      }
    }
    if (!rows_.has_header() && !rows_.is_over()) rows_.refuse_file(1, "見出しの行がありません（空のファイルです）");
    return rows_.take_content();
  }

 private:
  [[nodiscard]] bool is_broken(const CsvRecord& record) const {
    const auto first = std::lower_bound(text_.broken_lines.begin(), text_.broken_lines.end(), record.line);
    return first != text_.broken_lines.end() && *first <= record.last_line;
  }

  /// What is wrong with a record as such; empty if nothing.
  [[nodiscard]] std::string record_fault(const CsvRecord& record) const {
    switch (record.fault) {
      case CsvFault::open_quote:
        return "引用符（\"）が閉じていません（" + std::to_string(record.fault_line) + "行目で始まる引用符）";
      case CsvFault::too_long:
        return "行が長すぎます";
      case CsvFault::none:
        break;
    }
    if (record.text.find('\0') != std::string_view::npos) return "NUL文字が含まれています";
    if (is_broken(record)) return "文字コードが壊れています（" + text_.encoding + " として読めない文字があります）";
    return {};
  }

  void take_header(const CsvRecord& record) {
    if (std::string why = record_fault(record); !why.empty()) {
      rows_.refuse_file(record.line, "見出しの行が読めません: " + why);
      return;
    }
    rows_.take_header(record.cells, record.line);
  }

  /// Cells that a spreadsheet pads with are fine where it padded the header too.
  [[nodiscard]] bool has_right_count(const std::vector<std::string>& cells) const {
    const ColumnMap& map = rows_.columns();
    if (cells.size() == map.padded_count) return true;
    if (cells.size() < map.titles.size() || cells.size() > map.padded_count) return false;
    return std::all_of(cells.begin() + static_cast<std::ptrdiff_t>(map.titles.size()), cells.end(),
                       [](const std::string& cell) { return trim(cell).empty(); });
  }

  void take_row(const CsvRecord& record) {
    if (std::string why = record_fault(record); !why.empty()) {
      const std::size_t last = record.cells.empty() ? 0 : record.cells.size() - 1;
      const bool quote = record.fault == CsvFault::open_quote;
      rows_.refuse(record.line, quote ? rows_.title(last) : std::string(), std::move(why), record.text);
      return;
    }
    if (!has_right_count(record.cells)) {
      rows_.refuse(record.line, {},
                   "欄の数が見出しと違います（見出し" + std::to_string(rows_.columns().titles.size()) + "、この行" +
                       std::to_string(record.cells.size()) + "）",
                   record.text);
      return;
    }
    rows_.take_row(record.cells, record.line, record.text);
  }

  const DecodedText& text_;
  CsvReader reader_;
  TableRows rows_;
};

}  // namespace

RosterContent read_roster_text(std::string_view bytes, const std::string& file, const RosterRules& rules) {
  const auto text = decode_text(bytes);
  if (!text) return unusable_file(file, text.error().what);
  return CsvTable(*text, file, rules).read();
}

}  // namespace uketsuke
