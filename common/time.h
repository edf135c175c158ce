// Points in time as UTC milliseconds, an event's zone, and texts of either. No clock is read here. Any thread.
#pragma once

#include <compare>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "common/result.h"

namespace uketsuke {

/// Milliseconds since 1970-01-01T00:00:00Z.
struct UtcMillis {
  std::int64_t value = 0;
  friend auto operator<=>(const UtcMillis&, const UtcMillis&) = default;
};

constexpr std::int64_t kMillisPerMinute = 60'000;
inline UtcMillis operator+(UtcMillis t, std::int64_t ms) { return {t.value + ms}; }
inline UtcMillis operator-(UtcMillis t, std::int64_t ms) { return {t.value - ms}; }

/// A date and time of day in some zone, proleptic Gregorian.
struct CivilTime {
  int year = 1970;
  int month = 1;   ///< 1-12
  int day = 1;     ///< 1-31
  int hour = 0;    ///< 0-23
  int minute = 0;  ///< 0-59
  int second = 0;  ///< 0-59
  int millisecond = 0;
  int weekday = 0;  ///< 0 = Sunday; filled by Zone::to_civil, ignored by Zone::to_utc
};

/// An IANA time zone ("Asia/Tokyo"). A value; copies share the immutable rules.
class Zone {
 public:
  /// Asia/Tokyo.
  Zone();
  /// Errors: Code::bad_input if ICU knows no such zone.
  static Result<Zone> find(std::string_view name);
  [[nodiscard]] const std::string& name() const;
  [[nodiscard]] CivilTime to_civil(UtcMillis time) const;
  /// A time that a summer-time change skips moves forward, a doubled one is the first.
  [[nodiscard]] UtcMillis to_utc(const CivilTime& civil) const;

 private:
  struct Rules;
  explicit Zone(std::shared_ptr<const Rules> rules);
  std::shared_ptr<const Rules> rules_;
};

/// True for a date of the calendar (month, day, leap years) and a time of day 00:00:00-23:59:59.
bool is_valid(const CivilTime& civil);

/// "2025-10-24T18:05:00+09:00", "…Z" or a space for T; seconds and fraction may be missing; an offset must be there.
/// Errors: Code::bad_input with the text and an example.  Source: RFC 3339
Result<UtcMillis> parse_rfc3339(std::string_view text);

/// "2025-10-24T18:05:00+09:00"; milliseconds only where not zero.
std::string format_rfc3339(UtcMillis time, const Zone& zone);

/// What a text said: a moment, or a whole day (its 00:00 in the zone).
struct ReadTime {
  UtcMillis time;
  bool date_only = false;
};

/// Any form of DOMAIN.md's "Read back": RFC 3339, 2025/10/24, 2025-10-24 18:30, 令和7年10月24日（金）18:30, 令和元年,
/// R7.10.24, 令7.10.24, 2025/10/10 9:03:21 午後 GMT+9, 午後6時30分, Excel's re-saved 2025/10/10 21:03 and
/// serial numbers are not read (a bare number is no date). Full-width digits and brackets are folded.
/// @param zone  for texts without an offset
/// Errors: Code::bad_input
Result<ReadTime> parse_any_time(std::string_view text, const Zone& zone);

/// End of the day that begins at `midnight`: the last millisecond of that date in the zone.
UtcMillis end_of_day(UtcMillis midnight, const Zone& zone);

}  // namespace uketsuke
