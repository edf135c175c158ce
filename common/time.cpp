// Civil dates and times, IANA zones over ICU, and RFC 3339. Other texts of a time: read_time.cpp. Pure. Any thread.
#include "common/time.h"

#include <unicode/basictz.h>
#include <unicode/timezone.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <optional>

#include "common/time_text.h"

namespace uketsuke {
namespace {

constexpr std::int64_t kMillisPerSecond = 1000;
constexpr std::int64_t kMillisPerHour = 60 * kMillisPerMinute;
constexpr std::int64_t kMillisPerDay = 24 * kMillisPerHour;
/// ICU's rules are asked for no time further off than this (about year ±10 000).
constexpr std::int64_t kAskedRange = 300'000'000'000'000;
/// Far enough: 64 bits of milliseconds end in the year 292 278 994.
constexpr std::int64_t kMostYears = 300'000'000;

struct DaySplit {
  std::int64_t day;
  std::int64_t millis;
};

DaySplit split_days(std::int64_t millis) {
  std::int64_t day = millis / kMillisPerDay;
  std::int64_t rest = millis % kMillisPerDay;
  if (rest < 0) {
    rest += kMillisPerDay;
    --day;
  }
  return {day, rest};
}

/// Days since 1970-01-01.  Source: H. Hinnant, "chrono-Compatible Low-Level Date Algorithms"
std::int64_t days_from_civil(std::int64_t year, std::int64_t month, std::int64_t day) {
  year -= month <= 2 ? 1 : 0;
  const std::int64_t era = (year >= 0 ? year : year - 399) / 400;
  const std::int64_t year_of_era = year - era * 400;
  const std::int64_t day_of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
  const std::int64_t day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
  return era * 146'097 + day_of_era - 719'468;
}

/// The date of a day since 1970-01-01, without a time.  Source: as days_from_civil
CivilTime civil_from_days(std::int64_t days) {
  const std::int64_t weekday = (days % 7 + 11) % 7;  // 1970-01-01 was a Thursday
  days += 719'468;
  const std::int64_t era = (days >= 0 ? days : days - 146'096) / 146'097;
  const std::int64_t day_of_era = days - era * 146'097;
  const std::int64_t year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36'524 - day_of_era / 146'096) / 365;
  const std::int64_t day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
  const std::int64_t shifted = (5 * day_of_year + 2) / 153;
  CivilTime civil;
  civil.day = static_cast<int>(day_of_year - (153 * shifted + 2) / 5 + 1);
  civil.month = static_cast<int>(shifted < 10 ? shifted + 3 : shifted - 9);
  civil.year = static_cast<int>(year_of_era + era * 400 + (civil.month <= 2 ? 1 : 0));
  civil.weekday = static_cast<int>(weekday);
  return civil;
}

CivilTime civil_from_local(std::int64_t utc, std::int64_t offset) {
  DaySplit split = split_days(utc);
  split.millis += offset;  // added after the split: no overflow at the ends of the range
  const DaySplit carry = split_days(split.millis);
  CivilTime civil = civil_from_days(split.day + carry.day);
  civil.hour = static_cast<int>(carry.millis / kMillisPerHour);
  civil.minute = static_cast<int>(carry.millis / kMillisPerMinute % 60);
  civil.second = static_cast<int>(carry.millis / kMillisPerSecond % 60);
  civil.millisecond = static_cast<int>(carry.millis % kMillisPerSecond);
  return civil;
}

/// Milliseconds of a civil time since 1970-01-01T00:00 on the same clock; wraps at the ends of the range, where the
/// difference of two is still right.
std::uint64_t millis_of(const CivilTime& civil) {
  const std::int64_t year = std::clamp<std::int64_t>(civil.year, -kMostYears, kMostYears);
  const std::int64_t of_day = civil.hour * kMillisPerHour + civil.minute * kMillisPerMinute +
                              civil.second * kMillisPerSecond + civil.millisecond;
  const auto days = static_cast<std::uint64_t>(days_from_civil(year, civil.month, civil.day));
  return days * static_cast<std::uint64_t>(kMillisPerDay) + static_cast<std::uint64_t>(of_day);
}

bool is_leap(int year) { return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0; }

int days_of_month(int year, int month) {
  constexpr std::array<int, 12> kDays = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  return month == 2 && is_leap(year) ? 29 : kDays.at(static_cast<std::size_t>(month - 1));
}

}  // namespace

struct Zone::Rules {
  std::string name;
  std::unique_ptr<const icu::TimeZone> zone;
  const icu::BasicTimeZone* basic = nullptr;  ///< the same, where ICU tells local times

  /// Milliseconds to add to UTC.
  [[nodiscard]] std::int64_t offset_at(std::int64_t utc) const {
    std::int32_t raw = 0;
    std::int32_t summer = 0;
    UErrorCode status = U_ZERO_ERROR;
    const std::int64_t asked = std::clamp(utc, -kAskedRange, kAskedRange);
    zone->getOffset(static_cast<UDate>(asked), 0, raw, summer, status);
    return U_SUCCESS(status) ? raw + summer : 0;
  }
  /// As above, for a local time; skipped and doubled ones go by the rule before the change.
  [[nodiscard]] std::int64_t offset_of_local(std::int64_t local) const {
    std::int32_t raw = 0;
    std::int32_t summer = 0;
    UErrorCode status = U_ZERO_ERROR;
    const auto asked = static_cast<UDate>(std::clamp(local, -kAskedRange, kAskedRange));
    if (basic == nullptr) {
      zone->getOffset(asked, 1, raw, summer, status);
    } else {
      basic->getOffsetFromLocal(asked, UCAL_TZ_LOCAL_FORMER, UCAL_TZ_LOCAL_FORMER, raw, summer, status);
    }
    return U_SUCCESS(status) ? raw + summer : 0;
  }
};

Zone::Zone(std::shared_ptr<const Rules> rules) : rules_(std::move(rules)) {}

Zone::Zone() {
  auto tokyo = find("Asia/Tokyo");
  CHECK(tokyo.has_value());
  rules_ = tokyo->rules_;
}

Result<Zone> Zone::find(std::string_view name) {
  constexpr std::size_t kLongestName = 64;
  std::unique_ptr<const icu::TimeZone> zone;
  if (!name.empty() && name.size() <= kLongestName) {
    zone.reset(icu::TimeZone::createTimeZone(
        icu::UnicodeString::fromUTF8({name.data(), static_cast<std::int32_t>(name.size())})));
  }
  if (!zone || *zone == icu::TimeZone::getUnknown()) {
    return fail(Code::bad_input, quoted_text(name) + " is no time zone; an example: Asia/Tokyo");
  }
  auto rules = std::make_shared<Rules>();
  rules->name = std::string(name);
  rules->basic = dynamic_cast<const icu::BasicTimeZone*>(zone.get());
  rules->zone = std::move(zone);
  return Zone(std::move(rules));
}

const std::string& Zone::name() const { return rules_->name; }

CivilTime Zone::to_civil(UtcMillis time) const { return civil_from_local(time.value, rules_->offset_at(time.value)); }

UtcMillis Zone::to_utc(const CivilTime& civil) const {
  const std::uint64_t local = millis_of(civil);
  const std::int64_t offset = rules_->offset_of_local(static_cast<std::int64_t>(local));
  return {static_cast<std::int64_t>(local - static_cast<std::uint64_t>(offset))};
}

bool is_valid(const CivilTime& civil) {
  return civil.year >= 1 && civil.year <= 9999 && civil.month >= 1 && civil.month <= 12 && civil.day >= 1 &&
         civil.day <= days_of_month(civil.year, civil.month) && civil.hour >= 0 && civil.hour <= 23 &&
         civil.minute >= 0 && civil.minute <= 59 && civil.second >= 0 && civil.second <= 59 && civil.millisecond >= 0 &&
         civil.millisecond <= 999;
}

int weekday_of(const CivilTime& civil) {
  return civil_from_days(days_from_civil(civil.year, civil.month, civil.day)).weekday;
}

UtcMillis utc_at_offset(const CivilTime& civil, std::int64_t offset_minutes) {
  return {static_cast<std::int64_t>(millis_of(civil)) - offset_minutes * kMillisPerMinute};
}

std::string format_rfc3339(UtcMillis time, const Zone& zone) {
  CivilTime civil = zone.to_civil(time);
  // The offset is what the zone did to the time; old local mean times have seconds, which RFC 3339 cannot say.
  const auto offset = static_cast<std::int64_t>(millis_of(civil) - static_cast<std::uint64_t>(time.value));
  const bool sayable = offset % kMillisPerMinute == 0;
  if (!sayable) civil = civil_from_local(time.value, 0);
  std::array<char, 96> text{};
  std::snprintf(text.data(), text.size(), "%04d-%02d-%02dT%02d:%02d:%02d", civil.year, civil.month, civil.day,
                civil.hour, civil.minute, civil.second);
  std::string result = text.data();
  if (civil.millisecond != 0) {
    std::snprintf(text.data(), text.size(), ".%03d", civil.millisecond);
    result += text.data();
  }
  if (!sayable) return result + "Z";
  const long minutes = static_cast<long>((offset < 0 ? -offset : offset) / kMillisPerMinute);
  std::snprintf(text.data(), text.size(), "%c%02ld:%02ld", offset < 0 ? '-' : '+', minutes / 60, minutes % 60);
  return result + text.data();
}

UtcMillis end_of_day(UtcMillis midnight, const Zone& zone) {
  const CivilTime today = zone.to_civil(midnight);
  CivilTime tomorrow = civil_from_days(days_from_civil(today.year, today.month, today.day) + 1);
  return zone.to_utc(tomorrow) - 1;
}

}  // namespace uketsuke
