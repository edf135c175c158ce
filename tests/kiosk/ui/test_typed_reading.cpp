// Romaji to kana, and what was typed for what an input method brought.
#include <gtest/gtest.h>

#include <string>

#include "kiosk/ui/typed_reading.h"

namespace uketsuke {
namespace {

TEST(Romaji, IsReadAsAnInputMethodDoes) {
  const std::pair<const char*, const char*> cases[] = {
      {"yamada", "やまだ"}, {"tarou", "たろう"},   {"shinnichi", "しんいち"}, {"shin'ichi", "しんいち"},
      {"konno", "こんお"},  {"konnno", "こんの"},  {"kenta", "けんた"},       {"hattori", "はっとり"},
      {"jun", "じゅん"},    {"chihiro", "ちひろ"}, {"kyouko", "きょうこ"},    {"ryuu", "りゅう"},
      {"fujii", "ふじい"},  {"tsuda", "つだ"},     {"a-ya", "あーや"},        {"", ""}};
  for (const auto& [romaji, kana] : cases) EXPECT_EQ(hiragana_of(romaji), kana) << romaji;
  for (const char* bad : {"yamad", "q", "ya!", "xk", "kw"}) EXPECT_EQ(hiragana_of(bad), "") << bad;
}

class Typing {
 public:
  Typing& keys(const std::string& letters) {
    for (const char c : letters) follower_.on_key(KeySort::text, c);
    return *this;
  }
  Typing& press(KeySort sort) {
    follower_.on_key(sort, 0);
    return *this;
  }
  Typing& chars(const std::u32string& text) {
    for (const char32_t c : text) follower_.on_char(c);
    return *this;
  }
  std::string told() {
    std::string words;
    for (const TypedReading& one : follower_.take()) words += one.text + "=" + one.kana + ";";
    return words;
  }

 private:
  ReadingFollower follower_;
};

TEST(TypedReadings, AConversionIsKnownByItsKeys) {
  Typing typing;
  EXPECT_EQ(typing.keys("yamada ").press(KeySort::enter).chars(U"山田").told(), "山田=やまだ;");
  EXPECT_EQ(typing.told(), "");
  EXPECT_EQ(typing.keys("tarou 3").press(KeySort::enter).chars(U"太朗").told(), "太朗=たろう;")
      << "a candidate's number";
}

TEST(TypedReadings, TheNextCompositionCommitsTheLast) {
  Typing typing;
  EXPECT_EQ(typing.keys("yamada t").chars(U"山田").told(), "山田=やまだ;");
  EXPECT_EQ(typing.keys("arou ").press(KeySort::enter).chars(U"太郎").told(), "太郎=たろう;");
}

TEST(TypedReadings, WhatIsNotSureIsNotTold) {
  Typing typing;
  EXPECT_EQ(typing.keys("yamadq").press(KeySort::backspace).keys("a ").press(KeySort::enter).chars(U"山田").told(), "");
  EXPECT_EQ(typing.chars(U"貼付").told(), "") << "pasted";
  typing.keys("a").chars(U"a");
  EXPECT_EQ(typing.keys("b").chars(U"b").told(), "") << "typed directly";
  EXPECT_EQ(typing.keys("yamada ").press(KeySort::enter).chars(U"山田").told(), "山田=やまだ;") << "and sure again";
}

TEST(Furigana, IsProposedOnlyWhereEveryPartIsKnown) {
  const std::vector<TypedReading> known = {{"山", "やま"}, {"山田", "やまだ"}, {"太郎", "たろう"}};
  EXPECT_EQ(propose_furigana("山田太郎", known), "やまだたろう");
  EXPECT_EQ(propose_furigana("山田　太郎", known), "やまだ　たろう");
  EXPECT_EQ(propose_furigana("山田 はな", known), "やまだ はな");
  EXPECT_EQ(propose_furigana("山田花子", known), "");
  EXPECT_EQ(propose_furigana("", known), "");
  EXPECT_EQ(propose_furigana("はな", known), "") << "nothing was converted";
}

}  // namespace
}  // namespace uketsuke
