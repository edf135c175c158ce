// Letters on A4, for FAX and post; the tickets of the people follow each.
#include <algorithm>
#include <string>
#include <string_view>

#include "kiosk/output/letters.h"
#include "kiosk/output/page_canvas.h"

namespace uketsuke {
namespace {

constexpr double kMarginMm = 22;
constexpr double kContentMm = kA4WidthMm - 2 * kMarginMm;
constexpr double kBottomMm = kA4HeightMm - 20;
constexpr double kTextMm = 4.2;
constexpr double kBlankMm = 4;
constexpr double kNearly = 0.88;  ///< down to this a line shrinks rather than wraps

/// The subject without its 【…】 stands above the body.
void draw_letter(PageCanvas& canvas, const Letter& letter) {
  TextStyle text;
  text.size_mm = kTextMm;
  TextStyle subject = text;
  subject.bold = true;
  subject.size_mm = 5;
  canvas.begin_page(kA4WidthMm, kA4HeightMm);
  double y = 22;
  y += canvas.draw_text(letter.subject, subject, {kMarginMm, y, kContentMm, 20}) + 6;
  for (std::size_t start = 0; start < letter.body.size();) {
    const std::size_t end = std::min(letter.body.find('\n', start), letter.body.size());
    const std::string line = letter.body.substr(start, end - start);
    start = end + 1;
    if (line.empty()) {
      y += kBlankMm;
      continue;
    }
    TextStyle style = text;
    const double width = canvas.measure_width(line, text);
    if (width > kContentMm && width * kNearly < kContentMm) style.size_mm *= kContentMm / width * 0.995;
    const double height = canvas.measure_text(line, style, kContentMm);
    if (y + height > kBottomMm) {
      canvas.end_page();
      canvas.begin_page(kA4WidthMm, kA4HeightMm);
      y = 22;
    }
    y += canvas.draw_text(line, style, {kMarginMm, y, kContentMm, kBottomMm - y}) + 0.6;
  }
  canvas.end_page();
}

}  // namespace

Status write_letters_pdf(const PaperOccasion& occasion, const std::vector<PaperLetter>& letters,
                         const std::string& path) {
  const std::string title = letters.empty() ? occasion.event.title : letters.front().letter->subject;
  auto canvas = PageCanvas::create_pdf(path, {title, occasion.event.organiser, occasion.made_at});
  if (!canvas) return tl::unexpected(canvas.error());
  std::size_t written = 0;
  for (const PaperLetter& one : letters) {
    if (!goes_on(occasion.keep_on, written++, letters.size())) return stopped(path);
    draw_letter(*canvas, *one.letter);
    for (const RegistrationRow& row : one.reader->people) {
      if (!one.with_tickets || row.ticket.empty()) continue;
      if (auto drawn = draw_ticket_page(*canvas, occasion, row); !drawn) return drawn;
    }
  }
  return canvas->finish();
}

}  // namespace uketsuke
