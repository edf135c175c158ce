// The second half of the keyboard wedge: what a held run was, and where its characters go.
#include <algorithm>

#include "common/ticket.h"
#include "kiosk/capture/keyboard_wedge.h"
#include "kiosk/capture/wedge_limits.h"
#include "kiosk/capture/wedge_text.h"

namespace uketsuke {
namespace {

bool is_scanner_pace(const std::vector<WedgeInput>& events, const std::vector<std::size_t>& which,
                     std::size_t from = 0) {
  if (which.size() < from + wedge::kFastCharacters) return false;
  const std::int64_t span = events[which.back()].time_us - events[which[from]].time_us;
  return span <= wedge::kFastMeanUs * static_cast<std::int64_t>(which.size() - from - 1);
}

/// How many characters at the front were typed by hand, well before the fast ones.
std::size_t count_typed_ahead(const std::vector<WedgeInput>& events, const std::vector<std::size_t>& chars) {
  std::size_t ahead = 0;
  while (ahead < 3 && chars.size() > ahead + wedge::kFastCharacters) {
    const std::int64_t gap = events[chars[ahead + 1]].time_us - events[chars[ahead]].time_us;
    const std::int64_t span = events[chars.back()].time_us - events[chars[ahead + 1]].time_us;
    const std::int64_t mean = span / static_cast<std::int64_t>(chars.size() - ahead - 2);
    if (gap <= wedge::kJoinUs || gap <= 3 * mean) break;
    ++ahead;
  }
  return ahead;
}

/// A mark's beginning that an input method leaves as it is.
constexpr std::u32string_view kMarkHead = U"KTS";

}  // namespace

bool KeyboardWedge::has_own_keys() const { return run_.keys.size() * 2 >= run_.chars.size(); }

bool KeyboardWedge::are_keys_fast() const { return is_scanner_pace(run_.events, run_.keys); }

bool KeyboardWedge::is_fast() const {
  if (run_.folded.size() < wedge::kFastCharacters) return false;
  // Half-width ASCII only: whole words in kanji or full-width come from an input method at once.
  for (const std::size_t event : run_.chars) {
    const char32_t c = run_.events[event].codepoint;
    if (c < 0x20 || c > 0x7E) return false;
  }
  if (!has_own_keys() && run_.composing_before > 0) return false;  // an input method commits what was typed before
  // Late characters come all at once; their keys tell the pace.
  return has_own_keys() && !run_.keys.empty()
             ? is_scanner_pace(run_.events, run_.keys) ||
                   (run_.keys.size() < wedge::kFastCharacters && is_scanner_pace(run_.events, run_.chars))
             : is_scanner_pace(run_.events, run_.chars);
}

std::optional<std::u32string> KeyboardWedge::find_key_ticket() const {
  const auto span = find_ticket_span(run_.key_text);
  if (!span) return std::nullopt;
  std::u32string text = run_.key_text.substr(span->mark);
  if (!is_whole_ticket(text)) return std::nullopt;
  return text;
}

/// What an input method made of an earlier scan: a mark in characters that come all together, not each after its key.
bool KeyboardWedge::is_echo() const {
  const std::size_t begin = run_.folded.find(kMarkHead);
  if (begin == std::u32string::npos) return false;
  if (!has_own_keys()) return true;
  std::size_t after_key = 0;
  for (const std::size_t at : run_.chars) {
    if (at > 0 && run_.events[at - 1].kind == WedgeInput::Kind::key) ++after_key;
  }
  if (after_key * 2 >= run_.chars.size()) return false;
  const std::u32string text = run_.folded.substr(begin);
  return !is_whole_ticket(text) || text == key_scan_;  // another whole one makes up for a key that was dropped
}

bool KeyboardWedge::could_keys_begin_ticket() const {
  return find_ticket_span(run_.key_text).has_value() || could_begin_ticket(run_.key_text);
}

KeyboardWedge::Verdict KeyboardWedge::judge(Ending ending) const {
  const bool owed = run_.last_us <= owed_until_us_;
  const bool keys_marked = find_ticket_span(run_.key_text).has_value();
  if (owed && find_key_ticket()) return Verdict::keys_scan;  // whatever came between is an earlier scan's
  if (owed && is_echo()) return Verdict::composed;
  if (run_.marked) {
    const bool missing = run_.count_ticket_characters() < kTicketLength;
    if (missing && find_key_ticket()) return Verdict::keys_scan;
    return Verdict::chars_scan;
  }
  if (find_key_ticket()) return Verdict::keys_scan;
  if (is_fast()) return Verdict::fast_scan;
  const bool characters_missing = run_.chars.size() * 2 < run_.keys.size();
  if (characters_missing && (keys_marked || are_keys_fast())) {
    return ending == Ending::terminator ? Verdict::wait : Verdict::garbled;
  }
  return Verdict::typing;
}

bool KeyboardWedge::finish(Ending ending, std::int64_t time_us, WedgeOutput& out) {
  const Verdict verdict = judge(ending);
  switch (verdict) {
    case Verdict::wait:
      run_.terminated = true;
      return false;
    case Verdict::typing:
      release_run(out);
      return true;
    case Verdict::chars_scan:
      take_chars_scan(time_us, out);
      break;
    case Verdict::fast_scan:
      take_fast_scan(time_us, out);
      break;
    case Verdict::keys_scan:
      take_keys_scan(time_us, out);
      break;
    case Verdict::composed:
      take_composed(out);
      if (!run_.events.empty()) {  // the next scan's keys so far
        run_.terminated = ending == Ending::terminator;
        return false;
      }
      break;
    case Verdict::garbled:
      out.scan_lost = true;
      out.ime_in_the_way = true;
      owed_until_us_ = time_us + wedge::kOwedUs;
      echo_until_us_ = time_us + wedge::kEchoUs;
      echo_run_us_ = 0;
      keys_since_scan_ = 0;
      echo_.clear();
      take_run(out);
      break;
  }
  swallow_terminator_until_us_ =
      time_us + (ending == Ending::terminator ? wedge::kSecondTerminatorUs : wedge::kLateTerminatorUs);
  return true;
}

void KeyboardWedge::release_run(WedgeOutput& out) {
  out.released.insert(out.released.end(), run_.events.begin(), run_.events.end());
  run_ = {};
}

void KeyboardWedge::take_run(WedgeOutput& out, std::size_t first_event) {
  for (std::size_t i = 0; i < run_.events.size(); ++i) {
    const WedgeInput& event = run_.events[i];
    const bool let_go = event.kind == WedgeInput::Kind::key && !event.key.pressed;
    (i < first_event || let_go ? out.released : out.taken).push_back(event);
  }
  run_ = {};
}

void KeyboardWedge::add_scan(std::u32string_view text, std::int64_t first_us, std::int64_t time_us, WedgeOutput& out) {
  out.scans.push_back({to_utf8(text), ScanSource::keyboard, first_us, time_us});
}

void KeyboardWedge::take_chars_scan(std::int64_t time_us, WedgeOutput& out) {
  if (!is_whole_ticket(run_.folded)) {
    const std::vector<bool> others = find_other_hands();
    if (!others.empty()) return take_scan_between(others, time_us, out);
  }
  std::u32string typed;
  for (const std::size_t event : run_.chars) typed.push_back(run_.events[event].codepoint);
  std::size_t from = 0;
  std::vector<std::size_t> ends = find_joined_tickets(run_.folded);
  ends.push_back(typed.size());
  for (const std::size_t end : ends) {
    const std::int64_t first_us = run_.events[run_.chars[from]].time_us;
    add_scan(std::u32string_view(typed).substr(from, end - from), first_us, time_us, out);
    from = end;
  }
  take_run(out);
}

std::vector<bool> KeyboardWedge::find_other_hands() const {
  if (run_.capitals.size() == run_.folded.size() || !is_whole_ticket(run_.capitals)) return {};
  std::vector<bool> others(run_.chars.size(), true);
  for (const std::size_t at : run_.capital_at) others[at] = false;
  return others;
}

void KeyboardWedge::take_scan_between(const std::vector<bool>& others, std::int64_t time_us, WedgeOutput& out) {
  std::u32string scan;
  std::size_t next = 0;
  for (std::size_t i = 0; i < run_.events.size(); ++i) {
    const WedgeInput& event = run_.events[i];
    bool to_field = event.kind == WedgeInput::Kind::key && !event.key.pressed;
    if (next < run_.chars.size() && run_.chars[next] == i) {
      to_field = others[next++];
      if (!to_field) scan.push_back(event.codepoint);
    }
    (to_field ? out.released : out.taken).push_back(event);
  }
  add_scan(scan, run_.events[run_.chars.front()].time_us, time_us, out);
  run_ = {};
}

void KeyboardWedge::take_fast_scan(std::int64_t time_us, WedgeOutput& out) {
  const std::size_t ahead = count_typed_ahead(run_.events, run_.chars);
  std::u32string typed;
  for (std::size_t i = ahead; i < run_.chars.size(); ++i) typed.push_back(run_.events[run_.chars[i]].codepoint);
  add_scan(typed, run_.events[run_.chars[ahead]].time_us, time_us, out);
  take_run(out, ahead == 0 ? 0 : run_.chars[ahead - 1] + 1);
}

void KeyboardWedge::take_keys_scan(std::int64_t time_us, WedgeOutput& out) {
  const auto text = find_key_ticket();
  const auto span = find_ticket_span(run_.key_text);
  CHECK(text.has_value() && span.has_value());
  std::size_t first_event = run_.keys[span->begin];
  add_scan(*text, run_.events[first_event].time_us, time_us, out);
  echo_ = key_scan_ = *text;
  const std::size_t came = run_.folded.find(kMarkHead);
  if (came != std::u32string::npos) {
    const std::u32string_view chars = std::u32string_view(run_.folded).substr(came);
    if (echo_.compare(0, chars.size(), chars) == 0) {
      echo_.erase(0, chars.size());  // characters that are already here are the echo's beginning
    } else if (run_.last_us <= owed_until_us_) {
      first_event = std::min(first_event, run_.chars[came]);  // an earlier scan's
    }
  }
  echo_until_us_ = time_us + wedge::kEchoUs;
  echo_run_us_ = 0;
  keys_since_scan_ = 0;
  owed_until_us_ = time_us + wedge::kOwedUs;
  keys_without_chars_ = 0;
  out.ime_in_the_way = true;
  take_run(out, first_event);
}

void KeyboardWedge::take_composed(WedgeOutput& out) {
  const std::size_t begin = run_.folded.find(kMarkHead);
  const std::size_t first_event = begin == 0 ? 0 : run_.chars[begin];
  if (!could_keys_begin_ticket()) return take_run(out, first_event);
  const std::size_t first_key = run_.keys.front();
  Run rest;
  for (std::size_t i = 0; i < run_.events.size(); ++i) {
    const WedgeInput& event = run_.events[i];
    const bool terminator = event.key.kind == WedgeKey::Kind::enter || event.key.kind == WedgeKey::Kind::tab;
    if (event.kind == WedgeInput::Kind::character || terminator) {
      (i < first_event ? out.released : out.taken).push_back(event);
    } else if (i < first_key) {
      out.released.push_back(event);
    } else {
      rest.add(event);
    }
  }
  run_ = std::move(rest);
}

}  // namespace uketsuke
