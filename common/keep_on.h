// Long work says how far it is and hears whether to go on. Any thread.
#pragma once

#include <algorithm>
#include <cstddef>
#include <functional>

namespace uketsuke {

/// Told how far the work is; false: it ends as soon as it can, and nothing of it is done. May be empty.
using KeepOn = std::function<bool(int percent)>;

/// Asked before step `at` of `steps`. @return false to stop
inline bool goes_on(const KeepOn& keep_on, std::size_t at, std::size_t steps) {
  return !keep_on || keep_on(static_cast<int>(at * 100 / std::max<std::size_t>(1, steps)));
}

/// Asks and remembers a stop, so that a failure can be told from it. Given as std::ref.
struct HeardStop {
  const KeepOn& keep_on;
  bool stopped = false;

  bool operator()(int percent) {
    stopped = stopped || (keep_on && !keep_on(percent));
    return !stopped;
  }
};

}  // namespace uketsuke
