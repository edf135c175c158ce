// Finder patterns and where they make a code likely: both polarities, turned, small, large, noisy; nothing in clutter.
#include <gtest/gtest.h>

#include <cmath>
#include <string>
#include <vector>

#include "kiosk/capture/find_patterns.h"
#include "tests/support/qr_picture.h"
#include "tests/support/scene/qr_scene.h"

namespace uketsuke {
namespace {

using testing::QrPicture;

const std::string kTicket = "KTSK000000000000000000000000A";  // version 2: 25 modules
constexpr double kHalf = 9;  // modules from the middle of the code to that of a pattern

std::vector<SuspectedCode> suspect(const LumaFrame& frame) {
  const GrayView picture = view_of(frame);
  return suspect_codes(find_patterns(picture), picture);
}

/// True if exactly one code is suspected, by three patterns, and lies around (x, y).
bool is_one_at(const std::vector<SuspectedCode>& codes, double x, double y, double reach) {
  if (codes.size() != 1 || codes[0].patterns != 3) return false;
  const GrayArea& area = codes[0].area;
  return area.x <= x - reach && area.y <= y - reach && area.x + area.width >= x + reach &&
         area.y + area.height >= y + reach;
}

TEST(FindPatterns, FindsTheThreeOfACodeWhereTheyAre) {
  QrPicture picture(640, 480);
  picture.draw(kTicket, {300, 200, 6, 0, false});
  const auto patterns = find_patterns(view_of(picture.frame()));
  int at_corners = 0;
  for (const FinderPattern& pattern : patterns) {
    if (std::abs(std::abs(pattern.x - 300) - kHalf * 6) > 3 || std::abs(std::abs(pattern.y - 200) - kHalf * 6) > 3) {
      continue;  // modules of the text may look like one
    }
    ++at_corners;
    EXPECT_NEAR(pattern.module_pixels, 6, 0.4);
    EXPECT_FALSE(pattern.inverted);
    EXPECT_GE(pattern.rows, 4);
  }
  EXPECT_EQ(at_corners, 3);
}

TEST(FindPatterns, AreFoundAtAnyAngleInBothPolarities) {
  for (const bool inverted : {false, true}) {
    for (int degrees = 0; degrees < 360; degrees += 15) {
      QrPicture picture(640, 480);
      picture.draw(kTicket, {320, 240, 5, static_cast<double>(degrees), inverted});
      const auto codes = suspect(picture.frame());
      ASSERT_TRUE(is_one_at(codes, 320, 240, 12.5 * 5)) << degrees << (inverted ? " inverted" : "");
      EXPECT_EQ(codes[0].inverted, inverted);
      EXPECT_GT(codes[0].module_pixels, 4.4) << degrees;
      EXPECT_LT(codes[0].module_pixels, 5 * 1.42) << degrees << ": longer along a diagonal";
    }
  }
}

TEST(FindPatterns, AreFoundFromTwoPixelsAModuleToTwelve) {
  for (const double module_pixels : {2.0, 2.5, 3.0, 5.0, 8.0, 12.0}) {
    QrPicture picture(1280, 720);
    picture.draw(kTicket, {640, 360, module_pixels, 10, false}).add_noise(6, 3);
    EXPECT_TRUE(is_one_at(suspect(picture.frame()), 640, 360, 12.5 * module_pixels)) << module_pixels;
  }
}

TEST(FindPatterns, TellEachOfTwoTicketsApart) {
  QrPicture picture(1280, 720);
  picture.draw(kTicket, {320, 360, 5, 0, false}).draw(kTicket, {960, 360, 5, 30, true});
  const auto codes = suspect(picture.frame());
  ASSERT_EQ(codes.size(), 2U);
  EXPECT_NE(codes[0].inverted, codes[1].inverted);
  EXPECT_EQ(codes[0].patterns + codes[1].patterns, 6);
}

TEST(FindPatterns, TwoThatAreLeftOfACodeAreAPair) {
  const QrPicture whole = QrPicture(640, 480).draw(kTicket, {320, 240, 6, 0, false});
  LumaFrame frame = whole.frame();
  std::vector<std::uint8_t> pixels = *frame.pixels;
  for (int y = 160; y < 240; ++y) {  // a finger over the upper left pattern
    for (int x = 230; x < 310; ++x) pixels[static_cast<std::size_t>(y * 640 + x)] = 120;
  }
  frame.pixels = std::make_shared<const std::vector<std::uint8_t>>(std::move(pixels));
  const auto codes = suspect(frame);
  ASSERT_EQ(codes.size(), 1U);
  EXPECT_EQ(codes[0].patterns, 2);
  EXPECT_LE(codes[0].area.x, 245);
  EXPECT_GE(codes[0].area.x + codes[0].area.width, 395);
}

TEST(FindPatterns, NothingIsSuspectedInEmptyAndClutteredFrames) {
  int suspected = 0;
  for (unsigned seed = 0; seed < 30; ++seed) {
    for (const SuspectedCode& code : suspect(testing::draw_scene(testing::SceneKind::empty, seed).frame)) {
      EXPECT_LT(code.patterns, 3) << seed;
      ++suspected;
    }
  }
  EXPECT_LE(suspected, 2);
}

TEST(FindPatterns, TakeAnySizeOfPicture) {
  for (int width = 1; width < 40; width += 3) {
    for (int height = 1; height < 40; height += 5) {
      QrPicture picture(width, height);
      picture.add_noise(90, static_cast<unsigned>(width));
      suspect(picture.frame());
    }
  }
  QrPicture edge(150, 150);  // as large as the picture: areas stay inside
  edge.draw(kTicket, {75, 75, 6, 0, false});
  for (const SuspectedCode& code : suspect(edge.frame())) {
    EXPECT_GE(code.area.x, 0);
    EXPECT_GE(code.area.y, 0);
    EXPECT_LE(code.area.x + code.area.width, 150);
    EXPECT_LE(code.area.y + code.area.height, 150);
  }
}

}  // namespace
}  // namespace uketsuke
