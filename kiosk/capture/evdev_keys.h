// Keys of a scanner that is a keyboard, as the kernel numbers them, to the characters they type. Letters and digits lie
// alike on US and Japanese layouts, and a ticket holds nothing else; other signs are read as on a US one. Pure. One
// thread.
#pragma once

#include <optional>

namespace uketsuke {

class EvdevKeys {
 public:
  /// One EV_KEY event. @param value  0 let go, 1 pressed, 2 repeated
  /// @return what it types; Enter and Tab as '\r' and '\t'; none for modifiers, keys let go, keys that type nothing
  std::optional<char> on_key(int code, int value);
  /// The device is another one now: nothing is held.
  void clear() { *this = {}; }

 private:
  bool left_shift_ = false;
  bool right_shift_ = false;
  bool caps_lock_ = false;
};

}  // namespace uketsuke
