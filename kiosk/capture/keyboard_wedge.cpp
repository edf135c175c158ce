// See keyboard_wedge.h. Collecting stands here, judging and giving back in keyboard_wedge_verdict.cpp.
#include "kiosk/capture/keyboard_wedge.h"

#include <algorithm>

#include "common/ticket.h"
#include "kiosk/capture/wedge_limits.h"
#include "kiosk/capture/wedge_text.h"

namespace uketsuke {
namespace {

/// Typed by a person beside a scanner that types capitals.
bool is_no_capital(char32_t half_width) {
  return (half_width >= U'a' && half_width <= U'z') || half_width == U' ' || half_width >= 0x80;
}

bool ends_with_mark(std::u32string_view text) {
  return text.size() >= kTicketMark.size() && find_ticket_span(text, text.size() - kTicketMark.size()).has_value();
}

}  // namespace

void KeyboardWedge::Run::add(const WedgeInput& event) {
  if (event.kind == WedgeInput::Kind::character) {
    if (!is_no_capital(fold_width(event.codepoint))) {
      capitals.push_back(fold_typed(event.codepoint));
      capital_at.push_back(folded.size());
    }
    chars.push_back(events.size());
    folded.push_back(fold_typed(event.codepoint));
  } else if (event.key.kind == WedgeKey::Kind::text && event.key.pressed) {
    keys.push_back(events.size());
    key_text.push_back(event.key.ascii == 0 ? U'?' : fold_typed(static_cast<unsigned char>(event.key.ascii)));
  }
  events.push_back(event);
  if (event.kind == WedgeInput::Kind::character || event.key.pressed) last_us = std::max(last_us, event.time_us);
}

std::optional<std::size_t> KeyboardWedge::Run::find_ticket_begin() const {
  if (const auto span = find_ticket_span(folded)) return span->begin;
  if (const auto span = find_ticket_span(capitals)) return capital_at[span->begin];
  return std::nullopt;
}

std::size_t KeyboardWedge::Run::count_ticket_characters() const {
  if (const auto span = find_ticket_span(folded)) return folded.size() - span->mark;
  if (const auto span = find_ticket_span(capitals)) return capitals.size() - span->mark;
  return 0;
}

WedgeOutput KeyboardWedge::on_char(char32_t codepoint, std::int64_t time_us, std::uint64_t tag) {
  WedgeOutput out;
  WedgeInput input;
  input.codepoint = codepoint;
  input.time_us = time_us;
  input.tag = tag;
  end_stale_run(time_us, out);
  if (codepoint == U'\r' || codepoint == U'\n' || codepoint == U'\t') {
    on_terminator(input, out);
  } else if (!swallow_echo(input, out)) {
    add_char(input, out);
  }
  return out;
}

WedgeOutput KeyboardWedge::on_key(const WedgeKey& key, std::int64_t time_us, std::uint64_t tag) {
  WedgeOutput out;
  WedgeInput input;
  input.kind = WedgeInput::Kind::key;
  input.key = key;
  input.time_us = time_us;
  input.tag = tag;
  end_stale_run(time_us, out);
  add_key(input, out);
  return out;
}

WedgeOutput KeyboardWedge::tick(std::int64_t time_us) {
  WedgeOutput out;
  if (!run_.events.empty() && time_us - run_.last_us >= pause_us()) finish(Ending::silence, time_us, out);
  return out;
}

WedgeOutput KeyboardWedge::flush(std::int64_t time_us) {
  WedgeOutput out;
  if (!run_.events.empty()) finish(Ending::silence, time_us, out);
  return out;
}

std::optional<std::int64_t> KeyboardWedge::next_deadline_us() const {
  if (run_.events.empty()) return std::nullopt;
  return run_.last_us + pause_us();
}

std::int64_t KeyboardWedge::pause_us() const {
  if (run_.terminated) return wedge::kMissingCharactersUs;
  const auto key_span = find_ticket_span(run_.key_text);
  if (run_.marked) {
    return run_.count_ticket_characters() >= kTicketLength ? wedge::kPauseUs : wedge::kMarkPauseUs;
  }
  if (key_span && run_.key_text.size() - key_span->mark < kTicketLength) return wedge::kMarkPauseUs;
  if (key_span && run_.key_text.size() - key_span->mark == kTicketLength) return wedge::kPauseUs;
  const std::int64_t pause = unmarked_pause_us();
  if (!patient_) return pause;
  const bool could_be_a_code = run_.folded.size() >= wedge::kFastCharacters;
  return std::max(pause, could_be_a_code ? wedge::kPatientFastPauseUs : wedge::kPatientPauseUs);
}

std::int64_t KeyboardWedge::unmarked_pause_us() const {
  if (run_.last_us <= owed_until_us_ && could_keys_begin_ticket()) return wedge::kMarkStartPauseUs;
  if (run_.chars.size() * 2 < run_.keys.size() && are_keys_fast()) return wedge::kMissingCharactersUs;
  return could_begin_ticket(run_.folded) ? wedge::kMarkStartPauseUs : wedge::kPauseUs;
}

void KeyboardWedge::end_stale_run(std::int64_t time_us, WedgeOutput& out) {
  if (!run_.events.empty() && time_us - run_.last_us >= wedge::kStaleUs) finish(Ending::silence, time_us, out);
}

void KeyboardWedge::begin_run_if_none() {
  if (run_.events.empty()) run_.composing_before = keys_without_chars_;
}

void KeyboardWedge::add_char(const WedgeInput& input, WedgeOutput& out) {
  begin_run_if_none();
  if (keys_without_chars_ > 0) --keys_without_chars_;
  run_.add(input);
  if (!run_.marked && (ends_with_mark(run_.folded) || ends_with_mark(run_.capitals))) {
    run_.marked = true;
    split_head_before_mark(out);
  }
  const std::size_t repeats = wedge::kRepeatedKeys;
  const bool held_key =
      run_.folded.size() >= repeats &&
      run_.folded.find_first_not_of(run_.folded.back(), run_.folded.size() - repeats) == std::u32string::npos;
  if (held_key && !run_.marked) {
    release_run(out);
  } else if (run_.folded.size() >= wedge::kMaxCharacters) {
    finish(Ending::silence, input.time_us, out);
  }
}

void KeyboardWedge::add_key(const WedgeInput& input, WedgeOutput& out) {
  const bool idle = run_.events.empty();
  const bool scan_like = run_.marked || is_fast() || are_keys_fast() || find_ticket_span(run_.key_text).has_value();
  switch (input.key.kind) {
    case WedgeKey::Kind::modifier:
      out.released.push_back(input);
      return;
    case WedgeKey::Kind::other:
    case WedgeKey::Kind::backspace:
      if (!idle && !scan_like) release_run(out);
      if (input.key.pressed) keys_without_chars_ = 0;
      out.released.push_back(input);
      return;
    case WedgeKey::Kind::enter:
    case WedgeKey::Kind::tab:
      if (input.key.pressed) return on_terminator(input, out);
      break;
    case WedgeKey::Kind::text:
      if (!input.key.pressed) break;
      begin_run_if_none();
      ++keys_without_chars_;
      ++keys_since_scan_;
      run_.add(input);
      return;
  }
  // A key that is let go: after its press, whatever becomes of that.
  if (idle) {
    out.released.push_back(input);
  } else {
    run_.add(input);
  }
}

void KeyboardWedge::on_terminator(const WedgeInput& input, WedgeOutput& out) {
  const bool expected = input.time_us <= swallow_terminator_until_us_;
  if (run_.events.empty()) {
    (expected ? out.taken : out.released).push_back(input);
    keys_without_chars_ = 0;
    return;
  }
  run_.events.push_back(input);  // a CR that came as a character is no character of the text
  run_.last_us = std::max(run_.last_us, input.time_us);
  finish(Ending::terminator, input.time_us, out);
}

void KeyboardWedge::split_head_before_mark(WedgeOutput& out) {
  const auto begin = run_.find_ticket_begin();
  CHECK(begin.has_value());
  if (*begin == 0) return;
  // A long fast text with a mark in its middle is one text of another scheme, not a person's followed by a ticket.
  const std::int64_t first = run_.events[run_.chars.front()].time_us;
  const std::int64_t last = run_.events[run_.chars[*begin - 1]].time_us;
  const auto count = static_cast<std::int64_t>(*begin);
  if (*begin >= wedge::kFastCharacters && last - first <= wedge::kFastMeanUs * (count - 1)) {
    const std::int64_t gap = run_.events[run_.chars[*begin]].time_us - last;
    if (gap < wedge::kJoinUs) return;
  }
  // The first character's own key stands before it and stays.
  std::size_t cut = run_.chars[*begin];
  while (cut > run_.chars[*begin - 1] + 1 && run_.events[cut - 1].kind == WedgeInput::Kind::key) --cut;
  Run rest;
  rest.composing_before = run_.composing_before;
  rest.marked = true;
  for (std::size_t i = 0; i < run_.events.size(); ++i) {
    if (i < cut) {
      out.released.push_back(run_.events[i]);
    } else {
      rest.add(run_.events[i]);
    }
  }
  run_ = std::move(rest);
}

bool KeyboardWedge::swallow_echo(const WedgeInput& input, WedgeOutput& out) {
  if (input.time_us > echo_until_us_) return false;
  const char32_t folded = fold_typed(input.codepoint);
  // Kana without a key of their own are what was composed of the scan; all that comes in the same commit is, too.
  const bool commit_open = echo_run_us_ == 0 ? folded >= 0x80 : input.time_us - echo_run_us_ <= wedge::kCommitUs;
  bool echoed = false;
  if (!echo_.empty() && folded == echo_.front()) {
    echo_.erase(0, 1);
    echoed = true;
  } else if (commit_open && keys_since_scan_ == 0) {
    echo_.clear();
    echoed = true;
  }
  if (!echoed) return false;
  echo_run_us_ = input.time_us;
  if (keys_without_chars_ > 0) --keys_without_chars_;
  out.taken.push_back(input);
  return true;
}

}  // namespace uketsuke
