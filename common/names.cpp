// Folding of names, furigana, facilities and addresses, and gojuon order. UTF-8 itself is in text.cpp. Pure. Any
// thread.
#include "common/names.h"

#include <unicode/uchar.h>

#include <algorithm>
#include <array>
#include <cstddef>

#include "common/utf8.h"
#include "common/variant_kanji.h"

namespace uketsuke {
namespace {

struct Variant {
  char32_t from;
  char32_t to;
};

constexpr std::size_t count_variants() {
  std::size_t count = 0;
  bool first = true;
  for (const char32_t c : kVariantKanji) {
    if (c != U' ' && !first) ++count;
    first = c == U' ';
  }
  return count;
}

constexpr auto sort_variants() {
  std::array<Variant, count_variants()> sorted{};
  std::size_t count = 0;
  char32_t to = 0;
  for (const char32_t c : kVariantKanji) {
    if (c == U' ') {
      to = 0;
    } else if (to == 0) {
      to = c;
    } else {
      sorted[count++] = {c, to};
    }
  }
  std::sort(sorted.begin(), sorted.end(), [](const Variant& a, const Variant& b) { return a.from < b.from; });
  return sorted;
}

constexpr auto kVariants = sort_variants();

constexpr bool is_each_variant_once() {
  for (std::size_t i = 1; i < kVariants.size(); ++i) {
    if (kVariants[i - 1].from >= kVariants[i].from) return false;
  }
  return true;
}
static_assert(is_each_variant_once(), "a kanji of variant_kanji.h stands in two groups");

char32_t unify_kanji(char32_t c) {
  const auto found = std::lower_bound(kVariants.begin(), kVariants.end(), c,
                                      [](const Variant& variant, char32_t wanted) { return variant.from < wanted; });
  return found != kVariants.end() && found->from == c ? found->to : c;
}

constexpr char32_t kLongMark = U'ー';
constexpr char32_t kRepeatKanji = U'々';
constexpr char32_t kRepeatKana = U'ゝ';
constexpr char32_t kRepeatVoicedKana = U'ゞ';

bool is_hiragana(char32_t c) { return c >= U'ぁ' && c <= U'ゖ'; }

char32_t katakana_to_hiragana(char32_t c) {
  const bool has_hiragana = (c >= U'ァ' && c <= U'ヶ') || c == U'ヽ' || c == U'ヾ';
  return has_hiragana ? c - (U'ァ' - U'ぁ') : c;
}

/// ぁ -> あ, っ -> つ …; others as they are.
char32_t enlarge(char32_t c) {
  switch (c) {
    case U'ぁ':
    case U'ぃ':
    case U'ぅ':
    case U'ぇ':
    case U'ぉ':
    case U'っ':
    case U'ゃ':
    case U'ゅ':
    case U'ょ':
    case U'ゎ':
      return c + 1;
    case U'ゕ':
      return U'か';
    case U'ゖ':
      return U'け';
    default:
      return c;
  }
}

/// 0 = plain, 1 = voiced, 2 = half voiced.
char voicing(char32_t c) {
  constexpr std::u32string_view kVoiced = U"がぎぐげござじずぜぞだぢづでどばびぶべぼゔ";
  constexpr std::u32string_view kHalfVoiced = U"ぱぴぷぺぽ";
  if (kVoiced.find(c) != kVoiced.npos) return 1;
  return kHalfVoiced.find(c) != kHalfVoiced.npos ? 2 : 0;
}

char32_t unvoice(char32_t c) { return c == U'ゔ' ? U'う' : c - static_cast<unsigned char>(voicing(c)); }

/// The vowel that a long mark after this kana stands for; 0 where there is none.
char32_t vowel_of(char32_t c) {
  constexpr std::array<std::u32string_view, 5> kRows = {
      U"あかがさざただなはばぱまやらわ", U"いきぎしじちぢにひびぴみりゐ", U"うくぐすずつづぬふぶぷむゆるゔ",
      U"えけげせぜてでねへべぺめれゑ", U"おこごそぞとどのほぼぽもよろを"};
  const auto row =
      std::find_if(kRows.begin(), kRows.end(), [c](std::u32string_view kana) { return kana.find(c) != kana.npos; });
  return row == kRows.end() ? 0 : row->front();
}

/// Long marks, and the dashes that stand for them.
bool is_long_mark(char32_t c) {
  return c == kLongMark || c == U'-' || (c >= 0x2010 && c <= 0x2015) || c == 0x2212 || c == 0xFF70;
}

/// Spaces, controls, invisible marks, variation selectors, middle dots, voiced marks without a kana.
bool is_blank(char32_t c) {
  if (c < 0x80) return c <= 0x20 || c == 0x7F;
  if (is_hiragana(c) || (c >= 0x4E00 && c <= 0x9FFF)) return false;
  const auto code = static_cast<UChar32>(c);
  const auto type = u_charType(code);
  return (c >= 0xFE00 && c <= 0xFE0F) || (c >= 0xE0100 && c <= 0xE01EF) || c == U'・' || c == 0x3099 || c == 0x309A ||
         type == U_CONTROL_CHAR || type == U_FORMAT_CHAR || u_isUWhiteSpace(code);
}

char32_t lower(char32_t c) {
  if (c < 0x80) return c >= U'A' && c <= U'Z' ? c + (U'a' - U'A') : c;
  return c < 0x2000 ? static_cast<char32_t>(u_foldCase(static_cast<UChar32>(c), U_FOLD_CASE_DEFAULT)) : c;
}

/// NFKC with spacing voiced marks ("か゛") joined to their kana.
std::string normalize_kana(std::string_view text) {
  if (text.find("゛") == text.npos && text.find("゜") == text.npos) return nfkc(text);
  std::string joined(text);
  for (const auto& [spacing, combining] : {std::pair{"゛", "\u3099"}, std::pair{"゜", "\u309A"}}) {
    for (std::size_t at = joined.find(spacing); at != joined.npos; at = joined.find(spacing, at)) {
      joined.replace(at, 3, combining);
    }
  }
  return nfkc(joined);
}

enum class Marks { keep, drop };

/// Code points of a text folded as far as names and furigana go together. Empty if it is no UTF-8.
std::u32string fold_to_kana(std::string_view text, Marks marks) {
  const std::string normal = normalize_kana(text);
  std::u32string folded;
  folded.reserve(normal.size() / 2);
  for (std::size_t i = 0; i < normal.size();) {
    char32_t c = next_code_point(normal, i);
    if (c == kBrokenByte) return {};
    if (is_blank(c)) continue;
    c = katakana_to_hiragana(c);
    if (is_long_mark(c)) {
      if (marks == Marks::keep) folded += kLongMark;
    } else if ((c == kRepeatKanji || c == kRepeatKana) && !folded.empty()) {
      folded += c == kRepeatKana ? unvoice(folded.back()) : folded.back();
    } else if (c == kRepeatVoicedKana && !folded.empty()) {
      const char32_t plain = unvoice(folded.back());
      folded += voicing(plain + 1) == 1 ? plain + 1 : plain;
    } else {
      folded += lower(c);
    }
  }
  return folded;
}

std::u32string fold_name_points(std::string_view name) {
  std::u32string folded = fold_to_kana(name, Marks::drop);
  for (char32_t& c : folded) c = is_hiragana(c) ? enlarge(c) : unify_kanji(c);
  return folded;
}

std::string to_utf8(std::u32string_view text) {
  std::string utf8;
  utf8.reserve(text.size() * 3);
  for (const char32_t c : text) append_utf8(utf8, c);
  return utf8;
}

bool take_word(std::u32string& text, std::u32string_view word) {
  bool taken = false;
  for (std::size_t at = text.find(word); at != text.npos; at = text.find(word, at)) {
    text.erase(at, word.size());
    taken = true;
  }
  return taken;
}

/// The bodies that run homes and clinics under a name of their own: 医療法人社団○○会, 社会福祉法人○○会.
constexpr std::u32string_view kRunningBodies[] = {
    U"社会医療法人社団",
    U"社会医療法人財団",
    U"特定医療法人社団",
    U"特定医療法人財団",
    U"医療法人社団",
    U"医療法人財団",
    U"社会医療法人",
    U"特定医療法人",
    U"医療法人",
    U"社会福祉法人",
    U"(医社)",
    U"(医財)",
    U"(医社団)",
    U"(社医)",
    U"(医)",
    U"(社福)",
    U"(福)",
};
/// Words of a company's form; they say nothing of which facility it is.
constexpr std::u32string_view kCompanyForms[] = {
    U"地方独立行政法人",
    U"独立行政法人",
    U"国立大学法人",
    U"公立大学法人",
    U"特定非営利活動法人",
    U"npo法人",
    U"一般社団法人",
    U"公益社団法人",
    U"社団法人",
    U"一般財団法人",
    U"公益財団法人",
    U"財団法人",
    U"学校法人",
    U"宗教法人",
    U"株式会社",
    U"有限会社",
    U"合同会社",
    U"合資会社",
    U"合名会社",
    U"(株)",
    U"(有)",
    U"(同)",
    U"(合)",
    U"(資)",
    U"(名)",
    U"(一社)",
    U"(公社)",
    U"(社)",
    U"(一財)",
    U"(公財)",
    U"(財)",
    U"(特非)",
    U"(特)",
    U"(npo)",
    U"(学)",
    U"(宗)",
    U"(独)",
    U"(地独)",
    U"(協)",
};

/// "福寿会愛川北部病院" -> "愛川北部病院"; where nothing is left, or 会 belongs to 社会, 協議会, 会館, the text stays.
void drop_running_association(std::u32string& text) {
  constexpr std::size_t kLongestName = 9;
  const std::size_t end = text.find(U'会', 1);
  if (end == text.npos || end > kLongestName || text.size() - end <= 2) return;
  const std::u32string_view view = text;
  const std::u32string_view name = view.substr(0, end);
  const std::u32string_view rest = view.substr(end + 1);
  const auto ends_with = [&name](std::u32string_view tail) {
    return name.size() >= tail.size() && name.substr(name.size() - tail.size()) == tail;
  };
  if (ends_with(U"社") || ends_with(U"協議") || ends_with(U"委員") || rest.front() == U'館') return;
  text.erase(0, end + 1);
}

}  // namespace

std::string fold_name(std::string_view name) { return to_utf8(fold_name_points(name)); }

std::string fold_kana(std::string_view furigana) {
  std::u32string folded = fold_to_kana(furigana, Marks::drop);
  for (char32_t& c : folded) c = enlarge(c);
  return to_utf8(folded);
}

std::string fold_facility(std::string_view facility) {
  std::u32string folded = fold_name_points(facility);
  const std::u32string whole = folded;
  bool is_run_by_body = false;
  for (const std::u32string_view word : kRunningBodies) is_run_by_body = take_word(folded, word) || is_run_by_body;
  if (is_run_by_body) drop_running_association(folded);
  for (const std::u32string_view word : kCompanyForms) take_word(folded, word);
  return to_utf8(folded.empty() ? whole : folded);
}

std::string fold_email(std::string_view email) {
  const std::string normal = trim(nfkc(email));
  std::string folded;
  folded.reserve(normal.size());
  for (const char c : normal) folded += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  return folded;
}

std::string gojuon_key(std::string_view furigana) {
  constexpr std::string_view kAfterEverything = "\xF4\x8F\xBF\xBF";
  const std::u32string kana = fold_to_kana(furigana, Marks::keep);
  std::string key;
  std::string ties;
  char32_t last = 0;
  for (const char32_t c : kana) {
    const char32_t large = enlarge(c);
    const char32_t vowel = c == kLongMark ? vowel_of(last) : 0;
    last = vowel != 0 ? vowel : unvoice(large);
    append_utf8(key, last);
    ties += vowel != 0 ? '4' : static_cast<char>('0' + (large != c ? 3 : voicing(c)));
  }
  return key.empty() ? std::string(kAfterEverything) : key + '\x01' + ties;
}

std::string to_hiragana(std::string_view furigana) {
  const std::string normal = trim(normalize_kana(furigana));
  std::string text;
  text.reserve(normal.size());
  for (std::size_t i = 0; i < normal.size();) {
    const char32_t c = next_code_point(normal, i);
    if (c == kBrokenByte) return std::string(furigana);
    const bool space = c < 0x80 ? c <= 0x20 : u_isUWhiteSpace(static_cast<UChar32>(c)) != 0;
    if (!space) {
      append_utf8(text, katakana_to_hiragana(c));
    } else if (text.empty() || text.back() != ' ') {
      text += ' ';
    }
  }
  return text;
}

}  // namespace uketsuke
