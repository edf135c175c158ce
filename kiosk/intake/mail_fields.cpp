#include "kiosk/intake/mail_fields.h"

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <optional>
#include <utility>

#include "common/names.h"
#include "common/utf8.h"

namespace uketsuke {
namespace {

constexpr std::size_t kLongestLabel = 90;  ///< bytes: thirty characters
constexpr std::ptrdiff_t kMostStarts = 6;
constexpr int kMostColons = 40;
constexpr std::string_view kWideSpace = "\xE3\x80\x80";
constexpr std::string_view kWideColon = "：";

bool begins(std::string_view text, std::string_view word) { return text.substr(0, word.size()) == word; }
bool contains(std::string_view text, std::string_view word) { return text.find(word) != std::string_view::npos; }

template <std::size_t n>
bool contains_one_of(std::string_view text, const std::string_view (&words)[n]) {
  return std::any_of(std::begin(words), std::end(words), [&](std::string_view word) { return contains(text, word); });
}

/// A rule of dashes and stars: at least four marks and nothing else, or the "-- " of a signature.
bool is_separator(std::string_view line) {
  static constexpr std::u32string_view kMarks = U"-=_*~#+─━―—‐‑–ー－＝＿＊～〜＃…‥・○●◇◆□■▲▼☆★|｜/／:.。 　";
  if (line == "--") return true;
  std::size_t marks = 0;
  for (std::size_t at = 0; at < line.size(); ++marks) {
    if (kMarks.find(next_code_point(line, at)) == std::u32string_view::npos) return false;
  }
  return marks >= 4;
}

bool is_closing(std::string_view line) {
  static constexpr std::string_view kWords[] = {"よろしくお願", "宜しくお願",   "お願いいたします", "お願い致します",
                                                "お願いします", "お世話になり", "お手数",           "ご確認のほど",
                                                "敬具",         "草々",         "失礼いたします",   "取り急ぎ"};
  return line == "以上" || line == "以上。" || line == "以上です。" || begins(line, "以上、") ||
         contains_one_of(line, kWords);
}

/// What the office printed on its form, and what people write between its parts.
bool is_printed(std::string_view line) {
  static constexpr std::string_view kBegins[] = {"※",      "★",      "・郵送", "・いただ", "必要事項", "令和",
                                                 "テーマ", "【申込", "＜申込", "下記",     "以下"};
  static constexpr std::string_view kWords[] = {
      "多職種研修会",     "必要事項を",        "いただいた情報",           "用紙をコピー",
      "あらかじめご了承", "展開する場合",      "他の方に聞いてみたいこと", "申込み期限",
      "お申込みください", "お申し込みください"};
  return line == "記" ||
         std::any_of(std::begin(kBegins), std::end(kBegins), [&](std::string_view b) { return begins(line, b); }) ||
         contains_one_of(line, kWords);
}

std::size_t space_at(std::string_view text, std::size_t at) {
  if (text[at] == ' ' || text[at] == '\t') return 1;
  return text.substr(at, kWideSpace.size()) == kWideSpace ? kWideSpace.size() : 0;
}

std::size_t colon_at(std::string_view text, std::size_t at) {
  if (text[at] == ':') return 1;
  for (const std::string_view colon :
       {kWideColon, std::string_view("︰"), std::string_view("﹕"), std::string_view("∶")}) {
    if (text.substr(at, colon.size()) == colon) return colon.size();
  }
  return 0;
}

bool is_known(MailLabel label) { return label != MailLabel::unknown && label != MailLabel::heading; }

/// Where a label with a colon stands in a line.
struct Cut {
  std::size_t begin = 0;
  std::size_t colon = 0;
  std::size_t value = 0;
  MailLabel label = MailLabel::unknown;
  bool numbered = false;
};

/// The words just before a colon, from `from` on, as a known label: all of them, else from a space on.
std::optional<Cut> read_cut(std::string_view line, std::size_t from, std::size_t colon, std::size_t width) {
  std::vector<std::size_t> starts = {from};
  for (std::size_t at = from; at < colon; ++at) {
    if (const std::size_t space = space_at(line, at)) starts.push_back(at + space);
  }
  if (starts.size() > static_cast<std::size_t>(kMostStarts))
    starts.erase(starts.begin() + 1, starts.end() - kMostStarts);
  for (const std::size_t start : starts) {
    if (start >= colon || colon - start > kLongestLabel) continue;
    Cut cut{start, colon, colon + width, MailLabel::unknown, false};
    cut.label = read_label(line.substr(start, colon - start), &cut.numbered);
    if (is_known(cut.label)) return cut;
  }
  return std::nullopt;
}

std::vector<Cut> find_cuts(std::string_view line) {
  std::vector<Cut> cuts;
  std::size_t from = 0;
  int colons = 0;
  for (std::size_t at = 0; at < line.size() && colons < kMostColons; ++at) {
    const std::size_t width = colon_at(line, at);
    if (width == 0) continue;
    ++colons;
    const std::size_t room = std::max(from, at > 2 * kLongestLabel ? at - 2 * kLongestLabel : 0);
    if (auto cut = read_cut(line, room, at, width)) {
      cuts.push_back(*cut);
      from = cut->value;
    }
  }
  return cuts;
}

/// 「事業所名　あおば病院」, 【氏名】山田, a label alone: labels that need no colon.
bool stands_without_colon(MailLabel label) {
  switch (label) {
    case MailLabel::facility:
    case MailLabel::contact_person:
    case MailLabel::facility_email:
    case MailLabel::facility_phone:
    case MailLabel::name:
    case MailLabel::furigana:
    case MailLabel::email:
    case MailLabel::profession:
    case MailLabel::question_professions:
    case MailLabel::question:
    case MailLabel::person:
      return true;
    case MailLabel::contact:
    case MailLabel::phone:
    case MailLabel::note:
    case MailLabel::heading:
    case MailLabel::aside:
    case MailLabel::unknown:
      return false;
  }
  return false;
}

std::optional<MailField> read_bare(std::string_view line, std::int64_t number) {
  std::vector<std::size_t> ends;
  for (std::size_t at = 0; at < std::min(line.size(), kLongestLabel); ++at) {
    if (space_at(line, at) > 0) ends.push_back(at);
  }
  for (const std::string_view close : {"】", "］", "]", "〉", "》", "＞", "）", ")"}) {
    const std::size_t at = line.substr(0, kLongestLabel).find(close);
    if (at != std::string_view::npos) ends.push_back(at + close.size());
  }
  if (line.size() <= kLongestLabel) ends.push_back(line.size());
  for (const std::size_t end : ends) {
    MailField field;
    field.label = read_label(line.substr(0, end), &field.numbered);
    if (!stands_without_colon(field.label)) continue;
    const bool alone = end == line.size();
    if (field.label == MailLabel::person && !alone) continue;
    const bool short_word = field.label == MailLabel::contact_person || field.label == MailLabel::question;
    if (short_word && !alone && line.find("】") == std::string_view::npos && line.find('\t') == std::string_view::npos)
      continue;
    field.title = trim(line.substr(0, end));
    field.value = trim(line.substr(end));
    field.line = number;
    return field;
  }
  return std::nullopt;
}

/// "なにか：値" — somebody answers a question that we do not know.
bool looks_labelled(std::string_view line) {
  for (std::size_t at = 0; at < std::min(line.size(), kLongestLabel); ++at) {
    const std::size_t width = colon_at(line, at);
    if (width == 0) continue;
    const std::string_view before = line.substr(0, at);
    const bool time = at > 0 && line[at - 1] >= '0' && line[at - 1] <= '9';
    const bool digits_wide = at >= 3 && begins(line.substr(at - 3), "\xEF\xBC");  // １８：３０
    const bool address = line.substr(at, 3) == "://";
    return !before.empty() && !time && !digits_wide && !address && !contains(before, "。") && !contains(before, "、");
  }
  return false;
}

/// Labels that make the form, and that no signature has.
bool is_strong(MailLabel label) {
  switch (label) {
    case MailLabel::facility_email:
    case MailLabel::facility_phone:
    case MailLabel::name:
    case MailLabel::furigana:
    case MailLabel::profession:
    case MailLabel::question_professions:
    case MailLabel::question:
      return true;
    case MailLabel::facility:
    case MailLabel::contact_person:
    case MailLabel::contact:
    case MailLabel::email:
    case MailLabel::phone:
    case MailLabel::person:
    case MailLabel::note:
    case MailLabel::heading:
    case MailLabel::aside:
    case MailLabel::unknown:
      return false;
  }
  return false;
}

class FieldReader {
 public:
  explicit FieldReader(const std::vector<MailLine>& lines) : lines_(lines) {}

  MailFields read() {
    gather_who();
    find_tail();
    for (std::size_t at = 0; at < tail_; ++at) take_line(lines_[at]);
    judge_before_form();
    judge_tail();
    return std::move(made_);
  }

 private:
  static std::vector<std::string_view> cells_of(std::string_view line) {
    std::vector<std::string_view> cells;
    for (std::size_t at = 0; at <= line.size();) {
      const std::size_t end = std::min(line.find('\t', at), line.size());
      if (!trim(line.substr(at, end - at)).empty()) cells.push_back(line.substr(at, end - at));
      at = end + 1;
    }
    return cells;
  }

  [[nodiscard]] static bool is_form_line(std::string_view line) {
    if (const auto bare = read_bare(line, 0)) return is_strong(bare->label) || bare->title == "事業所名";
    const std::vector<Cut> cuts = find_cuts(line);
    return std::any_of(cuts.begin(), cuts.end(), [](const Cut& cut) { return is_strong(cut.label); }) ||
           begins(line, "事業所名");
  }

  /// The signature begins at the first rule or closing word after the form's last line.
  void find_tail() {
    std::size_t last = lines_.size();
    for (std::size_t at = lines_.size(); at-- > 0;) {
      if (!is_form_line(lines_[at].text)) continue;
      last = at;
      break;
    }
    tail_ = lines_.size();
    if (last == lines_.size()) return;
    bool gap = false;
    for (std::size_t at = last + 1; at < lines_.size(); ++at) {
      const std::string& line = lines_[at].text;
      if (line.empty()) {
        gap = true;
      } else if (is_separator(line) || is_closing(line)) {
        tail_ = at;
        return;
      } else if (gap && is_signature_line(line)) {
        tail_ = at;
        return;
      }
    }
  }

  /// A name or number that the form has, an address, a telephone: nobody answers a question with these.
  [[nodiscard]] bool is_signature_line(std::string_view line) const {
    static constexpr std::string_view kWords[] = {"〒",     "TEL",    "Tel",   "tel", "ＴＥＬ", "FAX",
                                                  "Fax",    "ＦＡＸ", "http",  "℡",   "E-mail", "e-mail",
                                                  "E-Mail", "Mail:",  "mail:", "電話"};
    if (contains_one_of(line, kWords)) return true;
    const std::string folded = fold_name(line);
    return !folded.empty() && std::any_of(who_.begin(), who_.end(), [&](const std::string& who) {
      return contains(who, folded) || contains(folded, who);
    });
  }

  /// Names of the facility and the people, folded.
  void gather_who() {
    for (const MailLine& line : lines_) {
      const std::vector<Cut> cuts = find_cuts(line.text);
      if (cuts.empty() || who_.size() >= 100) continue;
      const MailLabel label = cuts.front().label;
      const bool who = label == MailLabel::facility || label == MailLabel::contact_person || label == MailLabel::name;
      const std::string folded =
          who ? fold_name(std::string_view(line.text).substr(cuts.front().value)) : std::string();
      if (folded.size() >= 6) who_.push_back(folded);
    }
  }

  void add(MailField field) {
    if (field.label == MailLabel::person && !field.value.empty()) field.label = MailLabel::name;  // 申込者：山田 太郎
    made_.fields.push_back(std::move(field));
    gap_ = false;
    closed_ = false;
  }

  void take_line(const MailLine& line) {
    if (contains(line.text, "了承") || contains(line.text, "共有させて")) made_.notice = true;
    if (line.text.empty()) {
      gap_ = true;
      return;
    }
    bool took = false;
    for (const std::string_view cell : cells_of(line.text)) took = take_cell(trim(cell), line.number, took);
  }

  /// @return true if the line has brought a field by now
  bool take_cell(const std::string& cell, std::int64_t number, bool in_row) {
    if (in_row && !is_printed(cell) && !made_.fields.empty() && made_.fields.back().line == number &&
        made_.fields.back().value.empty() && find_cuts(cell).empty() &&
        made_.fields.back().label != MailLabel::person) {
      made_.fields.back().value = cell;
      return true;
    }
    const std::vector<Cut> cuts = find_cuts(cell);
    if (!cuts.empty()) {
      if (const std::string before = trim(std::string_view(cell).substr(0, cuts.front().begin)); !before.empty()) {
        take_row_head(before, number);
      }
      for (std::size_t i = 0; i < cuts.size(); ++i) {
        const std::size_t end = i + 1 < cuts.size() ? cuts[i + 1].begin : cell.size();
        add({cuts[i].label, trim(std::string_view(cell).substr(cuts[i].begin, cuts[i].colon - cuts[i].begin)),
             trim(std::string_view(cell).substr(cuts[i].value, end - cuts[i].value)), number, cuts[i].numbered});
      }
      return true;
    }
    if (auto bare = read_bare(cell, number)) {
      add(std::move(*bare));
      return true;
    }
    if (read_label(cell) == MailLabel::heading || read_label(cell) == MailLabel::contact) return in_row;
    take_words(cell, number);
    return in_row;
  }

  /// 「連絡先　事業所連絡担当者：」: what the form's table has in its first column, copied with its row.
  void take_row_head(const std::string& words, std::int64_t number) {
    bool numbered = false;
    const MailLabel label = read_label(words, &numbered);
    if (label == MailLabel::heading || label == MailLabel::contact || label == MailLabel::question) return;
    if (label == MailLabel::person) {
      add({label, words, {}, number, numbered});
    } else {
      take_words(words, number);
    }
  }

  void take_words(const std::string& words, std::int64_t number) {
    if (const std::string_view change = find_change_word(words); !change.empty() && !in_question()) {
      made_.loose.push_back({number, words, "「" + std::string(change) + "」とあります。本文を確かめてください"});
      return;
    }
    if (is_separator(words) || is_printed(words) || is_closing(words)) {
      gap_ = false;
      closed_ = true;
      return;
    }
    if (made_.fields.empty()) {
      before_.push_back({number, words, {}});
      return;
    }
    if (continue_field(words)) return;
    made_.loose.push_back({number, words, "この行が何かを読み取れません: 「" + shortened(words, 120) + "」"});
  }

  [[nodiscard]] bool in_question() const {
    return !made_.fields.empty() &&
           (made_.fields.back().label == MailLabel::question || made_.fields.back().label == MailLabel::note);
  }

  /// A value below its label; a question that goes on.
  bool continue_field(const std::string& words) {
    MailField& field = made_.fields.back();
    const bool text = field.label == MailLabel::question || field.label == MailLabel::note;
    if (text && !looks_labelled(words)) {
      field.value += (field.value.empty() ? "" : "\n") + words;
      return true;
    }
    const bool takes_value = stands_without_colon(field.label) || field.label == MailLabel::phone;
    const bool next_line = !gap_ && !closed_;
    if (!takes_value || !field.value.empty() || field.label == MailLabel::person || !next_line) return false;
    if (looks_labelled(words) || contains(words, "。")) return false;
    field.value = words;
    return true;
  }

  /// Greetings stand before the form; a label there that nobody knows is a question that somebody answered.
  void judge_before_form() {
    for (LooseLine& line : before_) {
      if (looks_labelled(line.text)) line.why = "この見出しが分かりません: 「" + shortened(line.text, 120) + "」";
      if (!line.why.empty()) made_.loose.push_back(std::move(line));
    }
    std::stable_sort(made_.loose.begin(), made_.loose.end(),
                     [](const LooseLine& a, const LooseLine& b) { return a.line < b.line; });
  }

  void judge_tail() {
    bool rule = false;
    for (std::size_t at = tail_; at < lines_.size(); ++at) {
      const std::string& line = lines_[at].text;
      rule = rule || is_separator(line);
      if (contains(line, "@")) {
        made_.unsure_tail_email = made_.unsure_tail_email || (!rule && at == tail_);
        made_.tail_line = made_.tail_line == 0 ? lines_[at].number : made_.tail_line;
      }
      const std::string_view change = rule ? std::string_view() : find_change_word(line);
      if (!change.empty()) {
        made_.loose.push_back(
            {lines_[at].number, line, "「" + std::string(change) + "」とあります。本文を確かめてください"});
      }
    }
  }

  const std::vector<MailLine>& lines_;
  MailFields made_;
  std::vector<LooseLine> before_;
  std::vector<std::string> who_;
  std::size_t tail_ = 0;
  bool gap_ = false;
  bool closed_ = false;
};

}  // namespace

MailFields read_mail_fields(const std::vector<MailLine>& lines) { return FieldReader(lines).read(); }

}  // namespace uketsuke
