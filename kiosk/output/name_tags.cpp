// The layout of 名札: ten cards a sheet, as business-card sheets are cut.

#include "kiosk/output/name_tags.h"

#include <array>
#include <optional>
#include <utility>

#include "common/names.h"
#include "kiosk/output/list_words.h"
#include "kiosk/output/page_canvas.h"
#include "kiosk/output/qr_code.h"

namespace uketsuke {
namespace {

constexpr double kCardWidthMm = kNameTagWidthMm;
constexpr double kCardHeightMm = kNameTagHeightMm;
constexpr std::size_t kColumns = 2;
constexpr std::size_t kLines = 5;
constexpr double kLeftMm = (kA4WidthMm - kColumns * kCardWidthMm) / 2;
constexpr double kTopMm = (kA4HeightMm - kLines * kCardHeightMm) / 2;
constexpr double kInsetMm = 4;
constexpr double kCodeMm = 25;  ///< a module a millimetre, so that the inset is the quiet zone
constexpr double kMarkMm = 5;   ///< length of a cut mark
constexpr double kMarkGapMm = 2;

struct Tag {
  const RegistrationRow* row = nullptr;
  std::optional<QrCode> code;
};

TextStyle style_of(double size_mm, bool bold, double smallest_mm) {
  TextStyle style;
  style.size_mm = size_mm;
  style.bold = bold;
  style.min_size_mm = smallest_mm;
  return style;
}

void draw_cut_marks(PageCanvas& canvas) {
  const double right = kLeftMm + kColumns * kCardWidthMm;
  const double bottom = kTopMm + kLines * kCardHeightMm;
  for (std::size_t i = 0; i <= kColumns; ++i) {
    const double x = kLeftMm + static_cast<double>(i) * kCardWidthMm;
    canvas.draw_line(x, kTopMm - kMarkGapMm - kMarkMm, x, kTopMm - kMarkGapMm, 0.1);
    canvas.draw_line(x, bottom + kMarkGapMm, x, bottom + kMarkGapMm + kMarkMm, 0.1);
  }
  for (std::size_t i = 0; i <= kLines; ++i) {
    const double y = kTopMm + static_cast<double>(i) * kCardHeightMm;
    canvas.draw_line(kLeftMm - kMarkGapMm - kMarkMm, y, kLeftMm - kMarkGapMm, y, 0.1);
    canvas.draw_line(right + kMarkGapMm, y, right + kMarkGapMm + kMarkMm, y, 0.1);
  }
}

/// As large as fits on one line; on two lines where one would be too small to read across a table.
void draw_name(PageCanvas& canvas, const std::string& name, const PageBox& box) {
  TextStyle style = style_of(10, true, 5.5);
  style.size_mm = canvas.fitting_size(name, style, box, false);
  const bool one_line = canvas.measure_width(name, style) <= box.width + 0.01;
  if (!one_line) style = style_of(6, true, 2.5);
  canvas.draw_text_in(name, style, box, !one_line);
}

void draw_tag(PageCanvas& canvas, const Tag& tag, double x, double y) {
  const Attendee& attendee = tag.row->attendee;
  const double left = x + kInsetMm;
  const double full = kCardWidthMm - 2 * kInsetMm;
  const double beside = tag.code ? full - kCodeMm - kInsetMm - 0.5 : full;
  canvas.draw_text_in(attendee.facility, style_of(4.2, false, 2.2), {left, y + kInsetMm, full, 9.5}, true);
  const std::string role = attendee.role == Role::participant ? std::string() : std::string(list_word(attendee.role));
  canvas.draw_text_in(join_words({role, attendee.profession.given}), style_of(3.8, false, 1.9),
                      {left, y + 14.5, full, 5}, false);
  canvas.draw_text_in(to_hiragana(attendee.furigana), style_of(3.4, false, 1.7), {left, y + 22, beside, 4.5}, false);
  draw_name(canvas, attendee.name, {left, y + 26.5, beside, 15});
  if (!tag.row->group.empty()) {
    canvas.draw_text_in("グループ " + tag.row->group, style_of(5.5, true, 2.5), {left, y + 43, beside - 20, 8}, false);
  }
  TextStyle number = style_of(4, false, 2.5);
  number.align = TextAlign::right;
  canvas.draw_text_in("No. " + std::to_string(tag.row->number), number, {left + beside - 19, y + 43, 18, 8}, false);
  if (tag.code) {
    canvas.draw_qr(*tag.code, x + kCardWidthMm - kInsetMm - kCodeMm, y + kCardHeightMm - kInsetMm - kCodeMm, kCodeMm);
  }
}

Result<std::vector<Tag>> make_tags(const std::vector<RegistrationRow>& rows) {
  std::vector<Tag> tags;
  tags.reserve(rows.size());
  for (const RegistrationRow& row : rows) {
    Tag tag;
    tag.row = &row;
    if (!row.ticket.empty()) {
      auto code = make_qr(row.ticket);
      if (!code) return tl::unexpected(in_layer("name tag " + std::to_string(row.number), code.error()));
      tag.code = std::move(*code);
    }
    tags.push_back(std::move(tag));
  }
  return tags;
}

}  // namespace

Status write_name_tags_pdf(const PaperOccasion& occasion, const std::vector<RegistrationRow>& rows,
                           const std::string& path) {
  const auto tags = make_tags(rows);
  if (!tags) return tl::unexpected(tags.error());
  auto canvas =
      PageCanvas::create_pdf(path, {"名札　" + occasion.event.title, occasion.event.organiser, occasion.made_at});
  if (!canvas) return tl::unexpected(canvas.error());
  constexpr std::size_t kOnSheet = kColumns * kLines;
  std::size_t next = 0;
  do {
    if (!goes_on(occasion.keep_on, next, tags->size())) return stopped(path);
    canvas->begin_page(kA4WidthMm, kA4HeightMm);
    draw_cut_marks(*canvas);
    for (std::size_t place = 0; place < kOnSheet && next < tags->size(); ++place, ++next) {
      const auto column = static_cast<double>(place % kColumns);
      const auto line = static_cast<double>(place / kColumns);
      draw_tag(*canvas, (*tags)[next], kLeftMm + column * kCardWidthMm, kTopMm + line * kCardHeightMm);
    }
    canvas->end_page();
  } while (next < tags->size());
  return canvas->finish();
}

Status write_name_tag_pdf(const PaperOccasion& occasion, const RegistrationRow& row, const std::string& path) {
  const std::vector<RegistrationRow> rows{row};
  const auto tags = make_tags(rows);
  if (!tags) return tl::unexpected(tags.error());
  auto canvas =
      PageCanvas::create_pdf(path, {"名札　" + occasion.event.title, occasion.event.organiser, occasion.made_at});
  if (!canvas) return tl::unexpected(canvas.error());
  canvas->begin_page(kCardWidthMm, kCardHeightMm);
  draw_tag(*canvas, tags->front(), 0, 0);
  canvas->end_page();
  return canvas->finish();
}

}  // namespace uketsuke
