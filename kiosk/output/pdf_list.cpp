// Two passes over the rows: heights first, so that "page x／y" knows its y, then the drawing.

#include "kiosk/output/pdf_list.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "kiosk/output/page_canvas.h"

namespace uketsuke {
namespace {

constexpr double kMarginMm = 12;
constexpr double kFooterMm = 8;
constexpr double kPaddingMm = 1;
constexpr double kRuleMm = 0.15;
constexpr double kShade = 0.9;
constexpr double kCellMm = 3.2;
constexpr double kSmallestCellMm = 2.3;
constexpr double kSmallestDigitMm = 1.8;
constexpr double kOneLineMm = 2.6;  ///< down to here one line is better than two
constexpr double kTickMm = 5.5;
constexpr double kMostLines = 3;  ///< a cell shrinks rather than wrap more often
constexpr double kLineMm = 1.3;   ///< of the size, a line's height with some air

TextStyle cell_style(ColumnKind kind) {
  TextStyle style;
  style.size_mm = kCellMm;
  style.min_size_mm = kSmallestCellMm;
  style.align = TextAlign::centre;
  switch (kind) {
    case ColumnKind::text:
      style.align = TextAlign::left;
      break;
    case ColumnKind::tick:
      style.size_mm = kTickMm;
      break;
    case ColumnKind::phone:
      style.align = TextAlign::left;
      style.break_words = false;
      style.min_size_mm = kSmallestDigitMm;
      break;
    case ColumnKind::label:
      break;
    case ColumnKind::number:
    case ColumnKind::clock:
    case ColumnKind::date_time:
      style.break_words = false;
      style.min_size_mm = kSmallestDigitMm;
      break;
  }
  return style;
}

TextStyle title_style() {
  TextStyle style;
  style.size_mm = 3.2;
  style.min_size_mm = 2;
  style.bold = true;
  style.align = TextAlign::centre;
  return style;
}

class ListPrinter {
 public:
  ListPrinter(PageCanvas& canvas, const ListTable& table) : canvas_(canvas), table_(table) {
    const bool landscape = table.orientation == Orientation::landscape;
    page_width_ = landscape ? kA4HeightMm : kA4WidthMm;
    page_height_ = landscape ? kA4WidthMm : kA4HeightMm;
    width_ = page_width_ - 2 * kMarginMm;
    bottom_ = page_height_ - kMarginMm - kFooterMm;
    double asked = 0;
    for (const ListColumn& column : table.columns) asked += column.width_mm;
    for (const ListColumn& column : table.columns) widths_.push_back(column.width_mm * width_ / asked);
    title_row_height_ = measure_title_row();
  }

  /// @return false: it was stopped
  bool print() {
    if (!split_into_pages()) return false;
    std::size_t row = 0;
    for (std::size_t page = 0; page < page_ends_.size(); ++page) {
      canvas_.begin_page(page_width_, page_height_);
      double y = draw_top(page == 0);
      y = draw_title_row(y);
      for (; row < page_ends_[page]; ++row) {
        if (!goes_on(table_.keep_on, line_count() + row, 2 * line_count())) return false;
        y = draw_row(row, y);
      }
      draw_footer(page + 1);
      canvas_.end_page();
    }
    return true;
  }

 private:
  [[nodiscard]] std::size_t line_count() const { return table_.row_count + table_.blank_rows; }

  [[nodiscard]] std::string text_of(std::size_t row, const ListColumn& column) const {
    if (row >= table_.row_count) return column.on_blank_row;
    return cell_text(column.kind, column.cell(row), table_.zone);
  }

  [[nodiscard]] double measure_title_row() const {
    double height = kCellMm;
    for (std::size_t i = 0; i < widths_.size(); ++i) {
      height = std::max(height, fit_title(i).second);
    }
    return height + 2 * kPaddingMm;
  }

  [[nodiscard]] std::pair<double, double> fit_title(std::size_t column) const {
    return fit(table_.columns[column].title, title_style(), {0, 0, inner_width(column), 3 * kCellMm * kLineMm});
  }

  [[nodiscard]] double inner_width(std::size_t column) const { return widths_[column] - 2 * kPaddingMm; }

  /// One line where that is not too small, else as many as the box holds. @return size and height
  [[nodiscard]] std::pair<double, double> fit(const std::string& text, TextStyle style, const PageBox& box) const {
    const double smallest = style.bold ? style.min_size_mm : kOneLineMm;  // a title had better be one word
    const double width = canvas_.measure_width(text, style);
    const double one_line = width > box.width ? style.size_mm * box.width / width * 0.99 : style.size_mm;
    style.size_mm = one_line >= smallest ? one_line : canvas_.fitting_size(text, style, box, true);
    return {style.size_mm, canvas_.measure_text(text, style, box.width)};
  }

  /// Size that keeps the cell to a few lines, and its height then.
  std::pair<double, double> fit_cell(std::size_t column, const std::string& text) {
    const TextStyle style = cell_style(table_.columns[column].kind);
    return fit(text, style, {0, 0, inner_width(column), kMostLines * kCellMm * kLineMm});
  }

  double measure_row(std::size_t row) {
    double height = kCellMm * kLineMm;
    for (std::size_t i = 0; i < widths_.size(); ++i) {
      const std::string text = text_of(row, table_.columns[i]);
      if (!text.empty()) height = std::max(height, fit_cell(i, text).second);
    }
    const double tallest = bottom_ - kMarginMm - 12 - title_row_height_;
    return std::clamp(height + 2 * kPaddingMm, table_.min_row_height_mm, tallest);
  }

  bool split_into_pages() {
    double y = measure_top() + title_row_height_;
    for (std::size_t row = 0; row < line_count(); ++row) {
      if (!goes_on(table_.keep_on, row, 2 * line_count())) return false;
      heights_.push_back(measure_row(row));
      if (y + heights_.back() > bottom_ && row > 0) {
        page_ends_.push_back(row);
        y = later_top() + title_row_height_;
      }
      y += heights_.back();
    }
    page_ends_.push_back(line_count());
    return true;
  }

  [[nodiscard]] static double later_top() { return kMarginMm + 6; }

  [[nodiscard]] double measure_top() const {
    double y = kMarginMm + 9;
    for (const std::string& line : table_.head) {
      if (!line.empty()) y += canvas_.measure_text(line, head_style(), width_);
    }
    return y + 2;
  }

  [[nodiscard]] static TextStyle head_style() {
    TextStyle style;
    style.size_mm = 3.6;
    return style;
  }

  double draw_top(bool first_page) {
    TextStyle style = title_style();
    if (!first_page) {
      style.align = TextAlign::left;
      style.bold = false;
      const std::string event = table_.head.empty() ? "" : "　" + table_.head.front();
      canvas_.draw_text_in(table_.title + event, style, {kMarginMm, kMarginMm, width_, 5}, false);
      return later_top();
    }
    style.size_mm = 6;
    canvas_.draw_text_in(table_.title, style, {kMarginMm, kMarginMm, width_, 8}, false);
    double y = kMarginMm + 9;
    for (const std::string& line : table_.head) {
      if (!line.empty()) y += canvas_.draw_text(line, head_style(), {kMarginMm, y, width_, page_height_});
    }
    return y + 2;
  }

  double draw_title_row(double y) {
    canvas_.fill_rect({kMarginMm, y, width_, title_row_height_}, kShade);
    double x = kMarginMm;
    for (std::size_t i = 0; i < widths_.size(); ++i) {
      const PageBox inner{x + kPaddingMm, y + kPaddingMm, inner_width(i), title_row_height_ - 2 * kPaddingMm};
      TextStyle style = title_style();
      style.size_mm = fit_title(i).first;
      canvas_.draw_text_in(table_.columns[i].title, style, inner, true);
      canvas_.stroke_rect({x, y, widths_[i], title_row_height_}, kRuleMm, 0);
      x += widths_[i];
    }
    return y + title_row_height_;
  }

  double draw_row(std::size_t row, double y) {
    const double height = heights_[row];
    double x = kMarginMm;
    for (std::size_t i = 0; i < widths_.size(); ++i) {
      const std::string text = text_of(row, table_.columns[i]);
      if (!text.empty()) {
        TextStyle style = cell_style(table_.columns[i].kind);
        style.size_mm = fit_cell(i, text).first;
        const PageBox inner{x + kPaddingMm, y + kPaddingMm, inner_width(i), height - 2 * kPaddingMm};
        canvas_.draw_text_in(text, style, inner, true);
      }
      canvas_.stroke_rect({x, y, widths_[i], height}, kRuleMm, 0);
      x += widths_[i];
    }
    return y + height;
  }

  void draw_footer(std::size_t page) {
    TextStyle style;
    style.size_mm = 3;
    style.align = TextAlign::centre;
    const std::string words = std::to_string(page) + "／" + std::to_string(page_ends_.size());
    canvas_.draw_text(words, style, {kMarginMm, page_height_ - kMarginMm - 3, width_, 5});
  }

  PageCanvas& canvas_;
  const ListTable& table_;
  double page_width_ = 0;
  double page_height_ = 0;
  double width_ = 0;
  double bottom_ = 0;
  double title_row_height_ = 0;
  std::vector<double> widths_;
  std::vector<double> heights_;
  std::vector<std::size_t> page_ends_;  ///< row after the last of each page
};

}  // namespace

Status write_list_pdf(const ListTable& table, const std::string& path) {
  CHECK(!table.columns.empty());
  auto canvas = PageCanvas::create_pdf(path, {table.title, table.author, table.made_at});
  if (!canvas) return tl::unexpected(canvas.error());
  if (!ListPrinter(*canvas, table).print()) return stopped(path);
  return canvas->finish();
}

}  // namespace uketsuke
