// The eras in which living people's dates are written, and the weekdays. Data. Any thread.
#pragma once

#include <array>
#include <string_view>

namespace uketsuke {

struct Era {
  std::string_view name;
  std::string_view short_name;
  char letter;
  int first_year;
  int first_day;  ///< year, month, day as one number: 2019'05'01
  int last_day;
};

/// Newest first.
inline constexpr std::array<Era, 3> kEras = {{
    {"令和", "令", 'R', 2019, 2019'05'01, 9999'12'31},
    {"平成", "平", 'H', 1989, 1989'01'08, 2019'04'30},
    {"昭和", "昭", 'S', 1926, 1926'12'25, 1989'01'07},
}};

/// From Sunday, as CivilTime::weekday counts.
inline constexpr std::array<std::string_view, 7> kWeekdays = {"日", "月", "火", "水", "木", "金", "土"};

}  // namespace uketsuke
