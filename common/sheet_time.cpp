// See sheet_time.h.
#include "common/sheet_time.h"

#include <array>
#include <charconv>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <string>

#include "common/names.h"

namespace uketsuke {
namespace {

constexpr double kFirstSerial = 61;         // 1900-03-01
constexpr double kLastSerial = 109'574;     // 2199-12-31
constexpr double kFirstCsvSerial = 36'526;  // 2000-01-01
constexpr double kAfterCsvSerial = 73'051;  // 2100-01-01
constexpr std::int64_t kSecondsPerDay = 86'400;
constexpr std::size_t kLongestSerial = 24;

bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// Days since 1970-01-01 -> date.  Source: Howard Hinnant, chrono-compatible low-level date algorithms
CivilTime civil_of_day(std::int64_t days) {
  const std::int64_t shifted = days + 719'468;
  const std::int64_t era = shifted / 146'097;
  const std::int64_t day_of_era = shifted - era * 146'097;
  const std::int64_t year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36'524 - day_of_era / 146'096) / 365;
  const std::int64_t day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
  const std::int64_t month_part = (5 * day_of_year + 2) / 153;
  CivilTime civil;
  civil.day = static_cast<int>(day_of_year - (153 * month_part + 2) / 5 + 1);
  civil.month = static_cast<int>(month_part < 10 ? month_part + 3 : month_part - 9);
  civil.year = static_cast<int>(year_of_era + era * 400 + (civil.month <= 2 ? 1 : 0));
  return civil;
}

/// "45910", "45910.87"; none for anything else or out of range.
std::optional<double> read_serial(const std::string& text) {
  if (text.size() > kLongestSerial || text.size() < 5) return std::nullopt;
  const std::size_t digits = text.find_first_not_of("0123456789");
  const bool whole = digits == std::string::npos;
  if ((whole ? text.size() : digits) != 5) return std::nullopt;
  if (!whole && (text[digits] != '.' || digits + 1 == text.size() ||
                 text.find_first_not_of("0123456789", digits + 1) != std::string::npos)) {
    return std::nullopt;
  }
  double value = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), value);
  if (read.ec != std::errc() || value < kFirstCsvSerial || value >= kAfterCsvSerial) return std::nullopt;
  return value;
}

/// "9/10/2025 rest" -> "2025/9/10 rest"; empty where it is not of that form.
std::string year_first(const std::string& text) {
  std::array<std::size_t, 3> ends{};
  std::size_t at = 0;
  for (std::size_t part = 0; part < ends.size(); ++part) {
    const std::size_t start = at;
    while (at < text.size() && is_digit(text[at])) ++at;
    const std::size_t most = part == 2 ? 4 : 2;
    if (at == start || at - start > most || (part == 2 && at - start < most)) return {};
    ends.at(part) = at;
    if (part == 2) break;
    if (at >= text.size() || text[at] != '/') return {};
    ++at;
  }
  return text.substr(ends[1] + 1, 4) + "/" + text.substr(0, ends[1]) + text.substr(ends[2]);
}

}  // namespace

std::optional<CivilTime> civil_of_serial(double serial) {
  if (!(serial >= kFirstSerial && serial < kLastSerial + 1)) return std::nullopt;
  const auto seconds = static_cast<std::int64_t>(std::llround(serial * static_cast<double>(kSecondsPerDay)));
  constexpr std::int64_t kSerialOf1970 = 25'569;
  CivilTime civil = civil_of_day(seconds / kSecondsPerDay - kSerialOf1970);
  const auto of_day = static_cast<int>(seconds % kSecondsPerDay);
  civil.hour = of_day / 3600;
  civil.minute = of_day / 60 % 60;
  civil.second = of_day % 60;
  return civil;
}

Result<ReadTime> parse_sheet_time(std::string_view text, const Zone& zone) {
  auto plain = parse_any_time(text, zone);
  if (plain || text.size() > 200) return plain;
  const std::string folded = trim(nfkc(text));
  if (const auto serial = read_serial(folded)) {
    const auto civil = civil_of_serial(*serial);
    if (civil) return ReadTime{zone.to_utc(*civil), folded.find('.') == std::string::npos};
  }
  if (const std::string turned = year_first(folded); !turned.empty()) {
    if (auto read = parse_any_time(turned, zone)) return read;
  }
  return plain;
}

}  // namespace uketsuke
