// libxlsxwriter writes beside the path; the finished file is renamed.

#include "kiosk/output/xlsx_writer.h"

#include <xlsxwriter.h>

#include <algorithm>
#include <cmath>
#include <ctime>
#include <string_view>
#include <utility>

#include "kiosk/output/atomic_file.h"
#include "kiosk/output/text_clean.h"

namespace uketsuke {
namespace {

constexpr const char* kFont = "游ゴシック";
constexpr double kFontPoints = 10;
constexpr double kLinePoints = 15;
constexpr double kPointsPerMm = 72 / 25.4;
constexpr double kMmPerCharacter = 2.0;
constexpr std::size_t kRowsInMemory = 2000;
constexpr std::uint32_t kShade = 0xE7E6E6;

struct Formats {
  lxw_format* title = nullptr;
  lxw_format* head = nullptr;
  lxw_format* column_title = nullptr;
  lxw_format* text = nullptr;
  lxw_format* label = nullptr;
  lxw_format* number = nullptr;
  lxw_format* clock = nullptr;
  lxw_format* date_time = nullptr;
};

lxw_format* add_format(lxw_workbook* book) {
  lxw_format* format = workbook_add_format(book);
  format_set_font_name(format, kFont);
  format_set_font_size(format, kFontPoints);
  format_set_align(format, LXW_ALIGN_VERTICAL_CENTER);
  return format;
}

lxw_format* add_cell_format(lxw_workbook* book, const char* number_format) {
  lxw_format* format = add_format(book);
  format_set_border(format, LXW_BORDER_THIN);
  format_set_text_wrap(format);
  format_set_num_format(format, number_format);
  return format;
}

Formats add_formats(lxw_workbook* book) {
  Formats formats;
  formats.title = add_format(book);
  format_set_font_size(formats.title, 14);
  format_set_bold(formats.title);
  formats.head = add_format(book);
  formats.column_title = add_cell_format(book, "@");
  format_set_bold(formats.column_title);
  format_set_align(formats.column_title, LXW_ALIGN_CENTER);
  format_set_bg_color(formats.column_title, kShade);
  // "@" keeps a text a text, also when a person edits the cell later.
  formats.text = add_cell_format(book, "@");
  formats.label = add_cell_format(book, "@");
  format_set_align(formats.label, LXW_ALIGN_CENTER);
  formats.number = add_cell_format(book, "0");
  format_set_align(formats.number, LXW_ALIGN_CENTER);
  formats.clock = add_cell_format(book, "h:mm");
  format_set_align(formats.clock, LXW_ALIGN_CENTER);
  formats.date_time = add_cell_format(book, "yyyy/mm/dd hh:mm:ss");
  format_set_align(formats.date_time, LXW_ALIGN_CENTER);
  return formats;
}

lxw_format* format_of(const Formats& formats, ColumnKind kind) {
  switch (kind) {
    case ColumnKind::text:
    case ColumnKind::phone:
      return formats.text;
    case ColumnKind::label:
    case ColumnKind::tick:
      return formats.label;
    case ColumnKind::number:
      return formats.number;
    case ColumnKind::clock:
      return formats.clock;
    case ColumnKind::date_time:
      return formats.date_time;
  }
  return formats.text;
}

lxw_datetime to_datetime(UtcMillis time, const Zone& zone) {
  const CivilTime civil = zone.to_civil(time);
  return {civil.year, civil.month, civil.day, civil.hour, civil.minute, static_cast<double>(civil.second)};
}

/// What a sheet may be called: no []:*?/\, at most 31 characters of ours.
std::string sheet_name(const std::string& title) {
  std::string name = clean_text(title);
  name.erase(std::remove_if(name.begin(), name.end(),
                            [](char c) { return std::string_view("[]:*?/\\'").find(c) != std::string_view::npos; }),
             name.end());
  return name.empty() ? "List" : name;
}

/// Half-width characters, as a spreadsheet counts columns.
double display_width(std::string_view text) {
  double width = 0;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte < 0x80) width += 1;
    if (byte >= 0xC0) width += 2;
  }
  return width;
}

double column_characters(const ListColumn& column) {
  return std::max(column.width_mm / kMmPerCharacter, display_width(column.title) + 1);
}

class SheetWriter {
 public:
  SheetWriter(const ListTable& table, lxw_workbook* book)
      : table_(table),
        sheet_(workbook_add_worksheet(book, sheet_name(table.title).c_str())),
        formats_(add_formats(book)) {}

  lxw_error write() {
    set_up_page();
    write_head();
    for (std::size_t row = 0; row < table_.row_count && error_ == LXW_NO_ERROR; ++row) {
      stopped_ = !goes_on(table_.keep_on, row, table_.row_count);
      if (stopped_) return error_;
      write_row(row);
    }
    for (std::size_t row = 0; row < table_.blank_rows && error_ == LXW_NO_ERROR; ++row) write_blank_row();
    return error_;
  }
  [[nodiscard]] bool was_stopped() const { return stopped_; }

 private:
  void set_up_page() {
    const auto title_row = static_cast<lxw_row_t>(table_.head.size() + 1);
    const auto last_column = static_cast<lxw_col_t>(table_.columns.size() - 1);
    worksheet_set_paper(sheet_, 9);  // A4
    if (table_.orientation == Orientation::landscape) worksheet_set_landscape(sheet_);
    worksheet_fit_to_pages(sheet_, 1, 0);
    worksheet_set_margins(sheet_, 0.4, 0.4, 0.5, 0.6);
    worksheet_set_footer(sheet_, "&C&P／&N");
    worksheet_repeat_rows(sheet_, title_row, title_row);
    worksheet_freeze_panes(sheet_, title_row + 1, 0);
    const auto last_row = static_cast<lxw_row_t>(title_row + table_.row_count);
    if (table_.row_count > 0) worksheet_autofilter(sheet_, title_row, 0, last_row, last_column);
    lxw_col_t index = 0;
    for (const ListColumn& column : table_.columns) {
      worksheet_set_column(sheet_, index, index, column_characters(column), nullptr);
      ++index;
    }
  }

  void write_head() {
    worksheet_set_row(sheet_, row_, 24, nullptr);
    write_string(0, table_.title, formats_.title);
    ++row_;
    for (const std::string& line : table_.head) {
      write_string(0, line, formats_.head);
      ++row_;
    }
    lxw_col_t index = 0;
    for (const ListColumn& column : table_.columns) write_string(index++, column.title, formats_.column_title);
    ++row_;
  }

  void write_row(std::size_t row) {
    std::vector<ListCell> cells;
    cells.reserve(table_.columns.size());
    for (const ListColumn& column : table_.columns) cells.push_back(column.cell(row));
    if (table_.min_row_height_mm > 0) worksheet_set_row(sheet_, row_, row_height(cells), nullptr);
    for (std::size_t i = 0; i < cells.size(); ++i) write_cell(static_cast<lxw_col_t>(i), table_.columns[i], cells[i]);
    ++row_;
  }

  void write_blank_row() {
    worksheet_set_row(sheet_, row_, table_.min_row_height_mm * kPointsPerMm, nullptr);
    lxw_col_t index = 0;
    for (const ListColumn& column : table_.columns) {
      write_string(index++, column.on_blank_row, format_of(formats_, column.kind));
    }
    ++row_;
  }

  double row_height(const std::vector<ListCell>& cells) const {
    double lines = 1;
    for (std::size_t i = 0; i < cells.size(); ++i) {
      const std::string text = cell_text(table_.columns[i].kind, cells[i], table_.zone);
      lines = std::max(lines, std::ceil(display_width(text) / (column_characters(table_.columns[i]) - 1)));
    }
    return std::clamp(lines * kLinePoints, table_.min_row_height_mm * kPointsPerMm, 400.0);
  }

  void write_cell(lxw_col_t index, const ListColumn& column, const ListCell& cell) {
    lxw_format* format = format_of(formats_, column.kind);
    if (const auto* text = std::get_if<std::string>(&cell)) {
      write_string(index, *text, format);
    } else if (const auto* number = std::get_if<std::int64_t>(&cell)) {
      keep(worksheet_write_number(sheet_, row_, index, static_cast<double>(*number), format));
    } else if (const auto* time = std::get_if<UtcMillis>(&cell)) {
      lxw_datetime value = to_datetime(*time, table_.zone);
      keep(worksheet_write_datetime(sheet_, row_, index, &value, format));
    } else {
      keep(worksheet_write_blank(sheet_, row_, index, format));
    }
  }

  void write_string(lxw_col_t index, const std::string& text, lxw_format* format) {
    if (text.empty()) {
      keep(worksheet_write_blank(sheet_, row_, index, format));
    } else {
      keep(worksheet_write_string(sheet_, row_, index, clean_text(text).c_str(), format));
    }
  }

  void keep(lxw_error error) {
    if (error_ == LXW_NO_ERROR) error_ = error;
  }

  const ListTable& table_;
  lxw_worksheet* sheet_;
  Formats formats_;
  lxw_row_t row_ = 0;
  lxw_error error_ = LXW_NO_ERROR;
  bool stopped_ = false;
};

void set_properties(lxw_workbook* book, const ListTable& table) {
  std::string title = clean_text(table.title);
  std::string author = clean_text(table.author);
  lxw_doc_properties properties{};
  properties.title = title.data();
  properties.author = author.data();
  properties.created = static_cast<std::time_t>(table.made_at.value / 1000);
  workbook_set_properties(book, &properties);
}

Error xlsx_error(const std::string& path, lxw_error error) {
  const bool too_big = error == LXW_ERROR_MAX_STRING_LENGTH_EXCEEDED || error == LXW_ERROR_WORKSHEET_INDEX_OUT_OF_RANGE;
  return {too_big ? Code::bad_input : Code::io_failed, path + ": " + lxw_strerror(error), "write XLSX"};
}

}  // namespace

Status write_xlsx(const ListTable& table, const std::string& path) {
  CHECK(!table.columns.empty());
  auto file = AtomicFile::create(path);
  if (!file) return tl::unexpected(file.error());
  lxw_workbook_options options{};
  options.constant_memory = table.row_count > kRowsInMemory ? LXW_TRUE : LXW_FALSE;
  lxw_workbook* book = workbook_new_opt(file->temporary_path().c_str(), &options);
  if (book == nullptr) return fail(Code::io_failed, path + ": libxlsxwriter has no memory", "write XLSX");
  set_properties(book, table);
  SheetWriter writer(table, book);
  const lxw_error written = writer.write();
  const lxw_error closed = workbook_close(book);
  if (writer.was_stopped()) return stopped(path);
  if (written != LXW_NO_ERROR) return tl::unexpected(xlsx_error(path, written));
  if (closed != LXW_NO_ERROR) return tl::unexpected(xlsx_error(path, closed));
  return file->commit();
}

}  // namespace uketsuke
