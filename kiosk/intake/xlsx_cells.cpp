// See xlsx_cells.h.
#include "kiosk/intake/xlsx_cells.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstdio>

#include "common/sheet_time.h"
#include "common/utf8.h"

namespace uketsuke {
namespace {

constexpr double kDaysOf1904 = 1462;
constexpr double kIntegersEnd = 1e15;
constexpr std::size_t kMostDigits = 30;

/// A format without its literals: "quoted", \escaped, [Red] [$-411]; [h] and the like stay.
std::string bare_format(std::string_view code) {
  std::string bare;
  for (std::size_t at = 0; at < code.size(); ++at) {
    const char c = code[at];
    if (c == '\\' || c == '_' || c == '*') {
      ++at;
    } else if (c == '"') {
      at = std::min(code.find('"', at + 1), code.size());
    } else if (c == '[') {
      const std::size_t end = std::min(code.find(']', at), code.size());
      const std::string_view inner = code.substr(at + 1, end - at - 1);
      if (!inner.empty() && inner.find_first_not_of("hHmMsS") == std::string_view::npos) bare.append(inner);
      at = end;
    } else {
      bare += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    }
  }
  return bare.substr(0, bare.find(';'));
}

std::string print(const char* format, double value) {
  std::array<char, 64> buffer{};
  const int length = std::snprintf(buffer.data(), buffer.size(), format, value);
  return {buffer.data(), static_cast<std::size_t>(std::max(length, 0))};
}

std::string time_text(const CivilTime& civil) {
  std::array<char, 16> buffer{};
  std::snprintf(buffer.data(), buffer.size(), "%02d:%02d:%02d", civil.hour, civil.minute, civil.second);
  return buffer.data();
}

std::optional<std::string> date_text(double serial, bool from_1904) {
  constexpr double kAnyDay = 45'000;
  if (serial >= 0 && serial < 1) {
    const auto civil = civil_of_serial(kAnyDay + serial);
    if (civil) return time_text(*civil);
  }
  const auto civil = civil_of_serial(from_1904 ? serial + kDaysOf1904 : serial);
  if (!civil) return std::nullopt;
  std::array<char, 16> buffer{};
  std::snprintf(buffer.data(), buffer.size(), "%04d-%02d-%02d", civil->year % 10'000, civil->month % 100,
                civil->day % 100);
  const bool midnight = civil->hour == 0 && civil->minute == 0 && civil->second == 0;
  return std::string(buffer.data()) + (midnight ? "" : " " + time_text(*civil));
}

}  // namespace

NumberStyle number_style(int id, std::string_view code) {
  NumberStyle style;
  if (code.empty()) {
    style.is_date =
        (id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 45 && id <= 47) || (id >= 50 && id <= 58);
    return style;
  }
  const std::string bare = bare_format(code);
  if (bare.find("general") != std::string::npos || bare.find('@') != std::string::npos) return style;
  const bool science = bare.find("e+") != std::string::npos || bare.find("e-") != std::string::npos;
  style.is_date = !science && bare.find_first_of("ymdhsge") != std::string::npos && bare.find('#') == std::string::npos;
  if (!bare.empty() && bare.size() <= kMostDigits && bare.find_first_not_of('0') == std::string::npos)
    style.least_digits = bare.size();
  return style;
}

std::string number_text(std::string_view text, const NumberStyle& style, bool from_1904) {
  double value = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), value);
  if (read.ec != std::errc() || read.ptr != text.data() + text.size() || !std::isfinite(value))
    return std::string(text);
  if (style.is_date) {
    if (auto date = date_text(value, from_1904)) return *std::move(date);
  }
  if (std::fabs(value) >= kIntegersEnd || value != std::floor(value)) return print("%.15g", value);
  std::string digits = print("%.0f", value);
  if (value >= 0 && digits.size() < style.least_digits) digits.insert(0, style.least_digits - digits.size(), '0');
  return digits == "-0" ? "0" : digits;
}

std::string unescape_text(std::string_view text) {
  std::string plain;
  for (std::size_t at = 0; at < text.size(); ++at) {
    unsigned code = 0;
    const char* const digits = text.data() + at + 2;
    const bool escape = text.substr(at, 2) == "_x" && at + 7 <= text.size() && text[at + 6] == '_';
    const auto read = escape ? std::from_chars(digits, digits + 4, code, 16) : std::from_chars_result{};
    const bool surrogate = code >= 0xD800 && code <= 0xDFFF;
    if (!escape || read.ec != std::errc() || read.ptr != digits + 4 || surrogate) {
      plain += text[at];
      continue;
    }
    append_utf8(plain, static_cast<char32_t>(code));
    at += 6;
  }
  return plain;
}

std::optional<std::size_t> column_of(std::string_view reference) {
  std::size_t column = 0;
  std::size_t letters = 0;
  while (letters < reference.size() && reference[letters] >= 'A' && reference[letters] <= 'Z') {
    if (letters == 3) return std::nullopt;
    column = column * 26 + static_cast<std::size_t>(reference[letters] - 'A') + 1;
    ++letters;
  }
  if (letters == 0) return std::nullopt;
  return column - 1;
}

std::optional<std::int64_t> row_of(std::string_view reference) {
  const std::size_t at = reference.find_first_of("0123456789");
  if (at == std::string_view::npos) return std::nullopt;
  std::int64_t row = 0;
  const auto read = std::from_chars(reference.data() + at, reference.data() + reference.size(), row);
  if (read.ec != std::errc() || read.ptr != reference.data() + reference.size() || row < 1) return std::nullopt;
  return row;
}

std::string column_letters(std::size_t column) {
  std::string letters;
  for (std::size_t rest = column + 1; rest > 0; rest = (rest - 1) / 26) {
    letters.insert(letters.begin(), static_cast<char>('A' + (rest - 1) % 26));
  }
  return letters;
}

void StringCollector::start(std::string_view name) {
  if (name == "t") in_text_ = true;
  if (name == "rPh") in_reading_ = true;
}

void StringCollector::end(std::string_view name) {
  if (name == "t") in_text_ = false;
  if (name == "rPh") in_reading_ = false;
}

std::string StringCollector::take() {
  in_text_ = false;
  in_reading_ = false;
  std::string plain = unescape_text(text_);
  text_.clear();
  return plain;
}

}  // namespace uketsuke
