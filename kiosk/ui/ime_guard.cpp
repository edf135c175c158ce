#include "kiosk/ui/ime_guard.h"

#include <string_view>

namespace uketsuke {

namespace {

/// A composition nobody touched for so long was left some other way (the input method was ended or switched).
constexpr std::int64_t kForgottenUs = 300'000'000;
/// A commit comes within this after the key that caused it, on a busy machine too …
constexpr std::int64_t kCommitDueUs = 1'000'000;
/// … and all its characters together.
constexpr std::int64_t kSameMomentUs = 100'000;

bool is_in(char c, std::string_view set) { return set.find(c) != std::string_view::npos; }
bool is_vowel(char c) { return is_in(c, "aiueo"); }
bool is_letter(char c) { return c >= 'a' && c <= 'z'; }
bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// ky, sh, ts, kw, xt …: both wait for one vowel.
bool is_cluster(char first, char second) {
  switch (second) {
    case 'y':
      return true;
    case 'h':
      return is_in(first, "sctdwp");
    case 's':
      return is_in(first, "tc");
    case 'w':
      return is_in(first, "kgstdhfq");
    case 't':
    case 'k':
      return is_in(first, "xl");
    default:
      return false;
  }
}

/// し is one character, しゃ two.
std::size_t kana_of(std::string_view consonants, char vowel) {
  if (consonants.empty() || is_in(consonants.front(), "xl")) return 1;
  if (consonants == "sh" || consonants == "ch") return vowel == 'i' ? 1 : 2;
  if (consonants == "ts" || consonants == "wh") return vowel == 'u' ? 1 : 2;
  if (consonants.size() > 1) return 2;
  if (consonants == "j") return vowel == 'i' ? 1 : 2;
  if (is_in(consonants.front(), "fvq")) return vowel == 'u' ? 1 : 2;
  if (consonants == "w") return is_in(vowel, "ie") ? 2 : 1;
  return 1;
}

}  // namespace

void ComposedKana::add(char ascii, bool plain) {
  plain_ = plain_ || plain;
  if (plain_ || !is_letter(ascii)) {
    const bool single_n = ascii == '\'' && pending_ == "n";  // ん
    settled_ += pending_.size() + (single_n ? 0 : 1);
    pending_.clear();
  } else if (is_vowel(ascii)) {
    add_vowel(ascii);
  } else {
    add_consonant(ascii);
  }
}

void ComposedKana::add_vowel(char vowel) {
  settled_ += kana_of(pending_, vowel);
  pending_.clear();
}

void ComposedKana::add_consonant(char consonant) {
  const bool syllabic_n = consonant == 'n' && (pending_ == "n" || pending_ == "x");
  if (syllabic_n) {
    ++settled_;
    pending_.clear();
    return;
  }
  if (!pending_.empty() &&
      !is_cluster(pending_.back(), consonant)) {  // ん before it, a small っ, or a letter that stays
    settled_ += pending_.size();
    pending_.clear();
  }
  pending_ += consonant;
}

void ComposedKana::remove_one() {
  if (!pending_.empty()) {
    pending_.pop_back();
  } else if (settled_ > 0) {
    --settled_;
  }
  if (count() == 0) clear();
}

bool ImeGuard::let_through(KeySort sort, char ascii, std::int64_t time_us) {
  if (time_us - last_key_us_ > kForgottenUs) end_composition();
  const bool mine = !is_composing();
  if (sort == KeySort::text || !mine) last_key_us_ = time_us;
  switch (sort) {
    case KeySort::modifier:
      shift_before_ = true;
      return true;
    case KeySort::text:
      on_text(ascii, time_us);
      shift_before_ = false;
      return true;
    case KeySort::enter:
      if (!mine) commit_until_us_ = time_us + kCommitDueUs;
      end_composition();
      break;
    case KeySort::escape:
      on_escape();
      break;
    case KeySort::backspace:
      on_backspace();
      break;
    case KeySort::tab:
    case KeySort::other:
      converting_ = !mine;  // a prediction, a conversion to katakana; for a mere arrow this is on the safe side
      break;
  }
  shift_before_ = false;
  return mine;
}

void ImeGuard::on_text(char ascii, std::int64_t time_us) {
  digit_ = 0;
  if (ascii == ' ' && is_composing()) {
    converting_ = true;
    return;
  }
  if (converting_ && is_digit(ascii)) {
    digit_ = ascii;
    return;
  }
  if (converting_) {  // the next composition begins, the last one is committed
    end_composition();
    commit_until_us_ = time_us + kCommitDueUs;
  }
  kana_.add(ascii == 0 ? '?' : ascii, shift_before_);
}

void ImeGuard::on_escape() {
  if (converting_) {
    converting_ = false;
  } else {
    end_composition();
  }
}

void ImeGuard::on_backspace() {
  if (converting_) {
    converting_ = false;
  } else {
    kana_.remove_one();
  }
}

void ImeGuard::end_composition() {
  kana_.clear();
  converting_ = false;
}

void ImeGuard::on_char(char32_t codepoint, std::int64_t time_us) {
  if (time_us <= commit_until_us_) {
    if (commit_until_us_ - time_us > kSameMomentUs) commit_until_us_ = time_us + kSameMomentUs;
    return;
  }
  const bool typed_directly = codepoint < 0x80;
  const bool next_began = !typed_directly && converting_ && digit_ != 0 && time_us - last_key_us_ < kSameMomentUs;
  end_composition();
  if (next_began) {
    kana_.add(digit_, false);
    commit_until_us_ = time_us + kSameMomentUs;
  }
}

}  // namespace uketsuke
