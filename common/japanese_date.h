// Dates as Japanese offices write them. Any thread.
#pragma once

#include <string>

#include "common/time.h"

namespace uketsuke {

/// 令和7年10月24日（金）18:30, for screens and flyers; 令和元年 for the first year; 平成/昭和 before.
std::string format_screen_date_time(UtcMillis time, const Zone& zone);
/// 令和7年10月24日（金）
std::string format_screen_date(UtcMillis time, const Zone& zone);
/// 10月24日（金）17:40
std::string format_short_date_time(UtcMillis time, const Zone& zone);
/// 18:30
std::string format_clock(UtcMillis time, const Zone& zone);
/// 令和7年10月24日（金）午後6時30分, for letters and certificates; 午後6時 on the hour; noon is 正午, 00:30 is 午前0時30分.
std::string format_letter_date_time(UtcMillis time, const Zone& zone);
/// 午後6時30分
std::string format_letter_clock(UtcMillis time, const Zone& zone);
/// R80213, for file names.
std::string format_file_date(UtcMillis time, const Zone& zone);

}  // namespace uketsuke
