// The camera's reader: what a frame costs, what is left out, what counts; and the coarse look that guides it.
#include <gtest/gtest.h>

#include <string>
#include <vector>

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

/// Frames until the text came; 0: never.
int frames_to_read_inverted(const std::string& text) {
  CameraReader reader;
  for (int number = 1; number <= 40; ++number) {
    if (texts_of(reader.read(inverted_frame(text, number))) == std::vector<std::string>{text}) return number;
  }
  return 0;
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
  const int frames = frames_to_read_inverted(kA);
  EXPECT_GT(frames, 0);
  EXPECT_LE(frames, 4);
}

TEST(CameraReader, WhatANoisyPassReadsCountsOnceItWasReadTwice) {
  const int ticket = frames_to_read_inverted(kA);
  const int other = frames_to_read_inverted("https://example.jp/a");
  EXPECT_GT(other, ticket);
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
