// Encodings of real files, and what is broken in them with its line.
#include <gtest/gtest.h>

#include <string>

#include "kiosk/intake/text_decoding.h"

namespace uketsuke {
namespace {

using Lines = std::vector<std::int64_t>;

DecodedText decode(const std::string& bytes) { return decode_text(bytes).value(); }

TEST(TextDecoding, TakesUtf8WithAndWithoutMark) {
  EXPECT_EQ(decode("氏名\n髙橋").utf8, "氏名\n髙橋");
  EXPECT_EQ(decode("\xEF\xBB\xBF氏名").utf8, "氏名");
  EXPECT_EQ(decode("").utf8, "");
  EXPECT_EQ(decode("name").encoding, "UTF-8");
}

TEST(TextDecoding, TakesCp932WithItsOwnCharacters) {
  // 氏名,髙﨑①㈱～－ in CP932: 髙 = FBFC, 﨑 = FAB1, ① = 8740, ㈱ = 878A, ～ = 8160, － = 817C
  const DecodedText text = decode("\x8e\x81\x96\xbc,\xfb\xfc\xfa\xb1\x87\x40\x87\x8a\x81\x60\x81\x7c\\~");
  EXPECT_EQ(text.encoding, "CP932");
  EXPECT_EQ(text.utf8, "氏名,髙﨑①㈱～－\\~");
  EXPECT_TRUE(text.broken_lines.empty());
  EXPECT_EQ(decode("\xb1\xb2\xb3").utf8, "ｱｲｳ");
}

TEST(TextDecoding, TakesUtf16WithMark) {
  EXPECT_EQ(decode(std::string("\xFF\xFE\x0F\x6C\x0D\x54\x09\x00\x42\xD8\xB7\xDF", 12)).utf8, "氏名\t𠮷");
  EXPECT_EQ(decode(std::string("\xFE\xFF\x6C\x0F\x54\x0D", 6)).utf8, "氏名");
}

TEST(TextDecoding, NamesTheLinesOfBrokenUtf8AndKeepsTheRest) {
  const DecodedText text = decode("氏名,所属\r\n山田,甲\r\n鈴\xE6\x9C木,乙\r\n佐藤,丙\r\n\xE9\xAB");
  EXPECT_EQ(text.encoding, "UTF-8");
  EXPECT_EQ(text.broken_lines, (Lines{3, 5}));
  EXPECT_NE(text.utf8.find("佐藤,丙"), std::string::npos);
}

TEST(TextDecoding, NamesTheLinesOfBrokenCp932AndOfHalfACharacterAtTheEnd) {
  EXPECT_EQ(decode("\x8e\x81\x96\xbc\r\n\x8e\xff\x81\r\n\x8e\x81").broken_lines, (Lines{2}));
  EXPECT_EQ(decode("\x8e\x81\x96\xbc\n\x8e").broken_lines, (Lines{2}));
}

TEST(TextDecoding, NamesTheLinesOfBrokenUtf16) {
  EXPECT_EQ(decode(std::string("\xFF\xFE\x41\x00\x0A\x00\x00\xD8\x42\x00", 10)).broken_lines, (Lines{2}));
  EXPECT_EQ(decode(std::string("\xFF\xFE\x41\x00\x0A\x00\x41", 7)).broken_lines, (Lines{2}));
}

TEST(TextDecoding, CountsLinesByEveryKindOfLineEnd) {
  EXPECT_EQ(decode("あ\rい\r\nう\nえ\xFF").broken_lines, (Lines{4}));
}

TEST(TextDecoding, DecodesManyBlocks) {
  std::string bytes;
  std::string expected;
  for (int i = 0; i < 20'000; ++i) {
    bytes += "\x8e\x81\x96\xbc,\n";
    expected += "氏名,\n";
  }
  EXPECT_EQ(decode(bytes).utf8, expected);
}

}  // namespace
}  // namespace uketsuke
