// Fields made fit to keep: controls folded, length limited.
#include <gtest/gtest.h>

#include <string>

#include "common/field_text.h"

namespace uketsuke {
namespace {

TEST(FieldText, IsOneLineWithoutControls) {
  EXPECT_EQ(fold_to_line("山田\n太郎"), "山田 太郎");
  EXPECT_EQ(fold_to_line("\t山田\r\n\t太郎\n"), "山田 太郎");
  EXPECT_EQ(fold_to_line("山田\x1b\x7f太郎\u0085\u2028"), "山田 太郎");
  EXPECT_EQ(fold_to_line("山田　太郎"), "山田　太郎") << "spaces stay as given";
  EXPECT_EQ(fold_to_line(" 山田 "), " 山田 ");
  EXPECT_EQ(fold_to_line("\n\n"), "");
  const std::string broken("\x82\xa0\n");
  EXPECT_EQ(fold_to_line(broken), broken);
}

TEST(FieldText, KeepsTheLinesOfANote) {
  Attendee attendee;
  attendee.name = "山田\n";
  attendee.phone = "046\t000";
  attendee.note = "一行目\n二行目";
  fold_to_lines(attendee);
  EXPECT_EQ(attendee.name, "山田");
  EXPECT_EQ(attendee.phone, "046 000");
  EXPECT_EQ(attendee.note, "一行目\n二行目");
}

TEST(FieldText, CountsCharactersNotBytes) {
  std::string text;
  for (std::size_t i = 0; i < kMaxFieldCharacters; ++i) text += "髙";
  EXPECT_FALSE(find_text_fault(text));
  EXPECT_TRUE(find_text_fault(text + "x"));
  EXPECT_TRUE(find_text_fault(std::string("a\0b", 3)));
  EXPECT_TRUE(find_text_fault("\x82\xa0"));
}

}  // namespace
}  // namespace uketsuke
