// What a cell of an XLSX sheet holds -> text: number formats, dates of both systems, shared strings without their
// readings. Pure; any thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/intake/xml_reader.h"

namespace uketsuke {

/// How a number is shown, as far as it matters here.
struct NumberStyle {
  bool is_date = false;
  std::size_t least_digits = 0;  ///< of a format of zeros only: 0000000000
};

/// @param id    numFmtId; @param code  of a format of the workbook's own, else empty
/// Source: ECMA-376 part 1, 18.8.30 numFmt, with the date formats 27-36 and 50-58 of East Asian Excel
NumberStyle number_style(int id, std::string_view code);

/// A cell's number: integers without ".0", dates as 2025-09-10 20:52:03 (midnight: the date, below a day: the time).
/// @param text  as in the sheet; what is no number comes back as it is
std::string number_text(std::string_view text, const NumberStyle& style, bool from_1904);

/// "_x000D_" -> the character. Source: ECMA-376 part 1, 22.9.2.19 ST_Xstring
std::string unescape_text(std::string_view text);

/// "BC12" -> column 54 (A = 0); none where it is no reference of at most three letters.
std::optional<std::size_t> column_of(std::string_view reference);
/// … and the row, from 1.
std::optional<std::int64_t> row_of(std::string_view reference);
/// 0 -> "A".
std::string column_letters(std::size_t column);

/// The texts of <si> or <is>: runs are joined, readings (rPh) left out.
class StringCollector {
 public:
  void start(std::string_view name);
  void end(std::string_view name);
  void text(std::string_view piece) {
    if (in_text_ && !in_reading_) text_.append(piece);
  }
  /// What was collected; empties it.
  std::string take();
  [[nodiscard]] std::size_t size() const { return text_.size(); }

 private:
  std::string text_;
  bool in_text_ = false;
  bool in_reading_ = false;
};

}  // namespace uketsuke
