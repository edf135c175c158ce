#include "kiosk/output/one_page.h"

#include <algorithm>
#include <charconv>
#include <utility>

#include "kiosk/output/page_canvas.h"

namespace uketsuke {
namespace {

constexpr double kMarginMm = 15;
constexpr double kContentMm = kA4WidthMm - 2 * kMarginMm;
constexpr double kBottomMm = kA4HeightMm - 13;
constexpr double kLargestMm = 4.6;
constexpr double kSmallestMm = 2.9;  ///< some 8 points
constexpr double kStepMm = 0.1;
constexpr double kPadMm = 1.4;  ///< within a row's cells
constexpr std::uint32_t kSectionColor = 0x0B4F8A;

std::string_view trim(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\t' || text.back() == '\r')) text.remove_suffix(1);
  return text;
}

std::vector<std::string> split(std::string_view text, std::string_view mark) {
  std::vector<std::string> parts;
  for (;;) {
    const std::size_t end = text.find(mark);
    parts.emplace_back(trim(text.substr(0, end)));
    if (end == std::string_view::npos) return parts;
    text.remove_prefix(end + mark.size());
  }
}

bool take(std::string_view& line, std::string_view beginning) {
  if (line.substr(0, beginning.size()) != beginning) return false;
  line = trim(line.substr(beginning.size()));
  return true;
}

/// "[0B6B3A] 受付完了" -> the colour, and the text without it.
Result<std::optional<std::uint32_t>> take_color(std::string& cell) {
  if (cell.empty() || cell.front() != '[') return std::optional<std::uint32_t>();
  std::uint32_t rgb = 0;
  const bool closed = cell.size() > 7 && cell[7] == ']';
  const char* end = cell.data() + 7;
  if (!closed || std::from_chars(cell.data() + 1, end, rgb, 16).ptr != end) {
    return fail(Code::bad_input, "'" + cell + "' begins with no colour; write [0B6B3A]");
  }
  cell = trim(std::string_view(cell).substr(8));
  return std::optional<std::uint32_t>(rgb);
}

Result<PageBlock> read_row(std::string_view line) {
  PageBlock block{PageBlock::Kind::row, {}, {}};
  if (!line.empty() && line.back() == '|') line.remove_suffix(1);
  block.cells = split(line, "|");
  if (block.cells.size() < 2) return fail(Code::bad_input, "a row has two cells or more");
  auto color = take_color(block.cells.front());
  if (!color) return tl::unexpected(color.error());
  block.color = *color;
  return block;
}

Result<PageBlock> read_block(std::string_view line) {
  using Kind = PageBlock::Kind;
  if (take(line, "## ")) return PageBlock{Kind::section, {std::string(line)}, {}};
  if (take(line, "# ")) return PageBlock{Kind::title, {std::string(line)}, {}};
  if (take(line, "- ")) return PageBlock{Kind::point, {std::string(line)}, {}};
  if (take(line, "|")) return read_row(line);
  return PageBlock{Kind::paragraph, {std::string(line)}, {}};
}

/// Draws the blocks with letters of one size, or only measures them.
class Sheet {
 public:
  Sheet(PageCanvas& canvas, double size_mm, bool draws) : canvas_(canvas), size_(size_mm), draws_(draws) {}
  /// @return where the last block ends
  double set(const std::vector<PageBlock>& blocks) {
    double y = kMarginMm;
    bool after_row = false;
    for (const PageBlock& block : blocks) {
      const bool row = block.kind == PageBlock::Kind::row;
      if (after_row && !row) y += size_ * 0.35;
      y = set(block, y);
      after_row = row;
    }
    return y;
  }

 private:
  double set(const PageBlock& block, double y);
  double set_row(const PageBlock& block, double y);
  double set_headings(const PageBlock& block, const PageBox& field);
  /// @return its height
  double text(const std::string& words, const TextStyle& style, const PageBox& box) {
    return draws_ ? canvas_.draw_text(words, style, box) : canvas_.measure_text(words, style, box.width);
  }
  [[nodiscard]] TextStyle style(double times = 1, bool bold = false) const {
    TextStyle style;
    style.size_mm = size_ * times;
    style.bold = bold;
    return style;
  }

  PageCanvas& canvas_;
  double size_;
  bool draws_;
};

double Sheet::set(const PageBlock& block, double y) {
  const double rest = kA4HeightMm - y;
  switch (block.kind) {
    case PageBlock::Kind::title:
      return y + text(block.cells.front(), style(1.75, true), {kMarginMm, y, kContentMm, rest}) + size_ * 0.5;
    case PageBlock::Kind::section: {
      const double top = y + size_ * 0.55;
      const double height = size_ * 1.6;
      if (draws_) canvas_.fill_color({kMarginMm, top, 1.4, height}, kSectionColor);
      text(block.cells.front(), style(1.15, true), {kMarginMm + 3.2, top + size_ * 0.08, kContentMm - 3.2, rest});
      return top + height + size_ * 0.25;
    }
    case PageBlock::Kind::paragraph:
      return y + text(block.cells.front(), style(), {kMarginMm, y, kContentMm, rest}) + size_ * 0.2;
    case PageBlock::Kind::point: {
      text("・", style(), {kMarginMm, y, size_ * 1.5, rest});
      const double indent = size_ * 1.05;
      return y + text(block.cells.front(), style(), {kMarginMm + indent, y, kContentMm - indent, rest}) + size_ * 0.15;
    }
    case PageBlock::Kind::row:
      return set_row(block, y);
  }
  return y;
}

/// The coloured field of a row: one heading a line, parted by ／.
double Sheet::set_headings(const PageBlock& block, const PageBox& field) {
  constexpr double kLineHeight = 1.35;
  TextStyle look = style(1.2, true);
  look.align = TextAlign::centre;
  // White on dark fields, black on light ones.
  const std::uint32_t rgb = *block.color;
  look.gray = ((rgb >> 16) & 0xFFU) + 2 * ((rgb >> 8) & 0xFFU) > 300 ? 0 : 1;
  const std::vector<std::string> headings = split(block.cells.front(), "／");
  const double line = look.size_mm * kLineHeight;
  const double height = line * static_cast<double>(headings.size());
  if (!draws_) return height;
  canvas_.fill_color(field, rgb);
  double y = field.y + (field.height - height) / 2;
  for (const std::string& heading : headings) {
    canvas_.draw_text_in(heading, look, {field.x + kPadMm, y, field.width - 2 * kPadMm, line}, false);
    y += line;
  }
  return height;
}

/// The first column has the width of a heading; the others share the rest.
double Sheet::set_row(const PageBlock& block, double y) {
  const double first = kContentMm * (block.color ? 0.3 : 0.2);
  const double other = (kContentMm - first) / static_cast<double>(block.cells.size() - 1);
  const auto box_of = [&](std::size_t i, double height) {
    const double x = kMarginMm + (i == 0 ? 0 : first + other * static_cast<double>(i - 1));
    return PageBox{x + kPadMm, y + kPadMm, (i == 0 ? first : other) - 2 * kPadMm, height};
  };
  const auto height_of = [&](std::size_t i) {
    return canvas_.measure_text(block.cells[i], style(1, i == 0), box_of(i, 0).width);
  };
  const std::size_t words = block.color ? 1 : 0;
  double height = 0;
  for (std::size_t i = words; i < block.cells.size(); ++i) height = std::max(height, height_of(i));
  if (block.color) {
    const bool draws = std::exchange(draws_, false);
    height = std::max(height, set_headings(block, {}));
    draws_ = draws;
  }
  height += 2 * kPadMm;
  if (!draws_) return y + height;
  if (block.color) set_headings(block, {kMarginMm, y, first, height});
  for (std::size_t i = words; i < block.cells.size(); ++i) {
    PageBox box = box_of(i, height);
    if (block.color) box.y += (height - 2 * kPadMm - height_of(i)) / 2;
    canvas_.draw_text(block.cells[i], style(1, i == 0), box);
  }
  canvas_.stroke_rect({kMarginMm, y, kContentMm, height}, 0.15, 0.6);
  return y + height;
}

}  // namespace

Result<std::vector<PageBlock>> read_page_blocks(std::string_view text) {
  std::vector<PageBlock> blocks;
  for (int number = 1; !text.empty(); ++number) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    const std::string_view line = trim(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
    if (line.empty() || line.substr(0, 2) == "//") continue;
    auto block = read_block(line);
    if (!block) return tl::unexpected(in_layer("line " + std::to_string(number), block.error()));
    blocks.push_back(std::move(*block));
  }
  if (blocks.empty() || blocks.front().kind != PageBlock::Kind::title) {
    return fail(Code::bad_input, "the first line is no title; begin with: # title");
  }
  return blocks;
}

Status write_one_page(const std::vector<PageBlock>& blocks, UtcMillis made_at, const std::string& path) {
  CHECK(!blocks.empty());
  auto canvas = PageCanvas::create_pdf(path, {blocks.front().cells.front(), "Uketsuke", made_at});
  if (!canvas) return tl::unexpected(canvas.error());
  double size = kLargestMm;
  while (size >= kSmallestMm && Sheet(*canvas, size, false).set(blocks) > kBottomMm) size -= kStepMm;
  if (size < kSmallestMm) return fail(Code::bad_input, "it is more than one page; shorten it");
  canvas->begin_page(kA4WidthMm, kA4HeightMm);
  Sheet(*canvas, size, true).set(blocks);
  canvas->end_page();
  return canvas->finish();
}

}  // namespace uketsuke
