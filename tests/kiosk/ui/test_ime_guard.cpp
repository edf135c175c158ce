// The guard between an input method and a field: what is the composition's never reaches the field, and the rest does.
#include <gtest/gtest.h>

#include <cstdint>
#include <string_view>

#include "kiosk/ui/ime_guard.h"

namespace uketsuke {
namespace {

/// A person who types 100 ms a key, and the input method's commits.
class Hand {
 public:
  bool press(KeySort sort, char ascii = 0) { return guard_.let_through(sort, ascii, now_us_ += 100'000); }
  void compose(std::string_view keys) {
    for (const char key : keys) EXPECT_TRUE(press(KeySort::text, key));
  }
  void type_directly(char c) {
    press(KeySort::text, c);
    guard_.on_char(static_cast<unsigned char>(c), now_us_ + 1'000);
  }
  void commit(std::u32string_view text, std::int64_t after_us = 2'000) {
    for (const char32_t c : text) guard_.on_char(c, now_us_ + after_us);
  }
  /// Backspaces until one reaches the field.
  int backspaces_kept() {
    int count = 0;
    while (!press(KeySort::backspace)) ++count;
    return count;
  }
  void wait_us(std::int64_t us) { now_us_ += us; }
  [[nodiscard]] bool is_composing() const { return guard_.is_composing(); }

 private:
  ImeGuard guard_;
  std::int64_t now_us_ = 1'000'000;
};

TEST(ImeGuard, LetsKeysOfDirectTypingThrough) {
  Hand hand;
  for (const char c : std::string_view("yamada 12")) hand.type_directly(c);
  EXPECT_TRUE(hand.press(KeySort::backspace));
  EXPECT_TRUE(hand.press(KeySort::tab));
  EXPECT_TRUE(hand.press(KeySort::escape));
  EXPECT_TRUE(hand.press(KeySort::enter));
}

TEST(ImeGuard, KeepsTheEnterThatConfirmsAndOnlyThat) {
  Hand hand;
  hand.compose("yamada ");
  EXPECT_FALSE(hand.press(KeySort::enter));
  hand.commit(U"山田");
  EXPECT_FALSE(hand.is_composing());
  EXPECT_TRUE(hand.press(KeySort::enter));
}

TEST(ImeGuard, KeepsAsManyBackspacesAsKanaAreShown) {
  struct Row {
    const char* keys;
    int kana;
  };
  const Row rows[] = {{"yamada", 3}, {"kanta", 3},    {"kanda", 3}, {"kitta", 3},  {"kanna", 3},     {"shouta", 4},
                      {"kyou", 3},   {"jun", 3},      {"chie", 2},  {"shinji", 3}, {"chacha", 4},    {"tsutsumi", 3},
                      {"fumi", 2},   {"fa", 2},       {"xtu", 1},   {"ltsu", 1},   {"kenn'ichi", 5}, {"ken'ichi", 4},
                      {"ky", 2},     {"n", 1},        {"ro-ma", 3}, {"wo", 1},     {"jo", 2},        {"nyuu", 3},
                      {"issho", 4},  {"zennkoku", 4}, {"3kai", 3},  {"sasshi", 3}, {"honma", 3},     {"ryuunosuke", 6}};
  for (const Row& row : rows) {
    Hand hand;
    hand.compose(row.keys);
    EXPECT_EQ(hand.backspaces_kept(), row.kana) << row.keys;
  }
}

TEST(ImeGuard, LettersTypedWithShiftStayLetters) {
  Hand hand;
  EXPECT_TRUE(hand.press(KeySort::modifier));
  hand.compose("kana");
  EXPECT_EQ(hand.backspaces_kept(), 4);
}

TEST(ImeGuard, BackspaceAndEscapeLeadFromCandidatesToTheKana) {
  Hand hand;
  hand.compose("yamada  ");
  EXPECT_EQ(hand.backspaces_kept(), 4) << "one leaves the candidates, three take the kana";
  hand.compose("yamada ");
  EXPECT_FALSE(hand.press(KeySort::escape));
  EXPECT_TRUE(hand.is_composing());
  EXPECT_FALSE(hand.press(KeySort::escape));
  EXPECT_TRUE(hand.press(KeySort::escape)) << "nothing is composed any more: the screen's";
}

TEST(ImeGuard, TypingOnConfirmsTheCandidateAndBeginsTheNext) {
  for (const std::int64_t after_us : {std::int64_t{2'000}, std::int64_t{400'000}}) {  // a busy machine commits late
    Hand hand;
    hand.compose("yamada t");
    hand.commit(U"山田", after_us);
    EXPECT_TRUE(hand.is_composing());
    EXPECT_FALSE(hand.press(KeySort::enter)) << after_us;
  }
}

TEST(ImeGuard, ACommitThatComesLateDoesNotEndTheNextComposition) {
  Hand hand;
  hand.compose("yamada ");
  EXPECT_FALSE(hand.press(KeySort::enter));
  hand.compose("ta");
  hand.commit(U"山田", 1'000);
  EXPECT_FALSE(hand.press(KeySort::enter));
}

TEST(ImeGuard, ADigitChoosesACandidateOrBeginsTheNext) {
  Hand chosen;
  chosen.compose("yamada  2");
  EXPECT_FALSE(chosen.press(KeySort::enter));
  Hand begun;
  begun.compose("yamada 2");
  begun.commit(U"山田");
  EXPECT_EQ(begun.backspaces_kept(), 1);
}

TEST(ImeGuard, ArrowsAndTabAreTheCandidatesWhileComposing) {
  Hand hand;
  hand.compose("ya");
  EXPECT_FALSE(hand.press(KeySort::other));
  EXPECT_FALSE(hand.press(KeySort::tab));
  EXPECT_FALSE(hand.press(KeySort::enter));
  hand.commit(U"や");
  EXPECT_TRUE(hand.press(KeySort::tab));
}

TEST(ImeGuard, AFullWidthSpaceIsNoComposition) {
  Hand hand;
  hand.compose(" ");
  hand.commit(U"\u3000");
  EXPECT_TRUE(hand.press(KeySort::enter));
}

TEST(ImeGuard, KeepsAnOpenCompositionThroughATalkAndForgetsALostOne) {
  Hand hand;
  hand.compose("yama");
  hand.wait_us(120'000'000);
  EXPECT_FALSE(hand.press(KeySort::enter));
  hand.compose("yama");
  hand.wait_us(600'000'000);
  EXPECT_TRUE(hand.press(KeySort::enter));
}

}  // namespace
}  // namespace uketsuke
