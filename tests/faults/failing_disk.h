// A disk that fails when told: a SQLite VFS around the system's own, in the manner of SQLite's own tests. It is the
// default VFS as long as it lives; make it before the first store is opened. One thread.
#pragma once

#include <string_view>

namespace uketsuke::testing {

/// What the call that fails does.
enum class DiskFault {
  io_error,     ///< EIO: nothing is written
  full,         ///< ENOSPC: nothing is written
  short_write,  ///< half of the bytes are written, then the disk is full
};
std::string_view word(DiskFault fault);

class FailingDisk {
 public:
  FailingDisk();
  FailingDisk(const FailingDisk&) = delete;
  FailingDisk& operator=(const FailingDisk&) = delete;
  ~FailingDisk();

  /// From now on the `call`-th open, write, sync or truncate fails; with `lasting` every one after it too.
  void fail_at(int call, DiskFault fault, bool lasting);
  /// Every such call fails from now on.
  void fail_all(DiskFault fault) { fail_at(1, fault, true); }
  /// Nothing fails any more.
  void heal();
  /// Calls since fail_at.
  [[nodiscard]] int calls() const;
  /// True once a call failed since fail_at.
  [[nodiscard]] bool has_failed() const;

  struct Parts;

 private:
  Parts* parts_;
};

}  // namespace uketsuke::testing
