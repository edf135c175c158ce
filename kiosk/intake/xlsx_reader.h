// An XLSX workbook in memory -> the rows of its sheets, streamed: only the shared strings, the formats and the merged
// cells are kept. Macros, links and entities are not looked at. One thread each.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "common/result.h"
#include "kiosk/intake/xlsx_cells.h"
#include "kiosk/intake/zip_file.h"

namespace uketsuke {

inline constexpr std::int64_t kMaxSheetRows = 200'000;     ///< with something in them
inline constexpr std::size_t kMaxSheetColumns = 512;       ///< what stands further right is not read
inline constexpr std::size_t kMaxSheetCells = 10'000'000;  ///< with something in them
inline constexpr std::size_t kMaxSharedBytes = std::size_t{128} << 20;

struct SheetInfo {
  std::string name;
  std::string part;  ///< "xl/worksheets/sheet1.xml"
  bool hidden = false;
};

/// A row with something in it that is its own.
struct SheetRow {
  std::int64_t row = 0;              ///< as the sheet counts, from 1
  std::vector<std::string> cells;    ///< from column A to the last one with something in it; valid UTF-8
  std::vector<std::size_t> unknown;  ///< columns with a formula whose result is not in the file, or an error (#N/A)
  bool hidden = false;
  std::size_t at = 0;  ///< so many rows stand before it in the sheet's part …
  std::size_t of = 0;  ///< … of so many
};

class XlsxBook {
 public:
  /// Errors: Code::bad_input: no workbook, broken, beyond a limit
  static Result<XlsxBook> open(std::string_view bytes);

  /// In the workbook's order; without chart sheets.
  [[nodiscard]] const std::vector<SheetInfo>& sheets() const { return sheets_; }
  /// A cell merged over several rows stands in each of them, in its first column.
  /// @param take  false ends the reading without an error
  /// Errors: Code::bad_input: broken, beyond a limit
  Status read_rows(const SheetInfo& sheet, const std::function<bool(SheetRow&)>& take) const;

 private:
  explicit XlsxBook(ZipFile file) : file_(std::move(file)) {}
  Status read_workbook();
  Status read_strings(const std::string& part);
  Status read_styles(const std::string& part);
  Status parse_part(const std::string& part, XmlHandler& handler, std::uint64_t most) const;

  ZipFile file_;
  std::vector<SheetInfo> sheets_;
  std::vector<std::string> strings_;
  std::vector<NumberStyle> styles_;  ///< by a cell's s
  bool from_1904_ = false;
};

/// True for the first bytes of an OLE compound file: an .xls, or a workbook with a password.
bool is_compound_file(std::string_view bytes);
/// … that holds an encrypted workbook.  Source: MS-OFFCRYPTO 2.3.4, stream EncryptedPackage
bool is_encrypted_workbook(std::string_view bytes);

}  // namespace uketsuke
