// Hand-off between two threads: the newest value wins, older ones are dropped. For preview frames.
#pragma once

#include <mutex>
#include <optional>
#include <utility>

namespace uketsuke {

/// One slot. Any thread may call any function; each holds the lock for a swap only.
template <class T>
class Mailbox {
 public:
  /// Puts a value; one that was not taken yet is dropped (outside the lock).
  void put(T value) {
    std::optional<T> fresh(std::move(value));
    const std::scoped_lock lock(mutex_);
    slot_.swap(fresh);
  }
  /// The newest value, or none.
  std::optional<T> take() {
    std::optional<T> taken;
    const std::scoped_lock lock(mutex_);
    slot_.swap(taken);
    return taken;
  }

 private:
  std::mutex mutex_;
  std::optional<T> slot_;
};

}  // namespace uketsuke
