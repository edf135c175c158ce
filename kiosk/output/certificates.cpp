// The layout of 受講証明書, in millimetres.

#include "kiosk/output/certificates.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <utility>

#include "common/attendance.h"
#include "common/japanese_date.h"
#include "common/names.h"
#include "kiosk/output/page_canvas.h"

namespace uketsuke {
namespace {

constexpr double kMarginMm = 25;
constexpr double kContentMm = kA4WidthMm - 2 * kMarginMm;
constexpr double kLabelMm = 26;
constexpr double kFactMm = 5;
constexpr double kThreeLinesMm = 3 * kFactMm * 1.26;
constexpr double kSealMm = 24;
constexpr double kSealGray = 0.6;

TextStyle style_of(double size_mm, bool bold = false, TextAlign align = TextAlign::left) {
  TextStyle style;
  style.size_mm = size_mm;
  style.bold = bold;
  style.align = align;
  return style;
}

std::string join_with(const std::vector<std::string>& words, std::string_view between) {
  std::string joined;
  for (const std::string& word : words) joined += (joined.empty() ? "" : std::string(between)) + word;
  return joined;
}

/// 2時間, 1時間30分, 45分
std::string length_of(UtcMillis start, UtcMillis end) {
  const std::int64_t minutes = (end.value - start.value) / kMillisPerMinute;
  std::string words;
  if (minutes >= 60) words += std::to_string(minutes / 60) + "時間";
  if (minutes % 60 != 0) words += std::to_string(minutes % 60) + "分";
  return words;
}

/// 令和7年10月25日
std::string date_without_weekday(UtcMillis time, const Zone& zone) {
  const std::string date = format_screen_date(time, zone);
  return date.substr(0, date.find("（"));
}

/// The eight digits that a care manager's note gives as 登録番号; empty if it gives none.
std::string care_manager_number(const std::string& note) {
  const std::string plain = nfkc(note);
  const std::size_t word = plain.find("登録番号");
  if (word == std::string::npos) return {};
  std::string digits;
  for (std::size_t at = word; at < plain.size() && digits.size() <= 8; ++at) {
    if (plain[at] >= '0' && plain[at] <= '9')
      digits += plain[at];
    else if (!digits.empty())
      break;
  }
  return digits.size() == 8 ? digits : std::string();
}

/// One line where that is not much smaller, else as many as the box holds.
double fit(PageCanvas& canvas, const std::string& text, const TextStyle& style, const PageBox& box) {
  constexpr double kOneLine = 0.78;
  const double width = canvas.measure_width(text, style);
  if (width <= box.width) return style.size_mm;
  if (style.size_mm * box.width / width >= style.size_mm * kOneLine) return style.size_mm * box.width / width * 0.995;
  return canvas.fitting_size(text, style, box, true);
}

void draw_fitted(PageCanvas& canvas, const std::string& text, TextStyle style, const PageBox& box) {
  style.size_mm = fit(canvas, text, style, box);
  canvas.draw_text_in(text, style, box, true);
}

struct CertificatePage {
  PageCanvas& canvas;
  const PaperOccasion& occasion;
  const CertificateOptions& options;
};

void draw_head(const CertificatePage& page, std::optional<std::int64_t> number) {
  const std::string words = number ? std::to_string(*number) : "　　　　　";
  page.canvas.draw_text_in("第　" + words + "　号", style_of(4.5, false, TextAlign::right),
                           {kMarginMm, 24, kContentMm, 6}, false);
  page.canvas.draw_text_in("受講証明書", style_of(13, true, TextAlign::centre), {kMarginMm, 40, kContentMm, 16}, false);
}

void draw_person(const CertificatePage& page, const RegistrationRow& row) {
  const Attendee& attendee = row.attendee;
  draw_fitted(page.canvas, attendee.facility, style_of(4.8, false, TextAlign::centre), {kMarginMm, 68, kContentMm, 12});
  page.canvas.draw_text_in(attendee.name + "　様", style_of(9, true, TextAlign::centre),
                           {kMarginMm, 81, kContentMm, 14}, true);
  page.canvas.draw_line(kMarginMm + 15, 96.5, kA4WidthMm - kMarginMm - 15, 96.5, 0.25);
  if (page.options.care_manager_numbers && attendee.profession.category == ProfessionCategory::care_manager) {
    const std::string number = care_manager_number(attendee.note);
    page.canvas.draw_text_in("介護支援専門員登録番号　" + (number.empty() ? "　　　　　　　　" : number),
                             style_of(4.2, false, TextAlign::centre), {kMarginMm, 99, kContentMm, 6}, false);
  }
}

/// @return where the next fact stands
double draw_fact(const CertificatePage& page, double y, const std::string& label, const std::string& value) {
  if (value.empty()) return y;
  TextStyle style = style_of(kFactMm);
  style.min_size_mm = 3;
  const double width = kContentMm - kLabelMm;
  page.canvas.draw_text(label, style_of(kFactMm), {kMarginMm, y, kLabelMm, 7});
  style.size_mm = fit(page.canvas, value, style, {0, 0, width, kThreeLinesMm});
  const double height = page.canvas.draw_text(value, style, {kMarginMm + kLabelMm, y, width, kThreeLinesMm + 1});
  return y + std::max(height, kFactMm * 1.25) + 3;
}

void draw_facts(const CertificatePage& page) {
  const Event& event = page.occasion.event;
  page.canvas.draw_text_in("下記のとおり研修を受講されたことを証明します。", style_of(5.5, false, TextAlign::centre),
                           {kMarginMm, 112, kContentMm, 8}, false);
  page.canvas.draw_text_in("記", style_of(5.5, false, TextAlign::centre), {kMarginMm, 127, kContentMm, 8}, false);
  double y = draw_fact(page, 141, "研修名", event.title);
  y = draw_fact(page, y, "テーマ", event.theme);
  y = draw_fact(page, y, "日　時", certificate_when(event, page.occasion.zone));
  y = draw_fact(page, y, "会　場", event.venue);
  y = draw_fact(page, y, "講　師", join_with(event.lecturers, "、"));
  y = draw_fact(page, y, "主　催", event.organiser);
  draw_fact(page, y, "共　催", join_with(event.co_organisers, "、"));
}

void draw_issuer(const CertificatePage& page) {
  constexpr double kTop = 236;
  const double left = kMarginMm + 45;
  const double seal = kA4WidthMm - kMarginMm - kSealMm;
  const double width = seal - left - 4;
  page.canvas.draw_text(
      date_without_weekday(page.options.issued_at.value_or(page.occasion.made_at), page.occasion.zone), style_of(5),
      {kMarginMm, kTop, kContentMm, 8});
  draw_fitted(page.canvas, page.occasion.event.organiser, style_of(5.2), {left, kTop + 12, width, 14});
  if (page.options.representative.empty()) {
    page.canvas.draw_line(left, kTop + 37, seal - 4, kTop + 37, 0.2);
  } else {
    page.canvas.draw_text_in(page.options.representative, style_of(5.5), {left, kTop + 27, width, 9}, false);
  }
  page.canvas.stroke_rect({seal, kTop + 14, kSealMm, kSealMm}, 0.15, kSealGray);
  TextStyle mark = style_of(4.5, false, TextAlign::centre);
  mark.gray = kSealGray;
  page.canvas.draw_text_in("印", mark, {seal, kTop + 14, kSealMm, kSealMm}, false);
}

}  // namespace

bool is_certified(const RegistrationRow& row, const Event& event) {
  if (!row.checked_in_at || row.attendee.role != Role::participant) return false;
  if (!event.minimum_minutes || !event.exit_scan || !event.ends_at) return true;
  std::optional<std::int64_t> minutes = row.minutes_attended;
  if (!minutes) {
    std::vector<Movement> movements = {{CheckInId("1"), Direction::entry, *row.checked_in_at, {}}};
    if (row.checked_out_at) movements.push_back({CheckInId("2"), Direction::exit, *row.checked_out_at, {}});
    minutes = count_minutes_attended(movements, event);
  }
  return !minutes || *minutes >= *event.minimum_minutes;
}

std::string certificate_when(const Event& event, const Zone& zone) {
  const std::string start = format_letter_date_time(event.starts_at, zone);
  if (!event.ends_at || *event.ends_at <= event.starts_at) return start;
  const bool same_day = format_file_date(event.starts_at, zone) == format_file_date(*event.ends_at, zone);
  const std::string end =
      same_day ? format_letter_clock(*event.ends_at, zone) : format_letter_date_time(*event.ends_at, zone);
  return start + "～" + end + "（" + length_of(event.starts_at, *event.ends_at) + "）";
}

Status write_certificates_pdf(const PaperOccasion& occasion, const std::vector<RegistrationRow>& rows,
                              const CertificateOptions& options, const std::string& path) {
  auto canvas =
      PageCanvas::create_pdf(path, {"受講証明書　" + occasion.event.title, occasion.event.organiser, occasion.made_at});
  if (!canvas) return tl::unexpected(canvas.error());
  const CertificatePage page{*canvas, occasion, options};
  std::optional<std::int64_t> number = options.first_number;
  for (const RegistrationRow& row : rows) {
    if (!goes_on(occasion.keep_on, static_cast<std::size_t>(&row - rows.data()), rows.size())) return stopped(path);
    canvas->begin_page(kA4WidthMm, kA4HeightMm);
    draw_head(page, number);
    draw_person(page, row);
    draw_facts(page);
    draw_issuer(page);
    canvas->end_page();
    if (number) ++*number;
  }
  if (rows.empty()) {
    canvas->begin_page(kA4WidthMm, kA4HeightMm);
    canvas->draw_text_in("出席した参加者がいないため、受講証明書はありません。", style_of(4.5),
                         {kMarginMm, 30, kContentMm, 8}, false);
    canvas->end_page();
  }
  return canvas->finish();
}

}  // namespace uketsuke
