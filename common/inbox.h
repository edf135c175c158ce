// Hand-off between threads in order, nothing lost. For scans, store requests and events.
#pragma once

#include <chrono>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <optional>
#include <utility>
#include <vector>

namespace uketsuke {

/// Unbounded queue. Any thread may call any function; work is done outside the lock.
template <class T>
class Inbox {
 public:
  /// @return false once closed; the value is then not taken
  bool put(T value) {
    {
      const std::scoped_lock lock(mutex_);
      if (closed_) return false;
      queue_.push_back(std::move(value));
    }
    ready_.notify_one();
    return true;
  }
  /// Everything that is there now, oldest first; never waits.
  std::vector<T> take_all() {
    std::deque<T> taken;
    {
      const std::scoped_lock lock(mutex_);
      taken.swap(queue_);
    }
    return {std::make_move_iterator(taken.begin()), std::make_move_iterator(taken.end())};
  }
  /// Waits for the next value; none once closed and drained.
  std::optional<T> wait() {
    std::unique_lock lock(mutex_);
    ready_.wait(lock, [this] { return closed_ || !queue_.empty(); });
    return pop();
  }
  /// Waits at most so long; none if nothing came.
  std::optional<T> wait_for(std::chrono::milliseconds limit) {
    std::unique_lock lock(mutex_);
    ready_.wait_for(lock, limit, [this] { return closed_ || !queue_.empty(); });
    return pop();
  }
  /// No more values are taken in; waiters drain and end.
  void close() {
    {
      const std::scoped_lock lock(mutex_);
      closed_ = true;
    }
    ready_.notify_all();
  }
  [[nodiscard]] bool is_closed() {
    const std::scoped_lock lock(mutex_);
    return closed_;
  }

 private:
  std::optional<T> pop() {
    if (queue_.empty()) return std::nullopt;
    std::optional<T> value(std::move(queue_.front()));
    queue_.pop_front();
    return value;
  }
  std::mutex mutex_;
  std::condition_variable ready_;
  std::deque<T> queue_;
  bool closed_ = false;
};

}  // namespace uketsuke
