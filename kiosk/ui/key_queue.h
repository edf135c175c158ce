// What is typed while the keyboard is on its way from one field to the next waits here: Enter, Tab and the sign for
// 同上 move it, which takes Dear ImGui a few frames, and characters of those frames would go to no field. Pure. Thread:
// ui.
#pragma once

#include <cstdint>
#include <deque>
#include <vector>

#include "kiosk/ui/window.h"

namespace uketsuke {

class KeyQueue {
 public:
  void put(const KeyInput& input) { waiting_.push_back(input); }
  /// What may be given to the fields now, in order; it ends behind a key that may move the keyboard.
  std::vector<KeyInput> take(std::int64_t now_us);
  /// All that waits, at once: a touch came, and what was typed before it is for the field that it leaves.
  std::vector<KeyInput> take_all();
  /// A frame was drawn. @param moving  the keyboard is on its way
  /// @param has_seen_all  Dear ImGui has handled all that was given: it spreads fast input over several frames
  void on_frame(bool moving, bool has_seen_all);
  /// While what was typed is being written: what comes now is for the next form. No longer than a few seconds.
  void hold(bool held, std::int64_t now_us);
  [[nodiscard]] bool is_waiting() const { return !waiting_.empty(); }

 private:
  /// That a key was let go does not wait, unless its press does or it is a modifier of a key that does:
  /// a key that seems held would repeat.
  void take_releases(std::vector<KeyInput>& taken);

  std::deque<KeyInput> waiting_;
  int frames_to_rest_ = 0;  ///< until the next key may be given
  bool held_ = false;
  std::int64_t held_until_us_ = 0;
};

}  // namespace uketsuke
