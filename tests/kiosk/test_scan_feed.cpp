// Keys on their way to a field: while a PIN is asked for, a scanner's burst reaches none, whatever it types.
#include <gtest/gtest.h>

#include <string>

#include "kiosk/scan_feed.h"

namespace uketsuke {
namespace {

class PinEntry : public ::testing::Test {
 protected:
  PinEntry() { feed_.set_pin_is_asked(true); }

  void press(char sign) {
    KeyInput key;
    key.sort = sign == '\r' ? KeySort::enter : KeySort::text;
    key.ascii = sign == '\r' ? '\0' : sign;
    key.time_us = now_us_;
    key.pressed = true;
    feed_.on_key(key);
    if (sign != '\r') {
      KeyInput character;
      character.kind = KeyInput::Kind::character;
      character.codepoint = static_cast<char32_t>(sign);
      character.time_us = now_us_;
      feed_.on_key(character);
    }
    key.pressed = false;
    feed_.on_key(key);
  }
  /// So far apart, polled every 4 ms as the window does.
  void wait_ms(int ms) {
    for (int passed = 0; passed < ms; passed += 4) feed_.tick(now_us_ += 4'000);
  }
  void type(const std::string& text, int apart_ms) {
    for (const char sign : text) {
      press(sign);
      wait_ms(apart_ms);
    }
    wait_ms(200);
  }
  bool was_refused() {
    bool refused = false;
    for (const KioskEvent& event : feed_.take_events(Direction::entry, {})) {
      refused = refused || std::holds_alternative<PinScanned>(event);
    }
    return refused;
  }

  std::string reached_;
  ScanFeed feed_{[this](const KeyInput& input) {
    if (input.kind == KeyInput::Kind::character) reached_ += static_cast<char>(input.codepoint);
    if (input.kind == KeyInput::Kind::key && input.sort == KeySort::enter && input.pressed) reached_ += '\r';
  }};
  std::int64_t now_us_ = 1'000'000;
};

TEST_F(PinEntry, AHandsPinReachesTheField) {
  type("4826\r", 120);
  EXPECT_EQ(reached_, "4826\r");
  EXPECT_FALSE(was_refused());
}

TEST_F(PinEntry, AScannersBurstReachesNothingAtAnyOfItsPaces) {
  for (const int apart_ms : {0, 4, 12, 20, 40}) {
    type("4826\r", apart_ms);
    EXPECT_EQ(reached_, "") << apart_ms << " ms apart";
    EXPECT_TRUE(was_refused()) << apart_ms << " ms apart";
    wait_ms(1'000);
  }
  type("4826", 8);  // a scanner without a terminator
  EXPECT_EQ(reached_, "");
  EXPECT_TRUE(was_refused());
}

TEST_F(PinEntry, AScannerThatStallsTypesNoWholePin) {
  for (const int stall_ms : {56, 80, 120}) {  // a pause that ends the wedge's run
    reached_.clear();
    for (const char sign : std::string("48")) {
      press(sign);
      wait_ms(4);
    }
    wait_ms(stall_ms);
    type("2615\r", 4);
    EXPECT_EQ(reached_, "48") << "neither the rest nor its Enter, after " << stall_ms << " ms";
    EXPECT_TRUE(was_refused());
    wait_ms(1'000);
  }
}

TEST_F(PinEntry, DigitsThatRollOverOrThatASlowFrameJoinedAreStillAHands) {
  press('4');
  wait_ms(16);
  press('8');
  press('2');
  wait_ms(200);
  type("6\r", 150);
  EXPECT_EQ(reached_, "4826\r");
  EXPECT_FALSE(was_refused());
}

TEST_F(PinEntry, ElsewhereAFieldIsTypedIntoAsFastAsHandsCan) {
  feed_.set_pin_is_asked(false);
  type("4826", 20);
  EXPECT_EQ(reached_, "4826");
  EXPECT_FALSE(was_refused());
}

}  // namespace
}  // namespace uketsuke
