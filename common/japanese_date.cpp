// Dates in Japanese eras, clocks of screens and of letters. Before 昭和 the year is told plainly. Pure. Any thread.
#include "common/japanese_date.h"

#include <array>
#include <cstdio>
#include <string_view>

#include "common/era.h"

namespace uketsuke {
namespace {

const Era* era_of(const CivilTime& civil) {
  const std::int64_t day = std::int64_t{civil.year} * 10'000 + civil.month * 100 + civil.day;
  for (const Era& era : kEras) {
    if (day >= era.first_day) return &era;
  }
  return nullptr;
}

std::string two_digits(int value) {
  std::array<char, 16> text{};
  std::snprintf(text.data(), text.size(), "%02d", value);
  return text.data();
}

/// 令和7年; 令和元年 for the first.
std::string era_year(const CivilTime& civil) {
  const Era* era = era_of(civil);
  if (era == nullptr) return std::to_string(civil.year) + "年";
  const int year = civil.year - era->first_year + 1;
  return std::string(era->name) + (year == 1 ? "元" : std::to_string(year)) + "年";
}

/// 10月24日（金）
std::string month_and_day(const CivilTime& civil) {
  return std::to_string(civil.month) + "月" + std::to_string(civil.day) + "日（" +
         std::string(kWeekdays.at(static_cast<std::size_t>(civil.weekday))) + "）";
}

std::string clock_of(const CivilTime& civil) { return two_digits(civil.hour) + ":" + two_digits(civil.minute); }

std::string letter_clock_of(const CivilTime& civil) {
  if (civil.hour == 12 && civil.minute == 0) return "正午";
  std::string text = civil.hour < 12 ? "午前" : "午後";
  text += std::to_string(civil.hour % 12) + "時";
  if (civil.minute != 0) text += std::to_string(civil.minute) + "分";
  return text;
}

}  // namespace

std::string format_screen_date(UtcMillis time, const Zone& zone) {
  const CivilTime civil = zone.to_civil(time);
  return era_year(civil) + month_and_day(civil);
}

std::string format_screen_date_time(UtcMillis time, const Zone& zone) {
  const CivilTime civil = zone.to_civil(time);
  return era_year(civil) + month_and_day(civil) + clock_of(civil);
}

std::string format_short_date_time(UtcMillis time, const Zone& zone) {
  const CivilTime civil = zone.to_civil(time);
  return month_and_day(civil) + clock_of(civil);
}

std::string format_clock(UtcMillis time, const Zone& zone) { return clock_of(zone.to_civil(time)); }

std::string format_letter_date_time(UtcMillis time, const Zone& zone) {
  const CivilTime civil = zone.to_civil(time);
  return era_year(civil) + month_and_day(civil) + letter_clock_of(civil);
}

std::string format_letter_clock(UtcMillis time, const Zone& zone) { return letter_clock_of(zone.to_civil(time)); }

std::string format_file_date(UtcMillis time, const Zone& zone) {
  const CivilTime civil = zone.to_civil(time);
  const Era* era = era_of(civil);
  std::string text =
      era == nullptr ? std::to_string(civil.year) : era->letter + std::to_string(civil.year - era->first_year + 1);
  return text + two_digits(civil.month) + two_digits(civil.day);
}

}  // namespace uketsuke
