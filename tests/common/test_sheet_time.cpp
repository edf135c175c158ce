// Times of spreadsheets: serial dates, month first, what parse_any_time reads anyway; what is none of them.
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "common/sheet_time.h"

namespace uketsuke {
namespace {

std::string read(const std::string& text) {
  const auto time = parse_sheet_time(text, Zone());
  return time ? format_rfc3339(time->time, Zone()) + (time->date_only ? " day" : "") : "none";
}

TEST(SheetTime, ReadsEveryFormThatSpreadsheetsWrite) {
  const std::vector<std::pair<std::string, std::string>> cases = {
      {"45910.87", "2025-09-10T20:52:48+09:00"},
      {"45910.869479166666", "2025-09-10T20:52:03+09:00"},
      {"45910.86948", "2025-09-10T20:52:03+09:00"},
      {"45910", "2025-09-10T00:00:00+09:00 day"},
      {"４５９１０.87", "2025-09-10T20:52:48+09:00"},
      {"45910.999999", "2025-09-11T00:00:00+09:00"},
      {"36526", "2000-01-01T00:00:00+09:00 day"},
      {"73050", "2099-12-31T00:00:00+09:00 day"},
      {"45716", "2025-02-28T00:00:00+09:00 day"},
      {"45351", "2024-02-29T00:00:00+09:00 day"},
      {"9/10/2025 20:52:03", "2025-09-10T20:52:03+09:00"},
      {"09/10/2025 20:52", "2025-09-10T20:52:00+09:00"},
      {"9/10/2025 8:52:03 PM", "2025-09-10T20:52:03+09:00"},
      {"9/10/2025", "2025-09-10T00:00:00+09:00 day"},
      {"12/31/2025 0:00:00", "2025-12-31T00:00:00+09:00"},
      {"2025/9/10 20:52", "2025-09-10T20:52:00+09:00"},
      {"2025年9月10日 20:52", "2025-09-10T20:52:00+09:00"},
      {"2025/09/10 8:52:03 午後 GMT+9", "2025-09-10T20:52:03+09:00"},
  };
  for (const auto& [text, expected] : cases) EXPECT_EQ(read(text), expected) << text;
}

TEST(SheetTime, GuessesNothing) {
  for (const char* text : {"25/10/2025 20:52:03",
                           "13/1/2025",
                           "9/10/25 20:52",
                           "2/30/2025",
                           "0/10/2025",
                           "9/10/2025x",
                           "9/10/20255",
                           "/9/10",
                           "36525",
                           "36525.99",
                           "73051",
                           "4591",
                           "459100",
                           "45910.",
                           "45910.8.7",
                           "-45910",
                           "45910 20:52",
                           "4.5910E4",
                           "",
                           "0462312111",
                           "20250910"}) {
    EXPECT_EQ(read(text), "none") << text;
  }
}

TEST(SheetTime, SerialsOutsideTheCalendarAreNone) {
  EXPECT_FALSE(civil_of_serial(60));
  EXPECT_TRUE(civil_of_serial(61));
  EXPECT_EQ(civil_of_serial(61)->month, 3);
  EXPECT_EQ(civil_of_serial(61)->year, 1900);
  EXPECT_FALSE(civil_of_serial(1e300));
  EXPECT_FALSE(civil_of_serial(-1));
  EXPECT_FALSE(civil_of_serial(std::stod("nan")));
}

}  // namespace
}  // namespace uketsuke
