// Row by row into an AtomicFile.

#include "kiosk/output/csv_writer.h"

#include <array>
#include <optional>
#include <utility>

#include "kiosk/output/atomic_file.h"
#include "kiosk/output/cp932.h"

namespace uketsuke {
namespace {

constexpr std::string_view kBom = "\xEF\xBB\xBF";

/// Blanks that a spreadsheet may skip before it looks for a formula.
constexpr std::array<std::string_view, 5> kBlanks = {" ", "\xC2\xA0", "\xE3\x80\x80", "\xE2\x80\x8B", "\xEF\xBB\xBF"};
constexpr std::array<std::string_view, 8> kFormulaStarts = {"=", "+", "-", "@", "＝", "＋", "－", "＠"};

template <std::size_t N>
std::size_t match_length(std::string_view text, const std::array<std::string_view, N>& words) {
  for (const std::string_view word : words) {
    if (text.substr(0, word.size()) == word) return word.size();
  }
  return 0;
}

std::string make_line(const ListTable& table, std::size_t row) {
  std::string line;
  for (std::size_t i = 0; i < table.columns.size(); ++i) {
    const ListColumn& column = table.columns[i];
    if (i > 0) line += ',';
    const ListCell cell = column.cell(row);
    const std::string text = cell_text(column.kind, cell, table.zone);
    // Numbers and times are ours and begin with a digit.
    line += csv_field(std::holds_alternative<std::string>(cell) ? defuse_formula(text) : text);
  }
  return line + "\r\n";
}

std::string make_title_line(const ListTable& table) {
  std::string line;
  for (std::size_t i = 0; i < table.columns.size(); ++i) {
    if (i > 0) line += ',';
    line += csv_field(defuse_formula(table.columns[i].title));
  }
  return line + "\r\n";
}

}  // namespace

std::string defuse_formula(std::string_view text) {
  std::string_view rest = text;
  while (const std::size_t length = match_length(rest, kBlanks)) rest.remove_prefix(length);
  const bool is_control = !rest.empty() && static_cast<unsigned char>(rest.front()) < ' ';
  return (is_control || match_length(rest, kFormulaStarts) > 0 ? "'" : "") + std::string(text);
}

std::string csv_field(std::string_view text) {
  const bool outer_blank = !text.empty() && (text.front() == ' ' || text.back() == ' ');
  if (!outer_blank && text.find_first_of(",\"\r\n") == std::string_view::npos) return std::string(text);
  std::string field = "\"";
  for (const char c : text) {
    if (c == '"') field += '"';
    field += c;
  }
  return field + '"';
}

Result<std::vector<std::string>> write_csv(const ListTable& table, const std::string& path, CsvEncoding encoding) {
  auto file = AtomicFile::create(path);
  if (!file) return tl::unexpected(file.error());
  std::optional<Cp932Encoder> cp932;
  if (encoding == CsvEncoding::cp932) {
    auto encoder = Cp932Encoder::create();
    if (!encoder) return tl::unexpected(encoder.error());
    cp932.emplace(std::move(*encoder));
  }
  const auto put = [&](const std::string& line) { return file->write(cp932 ? cp932->encode(line) : line); };
  Status written = cp932 ? Status() : file->write(kBom);
  if (written) written = put(make_title_line(table));
  for (std::size_t row = 0; row < table.row_count && written; ++row) {
    if (!goes_on(table.keep_on, row, table.row_count)) return stopped(path);
    written = put(make_line(table, row));
  }
  if (written) written = file->commit();
  if (!written) return tl::unexpected(written.error());
  return cp932 ? cp932->replaced() : std::vector<std::string>();
}

}  // namespace uketsuke
