// Work of the store's or the office's thread that may take long: staff are told how far it is, and it can be stopped
// from another thread.
#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>
#include <functional>

#include "common/keep_on.h"

namespace uketsuke {

/// Work that is over sooner is not worth a bar.
inline constexpr std::chrono::milliseconds kWorthABar{300};

/// One piece of work at a time, each known by a serial above 0.
class LongWork {
 public:
  /// @param quiet  for so long nothing is told
  explicit LongWork(std::chrono::milliseconds quiet = kWorthABar) : quiet_(quiet) {}
  /// Any thread. The piece with this serial ends soon, and nothing of it is done; another one: nothing happens.
  void stop(std::uint64_t serial) { stopped_ = serial; }
  /// Working thread. @param tell  called there, at most once a percent
  /// @return what the work asks; lives no longer than this
  KeepOn begin(std::uint64_t serial, std::function<void(int percent)> tell) const;

 private:
  std::chrono::milliseconds quiet_;
  std::atomic<std::uint64_t> stopped_{0};
};

}  // namespace uketsuke
