// Picture files: formats, transparency, EXIF, and what is broken or too large.
#include <gtest/gtest.h>

#include <fstream>
#include <iterator>
#include <string>

#include "kiosk/capture/frame_files.h"
#include "kiosk/capture/image_file.h"
#include "tests/kiosk/capture/pixbuf_file.h"
#include "tests/support/temp_folder.h"

namespace uketsuke {
namespace {

using testing::QrPicture;
using testing::TempFolder;
using testing::write_picture;

void write_bytes(const std::string& file, const std::string& bytes) { std::ofstream(file, std::ios::binary) << bytes; }

std::string read_bytes(const std::string& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

std::uint8_t at(const LumaFrame& frame, int x, int y) {
  return (*frame.pixels)[static_cast<std::size_t>(y * frame.row_stride + x)];
}

TEST(ImageFile, ReadsPngJpegAndPgmAlike) {
  const TempFolder folder;
  const QrPicture picture = testing::ticket_picture("KTSK", 8);
  write_picture(picture, folder.file("a.png"), "png");
  write_picture(picture, folder.file("a.jpg"), "jpeg");
  picture.write_pgm(folder.file("a.pgm"));
  for (const char* name : {"a.png", "a.jpg", "a.pgm"}) {
    const auto frame = read_image_file(folder.file(name));
    ASSERT_TRUE(frame) << frame.error().what;
    EXPECT_TRUE(is_valid(*frame));
    EXPECT_EQ(frame->width, 640);
    EXPECT_EQ(frame->height, 480);
    for (int i = 0; i < 640; i += 7) EXPECT_NEAR(at(*frame, i, 240), picture.pixels()[240 * 640 + i], 24) << name;
  }
}

TEST(ImageFile, ReadsWebp) {
  // 2x1, lossless.
  const std::string webp("RIFF\x1c\0\0\0WEBPVP8L\x0f\0\0\0/\x01\0\0\0\x07\x10\xfd\x8f\xfe\x07\"\xa2\xff\x01\0", 36);
  const TempFolder folder;
  write_bytes(folder.file("a.webp"), webp);
  const auto frame = read_image_file(folder.file("a.webp"));
  ASSERT_TRUE(frame) << frame.error().what;
  EXPECT_EQ(frame->width, 2);
  EXPECT_EQ(frame->height, 1);
}

TEST(ImageFile, ShowsTransparentPartsOverWhite) {
  const TempFolder folder;
  GdkPixbuf* pixbuf = gdk_pixbuf_new(GDK_COLORSPACE_RGB, TRUE, 8, 4, 4);
  gdk_pixbuf_fill(pixbuf, 0x00000000);  // black, fully transparent
  ASSERT_TRUE(gdk_pixbuf_save(pixbuf, folder.file("a.png").c_str(), "png", nullptr, nullptr));
  gdk_pixbuf_fill(pixbuf, 0x000000FF);
  ASSERT_TRUE(gdk_pixbuf_save(pixbuf, folder.file("b.png").c_str(), "png", nullptr, nullptr));
  g_object_unref(pixbuf);
  EXPECT_EQ(at(*read_image_file(folder.file("a.png")), 1, 1), 255);
  EXPECT_EQ(at(*read_image_file(folder.file("b.png")), 1, 1), 0);
}

/// A JPEG with an EXIF block that says how the camera was held.
std::string with_orientation(const std::string& jpeg, char orientation) {
  const std::string tiff =
      std::string("II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0", 18) + orientation + std::string("\0\0\0\0\0\0\0", 7);
  const std::string exif = std::string("Exif\0\0", 6) + tiff;
  const auto length = static_cast<char>(exif.size() + 2);
  return jpeg.substr(0, 2) + std::string("\xff\xe1\0", 3) + length + exif + jpeg.substr(2);
}

TEST(ImageFile, TurnsPhotographsAsTheCameraWasHeld) {
  const TempFolder folder;
  write_picture(QrPicture(64, 32), folder.file("a.jpg"), "jpeg");
  write_bytes(folder.file("b.jpg"), with_orientation(read_bytes(folder.file("a.jpg")), 6));
  const auto frame = read_image_file(folder.file("b.jpg"));
  ASSERT_TRUE(frame);
  EXPECT_EQ(frame->width, 32);
  EXPECT_EQ(frame->height, 64);
}

TEST(ImageFile, RefusesBrokenFiles) {
  const TempFolder folder;
  write_picture(testing::ticket_picture("KTSK"), folder.file("whole.png"), "png");
  const std::string whole = read_bytes(folder.file("whole.png"));
  write_bytes(folder.file("empty.png"), "");
  write_bytes(folder.file("words.png"), "this is no picture");
  write_bytes(folder.file("cut.png"), whole.substr(0, whole.size() / 2));
  write_bytes(folder.file("head.png"), whole.substr(0, 20));
  for (const char* name : {"empty.png", "words.png", "cut.png", "head.png"}) {
    const auto frame = read_image_file(folder.file(name));
    ASSERT_FALSE(frame) << name;
    EXPECT_EQ(frame.error().code, Code::bad_input) << name;
    EXPECT_NE(frame.error().what.find(name), std::string::npos);
  }
  EXPECT_EQ(read_image_file(folder.file("none.png")).error().code, Code::not_found);
  EXPECT_EQ(read_image_file(folder.path()).error().code, Code::bad_input);
}

TEST(ImageFile, RefusesPicturesBeyondFiftyMegapixelsBeforeTheyAreDecoded) {
  const TempFolder folder;
  write_bytes(folder.file("bomb.pgm"), "P5\n60000 60000\n255\n" + std::string(1000, 'x'));
  write_bytes(folder.file("large.pgm"), "P5\n10000 5001\n255\n" + std::string(1000, 'x'));
  for (const char* name : {"bomb.pgm", "large.pgm"}) {
    const auto frame = read_image_file(folder.file(name));
    ASSERT_FALSE(frame);
    EXPECT_EQ(frame.error().code, Code::bad_input);
  }
  EXPECT_NE(read_image_file(folder.file("large.pgm")).error().what.find("50 megapixels"), std::string::npos);
}

TEST(FrameFiles, ListsAFolderAPatternAndAGlobInOrder) {
  const TempFolder folder;
  for (const char* name : {"f10.png", "f2.png", "f1.png", "g.jpg", "notes.txt"}) write_bytes(folder.file(name), "x");
  const auto names = [](const Result<FrameFiles>& files) {
    std::vector<std::string> list;
    for (const auto& file : files->pictures) list.push_back(file.filename().string());
    return list;
  };
  using Names = std::vector<std::string>;
  EXPECT_EQ(names(find_frame_files(folder.path())), (Names{"f1.png", "f10.png", "f2.png", "g.jpg"}));
  EXPECT_EQ(names(find_frame_files(folder.file("f%d.png"))), (Names{"f1.png", "f2.png", "f10.png"}));
  EXPECT_EQ(names(find_frame_files(folder.file("f%03d.png"))), (Names{"f1.png", "f2.png", "f10.png"}));
  EXPECT_EQ(names(find_frame_files(folder.file("*.png"))), (Names{"f1.png", "f10.png", "f2.png"}));
  EXPECT_EQ(names(find_frame_files(folder.file("g.jpg"))), (Names{"g.jpg"}));
  EXPECT_EQ(find_frame_files(folder.file("notes.txt"))->video.filename(), "notes.txt");
  EXPECT_EQ(find_frame_files(folder.file("none")).error().code, Code::not_found);
  EXPECT_EQ(find_frame_files(folder.file("x%d.png")).error().code, Code::not_found);
  const TempFolder empty;
  EXPECT_EQ(find_frame_files(empty.path()).error().code, Code::bad_input);
}

}  // namespace
}  // namespace uketsuke
