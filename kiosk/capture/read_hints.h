// From codes that are suspected, frame after frame, and not read, to a hint that shows: late, steady, gone at once.
// Pure: pixels and time are passed in. One thread (scanner).
#pragma once

#include <array>
#include <cstdint>
#include <optional>

#include "common/read_hint.h"
#include "kiosk/capture/find_patterns.h"

namespace uketsuke {

/// What keeps this code from being read, as far as one frame tells; never none.
/// Cost: its area's pixels, every second of every second row
ReadHint likely_hint(const GrayView& picture, const SuspectedCode& code);

class ReadHints {
 public:
  /// From the first sight of a code that is not read.
  static constexpr std::int64_t kShowAfterUs = 1'000'000;
  /// Nothing was suspected for so long: it is gone.
  static constexpr std::int64_t kGoneUs = 500'000;
  /// Another hint takes over when it led for so long.
  static constexpr std::int64_t kChangeAfterUs = 1'000'000;

  /// For every frame. @param likely  nothing: no code is suspected  @return what shows now
  ReadHint add(std::optional<ReadHint> likely, std::int64_t now_us);
  /// A code was read: nothing shows.
  ReadHint clear();

 private:
  static constexpr std::size_t kHints = 6;
  [[nodiscard]] ReadHint leading() const;

  std::optional<std::int64_t> since_us_;
  std::int64_t seen_us_ = 0;
  std::array<double, kHints> votes_{};  ///< older ones fade
  ReadHint shown_ = ReadHint::none;
  ReadHint next_ = ReadHint::none;
  std::int64_t next_since_us_ = 0;
};

}  // namespace uketsuke
