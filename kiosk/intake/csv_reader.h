// RFC 4180 records of a text, with the physical lines they stand on. Any text is read to its end without an exception;
// what is wrong with a record is said in it. One thread each.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace uketsuke {

/// What is wrong with a record; its cells are then as far as they could be read.
enum class CsvFault {
  none,
  open_quote,  ///< a quote that is not closed; reading goes on after the line where it opened
  too_long,    ///< longer than kMaxRecordBytes; reading goes on after its line
};

/// A row with 40 cells of 2 000 characters fits.
inline constexpr std::size_t kMaxRecordBytes = std::size_t{512} << 10;

struct CsvRecord {
  std::int64_t line = 0;       ///< physical line where it starts, from 1
  std::int64_t last_line = 0;  ///< … and where it ends
  std::vector<std::string> cells;
  CsvFault fault = CsvFault::none;
  std::int64_t fault_line = 0;  ///< open_quote: where the quote opened
  std::string_view text;        ///< as it stood, without the line end; lives as long as the whole text
};

/// Lines end with LF, CR or CRLF; quoted cells may hold them, and "" for a quote. A quote inside an unquoted cell is
/// itself. What follows a closing quote on the same line is appended, as spreadsheets do.
class CsvReader {
 public:
  /// @param text  UTF-8; must outlive the reader and its records' text
  CsvReader(std::string_view text, char delimiter) : text_(text), delimiter_(delimiter) {}
  /// @return false at the end; `record` is then as it was
  bool next(CsvRecord& record);

 private:
  enum class CellEnd { delimiter, record, open_quote, too_long };
  CellEnd read_cell(std::string& cell);
  CellEnd read_quoted(std::string& cell);
  CellEnd read_plain(std::string& cell);
  void skip_line_end();
  void skip_to_line_end();
  [[nodiscard]] bool at_line_end() const;

  std::string_view text_;
  char delimiter_;
  std::size_t at_ = 0;
  std::int64_t line_ = 1;
  std::size_t record_start_ = 0;
  std::size_t quote_at_ = 0;
  std::int64_t quote_line_ = 0;
};

/// The one of comma, tab and semicolon that stands most often outside quotes in the first record; comma for none.
char detect_delimiter(std::string_view text);

}  // namespace uketsuke
