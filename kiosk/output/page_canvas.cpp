// Cairo draws, Pango sets the text. Everything outside is in millimetres; inside in points (PDF) or pixels (PNG).

#include "kiosk/output/page_canvas.h"

#include <cairo-pdf.h>
#include <cairo.h>
#include <pango/pangocairo.h>

#include <algorithm>
#include <cmath>
#include <optional>
#include <utility>

#include "kiosk/output/atomic_file.h"
#include "kiosk/output/text_clean.h"

namespace uketsuke {
namespace {

constexpr double kPointsPerMm = 72 / 25.4;
constexpr const char* kFamilies = "BIZ UDGothic,Noto Sans CJK JP";
constexpr double kLineHeight = 1.25;  ///< of the size; the same for every fallback font
constexpr double kShrinkStep = 0.95;

PangoAlignment to_pango(TextAlign align) {
  switch (align) {
    case TextAlign::left:
      return PANGO_ALIGN_LEFT;
    case TextAlign::centre:
      return PANGO_ALIGN_CENTER;
    case TextAlign::right:
      return PANGO_ALIGN_RIGHT;
  }
  return PANGO_ALIGN_LEFT;
}

cairo_status_t append_to_file(void* file, const unsigned char* bytes, unsigned int length) {
  const auto written =
      static_cast<AtomicFile*>(file)->write(std::string_view(reinterpret_cast<const char*>(bytes), length));
  return written ? CAIRO_STATUS_SUCCESS : CAIRO_STATUS_WRITE_ERROR;
}

}  // namespace

struct PageCanvas::Parts {
  std::string path;
  std::unique_ptr<AtomicFile> file;
  bool is_pdf = false;
  double unit = 1;  ///< device units a millimetre
  cairo_surface_t* surface = nullptr;
  cairo_t* cairo = nullptr;
  PangoLayout* layout = nullptr;

  Parts() = default;
  Parts(const Parts&) = delete;
  Parts& operator=(const Parts&) = delete;
  ~Parts() {
    if (layout != nullptr) g_object_unref(layout);
    if (cairo != nullptr) cairo_destroy(cairo);
    // An unfinished surface still writes: the file must outlive it.
    if (surface != nullptr) cairo_surface_destroy(surface);
  }

  void start_drawing() {
    cairo = cairo_create(surface);
    cairo_font_options_t* options = cairo_font_options_create();
    cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);
    cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE);
    layout = pango_cairo_create_layout(cairo);
    PangoContext* context = pango_layout_get_context(layout);
    pango_cairo_context_set_font_options(context, options);
    cairo_font_options_destroy(options);
    pango_context_set_language(context, pango_language_from_string("ja"));
    pango_context_set_round_glyph_positions(context, FALSE);
    pango_layout_set_auto_dir(layout, FALSE);
  }

  [[nodiscard]] int to_pango_units(double mm) const { return static_cast<int>(std::lround(mm * unit * PANGO_SCALE)); }
  [[nodiscard]] double from_pango_units(int units) const { return units / (unit * PANGO_SCALE); }

  /// @param width_mm  0: one line
  void set_text(const std::string& text, const TextStyle& style, double size_mm, double width_mm) {
    PangoFontDescription* font = pango_font_description_from_string(kFamilies);
    pango_font_description_set_weight(font, style.bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
    pango_font_description_set_absolute_size(font, size_mm * unit * PANGO_SCALE);
    pango_layout_set_font_description(layout, font);
    pango_font_description_free(font);
    PangoAttrList* attributes = pango_attr_list_new();
    pango_attr_list_insert(attributes, pango_attr_line_height_new_absolute(to_pango_units(size_mm * kLineHeight)));
    pango_layout_set_attributes(layout, attributes);
    pango_attr_list_unref(attributes);
    pango_layout_set_wrap(layout, style.break_words ? PANGO_WRAP_WORD_CHAR : PANGO_WRAP_WORD);
    pango_layout_set_alignment(layout, to_pango(style.align));
    pango_layout_set_width(layout, width_mm > 0 ? to_pango_units(width_mm) : -1);
    pango_layout_set_height(layout, -1);
    pango_layout_set_ellipsize(layout, PANGO_ELLIPSIZE_NONE);
    const std::string clean = clean_text(text);
    pango_layout_set_text(layout, clean.data(), static_cast<int>(clean.size()));
  }

  /// No more than fits into the height, at least a line.
  void limit_height(double height_mm) {
    pango_layout_set_height(layout, std::max(to_pango_units(height_mm), 1));
    pango_layout_set_ellipsize(layout, PANGO_ELLIPSIZE_END);
  }

  [[nodiscard]] std::pair<double, double> text_extent() const {
    PangoRectangle logical;
    pango_layout_get_extents(layout, nullptr, &logical);
    return {from_pango_units(logical.width), from_pango_units(logical.height)};
  }

  void show_text(double x, double y, double gray) {
    cairo_set_source_rgb(cairo, gray, gray, gray);
    cairo_move_to(cairo, x * unit, y * unit);
    pango_cairo_show_layout(cairo, layout);
  }

  void add_rect(const PageBox& box) {
    cairo_rectangle(cairo, box.x * unit, box.y * unit, box.width * unit, box.height * unit);
  }
};

PageCanvas::PageCanvas(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}
PageCanvas::PageCanvas(PageCanvas&&) noexcept = default;
PageCanvas& PageCanvas::operator=(PageCanvas&&) noexcept = default;
PageCanvas::~PageCanvas() = default;

Result<PageCanvas> PageCanvas::create_pdf(const std::string& path, const PaperInfo& info) {
  auto file = AtomicFile::create(path);
  if (!file) return tl::unexpected(file.error());
  auto parts = std::make_unique<Parts>();
  parts->path = path;
  parts->file = std::make_unique<AtomicFile>(std::move(*file));
  parts->is_pdf = true;
  parts->unit = kPointsPerMm;
  parts->surface = cairo_pdf_surface_create_for_stream(append_to_file, parts->file.get(), kA4WidthMm * kPointsPerMm,
                                                       kA4HeightMm * kPointsPerMm);
  const std::string made_at = format_rfc3339(info.made_at, Zone());
  const auto say = [&parts](cairo_pdf_metadata_t what, const std::string& words) {
    cairo_pdf_surface_set_metadata(parts->surface, what, clean_text(words).c_str());
  };
  say(CAIRO_PDF_METADATA_TITLE, info.title);
  say(CAIRO_PDF_METADATA_AUTHOR, info.author);
  say(CAIRO_PDF_METADATA_CREATOR, "Uketsuke");
  say(CAIRO_PDF_METADATA_CREATE_DATE, made_at);
  say(CAIRO_PDF_METADATA_MOD_DATE, made_at);
  parts->start_drawing();
  return PageCanvas(std::move(parts));
}

Result<PageCanvas> PageCanvas::create_png(const std::string& path, double width_mm, double height_mm,
                                          int pixels_per_mm) {
  auto file = AtomicFile::create(path);
  if (!file) return tl::unexpected(file.error());
  auto parts = std::make_unique<Parts>();
  parts->path = path;
  parts->file = std::make_unique<AtomicFile>(std::move(*file));
  parts->unit = pixels_per_mm;
  parts->surface =
      cairo_image_surface_create(CAIRO_FORMAT_RGB24, static_cast<int>(std::lround(width_mm * pixels_per_mm)),
                                 static_cast<int>(std::lround(height_mm * pixels_per_mm)));
  parts->start_drawing();
  cairo_set_source_rgb(parts->cairo, 1, 1, 1);
  cairo_paint(parts->cairo);
  return PageCanvas(std::move(parts));
}

void PageCanvas::begin_page(double width_mm, double height_mm) {
  if (!parts_->is_pdf) return;
  cairo_pdf_surface_set_size(parts_->surface, width_mm * kPointsPerMm, height_mm * kPointsPerMm);
}

void PageCanvas::end_page() {
  if (parts_->is_pdf) cairo_show_page(parts_->cairo);
}

Status PageCanvas::finish() {
  cairo_status_t status = cairo_status(parts_->cairo);
  if (status == CAIRO_STATUS_SUCCESS && !parts_->is_pdf) {
    status = cairo_surface_write_to_png_stream(parts_->surface, append_to_file, parts_->file.get());
  }
  cairo_surface_finish(parts_->surface);
  if (status == CAIRO_STATUS_SUCCESS) status = cairo_surface_status(parts_->surface);
  if (status != CAIRO_STATUS_SUCCESS && status != CAIRO_STATUS_WRITE_ERROR) {
    return fail(Code::io_failed, parts_->path + ": " + cairo_status_to_string(status), "draw");
  }
  // A write that failed is told by the file, with its reason.
  return parts_->file->commit();
}

double PageCanvas::measure_text(const std::string& text, const TextStyle& style, double width_mm) {
  parts_->set_text(text, style, style.size_mm, width_mm);
  return parts_->text_extent().second;
}

double PageCanvas::measure_width(const std::string& text, const TextStyle& style) {
  parts_->set_text(text, style, style.size_mm, 0);
  return parts_->text_extent().first;
}

double PageCanvas::draw_text(const std::string& text, const TextStyle& style, const PageBox& box) {
  parts_->set_text(text, style, style.size_mm, box.width);
  parts_->limit_height(box.height);
  parts_->show_text(box.x, box.y, style.gray);
  return parts_->text_extent().second;
}

double PageCanvas::fitting_size(const std::string& text, const TextStyle& style, const PageBox& box, bool wrap) {
  const double smallest = style.min_size_mm > 0 ? style.min_size_mm : style.size_mm / 2;
  double size = style.size_mm;
  if (!wrap) {
    const double width = measure_width(text, style);
    if (width > box.width) size *= box.width / width;
    return std::clamp(size, std::min(smallest, style.size_mm), style.size_mm);
  }
  while (size > smallest) {
    parts_->set_text(text, style, size, box.width);
    const auto [width, height] = parts_->text_extent();
    if (height <= box.height && width <= box.width) break;
    size = std::max(size * kShrinkStep, smallest);
  }
  return size;
}

void PageCanvas::draw_text_in(const std::string& text, const TextStyle& style, const PageBox& box, bool wrap) {
  const double size = fitting_size(text, style, box, wrap);
  // A line that was shrunk to the box's exact width must not wrap for a rounding.
  constexpr double kRoundingMm = 0.05;
  parts_->set_text(text, style, size, box.width + kRoundingMm);
  parts_->limit_height(wrap ? box.height + kRoundingMm : 0);
  const double height = parts_->text_extent().second;
  parts_->show_text(box.x, box.y + (box.height - height) / 2, style.gray);
}

void PageCanvas::fill_rect(const PageBox& box, double gray) {
  cairo_set_source_rgb(parts_->cairo, gray, gray, gray);
  parts_->add_rect(box);
  cairo_fill(parts_->cairo);
}

void PageCanvas::fill_color(const PageBox& box, std::uint32_t rgb) {
  const auto part = [rgb](unsigned shift) { return static_cast<double>((rgb >> shift) & 0xFFU) / 255.0; };
  cairo_set_source_rgb(parts_->cairo, part(16), part(8), part(0));
  parts_->add_rect(box);
  cairo_fill(parts_->cairo);
}

void PageCanvas::stroke_rect(const PageBox& box, double line_mm, double gray) {
  cairo_set_source_rgb(parts_->cairo, gray, gray, gray);
  cairo_set_line_width(parts_->cairo, line_mm * parts_->unit);
  parts_->add_rect(box);
  cairo_stroke(parts_->cairo);
}

void PageCanvas::draw_line(double x1, double y1, double x2, double y2, double line_mm) {
  cairo_set_source_rgb(parts_->cairo, 0, 0, 0);
  cairo_set_line_width(parts_->cairo, line_mm * parts_->unit);
  cairo_move_to(parts_->cairo, x1 * parts_->unit, y1 * parts_->unit);
  cairo_line_to(parts_->cairo, x2 * parts_->unit, y2 * parts_->unit);
  cairo_stroke(parts_->cairo);
}

void PageCanvas::draw_qr(const QrCode& code, double x, double y, double side_mm) {
  const double module = side_mm / code.size;
  // One path and one fill: no hairlines between neighbours.
  for (int row = 0; row < code.size; ++row) {
    for (int column = 0; column < code.size; ++column) {
      if (code.is_dark(column, row)) parts_->add_rect({x + column * module, y + row * module, module, module});
    }
  }
  cairo_set_source_rgb(parts_->cairo, 0, 0, 0);
  const cairo_antialias_t antialias = cairo_get_antialias(parts_->cairo);
  cairo_set_antialias(parts_->cairo, CAIRO_ANTIALIAS_NONE);
  cairo_fill(parts_->cairo);
  cairo_set_antialias(parts_->cairo, antialias);
}

}  // namespace uketsuke
