// A report on A4: blocks from the top down, a new page where one does not fit. Bars stand in the row they belong to.
#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "kiosk/output/page_canvas.h"
#include "kiosk/output/report_document.h"

namespace uketsuke {
namespace {

constexpr double kMarginMm = 20;
constexpr double kContentMm = kA4WidthMm - 2 * kMarginMm;
constexpr double kBottomMm = kA4HeightMm - kMarginMm;
constexpr double kLabelMm = 42;
constexpr double kTextMm = 4;
constexpr double kRowMm = 6.2;
constexpr double kCellMm = 3.4;
constexpr double kPadMm = 1.2;
constexpr double kBarsMm = 55;
constexpr double kBarGray = 0.55;

TextStyle style_of(double size_mm, bool bold = false, TextAlign align = TextAlign::left) {
  TextStyle style;
  style.size_mm = size_mm;
  style.bold = bold;
  style.align = align;
  return style;
}

/// Numbers are as wide as they need, the words get what is left.
struct TableShape {
  std::vector<double> widths;
  double bars = 0;
  double most = 0;  ///< what the longest bar stands for
};

double number_of(const ReportCell& cell) {
  if (const auto* count = std::get_if<std::int64_t>(&cell)) return static_cast<double>(*count);
  if (const auto* share = std::get_if<double>(&cell)) return *share;
  return 0;
}

bool is_words(const ReportTable& table, std::size_t column) {
  return std::any_of(table.rows.begin(), table.rows.end(), [column](const std::vector<ReportCell>& row) {
    return std::holds_alternative<std::string>(row[column]);
  });
}

std::size_t charted_rows(const ReportTable& table) { return table.rows.size() - (table.has_total ? 1 : 0); }

TableShape shape_of(const ReportTable& table) {
  TableShape shape;
  shape.bars = table.charted > 0 ? kBarsMm : 0;
  const double room = kContentMm - shape.bars;
  double asked = 0;
  for (std::size_t i = 0; i < table.titles.size(); ++i) {
    const double share = i == 0 ? 3.2 : is_words(table, i) ? 2.6 : 1.0;
    shape.widths.push_back(share);
    asked += share;
  }
  for (double& width : shape.widths) width *= room / asked;
  for (std::size_t row = 0; table.charted > 0 && row < charted_rows(table) && row < table.rows.size(); ++row) {
    shape.most = std::max(shape.most, number_of(table.rows[row][table.charted]));
  }
  return shape;
}

/// An empty line is a blank, so that it has its height.
std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  for (std::size_t start = 0; start < text.size();) {
    const std::size_t end = std::min(text.find('\n', start), text.size());
    lines.push_back(end > start ? text.substr(start, end - start) : " ");
    start = end + 1;
  }
  return lines;
}

class ReportPrinter {
 public:
  ReportPrinter(PageCanvas& canvas, const ReportDocument& document) : canvas_(canvas), document_(document) {}

  void print() {
    for (std::size_t i = 0; i < document_.sheets.size(); ++i) {
      begin_page();
      if (i == 0) print_head();
      if (document_.sheets[i].shows_name) {
        canvas_.draw_text_in(document_.sheets[i].name, style_of(5.5, true), {kMarginMm, y_, kContentMm, 8}, false);
        y_ += 11;
      }
      for (const ReportBlock& block : document_.sheets[i].blocks) {
        std::visit([this](const auto& one) { print_block(one); }, block);
      }
      end_page();
    }
  }

 private:
  void begin_page() {
    ++page_;
    canvas_.begin_page(kA4WidthMm, kA4HeightMm);
    y_ = kMarginMm;
  }

  void end_page() {
    canvas_.draw_text("－ " + std::to_string(page_) + " －", style_of(3, false, TextAlign::centre),
                      {kMarginMm, kA4HeightMm - 13, kContentMm, 5});
    canvas_.end_page();
  }

  void need(double height) {
    if (y_ + height <= kBottomMm) return;
    end_page();
    begin_page();
  }

  /// The text's own line ends are kept.
  double measure_lines(const std::string& text, double width) {
    double height = 0;
    for (const std::string& line : lines_of(text)) height += canvas_.measure_text(line, style_of(kTextMm), width);
    return height;
  }

  void draw_lines(const std::string& text, const PageBox& box) {
    double y = box.y;
    for (const std::string& line : lines_of(text)) {
      if (y >= box.y + box.height) return;
      y += canvas_.draw_text(line, style_of(kTextMm), {box.x, y, box.width, box.y + box.height - y + 0.5});
    }
  }

  void print_head() {
    canvas_.draw_text_in(document_.title, style_of(7, true, TextAlign::centre), {kMarginMm, y_, kContentMm, 10}, false);
    y_ += 13;
    for (const std::string& line : document_.head) {
      y_ += canvas_.draw_text(line, style_of(3.8, false, TextAlign::right), {kMarginMm, y_, kContentMm, 40}) + 0.5;
    }
    y_ += 5;
  }

  void print_block(const ReportLine& line) {
    constexpr double kLabelHeightMm = 10.4;  // two lines of it
    const double width = kContentMm - kLabelMm;
    const double label =
        std::min(canvas_.measure_text(line.label, style_of(kTextMm, true), kLabelMm - 2), kLabelHeightMm);
    const double height = std::max(measure_lines(line.text, width), label);
    need(height + 3);
    canvas_.draw_text_in(line.label, style_of(kTextMm, true), {kMarginMm, y_, kLabelMm - 2, label}, true);
    draw_lines(line.text, {kMarginMm + kLabelMm, y_, width, height});
    y_ += height + 3;
  }

  void print_block(const ReportTable& table) {
    const TableShape shape = shape_of(table);
    need(6 + 3 * kRowMm);
    if (!table.caption.empty()) {
      canvas_.draw_text_in(table.caption, style_of(kTextMm, true), {kMarginMm, y_, kContentMm, 5.2}, false);
      y_ += 6.5;
    }
    print_titles(table, shape);
    for (std::size_t row = 0; row < table.rows.size(); ++row) {
      if (y_ + row_height(table.rows[row], shape) > kBottomMm) {
        end_page();
        begin_page();
        print_titles(table, shape);
      }
      print_row(table, shape, row);
    }
    y_ += 5;
  }

  void print_block(const ReportBox& box) {
    const double inner = kContentMm - 6;
    const double text = box.text.empty() ? 0 : measure_lines(box.text, inner);
    const double height = std::min(std::max(box.height_mm, text + 6), kBottomMm - kMarginMm - 8);
    need(height + 7);
    canvas_.draw_text_in(box.caption, style_of(kTextMm, true), {kMarginMm, y_, kContentMm, 5.2}, false);
    y_ += 6.5;
    canvas_.stroke_rect({kMarginMm, y_, kContentMm, height}, 0.2, 0);
    draw_lines(box.text, {kMarginMm + 3, y_ + 3, inner, height - 5});
    y_ += height + 5;
  }

  void print_titles(const ReportTable& table, const TableShape& shape) {
    double height = kRowMm;
    for (std::size_t i = 0; i < table.titles.size(); ++i) {
      const double wrapped = canvas_.measure_text(table.titles[i], style_of(3, true), shape.widths[i] - 2 * kPadMm);
      height = std::max(height, std::min(wrapped, 3 * 3.75) + 2 * kPadMm);
    }
    double x = kMarginMm;
    for (std::size_t i = 0; i < table.titles.size(); ++i) {
      const PageBox cell{x, y_, shape.widths[i], height};
      canvas_.fill_rect(cell, 0.92);
      canvas_.stroke_rect(cell, 0.15, 0);
      canvas_.draw_text_in(table.titles[i], style_of(3, true, TextAlign::centre), inside(cell), true);
      x += shape.widths[i];
    }
    y_ += height;
  }

  [[nodiscard]] static PageBox inside(const PageBox& cell) {
    return {cell.x + kPadMm, cell.y + 0.6, cell.width - 2 * kPadMm, cell.height - 1.2};
  }

  [[nodiscard]] double row_height(const std::vector<ReportCell>& row, const TableShape& shape) {
    double height = kRowMm;
    for (std::size_t i = 0; i < row.size(); ++i) {
      const double text = canvas_.measure_text(report_text(row[i]), style_of(kCellMm), shape.widths[i] - 2 * kPadMm);
      if (std::holds_alternative<std::string>(row[i])) height = std::max(height, std::min(text, 60.0) + 2);
    }
    return height;
  }

  void print_row(const ReportTable& table, const TableShape& shape, std::size_t index) {
    const std::vector<ReportCell>& row = table.rows[index];
    const bool total = table.has_total && index + 1 == table.rows.size();
    const double height = row_height(row, shape);
    double x = kMarginMm;
    for (std::size_t i = 0; i < row.size(); ++i) {
      const PageBox cell{x, y_, shape.widths[i], height};
      const bool words = std::holds_alternative<std::string>(row[i]);
      canvas_.stroke_rect(cell, 0.15, 0);
      canvas_.draw_text_in(report_text(row[i]), style_of(kCellMm, total, words ? TextAlign::left : TextAlign::right),
                           inside(cell), words);
      x += shape.widths[i];
    }
    if (shape.bars > 0 && !total && shape.most > 0) {
      const double length = number_of(row[table.charted]) / shape.most * (shape.bars - 4);
      if (length > 0) canvas_.fill_rect({x + 2, y_ + height / 2 - 1.9, length, 3.8}, kBarGray);
    }
    y_ += height;
  }

  PageCanvas& canvas_;
  const ReportDocument& document_;
  double y_ = 0;
  int page_ = 0;
};

}  // namespace

Status write_report_pdf(const ReportDocument& document, const std::string& path) {
  auto canvas = PageCanvas::create_pdf(path, {document.title, document.author, document.made_at});
  if (!canvas) return tl::unexpected(canvas.error());
  ReportPrinter(*canvas, document).print();
  return canvas->finish();
}

}  // namespace uketsuke
