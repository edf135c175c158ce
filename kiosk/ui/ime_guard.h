// While an input method composes, the Enter that confirms and the Backspace that edits the composition also reach the
// window's key callback; they must neither send a form nor eat the field's text. Guesses the state from keys that bring
// no characters. Pure. Thread: ui.
#pragma once

#include <cstdint>
#include <string>

namespace uketsuke {

/// What a key is good for; the same for the wedge and for fields.
enum class KeySort { text, enter, tab, backspace, escape, modifier, other };

class ImeGuard {
 public:
  /// A key before it is given to a field.
  /// @param ascii  unshifted sign of a text key on a US layout, 0 if unknown
  /// @return false: the input method's, the field must not see it
  bool let_through(KeySort sort, char ascii, std::int64_t time_us);
  /// A character that came.
  void on_char(char32_t codepoint, std::int64_t time_us);
  [[nodiscard]] bool is_composing() const { return !keys_.empty(); }

 private:
  void remove_syllable();
  std::string keys_;  ///< text keys that brought no character yet
  std::int64_t last_key_us_ = 0;
};

}  // namespace uketsuke
