// Source of the table: the romaji that JIS X 4063 gives for kana, and n' for ん.
#include "kiosk/ui/typed_reading.h"

#include <algorithm>
#include <array>
#include <utility>

namespace uketsuke {

namespace {

/// A consonant and its five kana, a i u e o; "" where there is none.
struct Row {
  std::string_view consonant;
  std::array<std::string_view, 5> kana;
};
constexpr Row kRows[] = {
    {"", {"あ", "い", "う", "え", "お"}},
    {"k", {"か", "き", "く", "け", "こ"}},
    {"c", {"か", "し", "く", "せ", "こ"}},
    {"g", {"が", "ぎ", "ぐ", "げ", "ご"}},
    {"s", {"さ", "し", "す", "せ", "そ"}},
    {"z", {"ざ", "じ", "ず", "ぜ", "ぞ"}},
    {"t", {"た", "ち", "つ", "て", "と"}},
    {"d", {"だ", "ぢ", "づ", "で", "ど"}},
    {"n", {"な", "に", "ぬ", "ね", "の"}},
    {"h", {"は", "ひ", "ふ", "へ", "ほ"}},
    {"b", {"ば", "び", "ぶ", "べ", "ぼ"}},
    {"p", {"ぱ", "ぴ", "ぷ", "ぺ", "ぽ"}},
    {"m", {"ま", "み", "む", "め", "も"}},
    {"y", {"や", "い", "ゆ", "いぇ", "よ"}},
    {"r", {"ら", "り", "る", "れ", "ろ"}},
    {"w", {"わ", "うぃ", "う", "うぇ", "を"}},
    {"f", {"ふぁ", "ふぃ", "ふ", "ふぇ", "ふぉ"}},
    {"j", {"じゃ", "じ", "じゅ", "じぇ", "じょ"}},
    {"v", {"ゔぁ", "ゔぃ", "ゔ", "ゔぇ", "ゔぉ"}},
    {"x", {"ぁ", "ぃ", "ぅ", "ぇ", "ぉ"}},
    {"l", {"ぁ", "ぃ", "ぅ", "ぇ", "ぉ"}},
    {"sh", {"しゃ", "し", "しゅ", "しぇ", "しょ"}},
    {"ch", {"ちゃ", "ち", "ちゅ", "ちぇ", "ちょ"}},
    {"ts", {"つぁ", "つぃ", "つ", "つぇ", "つぉ"}},
    {"ky", {"きゃ", "きぃ", "きゅ", "きぇ", "きょ"}},
    {"gy", {"ぎゃ", "ぎぃ", "ぎゅ", "ぎぇ", "ぎょ"}},
    {"sy", {"しゃ", "しぃ", "しゅ", "しぇ", "しょ"}},
    {"zy", {"じゃ", "じぃ", "じゅ", "じぇ", "じょ"}},
    {"jy", {"じゃ", "じぃ", "じゅ", "じぇ", "じょ"}},
    {"ty", {"ちゃ", "ちぃ", "ちゅ", "ちぇ", "ちょ"}},
    {"cy", {"ちゃ", "ちぃ", "ちゅ", "ちぇ", "ちょ"}},
    {"dy", {"ぢゃ", "ぢぃ", "ぢゅ", "ぢぇ", "ぢょ"}},
    {"ny", {"にゃ", "にぃ", "にゅ", "にぇ", "にょ"}},
    {"hy", {"ひゃ", "ひぃ", "ひゅ", "ひぇ", "ひょ"}},
    {"by", {"びゃ", "びぃ", "びゅ", "びぇ", "びょ"}},
    {"py", {"ぴゃ", "ぴぃ", "ぴゅ", "ぴぇ", "ぴょ"}},
    {"my", {"みゃ", "みぃ", "みゅ", "みぇ", "みょ"}},
    {"ry", {"りゃ", "りぃ", "りゅ", "りぇ", "りょ"}},
    {"xy", {"ゃ", "ぃ", "ゅ", "ぇ", "ょ"}},
    {"ly", {"ゃ", "ぃ", "ゅ", "ぇ", "ょ"}},
    {"th", {"てゃ", "てぃ", "てゅ", "てぇ", "てょ"}},
    {"dh", {"でゃ", "でぃ", "でゅ", "でぇ", "でょ"}},
    {"xt", {"", "", "っ", "", ""}},
    {"lt", {"", "", "っ", "", ""}},
    {"xts", {"", "", "っ", "", ""}},
};
constexpr std::string_view kVowels = "aiueo";

bool is_letter(char c) { return c >= 'a' && c <= 'z'; }

/// A syllable at the front of `rest`: its kana and its letters. none: no syllable
std::pair<std::string_view, std::size_t> find_syllable(std::string_view rest) {
  std::size_t at = 0;
  while (at < rest.size() && is_letter(rest[at]) && kVowels.find(rest[at]) == std::string_view::npos) ++at;
  const std::size_t vowel = at < rest.size() ? kVowels.find(rest[at]) : std::string_view::npos;
  if (vowel == std::string_view::npos) return {};
  const auto row = std::find_if(std::begin(kRows), std::end(kRows),
                                [&](const Row& one) { return one.consonant == rest.substr(0, at); });
  if (row == std::end(kRows) || row->kana[vowel].empty()) return {};
  return {row->kana[vowel], at + 1};
}

/// ん and っ, which have no vowel; and the long mark.
std::pair<std::string_view, std::size_t> find_without_vowel(std::string_view rest) {
  if (rest.front() == '-') return {"ー", 1};
  const char next = rest.size() > 1 ? rest[1] : '\0';
  if (rest.front() == 'n' && (next == 'n' || next == '\'')) return {"ん", 2};
  if (rest.substr(0, 2) == "xn") return {"ん", 2};
  if (rest.front() == 'n' && next != 'y' && kVowels.find(next) == std::string_view::npos) return {"ん", 1};
  const bool doubled = is_letter(rest.front()) && rest.front() == next && rest.front() != 'n';
  return doubled ? std::pair<std::string_view, std::size_t>{"っ", 1} : std::pair<std::string_view, std::size_t>{};
}

std::string utf8(char32_t codepoint) {
  const auto byte = [](char32_t value) { return static_cast<char>(value); };
  if (codepoint < 0x80) return {byte(codepoint)};
  if (codepoint < 0x800) return {byte(0xC0 | codepoint >> 6), byte(0x80 | (codepoint & 0x3F))};
  if (codepoint < 0x10000) {
    return {byte(0xE0 | codepoint >> 12), byte(0x80 | (codepoint >> 6 & 0x3F)), byte(0x80 | (codepoint & 0x3F))};
  }
  return {byte(0xF0 | codepoint >> 18), byte(0x80 | (codepoint >> 12 & 0x3F)), byte(0x80 | (codepoint >> 6 & 0x3F)),
          byte(0x80 | (codepoint & 0x3F))};
}

/// A space or one kana at the front, as it stands; 0: neither.
std::size_t plain_front(std::string_view rest) {
  if (rest.front() == ' ') return 1;
  if (rest.size() < 3) return 0;
  const std::string_view one = rest.substr(0, 3);
  const bool kana = one >= std::string_view("ぁ") && one <= std::string_view("ー");
  return kana || one == std::string_view("　") ? 3 : 0;
}

}  // namespace

std::string hiragana_of(std::string_view romaji) {
  std::string kana;
  for (std::string_view rest = romaji; !rest.empty();) {
    auto found = find_without_vowel(rest);
    if (found.second == 0) found = find_syllable(rest);
    if (found.second == 0) return {};
    kana += found.first;
    rest.remove_prefix(found.second);
  }
  return kana;
}

void ReadingFollower::end_composition() {
  ended_ = sure_ ? romaji_ : std::string();
  romaji_.clear();
  sure_ = true;
  converting_ = false;
}

void ReadingFollower::on_key(KeySort sort, char ascii) {
  switch (sort) {
    case KeySort::text:
      if (ascii == ' ') {
        converting_ = !romaji_.empty();
      } else if (!converting_ || !(ascii >= '0' && ascii <= '9')) {
        if (converting_) end_composition();
        romaji_ += ascii;
        sure_ = sure_ && (is_letter(ascii) || ascii == '-' || ascii == '\'');
      }
      break;
    case KeySort::enter:
      if (!romaji_.empty()) end_composition();
      break;
    case KeySort::backspace:
    case KeySort::escape:
      if (!converting_) sure_ = false;  // how much of the romaji it took is a guess
      converting_ = false;
      break;
    case KeySort::modifier:
    case KeySort::tab:
    case KeySort::other:
      break;
  }
}

void ReadingFollower::on_char(char32_t codepoint) {
  if (codepoint < 0x80) {  // typed directly: no composition
    romaji_.clear();
    ended_.clear();
    sure_ = true;
    converting_ = false;
    return;
  }
  text_ += utf8(codepoint);
}

std::vector<TypedReading> ReadingFollower::take() {
  if (text_.empty()) return {};
  TypedReading reading{std::exchange(text_, {}), hiragana_of(std::exchange(ended_, {}))};
  if (reading.kana.empty()) return {};
  return {std::move(reading)};
}

std::string propose_furigana(std::string_view name, const std::vector<TypedReading>& readings) {
  std::string furigana;
  bool any = false;
  for (std::string_view rest = name; !rest.empty();) {
    const TypedReading* best = nullptr;
    for (const TypedReading& one : readings) {
      const bool longer = best == nullptr || one.text.size() >= best->text.size();
      if (rest.substr(0, one.text.size()) == one.text && longer) best = &one;
    }
    const std::size_t plain = best == nullptr ? plain_front(rest) : 0;
    if (best == nullptr && plain == 0) return {};
    furigana += best != nullptr ? std::string_view(best->kana) : rest.substr(0, plain);
    any = any || best != nullptr;
    rest.remove_prefix(best != nullptr ? best->text.size() : plain);
  }
  return any ? furigana : std::string();
}

}  // namespace uketsuke
