// Texts -> times: RFC 3339, and every form in which Japanese offices, Google Forms and Excel write a date. Pure; no
// clock, so nothing is guessed: a year is always said. Any thread.
#include <array>
#include <cstddef>

#include "common/era.h"
#include "common/names.h"
#include "common/time.h"
#include "common/time_text.h"

namespace uketsuke {
namespace {

/// No readable date is longer; a megabyte is refused at once.
constexpr std::size_t kLongestTime = 200;

tl::unexpected<Error> no_time(std::string_view text, std::string_view example) {
  return fail(Code::bad_input, quoted_text(text) + " is no time; an example: " + std::string(example));
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }

const Era* take_era(TextCursor& cursor) {
  for (const Era& era : kEras) {
    const std::array<char, 2> letters = {era.letter, static_cast<char>(era.letter - 'A' + 'a')};
    if (cursor.take(era.name) || cursor.take(era.short_name) || cursor.take({&letters[0], 1}) ||
        cursor.take({&letters[1], 1})) {
      cursor.take(".");
      cursor.skip_spaces();
      return &era;
    }
  }
  return nullptr;
}

/// Year, month and day with 年月日 or one kind of separator between them.
bool take_date(TextCursor& cursor, CivilTime& civil) {
  cursor.take("西暦");
  const Era* era = take_era(cursor);
  std::optional<int> year;
  if (era != nullptr && cursor.take("元")) {
    year = 1;
  } else {
    year = era != nullptr ? cursor.take_number(1, 2) : cursor.take_number(4, 4);
  }
  if (!year || *year < 1) return false;
  cursor.skip_spaces();
  const auto separator = cursor.take_one({"年", "/", "-", "."});
  if (!separator) return false;
  const std::string_view second = *separator == 0 ? "月" : *separator == 1 ? "/" : *separator == 2 ? "-" : ".";
  cursor.skip_spaces();
  const auto month = cursor.take_number(1, 2);
  cursor.skip_spaces();
  if (!month || !cursor.take(second)) return false;
  cursor.skip_spaces();
  const auto day = cursor.take_number(1, 2);
  cursor.skip_spaces();
  if (!day || (*separator == 0 && !cursor.take("日"))) return false;
  civil.year = era != nullptr ? era->first_year + *year - 1 : *year;
  civil.month = *month;
  civil.day = *day;
  if (!is_valid(civil)) return false;
  const int as_number = civil.year * 10'000 + civil.month * 100 + civil.day;
  return era == nullptr || (as_number >= era->first_day && as_number <= era->last_day);
}

/// (金) (金曜日) (金・祝) 金曜日, or nothing. A weekday that is not the date's own is a slip of one of the two.
bool take_weekday(TextCursor& cursor, const CivilTime& civil) {
  cursor.skip_spaces();
  const bool bracket = cursor.take("(") || cursor.take("[");
  cursor.skip_spaces();
  std::optional<int> weekday;
  for (std::size_t i = 0; i < kWeekdays.size() && !weekday; ++i) {
    if (cursor.take(kWeekdays[i])) weekday = static_cast<int>(i);
  }
  if (!weekday) return !bracket;
  if (!cursor.take_one({"曜日", "曜"}) && !bracket) return false;
  if (bracket) {
    cursor.take(".");
    cursor.take_one({"祝日", "祝", "休"});
    cursor.skip_spaces();
    if (!cursor.take(")") && !cursor.take("]")) return false;
  }
  return *weekday == weekday_of(civil);
}

/// 0 = morning, 1 = afternoon.
std::optional<int> take_half(TextCursor& cursor) {
  const auto half =
      cursor.take_one({"午前", "午後", "AM", "PM", "am", "pm", "Am", "Pm", "a.m.", "p.m.", "A.M.", "P.M."});
  if (!half) return std::nullopt;
  cursor.skip_spaces();
  return *half % 2;
}

/// 18:30, 18:30:05.123
bool take_colon_time(TextCursor& cursor, CivilTime& civil) {
  const auto minute = cursor.take_number(2, 2);
  if (!minute) return false;
  civil.minute = *minute;
  if (!cursor.take(":")) return true;
  const auto second = cursor.take_number(2, 2);
  if (!second) return false;
  civil.second = *second;
  if (cursor.peek() != '.') return true;
  const auto fraction = cursor.take_fraction();
  civil.millisecond = fraction.value_or(0);
  return fraction.has_value();
}

/// 6時, 6時半, 6時30分, 6時30分5秒
bool take_kanji_time(TextCursor& cursor, CivilTime& civil) {
  if (cursor.take("半")) {
    civil.minute = 30;
    return true;
  }
  cursor.skip_spaces();
  if (!is_digit(cursor.peek())) return true;
  const auto minute = cursor.take_number(1, 2);
  cursor.skip_spaces();
  if (!minute || !cursor.take("分")) return false;
  civil.minute = *minute;
  cursor.skip_spaces();
  if (!is_digit(cursor.peek())) return true;
  const auto second = cursor.take_number(1, 2);
  if (!second || !cursor.take("秒")) return false;
  civil.second = *second;
  return true;
}

bool take_time(TextCursor& cursor, CivilTime& civil) {
  if (cursor.take("正午")) {
    civil.hour = 12;
    return true;
  }
  auto half = take_half(cursor);
  const auto hour = cursor.take_number(1, 2);
  if (!hour) return false;
  civil.hour = *hour;
  if (cursor.take(":")) {
    if (!take_colon_time(cursor, civil)) return false;
  } else if (!cursor.take("時") || !take_kanji_time(cursor, civil)) {
    return false;
  }
  cursor.skip_spaces();
  if (!half) half = take_half(cursor);
  if (half) {
    if (civil.hour > 12) return false;
    civil.hour = civil.hour % 12 + (*half == 1 ? 12 : 0);  // 午後12:03 is how Google writes 12:03
  }
  return is_valid(civil);
}

/// GMT+9, UTC, JST, Z, +09:00; `found` stays empty where there is none.
bool take_zone(TextCursor& cursor, std::optional<std::int64_t>& found) {
  cursor.skip_spaces();
  if (cursor.at_end()) return true;
  if (cursor.take("JST")) {
    found = 9 * 60;
  } else if (cursor.take_one({"Z", "z"})) {
    found = 0;
  } else if (cursor.take_one({"GMT", "UTC"}) && cursor.peek() != '+' && cursor.peek() != '-') {
    found = 0;
  } else {
    found = take_offset(cursor, false);
  }
  cursor.skip_spaces();
  return found.has_value();
}

/// NFKC, and what hands put between numbers: dashes and long marks as '-', middle dots as '.'.
std::string fold_time_text(std::string_view text) {
  std::string folded = nfkc(text);
  constexpr std::array<std::string_view, 7> kDashes = {"ー", "−", "‐", "‑", "–", "—", "―"};
  const auto replace_all = [&folded](std::string_view from, std::string_view to) {
    for (std::size_t at = folded.find(from); at != std::string::npos; at = folded.find(from, at + to.size())) {
      folded.replace(at, from.size(), to);
    }
  };
  for (const std::string_view dash : kDashes) replace_all(dash, "-");
  replace_all("・", ".");
  return folded;
}

}  // namespace

std::string quoted_text(std::string_view text) {
  constexpr std::size_t kMost = 60;
  const bool cut = text.size() > kMost;
  if (cut) {
    std::size_t end = kMost;
    while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) --end;
    text = text.substr(0, end);
  }
  const bool valid = is_valid_utf8(text);
  std::string quoted = "\"";
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    quoted += byte < 0x20 || byte == 0x7F || (byte >= 0x80 && !valid) ? '?' : c;
  }
  return quoted + (cut ? "…\"" : "\"");
}

bool TextCursor::take(std::string_view word) {
  if (rest_.substr(0, word.size()) != word) return false;
  rest_.remove_prefix(word.size());
  return true;
}

std::optional<int> TextCursor::take_one(std::initializer_list<std::string_view> words) {
  int index = 0;
  for (const std::string_view word : words) {
    if (take(word)) return index;
    ++index;
  }
  return std::nullopt;
}

std::optional<int> TextCursor::take_number(int least_digits, int most_digits) {
  int value = 0;
  int digits = 0;
  while (static_cast<std::size_t>(digits) < rest_.size() && is_digit(rest_[static_cast<std::size_t>(digits)])) {
    if (digits == most_digits) return std::nullopt;
    value = value * 10 + (rest_[static_cast<std::size_t>(digits)] - '0');
    ++digits;
  }
  if (digits < least_digits) return std::nullopt;
  rest_.remove_prefix(static_cast<std::size_t>(digits));
  return value;
}

std::optional<int> TextCursor::take_fraction() {
  std::size_t end = 1;
  int value = 0;
  int weight = 100;
  if (rest_.empty() || rest_.front() != '.') return std::nullopt;
  for (; end < rest_.size() && is_digit(rest_[end]); ++end) {
    value += (rest_[end] - '0') * weight;
    weight /= 10;
  }
  if (end == 1) return std::nullopt;
  rest_.remove_prefix(end);
  return value;
}

void TextCursor::skip_spaces() {
  while (!rest_.empty() && (rest_.front() == ' ' || rest_.front() == '\t')) rest_.remove_prefix(1);
}

std::optional<std::int64_t> take_offset(TextCursor& cursor, bool strict) {
  const auto sign = cursor.take_one({"+", "-"});
  if (!sign) return std::nullopt;
  const auto hours = cursor.take_number(strict ? 2 : 1, 2);
  if (!hours || *hours > 23) return std::nullopt;
  std::optional<int> minutes = 0;
  if (cursor.take(":")) {
    minutes = cursor.take_number(2, 2);
  } else if (strict) {
    return std::nullopt;
  }
  if (!minutes || *minutes > 59) return std::nullopt;
  const std::int64_t total = *hours * 60 + *minutes;
  return *sign == 0 ? total : -total;
}

Result<UtcMillis> parse_rfc3339(std::string_view text) {
  constexpr std::string_view kExample = "2025-10-24T18:05:00+09:00";
  if (text.size() > kLongestTime) return no_time(text, kExample);
  TextCursor cursor(text);
  CivilTime civil;
  const auto year = cursor.take_number(4, 4);
  const bool dash = cursor.take("-");
  const auto month = cursor.take_number(2, 2);
  const bool second_dash = cursor.take("-");
  const auto day = cursor.take_number(2, 2);
  if (!year || !dash || !month || !second_dash || !day) return no_time(text, kExample);
  civil.year = *year;
  civil.month = *month;
  civil.day = *day;
  const bool separated = cursor.take_one({"T", "t", " "}).has_value();
  const auto hour = cursor.take_number(2, 2);
  if (!separated || !hour || !cursor.take(":")) return no_time(text, kExample);
  civil.hour = *hour;
  if (!take_colon_time(cursor, civil) || !is_valid(civil)) return no_time(text, kExample);
  const bool zulu = cursor.take_one({"Z", "z"}).has_value();
  const std::optional<std::int64_t> offset = zulu ? 0 : take_offset(cursor, true);
  if (!offset || !cursor.at_end()) return no_time(text, kExample);
  return utc_at_offset(civil, *offset);
}

Result<ReadTime> parse_any_time(std::string_view text, const Zone& zone) {
  constexpr std::string_view kExample = "2025/10/24 18:30, 令和7年10月24日 18:30";
  const std::string trimmed = trim(text);
  if (trimmed.empty() || trimmed.size() > kLongestTime || !is_valid_utf8(trimmed)) return no_time(text, kExample);
  const std::string folded = fold_time_text(trimmed);
  TextCursor cursor(folded);
  CivilTime civil;
  if (!take_date(cursor, civil) || !take_weekday(cursor, civil)) return no_time(text, kExample);
  cursor.skip_spaces();
  if (cursor.at_end()) return ReadTime{zone.to_utc(civil), true};
  cursor.take_one({"T", "t", ","});
  cursor.skip_spaces();
  std::optional<std::int64_t> offset;
  if (!take_time(cursor, civil) || !take_zone(cursor, offset) || !cursor.at_end()) return no_time(text, kExample);
  return ReadTime{offset ? utc_at_offset(civil, *offset) : zone.to_utc(civil), false};
}

}  // namespace uketsuke
