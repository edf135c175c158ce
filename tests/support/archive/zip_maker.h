// Zips and workbooks for tests, made in memory. Any thread.
#pragma once

#include <string>
#include <utility>
#include <vector>

namespace uketsuke::testing {

enum class ZipCipher { none, zip_crypto, aes256 };

struct ZipRecipe {
  ZipCipher cipher = ZipCipher::none;
  std::string password;
};

/// (name as raw bytes, content) in that order.
using ZipParts = std::vector<std::pair<std::string, std::string>>;
std::string make_zip(const ZipParts& parts, const ZipRecipe& recipe = {});

/// Parts of a workbook with one sheet of that XML (what stands between <sheetData> and after it), styles and strings.
struct BookRecipe {
  std::vector<std::pair<std::string, std::string>> sheets;  ///< name, XML of <worksheet>'s content
  std::string shared;                                       ///< <si>… of the shared strings
  std::string formats;                                      ///< <numFmt …/>
  std::string cell_formats = "<xf numFmtId=\"0\"/>";        ///< <xf …/> by a cell's s
  bool from_1904 = false;
  std::string hidden_sheet;  ///< name of one that is hidden
};
ZipParts book_parts(const BookRecipe& recipe);
std::string make_book(const BookRecipe& recipe);

}  // namespace uketsuke::testing
