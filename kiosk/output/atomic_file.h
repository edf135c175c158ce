// A file that is there whole or not at all: written beside its place, flushed to the disk, renamed.
// Knows nothing of what is in it. One thread each.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "common/result.h"

namespace uketsuke {

/// A file being written. Destroyed without commit() it leaves nothing behind.
class AtomicFile {
 public:
  /// Opens a new file beside `path`, readable by its owner only (lists hold names).
  /// Errors: Code::io_failed naming the path: a symbolic link or anything but a plain file is there, no such folder,
  /// no right to write
  static Result<AtomicFile> create(const std::string& path);
  AtomicFile(AtomicFile&&) noexcept;
  AtomicFile& operator=(AtomicFile&&) noexcept;
  ~AtomicFile();

  /// Appends; buffered. Errors: Code::io_failed (full disk …) naming the path; the same again from commit()
  Status write(std::string_view bytes);
  /// Flushes to the disk and renames to the path, replacing what was there.
  Status commit();
  /// Where the bytes are until commit(), for a library that opens files itself.
  [[nodiscard]] const std::string& temporary_path() const;

 private:
  struct Parts;
  explicit AtomicFile(std::unique_ptr<Parts> parts);
  std::unique_ptr<Parts> parts_;
};

/// Whether a file may be put at `path`: a new name or a plain file, for those that write in another way.
/// Errors: Code::io_failed naming it: a symbolic link, a device, a folder
Status check_file_place(const std::string& path);

/// All at once. Errors: as AtomicFile
Status write_file_atomically(const std::string& path, std::string_view bytes);

}  // namespace uketsuke
