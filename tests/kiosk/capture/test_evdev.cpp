// A scanner that is a keyboard, read below the desktop: its keys, and what is said where there is none.
#include <gtest/gtest.h>
#include <linux/input-event-codes.h>

#include <string>

#include "common/inbox.h"
#include "kiosk/capture/evdev_keys.h"
#include "kiosk/capture/evdev_scanner.h"
#include "tests/support/temp_folder.h"

namespace uketsuke {
namespace {

using std::chrono::milliseconds;
using testing::TempFolder;

/// What a device sends for one key, pressed and let go.
void tap(EvdevKeys& keys, int code, std::string& typed) {
  if (const auto sign = keys.on_key(code, 1)) typed += *sign;
  EXPECT_FALSE(keys.on_key(code, 0));
}

TEST(EvdevKeys, ATicketInCapitalsIsTypedWithShift) {
  EvdevKeys keys;
  std::string typed;
  EXPECT_FALSE(keys.on_key(KEY_LEFTSHIFT, 1));
  for (const int code : {KEY_K, KEY_T, KEY_S, KEY_K}) tap(keys, code, typed);
  keys.on_key(KEY_LEFTSHIFT, 0);
  for (const int code : {KEY_0, KEY_1, KEY_9, KEY_Z}) tap(keys, code, typed);
  tap(keys, KEY_ENTER, typed);
  EXPECT_EQ(typed, "KTSK019z\r");
}

TEST(EvdevKeys, CapsLockTurnsLettersAndNotDigits) {
  EvdevKeys keys;
  std::string typed;
  tap(keys, KEY_CAPSLOCK, typed);
  tap(keys, KEY_A, typed);
  tap(keys, KEY_5, typed);
  keys.on_key(KEY_RIGHTSHIFT, 1);
  tap(keys, KEY_A, typed);
  keys.on_key(KEY_RIGHTSHIFT, 0);
  tap(keys, KEY_CAPSLOCK, typed);
  tap(keys, KEY_A, typed);
  EXPECT_EQ(typed, "A5aa");
}

TEST(EvdevKeys, LettersAndDigitsOfAJapaneseKeyboardAreTheSameKeys) {
  EvdevKeys keys;
  std::string typed;
  for (const int code : {KEY_ZENKAKUHANKAKU, KEY_HENKAN, KEY_MUHENKAN, KEY_KATAKANAHIRAGANA, KEY_LEFTCTRL}) {
    EXPECT_FALSE(keys.on_key(code, 1)) << "types nothing";
  }
  for (const int code : {KEY_Q, KEY_KP7, KEY_KPENTER, KEY_TAB, KEY_YEN}) tap(keys, code, typed);
  EXPECT_EQ(typed, "q7\r\t\\");
}

TEST(EvdevKeys, NothingIsHeldOverToAnotherDevice) {
  EvdevKeys keys;
  std::string typed;
  keys.on_key(KEY_LEFTSHIFT, 1);
  keys.clear();
  tap(keys, KEY_A, typed);
  EXPECT_EQ(typed, "a");
}

TEST(EvdevScanner, SaysWhichKeyboardIsMissingAndStopsAtOnce) {
  const TempFolder folder;
  EvdevSettings settings;
  settings.device = "Honeywell";
  settings.folder = folder.path();
  settings.retry = milliseconds(60'000);
  const auto none = find_evdev_device(settings);
  ASSERT_FALSE(none);
  EXPECT_EQ(none.error().code, Code::device_failed);
  EXPECT_NE(none.error().what.find("Honeywell"), std::string::npos) << none.error().what;
  Inbox<SourceChange> changes;
  const auto begin = std::chrono::steady_clock::now();
  {
    const EvdevScanner scanner(settings, {[](CodesInView) {}, [&](SourceChange change) { changes.put(change); }});
    ASSERT_EQ(changes.wait_for(milliseconds(5'000))->state, SourceState::starting);
    const auto lost = changes.wait_for(milliseconds(5'000));
    ASSERT_TRUE(lost);
    EXPECT_EQ(lost->state, SourceState::lost);
    EXPECT_EQ(lost->detail, none.error().what);
  }
  EXPECT_LT(std::chrono::steady_clock::now() - begin, milliseconds(3'000));
}

TEST(EvdevScanner, AFileThatIsNoInputDeviceIsLost) {
  Inbox<SourceChange> changes;
  EvdevSettings settings;
  settings.device = "/dev/null";
  const EvdevScanner scanner(settings, {[](CodesInView) {}, [&](SourceChange change) { changes.put(change); }});
  changes.wait_for(milliseconds(5'000));
  const auto lost = changes.wait_for(milliseconds(5'000));
  ASSERT_TRUE(lost);
  EXPECT_EQ(lost->state, SourceState::lost);
  EXPECT_NE(lost->detail.find("/dev/null"), std::string::npos) << lost->detail;
}

}  // namespace
}  // namespace uketsuke
