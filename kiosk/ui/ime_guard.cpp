#include "kiosk/ui/ime_guard.h"

#include <string_view>

namespace uketsuke {

namespace {

/// A composition nobody touched for so long was left some other way (the mouse, a switch of the input method).
constexpr std::int64_t kForgottenUs = 30'000'000;
/// A commit comes after the key that began the next composition.
constexpr std::int64_t kSameMomentUs = 100'000;

bool is_vowel(char c) { return std::string_view("aiueo").find(c) != std::string_view::npos; }

}  // namespace

bool ImeGuard::let_through(KeySort sort, char ascii, std::int64_t time_us) {
  if (time_us - last_key_us_ > kForgottenUs) keys_.clear();
  switch (sort) {
    case KeySort::text:
      keys_ += ascii == 0 ? '?' : ascii;
      last_key_us_ = time_us;
      return true;
    case KeySort::enter:
    case KeySort::escape: {
      const bool mine = keys_.empty();
      keys_.clear();
      return mine;
    }
    case KeySort::backspace: {
      const bool mine = keys_.empty();
      remove_syllable();
      return mine;
    }
    case KeySort::tab:
    case KeySort::other:
      return keys_.empty();
    case KeySort::modifier:
      return true;
  }
  return true;
}

/// One Backspace takes one kana: a vowel with the consonants before it, or a lone consonant.
void ImeGuard::remove_syllable() {
  if (keys_.empty()) return;
  const bool vowel = is_vowel(keys_.back());
  keys_.pop_back();
  while (vowel && !keys_.empty() && !is_vowel(keys_.back()) && keys_.back() >= 'a' && keys_.back() <= 'z') {
    keys_.pop_back();
  }
}

void ImeGuard::on_char(char32_t codepoint, std::int64_t time_us) {
  const bool typed_directly = codepoint < 0x80;
  const bool next_began = !typed_directly && keys_.size() > 1 && time_us - last_key_us_ < kSameMomentUs;
  if (next_began) {
    keys_.erase(0, keys_.size() - 1);
  } else {
    keys_.clear();
  }
}

}  // namespace uketsuke
