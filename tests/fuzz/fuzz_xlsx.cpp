// Any bytes as a workbook: as the whole file, and as each of its parts within a zip that is whole, so that the reader of
// sheets is reached and not only that of zips. No crash, bounded memory (-rss_limit_mb), rows ascend, texts are UTF-8.
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "common/names.h"
#include "kiosk/intake/roster_reader.h"
#include "kiosk/intake/xlsx_reader.h"
#include "tests/support/archive/zip_maker.h"

namespace {

using namespace uketsuke;

constexpr const char* kHeader =
    "<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>氏名</t></is></c><c r=\"B1\" t=\"s\"><v>0</v></c></row>";

/// The parts that the first byte chooses from.
enum class Part { file, rows, sheet, strings, formats, styles, count };

std::string make_file(Part part, const std::string& bytes) {
  testing::BookRecipe book;
  book.sheets = {{"Sheet1", "<sheetData>" + std::string(kHeader) + "</sheetData>"}};
  book.shared = "<si><t>所属</t></si>";
  switch (part) {
    case Part::rows:
      book.sheets.front().second = "<sheetData>" + std::string(kHeader) + bytes + "</sheetData>";
      break;
    case Part::sheet:
      book.sheets.front().second = bytes;
      break;
    case Part::strings:
      book.shared = bytes;
      break;
    case Part::formats:
      book.formats = bytes;
      break;
    case Part::styles:
      book.cell_formats = bytes;
      break;
    case Part::file:
    case Part::count:
      return bytes;
  }
  return testing::make_book(book);
}

void check_rows(const std::string& file) {
  const auto book = XlsxBook::open(file);
  if (!book) {
    CHECK(!book.error().what.empty());
    return;
  }
  for (const SheetInfo& sheet : book->sheets()) {
    std::int64_t last = 0;
    const Status read = book->read_rows(sheet, [&last](SheetRow& row) {
      CHECK(row.row > last && row.cells.size() <= kMaxSheetColumns);
      for (const std::string& cell : row.cells) CHECK(is_valid_utf8(cell));
      last = row.row;
      return true;
    });
    CHECK(read || !read.error().what.empty());
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const auto part = static_cast<Part>(data[0] % static_cast<std::uint8_t>(Part::count));
  const std::string file = make_file(part, std::string(reinterpret_cast<const char*>(data + 1), size - 1));
  check_rows(file);
  RosterRules rules;
  rules.now = UtcMillis{4'000'000'000'000};
  const RosterContent content = read_roster_bytes(file, "f.xlsx", rules);
  for (const Application& application : content.applications) {
    CHECK(application.attendees.size() == 1 && !application.attendees[0].name.empty());
    CHECK(is_valid_utf8(application.attendees[0].name) && is_valid_utf8(application.attendees[0].facility));
  }
  for (const BadLine& bad : content.bad) CHECK(!bad.why.empty() && is_valid_utf8(bad.text));
  return 0;
}
