// While an input method composes, the Enter that confirms and the Backspace that edits the composition also reach the
// window's key callback; they must neither send a form nor eat the field's text. The window's library tells nothing of
// the composition, so it is followed from the keys that bring no characters; where that is a guess, it errs towards one
// key too many for the input method: pressed again, it works. Pure. Thread: ui.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>

namespace uketsuke {

/// What a key is good for; the same for the wedge and for fields.
enum class KeySort { text, enter, tab, backspace, escape, modifier, other };

/// How many characters a composition of romaji shows: each Backspace takes one.
class ComposedKana {
 public:
  /// @param ascii  unshifted sign of a text key, 0 if unknown
  /// @param plain  typed with Shift: from here on letters stay letters
  void add(char ascii, bool plain);
  void remove_one();
  void clear() { *this = {}; }
  [[nodiscard]] std::size_t count() const { return settled_ + pending_.size(); }

 private:
  void add_vowel(char vowel);
  void add_consonant(char consonant);

  std::size_t settled_ = 0;  ///< kana and signs
  std::string pending_;      ///< consonants that wait for their vowel; each is shown as itself
  bool plain_ = false;
};

class ImeGuard {
 public:
  /// A key before it is given to a field.
  /// @param ascii  unshifted sign of a text key on a US layout, 0 if unknown
  /// @return false: the input method's, the field must not see it
  bool let_through(KeySort sort, char ascii, std::int64_t time_us);
  /// A character that came.
  void on_char(char32_t codepoint, std::int64_t time_us);
  [[nodiscard]] bool is_composing() const { return kana_.count() > 0; }

 private:
  void on_text(char ascii, std::int64_t time_us);
  void on_escape();
  void on_backspace();
  void end_composition();

  ComposedKana kana_;                 ///< of text keys that brought no character yet
  bool converting_ = false;           ///< candidates are offered; Backspace and Escape lead back to the kana
  bool shift_before_ = false;         ///< the key before was a modifier
  char digit_ = 0;                    ///< typed while converting: chooses a candidate, or begins the next composition
  std::int64_t last_key_us_ = 0;      ///< while composing
  std::int64_t commit_until_us_ = 0;  ///< characters until then are the last composition's, not of what is typed now
};

}  // namespace uketsuke
