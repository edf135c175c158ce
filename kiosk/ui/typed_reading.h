// What was typed for what an input method put into a field: yamada for 山田, so that a furigana can be proposed. The
// window's library tells nothing of a composition; the keys that bring no characters spell it. What is not spelt for
// sure gives no proposal. Pure. Thread: ui.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "kiosk/ui/ime_guard.h"

namespace uketsuke {

/// One commit of the input method.
struct TypedReading {
  std::string text;  ///< 山田
  std::string kana;  ///< やまだ
};

/// Romaji as the usual input methods read it; empty where a letter is left over.
std::string hiragana_of(std::string_view romaji);

/// Follows keys and characters in their order.
class ReadingFollower {
 public:
  /// A key that was pressed. @param ascii  unshifted sign of a text key, 0 if unknown
  void on_key(KeySort sort, char ascii);
  void on_char(char32_t codepoint);
  /// Once a frame: the commits that came since.
  std::vector<TypedReading> take();

 private:
  void end_composition();

  std::string romaji_;       ///< of the composition on its way
  bool sure_ = true;         ///< nothing of it was taken back or typed otherwise
  bool converting_ = false;  ///< candidates are shown
  std::string ended_;        ///< romaji of the composition whose characters are due; empty: not known
  std::string text_;         ///< characters that came
};

/// Those that came to this frame's window since the frame before. In widgets_keys.cpp
std::vector<TypedReading> typed_readings();

/// A name's furigana out of what was typed for its parts; empty unless every part is known. Spaces stay, kana are read
/// as they stand.
std::string propose_furigana(std::string_view name, const std::vector<TypedReading>& readings);

}  // namespace uketsuke
