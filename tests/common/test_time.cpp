// Zones, RFC 3339 and every way in which a form writes a date; what is no date is refused.
#include <gtest/gtest.h>

#include <iterator>
#include <limits>
#include <random>
#include <string>
#include <vector>

#include "common/time.h"

namespace uketsuke {
namespace {

UtcMillis at(std::string_view text) {
  const auto time = parse_rfc3339(text);
  EXPECT_TRUE(time.has_value()) << text;
  return time.value_or(UtcMillis{-1});
}

struct Reading {
  std::string_view given;
  std::string_view expected;  ///< RFC 3339 in Asia/Tokyo
  bool date_only;
};

constexpr Reading kReadings[] = {
    {"2025/10/24", "2025-10-24T00:00:00+09:00", true},
    {"2025-10-24", "2025-10-24T00:00:00+09:00", true},
    {"2025.10.24", "2025-10-24T00:00:00+09:00", true},
    {"2025年10月24日", "2025-10-24T00:00:00+09:00", true},
    {"西暦2025年10月24日", "2025-10-24T00:00:00+09:00", true},
    {"令和7年10月24日", "2025-10-24T00:00:00+09:00", true},
    {"令和７年１０月２４日（金）", "2025-10-24T00:00:00+09:00", true},
    {"令和 7 年 10 月 24 日", "2025-10-24T00:00:00+09:00", true},
    {"令和元年5月1日", "2019-05-01T00:00:00+09:00", true},
    {"令和1年5月1日", "2019-05-01T00:00:00+09:00", true},
    {"㋿7年10月24日", "2025-10-24T00:00:00+09:00", true},
    {"平成31年4月30日", "2019-04-30T00:00:00+09:00", true},
    {"昭和64年1月7日", "1989-01-07T00:00:00+09:00", true},
    {"R7.10.24", "2025-10-24T00:00:00+09:00", true},
    {"r7.10.24", "2025-10-24T00:00:00+09:00", true},
    {"R.7.10.24", "2025-10-24T00:00:00+09:00", true},
    {"Ｒ７．１０．２４", "2025-10-24T00:00:00+09:00", true},
    {"R7/10/24", "2025-10-24T00:00:00+09:00", true},
    {"R7・10・24", "2025-10-24T00:00:00+09:00", true},
    {"R元.5.1", "2019-05-01T00:00:00+09:00", true},
    {"令7.10.24", "2025-10-24T00:00:00+09:00", true},
    {"令7年10月24日", "2025-10-24T00:00:00+09:00", true},
    {"H31.4.30", "2019-04-30T00:00:00+09:00", true},
    {"２０２５ー１０ー２４", "2025-10-24T00:00:00+09:00", true},
    {"2025−10−24", "2025-10-24T00:00:00+09:00", true},
    {"　2025/10/24　", "2025-10-24T00:00:00+09:00", true},
    {"\uFEFF2025/10/24\r\n", "2025-10-24T00:00:00+09:00", true},
    {"2024/2/29", "2024-02-29T00:00:00+09:00", true},
    {"2025/10/24(金曜日)", "2025-10-24T00:00:00+09:00", true},
    {"2025/11/24(月・祝)", "2025-11-24T00:00:00+09:00", true},
    {"2025/10/24 金曜日", "2025-10-24T00:00:00+09:00", true},
    {"2025-10-24T18:05:00+09:00", "2025-10-24T18:05:00+09:00", false},
    {"2025-10-24T09:05:00Z", "2025-10-24T18:05:00+09:00", false},
    {"2025-10-24T18:05", "2025-10-24T18:05:00+09:00", false},
    {"2025-10-24 18:30:00", "2025-10-24T18:30:00+09:00", false},
    {"2025-10-24 18:30:00.250", "2025-10-24T18:30:00.250+09:00", false},
    {"令和7年10月24日（金）18:30", "2025-10-24T18:30:00+09:00", false},
    {"令和7年10月24日（金） １８：３０", "2025-10-24T18:30:00+09:00", false},
    {"令和7年10月24日（金）午後6時30分", "2025-10-24T18:30:00+09:00", false},
    {"令和7年10月24日 午後6時半", "2025-10-24T18:30:00+09:00", false},
    {"令和7年10月24日 18時", "2025-10-24T18:00:00+09:00", false},
    {"令和7年10月24日 正午", "2025-10-24T12:00:00+09:00", false},
    {"令和7年10月24日 午前0時15分", "2025-10-24T00:15:00+09:00", false},
    {"2025/10/10 9:03:21 午後 GMT+9", "2025-10-10T21:03:21+09:00", false},
    {"2025/10/10 9:03:21 午前 GMT+9", "2025-10-10T09:03:21+09:00", false},
    {"2025/10/10 12:03:21 午後 GMT+9", "2025-10-10T12:03:21+09:00", false},
    {"2025/10/10 12:03:21 午前 GMT+9", "2025-10-10T00:03:21+09:00", false},
    {"2025/10/10 午後 9:03:21", "2025-10-10T21:03:21+09:00", false},
    {"2025/10/10 9:03:21 PM GMT+9", "2025-10-10T21:03:21+09:00", false},
    {"2025/10/10 12:03:21 GMT", "2025-10-10T21:03:21+09:00", false},
    {"2025/10/10 12:03:21 UTC-3:30", "2025-10-11T00:33:21+09:00", false},
    {"2025/10/10 21:03:21 JST", "2025-10-10T21:03:21+09:00", false},
    {"2025/10/10 21:03", "2025-10-10T21:03:00+09:00", false},
    {"2025/10/10 9:03", "2025-10-10T09:03:00+09:00", false},
    {"2025/10/10  9:03:21", "2025-10-10T09:03:21+09:00", false},
};

TEST(Time, ReadsWhatOfficesFormsAndExcelWrite) {
  const Zone tokyo;
  for (const Reading& reading : kReadings) {
    const auto read = parse_any_time(reading.given, tokyo);
    ASSERT_TRUE(read.has_value()) << reading.given;
    EXPECT_EQ(format_rfc3339(read->time, tokyo), reading.expected) << reading.given;
    EXPECT_EQ(read->date_only, reading.date_only) << reading.given;
  }
}

constexpr std::string_view kNoDates[] = {
    "",
    " ",
    "　",
    "あした",
    "45954",
    "45954.75",
    "20251024",
    "25/10/24",
    "10/24/2025",
    "2025",
    "2025/10",
    "0000/01/01",
    "0/1/1",
    "令和0年1月1日",
    "R0.1.1",
    "令和100年1月1日",
    "令和元年4月30日",
    "平成31年5月1日",
    "平成元年1月7日",
    "2025/0/1",
    "2025/13/1",
    "2025/1/0",
    "2025/2/29",
    "2025/2/30",
    "2月30日",
    "令和7年2月30日",
    "2100/2/29",
    "2025/10/24 24:00",
    "2025/10/24 24時",
    "2025/10/24 18:60",
    "2025/10/24 18:30:60",
    "2025/10/24 午後13:00",
    "2025/10/24 18",
    "2025/10/24 18:3",
    "2025/10/24 18:30〜20:30",
    "2025/10/24 18:30 GMT+25",
    "2025/10/24 18:30 EST",
    "2025/10/24 -1:00",
    "2025/10-24",
    "2025年10/24",
    "2025-10-24T",
    "2025/10/24（木）",
    "2025/10/24（",
    "2025/10/24（x）",
    "2025/10/24 x",
    "午後6時30分",
    "18:30",
    "+2025/10/24",
    "-2025/10/24",

    "99999/1/1",
    "2025/100/1",
    "2025/10/24 18:30:00.",
    "\xFF\xFE",
    "2025/10/24\xFF",
    "令和七年十月二十四日",
    "1e9/1/1",
};

TEST(Time, RefusesWhatIsNoDate) {
  const Zone tokyo;
  std::vector<std::string> hostile(std::begin(kNoDates), std::end(kNoDates));
  hostile.emplace_back("2025/10/24\0 18:30", 17);
  hostile.emplace_back(1'000'000, '9');
  hostile.emplace_back(1'000'000, ' ');
  hostile.push_back("2025/10/24" + std::string(1'000'000, ' ') + "x");
  for (const std::string& text : hostile) {
    const auto read = parse_any_time(text, tokyo);
    EXPECT_FALSE(read.has_value()) << text.substr(0, 80);
    if (!read) {
      EXPECT_EQ(read.error().code, Code::bad_input);
      EXPECT_LT(read.error().what.size(), 300U);
    }
  }
}

TEST(Time, GoesByTheGivenZoneWhereTheTextNamesNone) {
  const auto london = Zone::find("Europe/London");
  ASSERT_TRUE(london.has_value());
  EXPECT_EQ(parse_any_time("2025/07/01 12:00", *london)->time, at("2025-07-01T12:00:00+01:00"));
  EXPECT_EQ(parse_any_time("2025/07/01 12:00 GMT+9", *london)->time, at("2025-07-01T12:00:00+09:00"));
}

TEST(Time, ReadsRfc3339) {
  EXPECT_EQ(at("1970-01-01T00:00:00Z").value, 0);
  EXPECT_EQ(at("1970-01-01T09:00:00+09:00").value, 0);
  EXPECT_EQ(at("1969-12-31T23:59:59.999Z").value, -1);
  EXPECT_EQ(at("2025-10-24T18:05:00+09:00").value, 1'761'296'700'000);
  EXPECT_EQ(at("2025-10-24 18:05+09:00"), at("2025-10-24T09:05:00z"));
  EXPECT_EQ(at("2025-10-24T18:05:00.123456789+09:00").value, 1'761'296'700'123);
  EXPECT_EQ(at("2025-10-24T18:05:00.5-00:30").value, at("2025-10-24T18:35:00.500Z").value);
}

TEST(Time, RefusesWhatIsNoRfc3339) {
  for (const char* text :
       {"", "2025-10-24", "2025-10-24T18:05:00", "2025-10-24T18:05:00+9", "2025-10-24T18:05:00+0900",
        "2025-10-24T18:05:00+24:00", "2025-10-24T18:05:00+09:60", "2025-10-24T24:00:00Z", "2025-02-30T00:00:00Z",
        "2025-13-01T00:00:00Z", "0000-01-01T00:00:00Z", "2025-10-24T18:05:60Z", "2025-10-24T18:05:00.Z",
        "2025-10-24T18:05:00Zx", " 2025-10-24T18:05:00Z", "2025-10-24T1:05:00Z", "２０２５-10-24T18:05:00Z", "\xFF"}) {
    const auto read = parse_rfc3339(text);
    EXPECT_FALSE(read.has_value()) << text;
  }
  EXPECT_NE(parse_rfc3339("yesterday").error().what.find("2025-10-24T18:05:00+09:00"), std::string::npos);
}

TEST(Time, WritesRfc3339ThatItReadsBack) {
  const std::vector<const char*> names = {"Asia/Tokyo", "UTC", "Europe/London", "America/St_Johns", "Asia/Kathmandu"};
  std::mt19937_64 random(20251024);
  std::uniform_int_distribution<std::int64_t> moment(-62'000'000'000'000, 250'000'000'000'000);
  for (const char* name : names) {
    const auto zone = Zone::find(name);
    ASSERT_TRUE(zone.has_value()) << name;
    for (int i = 0; i < 4000; ++i) {
      const UtcMillis time{moment(random)};
      const std::string text = format_rfc3339(time, *zone);
      const auto back = parse_rfc3339(text);
      ASSERT_TRUE(back.has_value()) << text;
      ASSERT_EQ(back->value, time.value) << text << " " << name;
    }
  }
  EXPECT_EQ(format_rfc3339(at("2025-10-24T18:05:00+09:00"), Zone()), "2025-10-24T18:05:00+09:00");
}

TEST(Time, EndsOfTheRangeDoNoHarm) {
  const Zone tokyo;
  for (const std::int64_t value :
       {std::numeric_limits<std::int64_t>::min(), std::numeric_limits<std::int64_t>::max()}) {
    const CivilTime civil = tokyo.to_civil({value});
    EXPECT_GE(civil.month, 1);
    EXPECT_LE(civil.month, 12);
    EXPECT_FALSE(is_valid(civil));
    EXPECT_FALSE(format_rfc3339({value}, tokyo).empty());
  }
}

TEST(Time, KnowsTheCalendar) {
  EXPECT_TRUE(is_valid({2024, 2, 29, 23, 59, 59, 999}));
  EXPECT_FALSE(is_valid({2023, 2, 29}));
  EXPECT_FALSE(is_valid({1900, 2, 29}));
  EXPECT_TRUE(is_valid({2000, 2, 29}));
  EXPECT_FALSE(is_valid({0, 1, 1}));
  EXPECT_FALSE(is_valid({10'000, 1, 1}));
  EXPECT_FALSE(is_valid({2025, 4, 31}));
  EXPECT_FALSE(is_valid({2025, -1, 1}));
  EXPECT_FALSE(is_valid({2025, 1, 1, 24}));
  EXPECT_FALSE(is_valid({2025, 1, 1, 0, 60}));
  EXPECT_FALSE(is_valid({2025, 1, 1, 0, 0, 60}));
  EXPECT_FALSE(is_valid({2025, 1, 1, 0, 0, 0, 1000}));
}

TEST(Zone, TellsCivilTimesWithTheirWeekday) {
  const CivilTime civil = Zone().to_civil(at("2025-10-24T18:05:07.008+09:00"));
  EXPECT_EQ(civil.year, 2025);
  EXPECT_EQ(civil.month, 10);
  EXPECT_EQ(civil.day, 24);
  EXPECT_EQ(civil.hour, 18);
  EXPECT_EQ(civil.minute, 5);
  EXPECT_EQ(civil.second, 7);
  EXPECT_EQ(civil.millisecond, 8);
  EXPECT_EQ(civil.weekday, 5);
  EXPECT_EQ(Zone().to_civil(at("1969-12-28T12:00:00+09:00")).weekday, 0);
  EXPECT_EQ(Zone().to_civil(at("1900-01-01T12:00:00+09:00")).weekday, 1);
}

TEST(Zone, SkippedTimesMoveForwardAndDoubledOnesAreTheFirst) {
  const auto zone = Zone::find("Europe/Berlin");
  ASSERT_TRUE(zone.has_value());
  EXPECT_EQ(format_rfc3339(zone->to_utc({2025, 3, 30, 2, 30}), *zone), "2025-03-30T03:30:00+02:00");
  EXPECT_EQ(format_rfc3339(zone->to_utc({2025, 10, 26, 2, 30}), *zone), "2025-10-26T02:30:00+02:00");
}

TEST(Zone, RefusesWhatIsNoZone) {
  EXPECT_EQ(Zone().name(), "Asia/Tokyo");
  for (const std::string& name : {std::string(), std::string("Asia/Ebina"), std::string("東京"), std::string("\xFF"),
                                  std::string(1'000'000, 'A')}) {
    EXPECT_FALSE(Zone::find(name).has_value());
  }
}

TEST(Time, DayEndsOneMillisecondBeforeTheNext) {
  const Zone tokyo;
  EXPECT_EQ(format_rfc3339(end_of_day(at("2025-10-10T00:00:00+09:00"), tokyo), tokyo), "2025-10-10T23:59:59.999+09:00");
  EXPECT_EQ(format_rfc3339(end_of_day(at("2025-12-31T00:00:00+09:00"), tokyo), tokyo), "2025-12-31T23:59:59.999+09:00");
  const auto berlin = Zone::find("Europe/Berlin");
  EXPECT_EQ(format_rfc3339(end_of_day(at("2025-10-26T00:00:00+02:00"), *berlin), *berlin),
            "2025-10-26T23:59:59.999+01:00");
}

TEST(Time, RandomTextsAreReadOrRefused) {
  const std::vector<std::string> pieces = {"令和", "R", "7",   "元", "年",     "10",   "月",   "24", "日",
                                           "/",    "-", ".",   " ",  "（金）", "午後", "6",    "時", "30",
                                           "分",   ":", "GMT", "+9", "T",      "Z",    "\xFF", "𠮷"};
  std::mt19937 random(7);
  std::uniform_int_distribution<std::size_t> piece(0, pieces.size() - 1);
  std::uniform_int_distribution<int> length(0, 14);
  const Zone tokyo;
  int read = 0;
  for (int i = 0; i < 100'000; ++i) {
    std::string text;
    for (int n = length(random); n > 0; --n) text += pieces[piece(random)];
    read += parse_any_time(text, tokyo).has_value() ? 1 : 0;
  }
  EXPECT_LT(read, 1000);
}

}  // namespace
}  // namespace uketsuke
