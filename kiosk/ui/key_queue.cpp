#include "kiosk/ui/key_queue.h"

#include <set>

namespace uketsuke {

namespace {

/// One frame sees the key, the next gives the keyboard away; once it moves, the first quiet frame is its end.
constexpr int kFramesToMove = 2;
/// A fresh form is drawn, then takes the keyboard.
constexpr int kFramesOfNewForm = 3;
/// A store that takes longer than this is slow: typing goes on where it is.
constexpr std::int64_t kLongestHoldUs = 3'000'000;

/// ＝ and 〃 stand for 同上, and a form goes on behind them.
bool is_ditto(char32_t codepoint) { return codepoint == U'=' || codepoint == U'＝' || codepoint == U'〃'; }

bool may_move_keyboard(const KeyInput& input) {
  if (input.kind == KeyInput::Kind::character) return is_ditto(input.codepoint);
  const bool mover = input.sort == KeySort::enter || input.sort == KeySort::tab;
  return input.pressed && mover;
}

}  // namespace

std::vector<KeyInput> KeyQueue::take(std::int64_t now_us) {
  std::vector<KeyInput> taken;
  if (held_ && now_us >= held_until_us_) held_ = false;
  while (!waiting_.empty() && frames_to_rest_ == 0 && !held_) {
    taken.push_back(waiting_.front());
    waiting_.pop_front();
    if (may_move_keyboard(taken.back())) frames_to_rest_ = kFramesToMove;
  }
  take_releases(taken);
  return taken;
}

std::vector<KeyInput> KeyQueue::take_all() {
  std::vector<KeyInput> taken(waiting_.begin(), waiting_.end());
  waiting_.clear();
  return taken;
}

void KeyQueue::take_releases(std::vector<KeyInput>& taken) {
  std::set<int> pressed_here;
  for (auto at = waiting_.begin(); at != waiting_.end();) {
    const bool is_key = at->kind == KeyInput::Kind::key;
    if (is_key && at->pressed) pressed_here.insert(at->raw[0]);
    const bool waits = at->sort == KeySort::modifier || pressed_here.count(at->raw[0]) > 0;
    if (!is_key || at->pressed || waits) {
      ++at;
      continue;
    }
    taken.push_back(*at);
    at = waiting_.erase(at);
  }
}

void KeyQueue::on_frame(bool moving, bool has_seen_all) {
  if (moving) {
    frames_to_rest_ = 1;
  } else if (frames_to_rest_ > 0 && has_seen_all) {
    --frames_to_rest_;
  }
}

void KeyQueue::hold(bool held, std::int64_t now_us) {
  if (held == held_) return;
  held_ = held;
  held_until_us_ = now_us + kLongestHoldUs;
  if (!held) frames_to_rest_ = kFramesOfNewForm;
}

}  // namespace uketsuke
