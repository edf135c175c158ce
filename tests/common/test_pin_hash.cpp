// PINs: their form, their hash, and telling a right one from a wrong one.
#include <gtest/gtest.h>

#include "common/pin_hash.h"

namespace uketsuke {
namespace {

TEST(PinHash, APinIsFourToTwelveAsciiDigits) {
  for (const char* pin : {"0000", "1234", "123456789012"}) EXPECT_TRUE(is_valid_pin(pin)) << pin;
  for (const char* pin : {"", "123", "1234567890123", "12 4", "１２３４", "abcd", "+123"}) {
    EXPECT_FALSE(is_valid_pin(pin)) << pin;
  }
}

TEST(PinHash, TellsTheRightOneAndIsNeverTheSameText) {
  const auto one = hash_pin("1234");
  const auto other = hash_pin("1234");
  ASSERT_TRUE(one && other);
  EXPECT_NE(*one, *other);
  EXPECT_EQ(one->rfind("$argon2id$", 0), 0U);
  EXPECT_TRUE(verify_pin("1234", *one));
  EXPECT_FALSE(verify_pin("1235", *one));
}

TEST(PinHash, ATextThatIsNoHashFitsNoPin) {
  for (const char* hash : {"", "1234", "$argon2id$", "$argon2id$v=19$m=65536,t=2,p=1$x$y"}) {
    EXPECT_FALSE(verify_pin("1234", hash)) << hash;
  }
}

}  // namespace
}  // namespace uketsuke
