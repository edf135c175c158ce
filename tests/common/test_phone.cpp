// Numbers that a spreadsheet robbed of their 0 or rounded; what a person wrote stays.
#include <gtest/gtest.h>

#include "common/phone.h"

namespace uketsuke {
namespace {

TEST(Phone, GetsItsZeroBackWhereThatMakesAJapaneseNumber) {
  EXPECT_EQ(with_leading_zero("9012345678"), "09012345678");
  EXPECT_EQ(with_leading_zero("462312111"), "0462312111");
  EXPECT_EQ(with_leading_zero("462312111.0"), "0462312111");
  EXPECT_EQ(with_leading_zero("５０12345678"), "05012345678");
  EXPECT_EQ(with_leading_zero("120123456"), "0120123456");
}

TEST(Phone, AnythingElseStaysAsItWasGiven) {
  for (const char* given : {"", "0462312111", "046-231-2111", "90-1234-5678", "4623121110", "46231211", "012345678",
                            "+81462312111", "内線 12", "046(231)2111", "9012345678 内線3", "1.5", "46231211123"}) {
    EXPECT_EQ(with_leading_zero(given), given);
  }
}

TEST(Phone, RoundedNumbersAreTold) {
  for (const char* rounded : {"9.01E+09", "9.01234567E9", "4.6e+8", "9E+09", "９.01E+09"}) {
    EXPECT_TRUE(is_rounded_number(rounded)) << rounded;
  }
  for (const char* other :
       {"", "E", "9012345678", "090-1234-5678", "e@example.jp", "9E", "E9", "9.01E+", "1e@x", "9E+0x"}) {
    EXPECT_FALSE(is_rounded_number(other)) << other;
  }
}

TEST(Phone, BareDigitsOfTheSameNumberSayNothingNew) {
  EXPECT_TRUE(is_same_phone("046-231-2111", "462312111"));
  EXPECT_TRUE(is_same_phone("046-231-2111", "0462312111"));
  EXPECT_TRUE(is_same_phone("０９０ー１２３４ー５６７８", "9012345678"));
  EXPECT_FALSE(is_same_phone("046-231-2111", "046-231-2111"));  // the same text is told apart elsewhere
  EXPECT_FALSE(is_same_phone("046-231-2111", "462312112"));
  EXPECT_FALSE(is_same_phone("", "462312112"));
  EXPECT_FALSE(is_same_phone("046-231-2111 内線5", "0462312111"));
}

}  // namespace
}  // namespace uketsuke
