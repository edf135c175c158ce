// How much a frame in which a code is suspected may cost: what the camera's interval leaves on this machine. Learns
// from what frames took; whoever reads a clock passes that in. A plain value. One thread (scanner).
#pragma once

#include <algorithm>
#include <cstdint>

namespace uketsuke {

class ReadBudget {
 public:
  static constexpr std::int64_t kFrameUs = 33'333;
  /// Percent of the interval that a frame may fill: the rest is for conversion, preview, and what estimates are off by.
  static constexpr std::int64_t kFillPercent = 60;
  static constexpr std::int64_t kLeastPercent = 10;
  static constexpr std::int64_t kMostPercent = 600;
  static constexpr int kShortFrames = 90;

  /// @param cost_percent  of the plain pass, as CameraReader estimated it  @param took_us  what it took
  void learn(std::int64_t cost_percent, std::int64_t took_us) {
    if (cost_percent < 100) return;  // a frame that was left out tells nothing
    const std::int64_t plain_us = std::max<std::int64_t>(1, took_us * 100 / cost_percent);
    plain_us_ += (plain_us - plain_us_) / 8;
    short_frames_ = percent() > kLeastPercent ? 0 : short_frames_ + 1;
  }
  /// For some seconds no frame has left time for more than the plain pass: smaller frames would be read better.
  [[nodiscard]] bool is_overrun() const { return short_frames_ >= kShortFrames; }
  /// Percent of the plain pass's cost for what comes after it; for CameraReader::allow.
  [[nodiscard]] std::int64_t percent() const {
    const std::int64_t left_us = kFrameUs * kFillPercent / 100 - plain_us_;
    return std::clamp(left_us * 100 / std::max<std::int64_t>(1, plain_us_), kLeastPercent, kMostPercent);
  }

 private:
  int short_frames_ = 0;           ///< in a row
  std::int64_t plain_us_ = 8'000;  ///< a slow machine's, until frames came
};

}  // namespace uketsuke
