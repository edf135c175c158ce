// Hands on the keyboard for tests of the wedge: a scanner, a person, an input method between. Header only.
#pragma once

#include <gtest/gtest.h>

#include <cctype>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/capture/keyboard_wedge.h"
#include "kiosk/capture/wedge_text.h"

namespace uketsuke::testing {

/// Where keys and characters go on their way to the window.
enum class Layout {
  direct,      ///< each key at once followed by its character
  lagging,     ///< an input method hands the characters back later: give() delivers them
  composing,   ///< … keeps them: commit() gives what it made of them
  chars_only,  ///< no keys are seen
};

class Typist {
 public:
  explicit Typist(Layout layout = Layout::direct) : layout_(layout) {}

  void wait_us(std::int64_t us) {
    const std::int64_t until = now_us_ + us;
    while (now_us_ + 4'000 <= until) {
      now_us_ += 4'000;
      take(wedge_.tick(now_us_));
    }
    now_us_ = until;
    take(wedge_.tick(now_us_));
  }
  void wait_ms(std::int64_t ms) { wait_us(ms * 1'000); }
  /// Time goes by, but the window draws a slow frame: nothing is polled.
  void stall_ms(std::int64_t ms) { now_us_ += ms * 1'000; }

  /// One character, with the key that types it.
  void type(char32_t c) {
    if (layout_ != Layout::chars_only) {
      if (c >= U'A' && c <= U'Z') press(WedgeKey::Kind::modifier);
      const char32_t half = fold_width(c);
      press(WedgeKey::Kind::text, half < 0x80 ? static_cast<char>(std::toupper(static_cast<int>(half))) : '\0');
    }
    if (layout_ == Layout::lagging || layout_ == Layout::composing) {
      eaten_.push_back(c);
    } else {
      put_char(c);
    }
  }
  void type(std::u32string_view text, std::int64_t per_char_us) {
    for (std::size_t i = 0; i < text.size(); ++i) {
      if (i > 0) wait_us(per_char_us);
      type(text[i]);
    }
  }
  void type(std::string_view text, std::int64_t per_char_us) {
    type(std::u32string(text.begin(), text.end()), per_char_us);
  }
  void enter() { press(WedgeKey::Kind::enter); }
  void press(WedgeKey::Kind kind, char ascii = 0) {
    put_key({kind, ascii, true});
    put_key({kind, ascii, false});
  }
  void put_char(char32_t c) { take(wedge_.on_char(c, now_us_, ++tag_)); }
  void put_key(const WedgeKey& key) { take(wedge_.on_key(key, now_us_, ++tag_)); }
  /// The input method hands back what it kept.
  void give() {
    for (const char32_t c : std::exchange(eaten_, {})) put_char(c);
  }
  void commit(std::u32string_view composed) {
    eaten_.clear();
    for (const char32_t c : composed) put_char(c);
  }
  void finish() {
    wait_ms(1'000);
    EXPECT_FALSE(wedge_.next_deadline_us().has_value());
    EXPECT_EQ(seen_.size(), tag_) << "every input comes out once";
    for (const auto& [tag, count] : seen_) EXPECT_EQ(count, 1) << tag;
  }

  [[nodiscard]] std::vector<std::string> scans() const { return scans_; }
  /// Characters that reached the focused field.
  [[nodiscard]] std::string field() const { return to_utf8(field_); }
  /// Enter and Tab presses that reached it.
  [[nodiscard]] int field_enters() const { return field_enters_; }
  [[nodiscard]] bool ime_in_the_way() const { return ime_in_the_way_; }
  [[nodiscard]] bool scan_lost() const { return scan_lost_; }
  [[nodiscard]] std::int64_t now_us() const { return now_us_; }
  KeyboardWedge& wedge() { return wedge_; }

 private:
  void take(const WedgeOutput& out) {
    for (const WedgeInput& input : out.released) {
      ++seen_[input.tag];
      if (input.kind == WedgeInput::Kind::character) field_.push_back(input.codepoint);
      const bool terminator = input.key.kind == WedgeKey::Kind::enter || input.key.kind == WedgeKey::Kind::tab;
      if (input.kind == WedgeInput::Kind::key && input.key.pressed && terminator) ++field_enters_;
    }
    for (const WedgeInput& input : out.taken) ++seen_[input.tag];
    for (const ReadText& scan : out.scans) {
      EXPECT_EQ(scan.source, ScanSource::keyboard);
      EXPECT_LE(scan.frame_in_us, scan.decoded_us);
      scans_.push_back(scan.text);
    }
    ime_in_the_way_ = ime_in_the_way_ || out.ime_in_the_way;
    scan_lost_ = scan_lost_ || out.scan_lost;
  }

  Layout layout_;
  KeyboardWedge wedge_;
  std::int64_t now_us_ = 5'000'000;
  std::uint64_t tag_ = 0;
  std::map<std::uint64_t, int> seen_;
  std::u32string eaten_;
  std::u32string field_;
  int field_enters_ = 0;
  bool ime_in_the_way_ = false;
  bool scan_lost_ = false;
  std::vector<std::string> scans_;
};

}  // namespace uketsuke::testing
