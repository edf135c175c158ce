// What Excel's plain CSV makes of a name that its encoding cannot write.
#include <gtest/gtest.h>

#include "common/lossy_text.h"

namespace uketsuke {
namespace {

TEST(LossyText, QuestionMarksStandForWhatWasLost) {
  EXPECT_TRUE(is_lossy_copy("𠮷野 健", "??野 健")) << "two units of UTF-16";
  EXPECT_TRUE(is_lossy_copy("𠮷野 健", "?野 健"));
  EXPECT_TRUE(is_lossy_copy("森鷗外", "森?外"));
  EXPECT_TRUE(is_lossy_copy("葛\U000E0100城", "葛??城")) << "a variation selector";
  EXPECT_TRUE(is_lossy_copy("𠮷𠮷", "????"));
}

TEST(LossyText, NothingElseIsACopy) {
  EXPECT_FALSE(is_lossy_copy("山田", "山田")) << "whole";
  EXPECT_FALSE(is_lossy_copy("𠮷野 健", "?野 建"));
  EXPECT_FALSE(is_lossy_copy("𠮷野 健", "?野 健?"));
  EXPECT_FALSE(is_lossy_copy("𠮷野 健", "?"));
  EXPECT_FALSE(is_lossy_copy("Ken", "?en")) << "every encoding has that letter";
  EXPECT_FALSE(is_lossy_copy("", "?"));
  EXPECT_FALSE(is_lossy_copy("森", ""));
}

}  // namespace
}  // namespace uketsuke
