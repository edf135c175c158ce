// The layout of 申込書, in millimetres.
#include "kiosk/output/application_form.h"

#include <algorithm>
#include <vector>

#include "common/japanese_date.h"
#include "common/roster.h"
#include "kiosk/output/page_canvas.h"

namespace uketsuke {
namespace {

constexpr double kMarginMm = 18;
constexpr double kContentMm = kA4WidthMm - 2 * kMarginMm;
constexpr double kTitleMm = 27;  ///< the column of titles on the left
constexpr double kFieldsX = kMarginMm + kTitleMm;
constexpr double kFieldsMm = kContentMm - kTitleMm;
constexpr double kBottomMm = kA4HeightMm - 14;
constexpr std::size_t kApplicants = 3;

TextStyle style_of(double size_mm, bool bold = false, TextAlign align = TextAlign::left) {
  TextStyle style;
  style.size_mm = size_mm;
  style.bold = bold;
  style.align = align;
  return style;
}

std::string joined(const std::vector<std::string>& words, const char* between) {
  std::string text;
  for (const std::string& word : words) text += (text.empty() ? "" : between) + word;
  return text;
}

/// 令和8年2月13日（金）午後6時30分～
std::string when_of(const Event& event, const Zone& zone) {
  std::string text = format_letter_date_time(event.starts_at, zone) + "～";
  if (event.ends_at) text += format_letter_clock(*event.ends_at, zone);
  if (event.doors_open_at < event.starts_at)
    text += "（受付 " + format_letter_clock(event.doors_open_at, zone) + "から）";
  return text;
}

/// 必着 or 消印有効 where the deadline is a day.
std::string deadline_of(const Event& event, const Zone& zone) {
  if (!event.deadline) return {};
  std::string text = event.deadline_date_only ? format_screen_date(*event.deadline, zone)
                                              : format_letter_date_time(*event.deadline, zone);
  text += "まで";
  return text + (event.post_rule == PostRule::postmark ? "（郵送は当日消印有効）" : "（必着）");
}

std::vector<std::string> professions_of(const Event& event) {
  if (!event.professions.empty()) return event.professions;
  std::vector<std::string> words;
  for (std::size_t i = 0; i < kProfessionCategoryCount; ++i) {
    words.emplace_back(japanese(static_cast<ProfessionCategory>(i)));
  }
  return words;
}

/// 医師・看護職・その他（　　　）, to be ringed.
std::string choices_of(const Event& event) {
  std::string text;
  for (const std::string& word : professions_of(event)) {
    text += (text.empty() ? "" : "・") + word + (word == "その他" ? "（　　　　　　）" : "");
  }
  return text;
}

class FormPage {
 public:
  FormPage(PageCanvas& canvas, const PaperOccasion& occasion) : canvas_(canvas), occasion_(occasion) {}

  void draw() {
    canvas_.begin_page(kA4WidthMm, kA4HeightMm);
    draw_heading();
    draw_facts();
    y_ += 3;
    draw_facility();
    for (std::size_t i = 1; i <= kApplicants; ++i) draw_applicant(i);
    draw_question();
    draw_notes();
    canvas_.end_page();
  }

 private:
  void draw_heading() {
    const Event& event = occasion_.event;
    canvas_.draw_text_in(event.title, style_of(5.4, true, TextAlign::centre), {kMarginMm, 13, kContentMm, 9}, true);
    y_ = 22;
    if (!event.theme.empty()) {
      canvas_.draw_text_in(event.theme, style_of(3.8, false, TextAlign::centre), {kMarginMm, y_, kContentMm, 9}, true);
      y_ += 9;
    }
    canvas_.draw_text_in("申　込　書", style_of(8.4, true, TextAlign::centre), {kMarginMm, y_, kContentMm, 12}, false);
    y_ += 14;
  }

  void draw_fact(const std::string& title, const std::string& words) {
    if (words.empty()) return;
    canvas_.draw_text(title, style_of(3.6, true), {kMarginMm, y_, kTitleMm, 6});
    TextStyle style = style_of(3.6);
    const PageBox box{kFieldsX, y_, kFieldsMm, 24};
    style.size_mm = canvas_.fitting_size(words, style, box, true);
    y_ += canvas_.draw_text(words, style, box) + 1;
  }

  /// A fact of several lines, each on its own.
  void draw_lines(std::string title, const std::string& text) {
    std::size_t at = 0;
    while (at <= text.size()) {
      const std::size_t end = std::min(text.find('\n', at), text.size());
      draw_fact(title, text.substr(at, end - at));
      title.clear();
      at = end + 1;
    }
  }

  void draw_facts() {
    const Event& event = occasion_.event;
    draw_fact("日　　時", when_of(event, occasion_.zone));
    draw_fact("会　　場", event.venue);
    draw_fact("対　　象", event.audience);
    draw_fact("主　　催", event.organiser);
    draw_fact("共　　催", joined(event.co_organisers, "、"));
    draw_fact("申込期限", deadline_of(event, occasion_.zone));
    draw_lines("申 込 先", event.contact.empty() ? event.secretariat : event.contact);
  }

  /// A band of the table: its title on grey, the frame around both.
  void draw_band(const std::string& title, double height) {
    canvas_.fill_rect({kMarginMm, y_, kTitleMm, height}, 0.92);
    canvas_.stroke_rect({kMarginMm, y_, kTitleMm, height}, 0.3, 0);
    canvas_.stroke_rect({kFieldsX, y_, kFieldsMm, height}, 0.3, 0);
    canvas_.draw_text_in(title, style_of(3.8, true, TextAlign::centre), {kMarginMm + 1, y_, kTitleMm - 2, height},
                         true);
  }

  /// A small word at the left of a field to write in.
  void draw_cell(const std::string& words, double x, double y, double width) {
    canvas_.draw_text(words, style_of(3.1), {kFieldsX + x + 1.5, y + 1.2, width - 3, 5});
  }

  void draw_row_line(double y) { canvas_.draw_line(kFieldsX, y, kFieldsX + kFieldsMm, y, 0.15); }

  void draw_facility() {
    draw_band("事業所名", 13);
    y_ += 13;
    constexpr double kRow = 10.5;
    draw_band("連 絡 先", 2 * kRow);
    draw_row_line(y_ + kRow);
    canvas_.draw_line(kFieldsX + kFieldsMm / 2, y_, kFieldsX + kFieldsMm / 2, y_ + kRow, 0.15);
    draw_cell("担当者", 0, y_, kFieldsMm / 2);
    draw_cell("電話番号", kFieldsMm / 2, y_, kFieldsMm / 2);
    draw_cell("メールアドレス", 0, y_ + kRow, kFieldsMm);
    y_ += 2 * kRow;
  }

  void draw_applicant(std::size_t number) {
    constexpr double kRow = 11.5;
    const double half = kFieldsMm / 2;
    draw_band("申込者 " + std::to_string(number), 2 * kRow);
    draw_row_line(y_ + kRow);
    canvas_.draw_line(kFieldsX + half, y_, kFieldsX + half, y_ + 2 * kRow, 0.15);
    draw_cell("氏名", 0, y_, half);
    draw_cell("ふりがな", half, y_, half);
    draw_cell("職種", 0, y_ + kRow, half);
    draw_cell("メールアドレス（「同上」で結構です）", half, y_ + kRow, half);
    y_ += 2 * kRow;
  }

  void draw_question() {
    const double height = 52;
    draw_band("質問事項", height);
    TextStyle style = style_of(3.1);
    const std::string whom = "聞いてみたい職種: " + choices_of(occasion_.event);
    const PageBox box{kFieldsX + 1.5, y_ + 1.2, kFieldsMm - 3, 10};
    style.size_mm = canvas_.fitting_size(whom, style, box, true);
    const double used = canvas_.draw_text(whom, style, box);
    draw_row_line(y_ + used + 2.6);
    draw_cell("聞いてみたい内容", 0, y_ + used + 2.6, kFieldsMm);
    y_ += height + 2;
  }

  void draw_notes() {
    std::vector<std::string> notes;
    if (!occasion_.event.notice.empty()) notes.push_back("※ " + occasion_.event.notice);
    notes.emplace_back("※ 申込者が4名以上のときは、この用紙をコピーしてお使いください。");
    for (const std::string& note : notes) {
      if (y_ + 4 > kBottomMm) return;
      TextStyle style = style_of(3.1);
      const PageBox box{kMarginMm, y_, kContentMm, std::min(12.0, kBottomMm - y_)};
      style.size_mm = canvas_.fitting_size(note, style, box, true);
      y_ += canvas_.draw_text(note, style, box) + 0.8;
    }
  }

  PageCanvas& canvas_;
  const PaperOccasion& occasion_;
  double y_ = 0;
};

}  // namespace

Status write_application_form_pdf(const PaperOccasion& occasion, const std::string& path) {
  auto canvas =
      PageCanvas::create_pdf(path, {occasion.event.title + " 申込書", occasion.event.organiser, occasion.made_at});
  if (!canvas) return tl::unexpected(canvas.error());
  FormPage(*canvas, occasion).draw();
  return canvas->finish();
}

}  // namespace uketsuke
