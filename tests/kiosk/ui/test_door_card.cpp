// The card for the door shows the colours of the screens.
#include <gtest/gtest.h>

#include <cstdio>
#include <fstream>
#include <iterator>
#include <string>

#include "kiosk/ui/theme.h"

namespace uketsuke {
namespace {

TEST(DoorCard, HasTheColoursOfTheScreensAndNoOthers) {
  std::ifstream file(std::string(UKETSUKE_SOURCE_DIR) + "/assets/documents/door-card.txt");
  const std::string card{std::istreambuf_iterator<char>(file), {}};
  std::string expected;
  for (const Color color : {color::kWelcome, color::kAlready, color::kAttention, color::kRefuse, color::kFault}) {
    char mark[16];
    std::snprintf(mark, sizeof mark, "| [%06X]", static_cast<unsigned>(color.rgb));
    expected += mark;
  }
  std::string found;
  for (std::size_t at = card.find("| ["); at != std::string::npos; at = card.find("| [", at + 1)) {
    found += card.substr(at, 10);
  }
  EXPECT_EQ(found, expected);
}

}  // namespace
}  // namespace uketsuke
