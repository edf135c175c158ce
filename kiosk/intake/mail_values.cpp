#include "kiosk/intake/mail_values.h"

#include <unicode/uchar.h>

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <utility>
#include <vector>

#include "common/names.h"
#include "common/utf8.h"

namespace uketsuke {
namespace {

constexpr std::size_t kLongestName = 60;

bool contains(std::string_view text, std::string_view word) { return text.find(word) != std::string_view::npos; }
bool ends(std::string_view text, std::string_view word) {
  return text.size() >= word.size() && text.substr(text.size() - word.size()) == word;
}

std::u32string characters_of(std::string_view text) {
  std::u32string characters;
  for (std::size_t at = 0; at < text.size();) characters += next_code_point(text, at);
  return characters;
}

bool is_space(char32_t c) { return c == ' ' || c == 0x3000 || c == '\t'; }

bool is_kana(char32_t c) { return (c >= 0x3041 && c <= 0x30FF) || (c >= 0xFF65 && c <= 0xFF9F); }

bool is_kana_text(const std::u32string& text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char32_t c) {
    return is_kana(c) || is_space(c) || c == U'ー' || c == U'゠';
  }) && std::any_of(text.begin(), text.end(), is_kana);
}

bool is_name_character(char32_t c) {
  if (is_space(c) || is_kana(c) || c == U'々' || c == U'〆' || c == U'ヶ' || c == '-' || c == '\'' || c == '.' ||
      c == U'’' || c == U'〇')
    return true;
  const bool selector = (c >= 0xFE00 && c <= 0xFE0F) || (c >= 0xE0100 && c <= 0xE01EF);
  return selector || (c != kBrokenByte && u_isalpha(static_cast<UChar32>(c)) != 0);
}

std::string without_spaces(std::string_view text) {
  std::string made;
  for (const char c : nfkc(text)) {
    if (c != ' ' && c != '\t') made += c;
  }
  return made;
}

/// What is no name although it is letters.
bool is_no_name(std::string_view name) {
  static constexpr std::string_view kWords[] = {"未定",   "調整中",   "別紙",   "添付", "参照",
                                                "お願い", "ふりがな", "氏名",   "参加", "記入",
                                                "後日",   "同じ",     "ません", "です", "ます"};
  return says_none(name) || is_ditto(name) ||
         std::any_of(std::begin(kWords), std::end(kWords), [&](std::string_view word) { return contains(name, word); });
}

tl::unexpected<Error> doubt(std::string what) { return fail(Code::bad_input, std::move(what)); }

struct Brackets {
  std::string outer;
  std::string inner;
  bool any = false;
  bool odd = false;  ///< more than one pair, or words behind it
};

Brackets split_brackets(const std::string& value) {
  Brackets made;
  std::size_t open = std::string::npos;
  std::size_t width = 0;
  for (const std::string_view mark : {"（", "(", "〔", "["}) {
    const std::size_t at = value.find(mark);
    if (at < open) {
      open = at;
      width = mark.size();
    }
  }
  if (open == std::string::npos) {
    made.outer = trim(value);
    return made;
  }
  made.any = true;
  made.outer = trim(std::string_view(value).substr(0, open));
  std::string rest = trim(std::string_view(value).substr(open + width));
  for (const std::string_view mark : {"）", ")", "〕", "]"}) {
    if (!ends(rest, mark)) continue;
    made.inner = trim(std::string_view(rest).substr(0, rest.size() - mark.size()));
    made.odd = made.inner.find_first_of("()[]") != std::string::npos || contains(made.inner, "（") ||
               contains(made.inner, "）");
    return made;
  }
  made.odd = true;
  return made;
}

}  // namespace

bool is_ditto(std::string_view value) {
  static constexpr std::string_view kWords[] = {
      "同上", "上に同じ", "上記同", "上記に同じ", "上記と同じ",   "上と同じ",     "同じ",      "同じく", "同",
      "〃",   "々",       "〟",     "ゝ",         "\"",           "''",           "′′",        "“",      "”",
      "〃〃", "仝",       "同様",   "同上です",   "事業所に同じ", "事業所と同じ", "代表と同じ"};
  std::string text = without_spaces(value);
  for (const std::string_view mark : {"「", "」", "『", "』", "(", ")", "[", "]", "。"}) {
    for (std::size_t at = text.find(mark); at != std::string::npos; at = text.find(mark)) text.erase(at, mark.size());
  }
  return std::find(std::begin(kWords), std::end(kWords), text) != std::end(kWords);
}

bool says_none(std::string_view value) {
  static constexpr std::string_view kWords[] = {
      "",     "なし", "無し", "無", "ナシ", "特になし", "特に無し",   "特にありません", "ありません",       "該当なし",
      "-",    "ー",   "―",    "─",  "—",    "なし。",   "特になし。", "ありません。",   "特にありません。", "空欄",
      "none", "None", "()",   "/"};
  return std::find(std::begin(kWords), std::end(kWords), without_spaces(value)) != std::end(kWords);
}

Result<MailName> read_mail_name(std::string_view value) {
  std::string given = trim(value);
  if (ends(given, "様")) given = trim(std::string_view(given).substr(0, given.size() - std::string_view("様").size()));
  Brackets brackets = split_brackets(given);
  if (ends(brackets.outer, "様")) {
    brackets.outer =
        trim(std::string_view(brackets.outer).substr(0, brackets.outer.size() - std::string_view("様").size()));
  }
  if (brackets.odd) return doubt("氏名と（ふりがな）の形ではありません");
  const std::u32string inner = characters_of(brackets.inner);
  if (!inner.empty() && !is_kana_text(inner)) return doubt("（ ）の中がふりがなではありません");
  const std::u32string name = characters_of(brackets.outer);
  if (name.empty()) return doubt(brackets.inner.empty() ? "氏名がありません" : "ふりがなだけで氏名がありません");
  if (name.size() > kLongestName) return doubt("氏名として長すぎます");
  if (!std::all_of(name.begin(), name.end(), is_name_character)) {
    return doubt("氏名に読めない文字があります。お一人ずつ「氏名：」の行にしてください");
  }
  if (is_no_name(brackets.outer)) return doubt("氏名ではありません");
  // 「山田 太郎 やまだ たろう」: where the name ends cannot be told.
  const auto space = std::find_if(name.rbegin(), name.rend(), is_space);
  const std::u32string last(space.base(), name.end());
  const bool kanji_first = !is_kana(name.front()) && name.front() > 0x3000;
  const auto words = std::count_if(name.begin(), name.end(), is_space);
  if (kanji_first && space != name.rend() && is_kana_text(last) && (words >= 2 || last.size() >= 5)) {
    return doubt("氏名とふりがなの境目が分かりません。ふりがなを（ ）に入れてください");
  }
  return MailName{brackets.outer, brackets.inner};
}

std::optional<std::string> read_mail_address(std::string_view value) {
  if (says_none(value)) return std::string();
  std::string text = trim(nfkc(value));
  for (const std::string_view start : {"mailto:", "MAILTO:"}) {
    if (text.rfind(start, 0) == 0) text.erase(0, start.size());
  }
  if (const std::size_t open = text.find('<'); open != std::string::npos && ends(text, ">")) {
    std::string inner = text.substr(open + 1, text.size() - open - 2);
    if (inner.rfind("mailto:", 0) == 0) inner.erase(0, 7);
    const std::string outer = trim(std::string_view(text).substr(0, open));
    if (contains(outer, "@") && outer != inner) return std::nullopt;
    text = inner;
  }
  const std::size_t at = text.find('@');
  const std::size_t point = text.rfind('.');
  const bool shape = at != std::string::npos && at > 0 && text.find('@', at + 1) == std::string::npos &&
                     point != std::string::npos && point > at + 1 && point + 1 < text.size() && text.size() <= 254;
  const bool letters = std::all_of(text.begin(), text.end(), [](char c) {
    const bool alphanumeric = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    return alphanumeric || std::string_view("@.!#$%&'*+/=?^_`{|}~-").find(c) != std::string_view::npos;
  });
  return shape && letters ? std::optional<std::string>(text) : std::nullopt;
}

std::optional<std::string> read_mail_phone(std::string_view value) {
  if (says_none(value)) return std::string();
  const std::string given = trim(value);
  const std::string narrow = nfkc(given);
  const auto digits = std::count_if(narrow.begin(), narrow.end(), [](char c) { return c >= '0' && c <= '9'; });
  const bool fits = digits >= 9 && digits <= 20 && narrow.size() <= 80 && !contains(narrow, "@");
  return fits ? std::optional<std::string>(given) : std::nullopt;
}

std::optional<std::string> read_asked_professions(std::string_view value) {
  static constexpr std::u32string_view kSeparators = U"・、,，/／;；｜| \t　";
  static constexpr std::u32string_view kTicks = U"○◯〇●◎☑☒■✓✔✅*＊⭕";
  static constexpr std::u32string_view kBoxes = U"□☐";
  std::vector<std::pair<std::string, bool>> items;
  std::u32string word;
  bool ticked = false;
  bool any_tick = false;
  int depth = 0;
  const auto finish = [&] {
    std::string text;
    for (const char32_t c : word) append_utf8(text, c);
    if (!trim(text).empty()) {
      items.emplace_back(trim(text), ticked);
      ticked = false;
    }
    word.clear();
  };
  for (const char32_t c : characters_of(value)) {
    if (c == U'（' || c == U'(') ++depth;
    if (c == U'）' || c == U')') depth = std::max(0, depth - 1);
    if (kTicks.find(c) != std::u32string_view::npos && depth == 0) {
      if (!word.empty() && ticked) finish();
      ticked = true;
      any_tick = true;
    } else if (depth == 0 && kBoxes.find(c) != std::u32string_view::npos) {
      finish();
    } else if (depth == 0 && kSeparators.find(c) != std::u32string_view::npos) {
      finish();
    } else {
      word += c;
    }
  }
  finish();
  std::string chosen;
  std::size_t offered = 0;
  for (const auto& [text, tick] : items) {
    const std::string narrow = without_spaces(text);
    const bool blank_other = narrow == "その他()" || narrow == "その他";
    offered += 1;
    const bool words_in_other = narrow.rfind("その他(", 0) == 0 && !blank_other;
    if ((any_tick && !tick && !words_in_other) || (narrow == "その他()" && !tick)) continue;
    chosen += (chosen.empty() ? "" : "・") + text;
  }
  constexpr std::size_t kWholeList = 7;  // 医師・歯科医師・薬剤師・看護職・介護職・リハ職・その他（ ）
  if (!any_tick && offered >= kWholeList && contains(without_spaces(value), "その他()")) return std::nullopt;
  return chosen.empty() && !any_tick ? trim(value) : chosen;
}

}  // namespace uketsuke
