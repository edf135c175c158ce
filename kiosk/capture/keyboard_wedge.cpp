// See keyboard_wedge.h. Collecting stands here, judging and giving back in keyboard_wedge_verdict.cpp.
#include "kiosk/capture/keyboard_wedge.h"

#include <algorithm>

#include "common/ticket.h"
#include "kiosk/capture/wedge_limits.h"
#include "kiosk/capture/wedge_text.h"

namespace uketsuke {

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
    const auto span = find_ticket_span(run_.folded);
    const bool whole = span && run_.folded.size() - span->mark >= kTicketLength;
    return whole ? wedge::kPauseUs : wedge::kMarkPauseUs;
  }
  if (key_span && run_.key_text.size() - key_span->mark < kTicketLength) return wedge::kMarkPauseUs;
  if (key_span && run_.key_text.size() - key_span->mark == kTicketLength) return wedge::kPauseUs;
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
  run_.chars.push_back(run_.events.size());
  run_.events.push_back(input);
  run_.folded.push_back(fold_typed(input.codepoint));
  run_.last_us = std::max(run_.last_us, input.time_us);
  if (!run_.marked && run_.folded.size() >= kTicketMark.size() &&
      find_ticket_span(std::u32string_view(run_.folded).substr(run_.folded.size() - kTicketMark.size()))) {
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
      run_.keys.push_back(run_.events.size());
      run_.key_text.push_back(input.key.ascii == 0 ? U'?' : fold_typed(static_cast<unsigned char>(input.key.ascii)));
      run_.events.push_back(input);
      run_.last_us = std::max(run_.last_us, input.time_us);
      return;
  }
  // A key that is let go: after its press, whatever becomes of that.
  if (idle) {
    out.released.push_back(input);
  } else {
    run_.events.push_back(input);
  }
}

void KeyboardWedge::on_terminator(const WedgeInput& input, WedgeOutput& out) {
  const bool expected = input.time_us <= swallow_terminator_until_us_;
  if (run_.events.empty()) {
    (expected ? out.taken : out.released).push_back(input);
    keys_without_chars_ = 0;
    return;
  }
  run_.events.push_back(input);
  run_.last_us = std::max(run_.last_us, input.time_us);
  finish(Ending::terminator, input.time_us, out);
}

void KeyboardWedge::split_head_before_mark(WedgeOutput& out) {
  const auto span = find_ticket_span(run_.folded);
  CHECK(span.has_value());
  if (span->begin == 0) return;
  // A long fast text with a mark in its middle is one text of another scheme, not a person's followed by a ticket.
  const std::int64_t first = run_.events[run_.chars.front()].time_us;
  const std::int64_t last = run_.events[run_.chars[span->begin - 1]].time_us;
  const auto count = static_cast<std::int64_t>(span->begin);
  if (span->begin >= wedge::kFastCharacters && last - first <= wedge::kFastMeanUs * (count - 1)) {
    const std::int64_t gap = run_.events[run_.chars[span->begin]].time_us - last;
    if (gap < wedge::kJoinUs) return;
  }
  // The first character's own key stands before it and stays.
  std::size_t cut = run_.chars[span->begin];
  while (cut > run_.chars[span->begin - 1] + 1 && run_.events[cut - 1].kind == WedgeInput::Kind::key) --cut;
  Run rest;
  rest.composing_before = run_.composing_before;
  rest.marked = true;
  rest.last_us = run_.last_us;
  const std::vector<WedgeInput> kept(run_.events.begin() + static_cast<std::ptrdiff_t>(cut), run_.events.end());
  run_.events.resize(cut);
  out.released.insert(out.released.end(), run_.events.begin(), run_.events.end());
  for (const WedgeInput& event : kept) {
    if (event.kind == WedgeInput::Kind::character) {
      rest.chars.push_back(rest.events.size());
      rest.folded.push_back(fold_typed(event.codepoint));
    } else if (event.key.kind == WedgeKey::Kind::text && event.key.pressed) {
      rest.keys.push_back(rest.events.size());
      rest.key_text.push_back(event.key.ascii == 0 ? U'?' : fold_typed(static_cast<unsigned char>(event.key.ascii)));
    }
    rest.events.push_back(event);
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
