// How much of a name an attendee's own search shows, and from when on it looks.
#include <gtest/gtest.h>

#include "common/attendee_search.h"

namespace uketsuke {
namespace {

TEST(AttendeeSearch, ShowsTheFamilyNameOnly) {
  EXPECT_EQ(shown_name("山田 太郎"), "山田 ○○");
  EXPECT_EQ(shown_name(" 山田　太郎 "), "山田 ○○");
  EXPECT_EQ(shown_name("髙橋　一郎　次郎"), "髙橋 ○○");
  EXPECT_EQ(shown_name("𠮷田太郎"), "𠮷○○") << "where it ends is not known";
  EXPECT_EQ(shown_name("林"), "林○○");
  EXPECT_EQ(shown_name("Anna Maria Smith"), "Anna ○○");
  EXPECT_EQ(shown_name(""), "○○");
}

TEST(AttendeeSearch, LooksFromThreeKanaOn) {
  EXPECT_FALSE(is_enough_to_search(""));
  EXPECT_FALSE(is_enough_to_search("やま"));
  EXPECT_TRUE(is_enough_to_search("やまだ"));
  EXPECT_FALSE(is_enough_to_search("や　ま ")) << "spaces are none";
  EXPECT_FALSE(is_enough_to_search("やーま"));
  EXPECT_TRUE(is_enough_to_search("きょう"));
}

}  // namespace
}  // namespace uketsuke
