// A report as a workbook: libxlsxwriter writes beside the path; the finished file is renamed. No cell is a formula.
#include <xlsxwriter.h>

#include <algorithm>
#include <ctime>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "kiosk/output/atomic_file.h"
#include "kiosk/output/report_document.h"
#include "kiosk/output/text_clean.h"

namespace uketsuke {
namespace {

constexpr const char* kFont = "游ゴシック";
constexpr std::uint32_t kShade = 0xE7E6E6;
constexpr std::uint32_t kBarColour = 0x4472C4;
constexpr double kPointsPerMm = 72 / 25.4;
constexpr double kFirstColumn = 34;
constexpr double kOtherColumn = 13;
constexpr lxw_col_t kFewestColumns = 6;  ///< that a line or a frame spans
constexpr lxw_row_t kChartRows = 16;

struct Looks {
  lxw_format* title = nullptr;
  lxw_format* head = nullptr;
  lxw_format* label = nullptr;
  lxw_format* line = nullptr;
  lxw_format* column = nullptr;
  lxw_format* words = nullptr;
  lxw_format* count = nullptr;
  lxw_format* share = nullptr;
  lxw_format* box = nullptr;
};

lxw_format* add_look(lxw_workbook* book, double points, bool bold) {
  lxw_format* look = workbook_add_format(book);
  format_set_font_name(look, kFont);
  format_set_font_size(look, points);
  if (bold) format_set_bold(look);
  format_set_align(look, LXW_ALIGN_VERTICAL_CENTER);
  return look;
}

lxw_format* add_cell_look(lxw_workbook* book, const char* number_format) {
  lxw_format* look = add_look(book, 10, false);
  format_set_border(look, LXW_BORDER_THIN);
  format_set_num_format(look, number_format);
  return look;
}

Looks add_looks(lxw_workbook* book) {
  Looks looks;
  looks.title = add_look(book, 16, true);
  looks.head = add_look(book, 10, false);
  looks.label = add_look(book, 10, true);
  format_set_align(looks.label, LXW_ALIGN_VERTICAL_TOP);
  looks.line = add_look(book, 10, false);
  format_set_text_wrap(looks.line);
  format_set_num_format(looks.line, "@");
  looks.column = add_cell_look(book, "@");
  format_set_bold(looks.column);
  format_set_text_wrap(looks.column);
  format_set_align(looks.column, LXW_ALIGN_CENTER);
  format_set_bg_color(looks.column, kShade);
  looks.words = add_cell_look(book, "@");
  format_set_text_wrap(looks.words);
  looks.count = add_cell_look(book, "#,##0");
  looks.share = add_cell_look(book, "0.0%");
  looks.box = add_cell_look(book, "@");
  format_set_text_wrap(looks.box);
  format_set_align(looks.box, LXW_ALIGN_VERTICAL_TOP);
  return looks;
}

class ReportSheetWriter {
 public:
  ReportSheetWriter(lxw_workbook* book, const Looks& looks, const ReportSheet& sheet)
      : book_(book), looks_(looks), given_(sheet), sheet_(workbook_add_worksheet(book, sheet.name.c_str())) {}

  lxw_error write(const ReportDocument& document, bool first) {
    worksheet_set_paper(sheet_, 9);  // A4
    worksheet_fit_to_pages(sheet_, 1, 0);
    worksheet_set_footer(sheet_, "&C&P／&N");
    worksheet_set_column(sheet_, 0, 0, kFirstColumn, nullptr);
    worksheet_set_column(sheet_, 1, 40, kOtherColumn, nullptr);
    put(0, first ? document.title : given_.name, looks_.title);
    worksheet_set_row(sheet_, row_, 26, nullptr);
    ++row_;
    for (const std::string& line : document.head) {
      if (!first) break;
      put(0, line, looks_.head);
      ++row_;
    }
    ++row_;
    for (const ReportBlock& block : given_.blocks) {
      std::visit([this](const auto& one) { write_block(one); }, block);
    }
    return error_;
  }

 private:
  void write_block(const ReportLine& line) {
    put(0, line.label, looks_.label);
    span(line.text, looks_.line);
    const auto lines = 1 + std::count(line.text.begin(), line.text.end(), '\n');
    worksheet_set_row(sheet_, row_, 18.0 * static_cast<double>(lines), nullptr);
    ++row_;
  }

  void write_block(const ReportBox& box) {
    put(0, box.caption, looks_.label);
    ++row_;
    const std::string text = clean_lines(box.text);
    keep(worksheet_merge_range(sheet_, row_, 0, row_, kFewestColumns, text.c_str(), looks_.box));
    worksheet_set_row(sheet_, row_, std::min(box.height_mm * kPointsPerMm, 400.0), nullptr);
    row_ += 2;
  }

  void write_block(const ReportTable& table) {
    if (!table.caption.empty()) put(0, table.caption, looks_.label);
    const lxw_row_t top = row_;
    ++row_;
    lxw_col_t column = 0;
    for (const std::string& title : table.titles) put(column++, title, looks_.column);
    const lxw_row_t first = ++row_;
    for (const std::vector<ReportCell>& row : table.rows) {
      column = 0;
      for (const ReportCell& cell : row) put_cell(column++, cell);
      ++row_;
    }
    const std::size_t charted = table.rows.size() - (table.has_total && !table.rows.empty() ? 1 : 0);
    if (table.charted > 0 && charted > 0) {
      add_chart(table, top, first, static_cast<lxw_row_t>(first + charted - 1));
      row_ = std::max(row_, static_cast<lxw_row_t>(top + std::max<std::size_t>(kChartRows, charted + 4)));
    }
    ++row_;
  }

  void add_chart(const ReportTable& table, lxw_row_t top, lxw_row_t first, lxw_row_t last) {
    lxw_chart* chart = workbook_add_chart(book_, LXW_CHART_BAR);
    const auto column = static_cast<lxw_col_t>(table.charted);
    lxw_chart_series* series = chart_add_series(chart, nullptr, nullptr);
    chart_series_set_categories(series, given_.name.c_str(), first, 0, last, 0);
    chart_series_set_values(series, given_.name.c_str(), first, column, last, column);
    lxw_chart_fill fill{};
    fill.color = kBarColour;
    chart_series_set_fill(series, &fill);
    chart_series_set_labels(series);
    chart_title_set_name(chart, clean_text(table.caption).c_str());
    chart_legend_set_position(chart, LXW_CHART_LEGEND_NONE);
    chart_axis_set_reverse(chart->y_axis);  // the first row stands on top
    lxw_chart_options place{};
    place.x_scale = 1.1;
    place.y_scale = std::max(1.0, static_cast<double>(last - first + 1) / 14.0);
    place.x_offset = 12;
    keep(worksheet_insert_chart_opt(sheet_, top, static_cast<lxw_col_t>(table.titles.size()), chart, &place));
  }

  void put_cell(lxw_col_t column, const ReportCell& cell) {
    if (const auto* words = std::get_if<std::string>(&cell)) {
      put(column, *words, looks_.words);
    } else if (const auto* count = std::get_if<std::int64_t>(&cell)) {
      keep(worksheet_write_number(sheet_, row_, column, static_cast<double>(*count), looks_.count));
    } else if (const auto* share = std::get_if<double>(&cell)) {
      keep(worksheet_write_number(sheet_, row_, column, *share, looks_.share));
    } else {
      keep(worksheet_write_blank(sheet_, row_, column, looks_.words));
    }
  }

  /// Over the columns that a line spans.
  void span(const std::string& text, lxw_format* look) {
    keep(worksheet_merge_range(sheet_, row_, 1, row_, kFewestColumns, clean_lines(text).c_str(), look));
  }

  void put(lxw_col_t column, const std::string& text, lxw_format* look) {
    keep(worksheet_write_string(sheet_, row_, column, clean_text(text).c_str(), look));
  }

  /// Cleaned, its line ends kept.
  static std::string clean_lines(const std::string& text) {
    std::string clean;
    for (std::size_t start = 0; start <= text.size();) {
      const std::size_t end = std::min(text.find('\n', start), text.size());
      clean += (start > 0 ? "\n" : "") + clean_text(std::string_view(text).substr(start, end - start));
      start = end + 1;
    }
    return clean;
  }

  void keep(lxw_error error) {
    if (error_ == LXW_NO_ERROR) error_ = error;
  }

  lxw_workbook* book_;
  const Looks& looks_;
  const ReportSheet& given_;
  lxw_worksheet* sheet_;
  lxw_row_t row_ = 0;
  lxw_error error_ = LXW_NO_ERROR;
};

}  // namespace

Status write_report_xlsx(const ReportDocument& document, const std::string& path) {
  auto file = AtomicFile::create(path);
  if (!file) return tl::unexpected(file.error());
  lxw_workbook* book = workbook_new(file->temporary_path().c_str());
  if (book == nullptr) return fail(Code::io_failed, path + ": libxlsxwriter has no memory", "write XLSX");
  std::string title = clean_text(document.title);
  std::string author = clean_text(document.author);
  lxw_doc_properties properties{};
  properties.title = title.data();
  properties.author = author.data();
  properties.created = static_cast<std::time_t>(document.made_at.value / 1000);
  workbook_set_properties(book, &properties);
  const Looks looks = add_looks(book);
  lxw_error error = LXW_NO_ERROR;
  bool first = true;
  for (const ReportSheet& sheet : document.sheets) {
    const lxw_error written = ReportSheetWriter(book, looks, sheet).write(document, first);
    if (error == LXW_NO_ERROR) error = written;
    first = false;
  }
  const lxw_error closed = workbook_close(book);
  if (error == LXW_NO_ERROR) error = closed;
  if (error != LXW_NO_ERROR) return fail(Code::io_failed, path + ": " + lxw_strerror(error), "write XLSX");
  return file->commit();
}

}  // namespace uketsuke
