#include "kiosk/scan_feed.h"

#include <utility>

#include "common/uuid.h"

namespace uketsuke {

namespace {

/// So many characters, one every 60 ms on average, are no hand's (wedge_limits.h): a whole PIN at least, so that digits
/// that roll over or that a slow frame of ours handed on together are still typed.
constexpr std::size_t kBurst = 4;
constexpr std::int64_t kBurstUs = 180'000;
/// What a scanner still sends after that, and its Enter.
constexpr std::int64_t kBurstEndsUs = 500'000;

WedgeKey wedge_key_of(const KeyInput& input) {
  WedgeKey key;
  key.ascii = input.ascii;
  key.pressed = input.pressed;
  switch (input.sort) {
    case KeySort::text:
      key.kind = WedgeKey::Kind::text;
      break;
    case KeySort::enter:
      key.kind = WedgeKey::Kind::enter;
      break;
    case KeySort::tab:
      key.kind = WedgeKey::Kind::tab;
      break;
    case KeySort::backspace:
      key.kind = WedgeKey::Kind::backspace;
      break;
    case KeySort::modifier:
      key.kind = WedgeKey::Kind::modifier;
      break;
    case KeySort::escape:
    case KeySort::other:
      key.kind = WedgeKey::Kind::other;
      break;
  }
  return key;
}

SeenCode seen_code_of(const ReadText& read, Moment now) {
  SeenCode code;
  code.id = ScanId(make_uuid(now.utc));
  code.text = read.text;
  code.source = read.source;
  code.frame_in_us = read.frame_in_us;
  code.decoded_us = read.decoded_us;
  return code;
}

}  // namespace

void ScanFeed::on_key(const KeyInput& input) {
  if (input.kind == KeyInput::Kind::key && input.function == 2) {
    if (input.pressed) language_key_ = true;
    return;
  }
  const std::uint64_t tag = ++last_tag_;
  held_.emplace(tag, input);
  if (input.kind == KeyInput::Kind::character) {
    take(wedge_.on_char(input.codepoint, input.time_us, tag));
  } else {
    take(wedge_.on_key(wedge_key_of(input), input.time_us, tag));
  }
}

void ScanFeed::give_back(const std::vector<WedgeInput>& released) {
  if (pin_is_asked_) look_for_burst(released);
  for (const WedgeInput& input : released) {
    auto held = held_.extract(input.tag);
    const bool let_go = input.kind == WedgeInput::Kind::key && !input.key.pressed;
    const bool scanners = pin_is_asked_ && input.time_us < burst_until_us_;
    if (!held.empty() && (!scanners || let_go)) give_back_(held.mapped());
  }
}

/// A scanner types at the gate: what it sends from now on reaches no field, so that no PIN is whole.
void ScanFeed::look_for_burst(const std::vector<WedgeInput>& released) {
  for (const WedgeInput& input : released) {
    if (input.kind != WedgeInput::Kind::character) continue;
    typed_us_.push_back(input.time_us);
    if (typed_us_.size() > kBurst) typed_us_.pop_front();
    if (typed_us_.size() < kBurst || input.time_us - typed_us_.front() >= kBurstUs) continue;
    pin_scanned_ = pin_scanned_ || input.time_us >= burst_until_us_;
    burst_until_us_ = input.time_us + kBurstEndsUs;
  }
}

void ScanFeed::tick(std::int64_t now_us) { take(wedge_.tick(now_us)); }

void ScanFeed::take(WedgeOutput output) {
  give_back(output.released);
  for (const WedgeInput& input : output.taken) held_.erase(input.tag);
  for (ReadText& scan : output.scans) views_.push_back(CodesInView{{std::move(scan)}});
  scan_lost_ = scan_lost_ || output.scan_lost;
}

void ScanFeed::see(const CodesInView& view) { views_.push_back(view); }

std::vector<KioskEvent> ScanFeed::take_events(Direction direction, Moment now) {
  std::vector<KioskEvent> events;
  for (const CodesInView& view : std::exchange(views_, {})) {
    const std::optional<SeenView> seen = filter_.see(view, direction, now.monotonic_us);
    if (!seen) continue;
    CodesSeen codes;
    codes.repeat = seen->repeat;
    for (const ReadText& read : seen->codes) codes.codes.push_back(seen_code_of(read, now));
    events.emplace_back(std::move(codes));
  }
  if (std::exchange(scan_lost_, false)) events.emplace_back(ScanLost{});
  if (std::exchange(pin_scanned_, false)) events.emplace_back(PinScanned{});
  return events;
}

bool ScanFeed::take_language_key() { return std::exchange(language_key_, false); }

}  // namespace uketsuke
