// Paper to draw on: text, lines, QR codes, in millimetres, as PDF; or one picture as PNG. Cairo and Pango stay inside
// the .cpp. No layout decisions here. One thread each.
#pragma once

#include <cstdint>
#include <memory>
#include <string>

#include "common/result.h"
#include "common/time.h"
#include "kiosk/output/qr_code.h"

namespace uketsuke {

constexpr double kA4WidthMm = 210;
constexpr double kA4HeightMm = 297;

struct PageBox {
  double x = 0;
  double y = 0;
  double width = 0;
  double height = 0;
};

enum class TextAlign { left, centre, right };

/// How a text is set. BIZ UDGothic, Noto Sans CJK JP for what it lacks; Japanese line breaking.
struct TextStyle {
  double size_mm = 4;  ///< of the em square
  bool bold = false;
  TextAlign align = TextAlign::left;
  double gray = 0;          ///< 0 black, 1 white
  double min_size_mm = 0;   ///< draw_text_in shrinks down to this; 0: half of size_mm
  bool break_words = true;  ///< false: wraps at blanks only, and shrinks where a word is too wide
};

struct PaperInfo {
  std::string title;
  std::string author;
  UtcMillis made_at;
};

class PageCanvas {
 public:
  /// A PDF at `path`, written as pages are finished; there once finish() returned.
  static Result<PageCanvas> create_pdf(const std::string& path, const PaperInfo& info);
  /// One picture: width x height in mm at `pixels_per_mm`, white.
  static Result<PageCanvas> create_png(const std::string& path, double width_mm, double height_mm, int pixels_per_mm);
  PageCanvas(PageCanvas&&) noexcept;
  PageCanvas& operator=(PageCanvas&&) noexcept;
  ~PageCanvas();

  void begin_page(double width_mm, double height_mm);
  void end_page();
  /// Errors: Code::io_failed, for anything that failed since the start; nothing is left then
  Status finish();

  /// Height of the text when it wraps at `width_mm`.
  double measure_text(const std::string& text, const TextStyle& style, double width_mm);
  /// Width of the text on one line.
  double measure_width(const std::string& text, const TextStyle& style);
  /// Wraps at the box's width, from its top; below the box's height it ends in "…".
  /// @return the height used
  double draw_text(const std::string& text, const TextStyle& style, const PageBox& box);
  /// Shrinks until the text fits into the box, wrapping where `wrap`; stands in the box's vertical middle.
  void draw_text_in(const std::string& text, const TextStyle& style, const PageBox& box, bool wrap);
  /// The size at which draw_text_in would set it.
  double fitting_size(const std::string& text, const TextStyle& style, const PageBox& box, bool wrap);

  void fill_rect(const PageBox& box, double gray);
  /// @param rgb  0xRRGGBB
  void fill_color(const PageBox& box, std::uint32_t rgb);
  void stroke_rect(const PageBox& box, double line_mm, double gray);
  void draw_line(double x1, double y1, double x2, double y2, double line_mm);
  /// Modules as black vector rectangles, `side_mm` without the quiet zone, which stays the caller's to leave free.
  void draw_qr(const QrCode& code, double x, double y, double side_mm);

 private:
  struct Parts;
  explicit PageCanvas(std::unique_ptr<Parts> parts);
  std::unique_ptr<Parts> parts_;
};

}  // namespace uketsuke
