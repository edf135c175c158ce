// Tells a scanner that types (a keyboard wedge) from a person who types. Pure state machine: fed by the window's
// character and key callbacks, holds what is not decided yet, then gives it back to the focused field or takes it as
// a scan. Owns no clock and no window. One thread (ui).
//
//   idle ── first character or key ──> held ── terminator, or a pause seen by tick() ──> scan | released
//
// A run is a scan when it holds a ticket's mark, or is faster than a person can type. Two streams are watched:
// characters, and the raw keys before any input method. Where an input method eats the characters, the keys still spell
// the ticket; what the input method composed of them is swallowed when it comes.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "kiosk/capture/scan_input.h"

namespace uketsuke {

/// A raw key as the window reports it, before any input method.
struct WedgeKey {
  enum class Kind {
    text,  ///< would type something; `ascii` is its unshifted sign on a US layout, 0 if unknown
    enter,
    tab,
    backspace,
    modifier,  ///< Shift, Ctrl, Alt …: never held, never taken
    other      ///< arrows, Escape, function keys, anything with Ctrl or Alt
  };
  Kind kind = Kind::other;
  char ascii = 0;
  bool pressed = true;  ///< false: let go; given back in order, never taken
};

/// What went in, and comes out again exactly once: released or taken.
struct WedgeInput {
  enum class Kind { character, key };
  Kind kind = Kind::character;
  char32_t codepoint = 0;
  WedgeKey key;
  std::int64_t time_us = 0;
  std::uint64_t tag = 0;  ///< the caller's own (scan code, modifiers …)
};

struct WedgeOutput {
  std::vector<WedgeInput> released;  ///< for the focused field, in order
  std::vector<WedgeInput> taken;     ///< part of a scan, or composed of one: nobody else may see it
  std::vector<ReadText> scans;
  bool ime_in_the_way = false;  ///< an input method is on and gets the scanner's keys: tell staff
  bool scan_lost = false;       ///< … and this scan could not be made out of them: it has to be repeated
};

/// Call tick() each time the window's events have been polled, and wake up for next_deadline_us().
class KeyboardWedge {
 public:
  /// @param time_us  monotonic; when the callback ran
  WedgeOutput on_char(char32_t codepoint, std::int64_t time_us, std::uint64_t tag = 0);
  /// Presses, repeats and releases alike.
  WedgeOutput on_key(const WedgeKey& key, std::int64_t time_us, std::uint64_t tag = 0);
  /// Only a tick ends a run by silence: that the next character comes late may be our own slow frame.
  WedgeOutput tick(std::int64_t time_us);
  /// Decides what is held at once (the window closes or loses the focus).
  WedgeOutput flush(std::int64_t time_us);
  /// True while no field can have the focus: an unfinished run is waited for longer.
  void set_patient(bool patient) { patient_ = patient; }
  /// When tick() has something to decide; none while nothing is held.
  [[nodiscard]] std::optional<std::int64_t> next_deadline_us() const;

 private:
  /// Why a run is looked at.
  enum class Ending { terminator, silence };
  /// What it turned out to be.
  enum class Verdict { typing, chars_scan, keys_scan, fast_scan, composed, garbled, wait };

  struct Run {
    std::vector<WedgeInput> events;
    std::u32string folded;           ///< characters, fold_typed
    std::vector<std::size_t> chars;  ///< their events
    std::u32string capitals;         ///< … without what no capital-typing scanner types: small letters, spaces, kana
    std::vector<std::size_t> capital_at;  ///< their places in `folded`
    std::u32string key_text;              ///< pressed text keys, upper case, '?' if unknown
    std::vector<std::size_t> keys;        ///< their events
    bool marked = false;                  ///< the characters hold a ticket's mark
    bool terminated = false;              ///< a terminator came while characters were still missing
    std::size_t composing_before = 0;     ///< keys without characters when it began
    std::int64_t last_us = 0;

    void add(const WedgeInput& event);
    /// Place in `folded` where the ticket begins; none without a mark.
    [[nodiscard]] std::optional<std::size_t> find_ticket_begin() const;
    /// How much of a ticket is there, from its mark on.
    [[nodiscard]] std::size_t count_ticket_characters() const;
  };

  void add_char(const WedgeInput& input, WedgeOutput& out);
  void add_key(const WedgeInput& input, WedgeOutput& out);
  void begin_run_if_none();
  void split_head_before_mark(WedgeOutput& out);
  void on_terminator(const WedgeInput& input, WedgeOutput& out);
  bool swallow_echo(const WedgeInput& input, WedgeOutput& out);
  void end_stale_run(std::int64_t time_us, WedgeOutput& out);
  [[nodiscard]] std::int64_t pause_us() const;
  [[nodiscard]] std::int64_t unmarked_pause_us() const;
  [[nodiscard]] Verdict judge(Ending ending) const;
  [[nodiscard]] bool is_fast() const;
  [[nodiscard]] bool are_keys_fast() const;
  [[nodiscard]] bool has_own_keys() const;
  [[nodiscard]] std::optional<std::u32string> find_key_ticket() const;
  [[nodiscard]] bool is_echo() const;
  [[nodiscard]] bool could_keys_begin_ticket() const;
  bool finish(Ending ending, std::int64_t time_us, WedgeOutput& out);
  void release_run(WedgeOutput& out);
  void take_run(WedgeOutput& out, std::size_t first_event = 0);
  void take_chars_scan(std::int64_t time_us, WedgeOutput& out);
  void take_fast_scan(std::int64_t time_us, WedgeOutput& out);
  void take_keys_scan(std::int64_t time_us, WedgeOutput& out);
  void take_composed(WedgeOutput& out);
  /// Small letters that a person typed between a scanner's capitals: which characters; empty if that makes no ticket.
  [[nodiscard]] std::vector<bool> find_other_hands() const;
  void take_scan_between(const std::vector<bool>& others, std::int64_t time_us, WedgeOutput& out);
  static void add_scan(std::u32string_view text, std::int64_t first_us, std::int64_t time_us, WedgeOutput& out);

  Run run_;
  bool patient_ = false;
  std::size_t keys_without_chars_ = 0;
  std::size_t keys_since_scan_ = 0;  ///< text keys after the last scan that was taken from keys
  std::u32string key_scan_;          ///< the last scan taken from keys
  std::u32string echo_;              ///< characters that a scan taken from keys may still bring
  std::int64_t echo_until_us_ = 0;
  std::int64_t echo_run_us_ = 0;    ///< last swallowed character of a composed echo
  std::int64_t owed_until_us_ = 0;  ///< an input method may still commit what it made of a scan
  std::int64_t swallow_terminator_until_us_ = 0;
};

}  // namespace uketsuke
