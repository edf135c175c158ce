// Real processes for races and kills: forked children with a memory that all of them share. No SQLite connection may be
// open when they are forked.
#pragma once

#include <sys/types.h>

#include <atomic>
#include <cstddef>
#include <functional>
#include <new>

namespace uketsuke::testing {

/// Anonymous shared memory, zeroed; lives as long as this.
class SharedBytes {
 public:
  explicit SharedBytes(std::size_t size);
  SharedBytes(const SharedBytes&) = delete;
  SharedBytes& operator=(const SharedBytes&) = delete;
  ~SharedBytes();
  [[nodiscard]] void* data() const { return data_; }

 private:
  void* data_ = nullptr;
  std::size_t size_ = 0;
};

/// A T that forked children and their parent see alike; T is plain data and lock-free atomics.
template <class T>
class Shared {
 public:
  Shared() : bytes_(sizeof(T)), value_(new (bytes_.data()) T()) {}
  T* operator->() const { return value_; }
  T& operator*() const { return *value_; }

 private:
  SharedBytes bytes_;
  T* value_;
};

/// Runs work in a child that ends without the parent's destructors. @return its process id
pid_t start_process(const std::function<int()>& work);
/// @return its exit code; -signal where it was killed
int wait_for_process(pid_t process);

/// All of `count` callers leave together: spins, so that they meet as closely as the machine lets them.
void meet(std::atomic<int>& arrived, int count);

}  // namespace uketsuke::testing
