// The camera's reader: what a frame costs, what is left out, what counts; and the coarse look that guides it.
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "kiosk/capture/read_budget.h"
#include "kiosk/capture/read_camera.h"
#include "kiosk/capture/read_texture.h"
#include "tests/support/qr_picture.h"
#include "tests/support/scene/qr_scene.h"

namespace uketsuke {
namespace {

using testing::QrPicture;
using testing::ticket_picture;

const std::string kA = "KTSK000000000000000000000000A";
const std::string kB = "KTSK000000000000000000000000B";

std::vector<std::string> texts_of(const Result<ReadCodes>& read) {
  std::vector<std::string> texts;
  for (const ReadCode& code : read->codes) texts.push_back(code.text);
  return texts;
}

/// A hand never holds still: each frame differs from the one before.
LumaFrame inverted_frame(const std::string& text, int number) {
  QrPicture picture(640, 480);
  picture.draw(text, {280.0 + 4 * (number % 9), 200, 4, 5.0 * number, true});
  return picture.frame();
}

struct Effort {
  int frames = 0;  ///< 0: never read
  unsigned passes = 0;
};

Effort effort_to_read_inverted(const std::string& text) {
  CameraReader reader;
  unsigned passes = 0;
  for (int number = 1; number <= 40; ++number) {
    const auto read = reader.read(inverted_frame(text, number));
    passes += read->passes;
    if (texts_of(read) == std::vector<std::string>{text}) return {number, passes};
  }
  return {};
}

TEST(CameraReader, AReadableCodeTakesThePlainPassAlone) {
  CameraReader reader;
  const auto read = reader.read(ticket_picture(kA).frame());
  EXPECT_EQ(texts_of(read), std::vector<std::string>{kA});
  EXPECT_EQ(read->passes, 1U);
}

TEST(CameraReader, AFrameWithoutACodeTakesOnePassMoreOnAPart) {
  CameraReader reader;
  for (unsigned seed = 0; seed < 6; ++seed) {
    const auto read = reader.read(testing::draw_scene(testing::SceneKind::empty, seed).frame);
    EXPECT_TRUE(read->codes.empty());
    EXPECT_EQ(read->passes, 2U) << seed;
  }
}

/// Its finder patterns are there, what it says is covered by a thumb.
LumaFrame unreadable_frame(unsigned seed) {
  QrPicture picture(1280, 720);
  picture.draw(kA, {600.0 + 8 * seed, 350, 5, 0, false});
  LumaFrame frame = picture.frame();
  std::vector<std::uint8_t> pixels = *frame.pixels;
  for (int y = 335; y < 415; ++y) {
    for (int x = 585; x < 665; ++x)
      pixels[static_cast<std::size_t>(y) * 1280 + static_cast<std::size_t>(x) + 8 * seed] = 120;
  }
  frame.pixels = std::make_shared<const std::vector<std::uint8_t>>(std::move(pixels));
  return frame;
}

TEST(CameraReader, SpendsWhatItMayWhereACodeIsSuspectedAndNoMore) {
  std::int64_t before = 0;
  for (const std::int64_t allowed : {20, 100, 300}) {
    CameraReader reader;
    reader.allow(allowed);
    const auto read = reader.read(unreadable_frame(1));
    ASSERT_TRUE(read->codes.empty());
    ASSERT_EQ(reader.suspected().size(), 1U);
    EXPECT_GT(reader.cost_percent(), before);
    EXPECT_LE(reader.cost_percent(), 100 + 20 + allowed);
    before = reader.cost_percent();
  }
}

TEST(CameraReader, SuspectsNothingWhereItRead) {
  CameraReader reader;
  reader.read(unreadable_frame(1));
  ASSERT_FALSE(reader.suspected().empty());
  reader.read(ticket_picture(kA).frame());
  EXPECT_TRUE(reader.suspected().empty());
}

TEST(ReadBudget, IsWhatTheCamerasIntervalLeaves) {
  const auto after = [](std::int64_t plain_us) {
    ReadBudget budget;
    for (int i = 0; i < 100; ++i) budget.learn(100, plain_us);
    return budget.percent();
  };
  EXPECT_NEAR(static_cast<double>(after(5'000)), 300, 5);
  EXPECT_NEAR(static_cast<double>(after(10'000)), 100, 2);
  EXPECT_EQ(after(30'000), ReadBudget::kLeastPercent) << "a machine that has no time left";
  EXPECT_EQ(after(100), ReadBudget::kMostPercent);
  for (const std::int64_t plain_us : {3'000, 5'000, 8'000, 12'000, 18'000}) {
    EXPECT_LE(plain_us + plain_us * after(plain_us) / 100, ReadBudget::kFrameUs * 7 / 10) << plain_us;
  }
}

TEST(ReadBudget, IsOverrunOnlyWhenItIsForSeconds) {
  ReadBudget budget;
  for (int i = 0; i < 2 * ReadBudget::kShortFrames; ++i) budget.learn(100, 8'000);
  EXPECT_FALSE(budget.is_overrun());
  for (int i = 0; i < ReadBudget::kShortFrames / 2; ++i) budget.learn(100, 60'000);
  EXPECT_FALSE(budget.is_overrun()) << "a slow moment";
  for (int i = 0; i < ReadBudget::kShortFrames; ++i) budget.learn(100, 60'000);
  EXPECT_TRUE(budget.is_overrun());
}

TEST(ReadBudget, LearnsFromCostlyFramesAsFromPlainOnes) {
  ReadBudget plain;
  ReadBudget costly;
  for (int i = 0; i < 100; ++i) {
    plain.learn(100, 6'000);
    costly.learn(300, 18'000);
    costly.learn(0, 50);  // left out
  }
  EXPECT_EQ(plain.percent(), costly.percent());
}

TEST(CameraReader, LeavesOutFramesWithoutChangeAndStillTellsTheirCode) {
  CameraReader reader;
  reader.read(ticket_picture(kA).frame());
  unsigned passes = 0;
  for (unsigned i = 1; i < CameraReader::kSameFrames; ++i) {
    const auto read = reader.read(ticket_picture(kA).add_noise(3, i).frame());
    EXPECT_EQ(texts_of(read), std::vector<std::string>{kA});
    passes += read->passes;
  }
  EXPECT_EQ(passes, 0U);
  EXPECT_EQ(reader.read(ticket_picture(kA).frame())->passes, 1U) << "looked at again from time to time";
}

TEST(CameraReader, AnEmptyPictureThatDoesNotChangeCostsNothingInTheEnd) {
  CameraReader reader;
  const LumaFrame empty = QrPicture(640, 480).frame();
  for (int i = 0; i < 40; ++i) reader.read(empty);
  unsigned passes = 0;
  for (unsigned i = 0; i < 2 * CameraReader::kSameFrames; ++i) passes += reader.read(empty)->passes;
  EXPECT_LE(passes, 4U);
}

TEST(CameraReader, AnotherTicketInTheSamePlaceIsReadAtOnce) {
  for (const double module_pixels : {2.5, 4.0, 8.0}) {
    CameraReader reader;
    reader.read(ticket_picture(kA, module_pixels).frame());
    const auto read = reader.read(ticket_picture(kB, module_pixels).frame());
    EXPECT_EQ(texts_of(read), std::vector<std::string>{kB}) << module_pixels;
  }
}

TEST(CameraReader, ReadsAPhoneInDarkModeWithinATenthOfASecond) {
  EXPECT_EQ(effort_to_read_inverted(kA).frames, 1) << "its finder patterns are seen, so it is read on the first frame";
}

TEST(CameraReader, WhatANoisyPassReadsCountsOnceItWasReadTwice) {
  const Effort ticket = effort_to_read_inverted(kA);
  const Effort other = effort_to_read_inverted("https://example.jp/a");
  EXPECT_GT(other.frames, 0);
  EXPECT_GT(other.passes, ticket.passes);
}

TEST(CameraReader, FindsASmallNoisyCodeInACornerOfTheFrame) {
  CameraReader reader;
  bool read = false;
  for (unsigned seed = 0; seed < 30 && !read; ++seed) {
    QrPicture picture(1280, 720, 150);
    picture.draw(kA, {1150.0 + seed % 5, 90.0 + seed % 3, 2.0, 3.0 + seed, true}).add_noise(10, seed);
    read = !reader.read(picture.frame())->codes.empty();
  }
  EXPECT_TRUE(read);
}

TEST(CameraReader, ToldCornersAreThoseOfTheWholeFrame) {
  CameraReader reader;
  for (int number = 1; number <= 40; ++number) {
    QrPicture picture(1280, 720);
    picture.draw(kA, {1000.0 + number % 7, 500, 4, 0, true});
    const auto read = reader.read(picture.frame());
    if (read->codes.empty()) continue;
    EXPECT_NEAR(read->codes[0].corners[0].x, 950 + number % 7, 10);  // version 2: 25 modules
    EXPECT_NEAR(read->codes[0].corners[0].y, 450, 10);
    return;
  }
  ADD_FAILURE() << "not read";
}

TEST(CameraReader, TakesFramesOfAnotherSizeAndRefusesBadOnes) {
  CameraReader reader;
  reader.read(QrPicture(640, 480).frame());
  EXPECT_EQ(texts_of(reader.read(ticket_picture(kA).frame())), std::vector<std::string>{kA});
  EXPECT_TRUE(reader.read(QrPicture(20, 9).frame())->codes.empty());
  LumaFrame bad = ticket_picture(kA).frame();
  bad.height += 1;
  EXPECT_EQ(reader.read(bad).error().code, Code::bad_frame);
}

TEST(ReadTexture, SeesChangeAndNotNoise) {
  const LumaFrame code = ticket_picture(kA).frame();
  const LumaFrame noisy = ticket_picture(kA).add_noise(4, 1).frame();
  const LumaFrame other = ticket_picture(kB, 6, 3).frame();
  const Texture texture = measure_texture(view_of(code));
  EXPECT_TRUE(looks_same(measure_texture(view_of(noisy)), texture));
  EXPECT_FALSE(looks_same(measure_texture(view_of(other)), texture));
  EXPECT_FALSE(looks_same(measure_texture(view_of(QrPicture(320, 480).frame())), texture));
  const Texture none = measure_texture(view_of(QrPicture(8, 8).frame()));
  EXPECT_FALSE(looks_same(none, none)) << "nothing was looked at";
}

TEST(ReadTexture, TheBusiestAreaHoldsTheCode) {
  QrPicture picture(1280, 720);
  picture.draw(kA, {300, 500, 4, 10, false});
  const GrayArea area = busiest_area(measure_texture(view_of(picture.frame())), 320, 200);
  EXPECT_LE(area.x, 250);
  EXPECT_GE(area.x + area.width, 350);
  EXPECT_LE(area.y, 450);
  EXPECT_GE(area.y + area.height, 550);
  const GrayArea middle = busiest_area(measure_texture(view_of(QrPicture(1280, 720).frame())), 320, 200);
  EXPECT_EQ(middle, (GrayArea{480, 260, 320, 200}));
}

}  // namespace
}  // namespace uketsuke
