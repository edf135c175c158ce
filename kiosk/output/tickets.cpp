// The layout of 受付票, in millimetres.

#include "kiosk/output/tickets.h"

#include <algorithm>
#include <cstdio>
#include <utility>

#include "common/japanese_date.h"
#include "common/ticket.h"
#include "kiosk/output/list_words.h"
#include "kiosk/output/page_canvas.h"
#include "kiosk/output/qr_code.h"

namespace uketsuke {
namespace {

constexpr double kMarginMm = 20;
constexpr double kContentMm = kA4WidthMm - 2 * kMarginMm;
constexpr double kCodeMm = 50;
constexpr double kCodeX = kA4WidthMm - kMarginMm - kCodeMm;
constexpr double kLabelMm = 24;
constexpr double kTwoLinesMm = 10.6;                   ///< of facts and instructions
constexpr double kColumnMm = kCodeX - kMarginMm - 12;  ///< left of the code and its quiet zone
constexpr std::size_t kSerialStart = 9;                ///< after mark and event tag
constexpr std::size_t kSerialLength = 8;

constexpr const char* kInstructions =
    "当日この受付票を受付のカメラにかざしてください。スマートフォンの画面でも紙でも受付できます。";
constexpr const char* kCare =
    "QRコードに折り目や汚れがつかないようにお持ちください。お忘れの場合は、係の者にお声がけください。";

TextStyle style_of(double size_mm, bool bold = false, TextAlign align = TextAlign::left) {
  TextStyle style;
  style.size_mm = size_mm;
  style.bold = bold;
  style.align = align;
  return style;
}

struct TicketPage {
  PageCanvas& canvas;
  const PaperOccasion& occasion;
  const RegistrationRow& row;
  const QrCode& code;
};

/// From the box's top, shrunk until it fits. @return the height used
double draw_fitted(PageCanvas& canvas, const std::string& text, TextStyle style, const PageBox& box) {
  style.size_mm = canvas.fitting_size(text, style, box, true);
  return canvas.draw_text(text, style, box);
}

/// @return where the next block begins
double draw_heading(const TicketPage& page) {
  page.canvas.draw_text_in("受付票", style_of(9, true, TextAlign::centre), {kMarginMm, 16, kContentMm, 12}, false);
  const Event& event = page.occasion.event;
  double y = 33;
  y += draw_fitted(page.canvas, event.title, style_of(6, true, TextAlign::centre), {kMarginMm, y, kContentMm, 16});
  if (!event.theme.empty()) {
    y += draw_fitted(page.canvas, event.theme, style_of(4.5, false, TextAlign::centre),
                     {kMarginMm, y + 1, kContentMm, 12}) +
         1;
  }
  y += 4;
  page.canvas.draw_line(kMarginMm, y, kA4WidthMm - kMarginMm, y, 0.4);
  return y + 8;
}

/// The person on the left, the code with its number on the right.
double draw_person(const TicketPage& page, double top) {
  const Attendee& attendee = page.row.attendee;
  page.canvas.draw_text_in(attendee.facility, style_of(4.5), {kMarginMm, top, kColumnMm, 12}, true);
  page.canvas.draw_text_in(attendee.name + " 様", style_of(9, true), {kMarginMm, top + 14, kColumnMm, 24}, true);
  const std::string role = attendee.role == Role::participant ? std::string() : std::string(list_word(attendee.role));
  page.canvas.draw_text_in(join_words({role, attendee.profession.given}), style_of(4.2),
                           {kMarginMm, top + 40, kColumnMm, 6}, false);
  if (!page.row.group.empty()) {
    page.canvas.draw_text_in("グループ　" + page.row.group, style_of(5.5, true), {kMarginMm, top + 48, kColumnMm, 8},
                             false);
  }
  page.canvas.draw_qr(page.code, kCodeX, top, kCodeMm);
  page.canvas.draw_text_in("受付番号　" + std::to_string(page.row.number), style_of(6, true, TextAlign::centre),
                           {kCodeX, top + kCodeMm + 9, kCodeMm, 8}, false);
  return top + kCodeMm + 24;
}

double draw_line_of(const TicketPage& page, double y, const std::string& label, const std::string& value) {
  if (value.empty()) return y;
  page.canvas.draw_text(label, style_of(4.2, true), {kMarginMm, y, kLabelMm, 6});
  const double height =
      draw_fitted(page.canvas, value, style_of(4.2), {kMarginMm + kLabelMm, y, kContentMm - kLabelMm, kTwoLinesMm});
  return y + height + 2;
}

double draw_facts(const TicketPage& page, double top) {
  const Event& event = page.occasion.event;
  const Zone& zone = page.occasion.zone;
  std::string partners;
  for (const std::string& partner : event.co_organisers) partners += (partners.empty() ? "" : "、") + partner;
  double y = draw_line_of(page, top, "日　時", held_when(event, zone));
  if (event.doors_open_at < event.starts_at) {
    y = draw_line_of(page, y, "受　付", format_clock(event.doors_open_at, zone) + "から");
  }
  y = draw_line_of(page, y, "会　場", event.venue);
  y = draw_line_of(page, y, "主　催", event.organiser);
  y = draw_line_of(page, y, "共　催", partners);
  y = draw_line_of(page, y, "事務局", event.secretariat);
  return y + 4;
}

void draw_instructions(const TicketPage& page, double top) {
  constexpr double kPaddingMm = 5;
  const double x = kMarginMm + kPaddingMm;
  const double inner = kContentMm - 2 * kPaddingMm;
  const std::string& contact = page.occasion.event.contact;
  double y = top + kPaddingMm;
  y += page.canvas.draw_text(kInstructions, style_of(4.2), {x, y, inner, kTwoLinesMm}) + 2;
  y += page.canvas.draw_text(kCare, style_of(4.2), {x, y, inner, kTwoLinesMm}) + 2;
  if (!contact.empty()) {
    y += draw_fitted(page.canvas, "お問い合わせ　" + contact, style_of(4.2), {x, y, inner, kTwoLinesMm}) + 2;
  }
  page.canvas.stroke_rect({kMarginMm, top, kContentMm, y + kPaddingMm - 2 - top}, 0.3, 0);
}

Result<QrCode> code_of(const RegistrationRow& row) {
  if (row.ticket.empty()) {
    return fail(Code::bad_input, "number " + std::to_string(row.number) + " has no live ticket; issue one first",
                "ticket paper");
  }
  return make_qr(row.ticket);
}

}  // namespace

std::string ticket_file_name(const RegistrationRow& row, std::string_view extension) {
  char number[32];
  std::snprintf(number, sizeof number, "%03lld", static_cast<long long>(row.number));
  std::string serial = row.ticket.size() == kTicketLength ? row.ticket.substr(kSerialStart, kSerialLength) : "none";
  return std::string("ticket-") + number + "-" + serial + "." + std::string(extension);
}

Status write_ticket_png(const PaperOccasion& occasion, const RegistrationRow& row, const std::string& path) {
  const auto code = code_of(row);
  if (!code) return tl::unexpected(code.error());
  constexpr int kPixelsPerMm = 10;
  constexpr double kModuleMm = 2.4;  // 24 pixels: no module is blurred
  const double side = code->size * kModuleMm;
  const double quiet = kQuietModules * kModuleMm;
  const double width = side + 2 * quiet;
  auto canvas = PageCanvas::create_png(path, width, width + 36, kPixelsPerMm);
  if (!canvas) return tl::unexpected(canvas.error());
  canvas->draw_qr(*code, quiet, quiet, side);
  const double inner = width - 8;
  canvas->draw_text_in("受付番号　" + std::to_string(row.number), style_of(7, true, TextAlign::centre),
                       {4, width, inner, 9}, false);
  canvas->draw_text_in(row.attendee.name + " 様", style_of(6.5, false, TextAlign::centre), {4, width + 10, inner, 9},
                       true);
  canvas->draw_text_in(occasion.event.title, style_of(3.6, false, TextAlign::centre), {4, width + 20, inner, 9}, true);
  canvas->draw_text_in(format_screen_date_time(occasion.event.starts_at, occasion.zone),
                       style_of(3.6, false, TextAlign::centre), {4, width + 29, inner, 5}, false);
  return canvas->finish();
}

Status draw_ticket_page(PageCanvas& canvas, const PaperOccasion& occasion, const RegistrationRow& row) {
  const auto code = code_of(row);
  if (!code) return tl::unexpected(code.error());
  const TicketPage page{canvas, occasion, row, *code};
  canvas.begin_page(kA4WidthMm, kA4HeightMm);
  draw_instructions(page, draw_facts(page, draw_person(page, draw_heading(page))));
  canvas.end_page();
  return {};
}

Status write_ticket_pdf(const PaperOccasion& occasion, const std::vector<RegistrationRow>& rows,
                        const std::string& path) {
  if (rows.empty()) return fail(Code::bad_input, "no one to print a ticket for", "ticket paper");
  auto canvas =
      PageCanvas::create_pdf(path, {"受付票　" + occasion.event.title, occasion.event.organiser, occasion.made_at});
  if (!canvas) return tl::unexpected(canvas.error());
  for (const RegistrationRow& row : rows) {
    if (auto drawn = draw_ticket_page(*canvas, occasion, row); !drawn) return drawn;
  }
  return canvas->finish();
}

}  // namespace uketsuke
