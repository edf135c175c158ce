// See failing_disk.h. Every method goes on to the real file; four of them may fail before that.
#include "tests/faults/failing_disk.h"

#include <sqlite3.h>

#include <cstring>

#include "common/result.h"

namespace uketsuke::testing {

struct FailingDisk::Parts {
  sqlite3_vfs* real = nullptr;
  sqlite3_vfs vfs{};
  int calls = 0;
  int fail_at = 0;  ///< 0: never
  bool lasting = false;
  bool failed = false;
  DiskFault fault = DiskFault::io_error;

  /// Counts one call. @return whether it fails
  bool next_fails() {
    ++calls;
    const bool fails = fail_at > 0 && (lasting ? calls >= fail_at : calls == fail_at);
    failed = failed || fails;
    return fails;
  }
};

namespace {

using Parts = FailingDisk::Parts;

/// What SQLite sees as its file; the real one lies behind it in the same memory.
struct File {
  sqlite3_file base;
  Parts* parts;
  sqlite3_file* real;
};

File& as_file(sqlite3_file* file) { return *reinterpret_cast<File*>(file); }
sqlite3_file* real_of(sqlite3_file* file) { return as_file(file).real; }
const sqlite3_io_methods& methods_of(sqlite3_file* file) { return *real_of(file)->pMethods; }

int close_file(sqlite3_file* file) { return methods_of(file).xClose(real_of(file)); }

int read_file(sqlite3_file* file, void* bytes, int size, sqlite3_int64 offset) {
  return methods_of(file).xRead(real_of(file), bytes, size, offset);
}

int write_file(sqlite3_file* file, const void* bytes, int size, sqlite3_int64 offset) {
  Parts& parts = *as_file(file).parts;
  if (!parts.next_fails()) return methods_of(file).xWrite(real_of(file), bytes, size, offset);
  switch (parts.fault) {
    case DiskFault::io_error:
      return SQLITE_IOERR_WRITE;
    case DiskFault::full:
      return SQLITE_FULL;
    case DiskFault::short_write:
      methods_of(file).xWrite(real_of(file), bytes, size / 2, offset);
      return SQLITE_FULL;
  }
  return SQLITE_IOERR_WRITE;
}

int truncate_file(sqlite3_file* file, sqlite3_int64 size) {
  if (as_file(file).parts->next_fails()) return SQLITE_IOERR_TRUNCATE;
  return methods_of(file).xTruncate(real_of(file), size);
}

int sync_file(sqlite3_file* file, int flags) {
  if (as_file(file).parts->next_fails()) return SQLITE_IOERR_FSYNC;
  return methods_of(file).xSync(real_of(file), flags);
}

int file_size(sqlite3_file* file, sqlite3_int64* size) { return methods_of(file).xFileSize(real_of(file), size); }
int lock_file(sqlite3_file* file, int kind) { return methods_of(file).xLock(real_of(file), kind); }
int unlock_file(sqlite3_file* file, int kind) { return methods_of(file).xUnlock(real_of(file), kind); }
int check_lock(sqlite3_file* file, int* held) { return methods_of(file).xCheckReservedLock(real_of(file), held); }
int control_file(sqlite3_file* file, int what, void* value) {
  return methods_of(file).xFileControl(real_of(file), what, value);
}
int sector_size(sqlite3_file* file) { return methods_of(file).xSectorSize(real_of(file)); }
int characteristics(sqlite3_file* file) { return methods_of(file).xDeviceCharacteristics(real_of(file)); }
int map_shared(sqlite3_file* file, int page, int size, int extend, void volatile** memory) {
  return methods_of(file).xShmMap(real_of(file), page, size, extend, memory);
}
int lock_shared(sqlite3_file* file, int offset, int count, int flags) {
  return methods_of(file).xShmLock(real_of(file), offset, count, flags);
}
void order_shared(sqlite3_file* file) { methods_of(file).xShmBarrier(real_of(file)); }
int unmap_shared(sqlite3_file* file, int remove) { return methods_of(file).xShmUnmap(real_of(file), remove); }
int fetch_page(sqlite3_file* file, sqlite3_int64 offset, int size, void** page) {
  return methods_of(file).xFetch(real_of(file), offset, size, page);
}
int release_page(sqlite3_file* file, sqlite3_int64 offset, void* page) {
  return methods_of(file).xUnfetch(real_of(file), offset, page);
}

constexpr sqlite3_io_methods kMethods = {
    3,           close_file,   read_file,    write_file,   truncate_file, sync_file,       file_size,
    lock_file,   unlock_file,  check_lock,   control_file, sector_size,   characteristics, map_shared,
    lock_shared, order_shared, unmap_shared, fetch_page,   release_page};

int open_file(sqlite3_vfs* vfs, const char* name, sqlite3_file* file, int flags, int* got) {
  Parts& parts = *static_cast<Parts*>(vfs->pAppData);
  File& own = as_file(file);
  own.base.pMethods = nullptr;
  own.parts = &parts;
  own.real = reinterpret_cast<sqlite3_file*>(&own + 1);
  if (parts.next_fails()) return SQLITE_CANTOPEN;
  const int opened = parts.real->xOpen(parts.real, name, own.real, flags, got);
  if (own.real->pMethods != nullptr) own.base.pMethods = &kMethods;
  return opened;
}

}  // namespace

std::string_view word(DiskFault fault) {
  switch (fault) {
    case DiskFault::io_error:
      return "EIO";
    case DiskFault::full:
      return "ENOSPC";
    case DiskFault::short_write:
      return "short write";
  }
  return "";
}

FailingDisk::FailingDisk() : parts_(new Parts) {
  parts_->real = sqlite3_vfs_find(nullptr);
  // What is no file of its own (times, names, deletion) is the real one's work, which looks at its own pAppData only
  // when it opens or finds system calls.
  parts_->vfs = *parts_->real;
  parts_->vfs.szOsFile = static_cast<int>(sizeof(File)) + parts_->real->szOsFile;
  parts_->vfs.zName = "failing";
  parts_->vfs.pAppData = parts_;
  parts_->vfs.xOpen = open_file;
  CHECK(sqlite3_vfs_register(&parts_->vfs, 1) == SQLITE_OK);
}

FailingDisk::~FailingDisk() {
  sqlite3_vfs_unregister(&parts_->vfs);
  sqlite3_vfs_register(parts_->real, 1);
  delete parts_;
}

void FailingDisk::fail_at(int call, DiskFault fault, bool lasting) {
  parts_->calls = 0;
  parts_->fail_at = call;
  parts_->fault = fault;
  parts_->lasting = lasting;
  parts_->failed = false;
}

void FailingDisk::heal() { parts_->fail_at = 0; }

int FailingDisk::calls() const { return parts_->calls; }
bool FailingDisk::has_failed() const { return parts_->failed; }

}  // namespace uketsuke::testing
