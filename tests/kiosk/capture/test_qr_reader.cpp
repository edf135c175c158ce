// The reader on drawn codes and on photographs.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "kiosk/capture/image_file.h"
#include "kiosk/capture/qr_reader.h"
#include "kiosk/capture/zxing_reader.h"
#include "tests/support/qr_picture.h"

namespace uketsuke {
namespace {

using testing::QrPicture;
using testing::ticket_picture;

const std::string kTicket = "KTSK0123456789ABCDEFGHJKMNPQR";

std::vector<std::string> texts_of(const Result<ReadCodes>& read) {
  std::vector<std::string> texts;
  if (read) {
    for (const ReadCode& code : read->codes) texts.push_back(code.text);
  }
  std::sort(texts.begin(), texts.end());
  return texts;
}

TEST(QrReader, ReadsATicketAtAnyAngle) {
  for (const double degrees : {0.0, 7.0, 45.0, 90.0, 133.0, 180.0, 270.0, 301.0}) {
    const auto read = read_codes(ticket_picture(kTicket, 6, degrees).frame());
    EXPECT_EQ(texts_of(read), std::vector<std::string>{kTicket}) << degrees;
    EXPECT_EQ(read->passes, 1U);
  }
}

TEST(QrReader, ReadsRowsThatArePadded) {
  const auto read = read_codes(ticket_picture(kTicket).frame(704));
  EXPECT_EQ(texts_of(read), std::vector<std::string>{kTicket});
}

TEST(QrReader, TellsWhereTheCodeIs) {
  const auto read = read_codes(ticket_picture(kTicket, 4).frame());
  ASSERT_EQ(read->codes.size(), 1U);
  const auto& corners = read->codes[0].corners;  // version 2: 25 modules, 50 pixels to each side of the middle
  EXPECT_NEAR(corners[0].x, 270, 6);
  EXPECT_NEAR(corners[0].y, 190, 6);
  EXPECT_NEAR(corners[2].x, 370, 6);
  EXPECT_NEAR(corners[2].y, 290, 6);
}

TEST(QrReader, ReadsAnInvertedCodeInASecondPass) {
  QrPicture picture(640, 480);
  picture.draw(kTicket, {320, 240, 6, 0, true});
  const auto still = read_codes(picture.frame());
  EXPECT_EQ(texts_of(still), std::vector<std::string>{kTicket});
  EXPECT_LE(still->passes, 2U);
}

TEST(QrReader, RaisingReadsSmallNoisyCodesThatThePlainPassDoesNot) {
  int plain = 0;
  int still = 0;
  for (unsigned seed = 0; seed < 12; ++seed) {
    QrPicture picture(320, 240);
    picture.draw(kTicket, {160.3, 120.7, 2.0, 3.0 * seed, false}).add_noise(14, seed);
    plain += look_with_zxing(view_of(picture.frame()), Threshold::local).codes.empty() ? 0 : 1;
    still += read_codes(picture.frame())->codes.empty() ? 0 : 1;
  }
  EXPECT_GT(still, plain);
  EXPECT_GE(still, 8) << plain << " plain";
}

TEST(QrReader, ReadsAllCodesOfASheetAndNoMoreThanEight) {
  QrPicture sheet(1280, 720);
  std::vector<std::string> expected;
  for (int i = 0; i < 3; ++i) {
    expected.push_back(kTicket.substr(0, 28) + static_cast<char>('A' + i));
    sheet.draw(expected.back(), {220.0 + 400 * i, 360, 6, 2.0 * i, false});
  }
  EXPECT_EQ(texts_of(read_codes(sheet.frame())), expected);
  QrPicture many(1280, 720);
  for (int i = 0; i < 10; ++i) {
    many.draw(kTicket.substr(0, 28) + static_cast<char>('A' + i),
              {130.0 + 250 * (i % 5), i < 5 ? 180.0 : 540.0, 5, 0, false});
  }
  EXPECT_EQ(read_codes(many.frame())->codes.size(), kMaxCodesInFrame);
}

TEST(QrReader, GivesUtf8TextAndBytesAsTheyAre) {
  const std::string japanese = "海老名市医療センター 3階";
  EXPECT_EQ(texts_of(read_codes(ticket_picture(japanese, 5).frame())), std::vector<std::string>{japanese});
}

TEST(QrReader, AnEmptyFrameHoldsNothingAndCostsEveryPass) {
  const auto read = read_codes(QrPicture(1280, 720).frame());
  ASSERT_TRUE(read);
  EXPECT_TRUE(read->codes.empty());
  EXPECT_GE(read->passes, 3U);
}

TEST(QrReader, RefusesFramesWhoseSizesDisagree) {
  LumaFrame frame = ticket_picture(kTicket).frame();
  frame.height += 1;
  EXPECT_EQ(read_codes(frame).error().code, Code::bad_frame);
  EXPECT_EQ(read_codes(LumaFrame{}).error().code, Code::bad_frame);
  frame = ticket_picture(kTicket).frame();
  frame.row_stride = frame.width - 1;
  EXPECT_EQ(read_codes(frame).error().code, Code::bad_frame);
}

TEST(QrReader, ReadsTinyFramesWithoutACrash) {
  for (int size = 1; size < 40; ++size) {
    const QrPicture picture(size, 41 - size);
    EXPECT_TRUE(read_codes(picture.frame())->codes.empty());
  }
}

/// What a photograph says, NAME.txt or NAME.bin; quotation marks stand there with or without a backslash.
std::string expected_text(std::filesystem::path photo) {
  std::ifstream bytes(photo.replace_extension(".bin"), std::ios::binary);
  if (bytes) return {std::istreambuf_iterator<char>(bytes), {}};
  std::ifstream file(photo.replace_extension(".txt"), std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

std::string without_escapes(std::string text) {
  for (std::size_t at = 0; (at = text.find('\\', at)) != std::string::npos;) text.erase(at, 1);
  return text;
}

struct PhotoCount {
  int photos = 0;
  int read = 0;
  int wrong = 0;
};

PhotoCount read_photos(const std::filesystem::path& folder) {
  PhotoCount count;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
    if (entry.path().extension() != ".png") continue;
    ++count.photos;
    const auto frame = read_image_file(entry.path());
    EXPECT_TRUE(frame) << entry.path();
    if (!frame) continue;
    const std::vector<std::string> texts = texts_of(read_codes(*frame));
    if (texts.empty()) continue;
    const std::string expected = without_escapes(expected_text(entry.path()));
    const bool right = std::any_of(texts.begin(), texts.end(),
                                   [&](const std::string& text) { return without_escapes(text) == expected; });
    ++(right ? count.read : count.wrong);
    if (!right) ADD_FAILURE() << entry.path() << " reads " << texts[0];
  }
  return count;
}

TEST(QrReader, ReadsPhotographs) {
  const std::filesystem::path folder = std::filesystem::path(UKETSUKE_SOURCE_DIR) / ".." / "shared" / "photos";
  if (!std::filesystem::exists(folder)) GTEST_SKIP() << "no photographs at " << folder;
  const PhotoCount count = read_photos(folder);
  RecordProperty("read", count.read);
  EXPECT_GE(count.read, 125) << "of " << count.photos;  // 127 with ZXing 1.4.0 and ZBar 0.23.92
  std::printf("photographs: %d of %d read\n", count.read, count.photos);
}

}  // namespace
}  // namespace uketsuke
