// Dates and clocks as screens, letters and file names show them.
#include <gtest/gtest.h>

#include "common/japanese_date.h"

namespace uketsuke {
namespace {

UtcMillis at(std::string_view text) { return parse_rfc3339(text).value(); }
const Zone& tokyo() {
  static const Zone zone;
  return zone;
}

TEST(JapaneseDate, ScreensShowEraWeekdayAndClock) {
  EXPECT_EQ(format_screen_date_time(at("2025-10-24T18:30:00+09:00"), tokyo()), "令和7年10月24日（金）18:30");
  EXPECT_EQ(format_screen_date(at("2026-02-13T18:30:00+09:00"), tokyo()), "令和8年2月13日（金）");
  EXPECT_EQ(format_short_date_time(at("2025-10-24T17:40:00+09:00"), tokyo()), "10月24日（金）17:40");
  EXPECT_EQ(format_clock(at("2025-10-24T09:05:59.999+09:00"), tokyo()), "09:05");
}

TEST(JapaneseDate, ErasChangeOnTheirDay) {
  EXPECT_EQ(format_screen_date(at("2019-05-01T00:00:00+09:00"), tokyo()), "令和元年5月1日（水）");
  EXPECT_EQ(format_screen_date(at("2019-04-30T23:59:59+09:00"), tokyo()), "平成31年4月30日（火）");
  EXPECT_EQ(format_screen_date(at("1989-01-08T00:00:00+09:00"), tokyo()), "平成元年1月8日（日）");
  EXPECT_EQ(format_screen_date(at("1989-01-07T23:59:59+09:00"), tokyo()), "昭和64年1月7日（土）");
  EXPECT_EQ(format_screen_date(at("1926-12-25T00:00:00+09:00"), tokyo()), "昭和元年12月25日（土）");
  EXPECT_EQ(format_screen_date(at("1926-12-24T23:59:59+09:00"), tokyo()), "1926年12月24日（金）");
}

TEST(JapaneseDate, LettersSayMorningAndAfternoon) {
  const auto letter = [](const char* clock) {
    return format_letter_clock(at(std::string("2025-10-24T") + clock + "+09:00"), tokyo());
  };
  EXPECT_EQ(letter("18:30:00"), "午後6時30分");
  EXPECT_EQ(letter("18:00:59"), "午後6時");
  EXPECT_EQ(letter("12:00:00"), "正午");
  EXPECT_EQ(letter("12:05:00"), "午後0時5分");
  EXPECT_EQ(letter("00:30:00"), "午前0時30分");
  EXPECT_EQ(letter("00:00:00"), "午前0時");
  EXPECT_EQ(letter("11:59:00"), "午前11時59分");
  EXPECT_EQ(format_letter_date_time(at("2025-10-24T18:30:00+09:00"), tokyo()), "令和7年10月24日（金）午後6時30分");
}

TEST(JapaneseDate, FileNamesCarryShortDates) {
  EXPECT_EQ(format_file_date(at("2026-02-13T18:30:00+09:00"), tokyo()), "R80213");
  EXPECT_EQ(format_file_date(at("2028-10-01T00:00:00+09:00"), tokyo()), "R101001");
  EXPECT_EQ(format_file_date(at("2019-05-01T00:00:00+09:00"), tokyo()), "R10501");
  EXPECT_EQ(format_file_date(at("1920-05-01T00:00:00+09:00"), tokyo()), "19200501");
}

TEST(JapaneseDate, IsReadBack) {
  for (const char* text : {"2025-10-24T18:30:00+09:00", "2019-05-01T00:00:00+09:00", "2019-04-30T12:00:00+09:00",
                           "2024-02-29T00:15:00+09:00", "1989-01-08T12:05:00+09:00"}) {
    EXPECT_EQ(parse_any_time(format_screen_date_time(at(text), tokyo()), tokyo())->time, at(text)) << text;
    EXPECT_EQ(parse_any_time(format_letter_date_time(at(text), tokyo()), tokyo())->time, at(text)) << text;
  }
}

}  // namespace
}  // namespace uketsuke
