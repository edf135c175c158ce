// Keys that come faster than the keyboard goes from field to field: none is lost, none goes to the wrong field.
#include <gtest/gtest.h>

#include <string>

#include "kiosk/ui/key_queue.h"

namespace uketsuke {
namespace {

KeyInput key(KeySort sort) {
  KeyInput input;
  input.sort = sort;
  input.pressed = true;
  return input;
}
KeyInput character(char c) {
  KeyInput input;
  input.kind = KeyInput::Kind::character;
  input.codepoint = static_cast<char32_t>(c);
  return input;
}

/// What was given, in order: letters, E for Enter, T for Tab.
std::string given(KeyQueue& queue, std::int64_t now_us = 0) {
  std::string text;
  for (const KeyInput& input : queue.take(now_us)) {
    if (input.kind == KeyInput::Kind::character) {
      text += static_cast<char>(input.codepoint);
    } else {
      text += input.sort == KeySort::enter ? 'E' : input.sort == KeySort::tab ? 'T' : '.';
    }
  }
  return text;
}

TEST(KeyQueue, TypingPassesAtOnce) {
  KeyQueue queue;
  for (const char c : {'a', 'b', 'c'}) queue.put(character(c));
  EXPECT_EQ(given(queue), "abc");
  EXPECT_FALSE(queue.is_waiting());
}

TEST(KeyQueue, WhatComesBehindEnterWaitsUntilTheKeyboardRests) {
  KeyQueue queue;
  queue.put(character('a'));
  queue.put(key(KeySort::enter));
  queue.put(character('b'));
  queue.put(key(KeySort::tab));
  queue.put(character('c'));
  EXPECT_EQ(given(queue), "aE");
  queue.on_frame(true, true);
  EXPECT_EQ(given(queue), "");
  queue.on_frame(true, true);
  EXPECT_EQ(given(queue), "") << "still on its way";
  queue.on_frame(true, true);
  EXPECT_EQ(given(queue), "");
  queue.on_frame(false, true);
  EXPECT_EQ(given(queue), "bT");
  EXPECT_TRUE(queue.is_waiting());
  queue.on_frame(false, true);
  EXPECT_EQ(given(queue), "");
  queue.on_frame(false, true);
  EXPECT_EQ(given(queue), "c") << "a key that moved nothing costs two frames";
}

TEST(KeyQueue, TheSignForDittoMovesToo) {
  KeyQueue queue;
  for (const char c : {'a', '=', 'b'}) queue.put(character(c));
  EXPECT_EQ(given(queue), "a=");
  queue.on_frame(false, true);
  queue.on_frame(false, true);
  EXPECT_EQ(given(queue), "b");
}

TEST(KeyQueue, AKeyThatWasLetGoIsNotHeldBack) {
  const auto raw = [](KeySort sort, bool pressed, int code) {
    KeyInput input = key(sort);
    input.pressed = pressed;
    input.raw = {code, 0, 0, 0};
    return input;
  };
  KeyQueue queue;
  queue.put(raw(KeySort::enter, true, 257));
  EXPECT_EQ(given(queue), "E");
  queue.put(raw(KeySort::text, true, 65));
  queue.put(raw(KeySort::enter, false, 257));
  queue.put(raw(KeySort::text, false, 65));
  EXPECT_EQ(given(queue), "E") << "else Enter would seem held, and repeat in the next field";
  queue.on_frame(false, true);
  queue.on_frame(false, true);
  EXPECT_EQ(given(queue), "..") << "press and release of the other stay in order";
}

TEST(KeyQueue, AModifierStaysDownUntilItsKeyWasGiven) {
  KeyInput control = key(KeySort::modifier);
  KeyQueue queue;
  queue.put(key(KeySort::enter));
  EXPECT_EQ(given(queue), "E");
  control.pressed = false;
  queue.put(key(KeySort::enter));
  queue.put(control);
  EXPECT_EQ(given(queue), "") << "Ctrl+Enter would become Enter";
  queue.on_frame(false, true);
  queue.on_frame(false, true);
  EXPECT_EQ(given(queue), "E");
}

TEST(KeyQueue, AKeyThatIsNotSeenYetHasNotMovedTheKeyboardYet) {
  KeyQueue queue;
  queue.put(key(KeySort::enter));
  queue.put(character('a'));
  EXPECT_EQ(given(queue), "E");
  for (int i = 0; i < 5; ++i) queue.on_frame(false, false);
  EXPECT_EQ(given(queue), "");
  queue.on_frame(true, true);
  queue.on_frame(false, true);
  queue.on_frame(false, true);
  EXPECT_EQ(given(queue), "a");
}

TEST(KeyQueue, WhatIsTypedWhileAFormIsWrittenIsForTheNextOne) {
  KeyQueue queue;
  queue.hold(true, 0);
  queue.put(character('a'));
  queue.on_frame(false, true);
  EXPECT_EQ(given(queue, 1000), "");
  queue.hold(false, 2000);
  queue.on_frame(true, true);
  queue.on_frame(true, true);
  queue.on_frame(true, true);
  EXPECT_EQ(given(queue, 3000), "");
  for (int i = 0; i < 3; ++i) queue.on_frame(false, true);
  EXPECT_EQ(given(queue, 4000), "a");
}

TEST(KeyQueue, ATouchGoesBehindWhatWasTypedBeforeIt) {
  KeyQueue queue;
  queue.put(key(KeySort::tab));
  queue.put(character('a'));
  EXPECT_EQ(given(queue), "T");
  EXPECT_EQ(queue.take_all().size(), 1U);
  EXPECT_FALSE(queue.is_waiting());
}

TEST(KeyQueue, AStoreThatIsSlowDoesNotKeepTheKeysForEver) {
  KeyQueue queue;
  queue.hold(true, 0);
  queue.put(character('a'));
  EXPECT_EQ(given(queue, 2'999'999), "");
  EXPECT_EQ(given(queue, 3'000'000), "a");
}

}  // namespace
}  // namespace uketsuke
