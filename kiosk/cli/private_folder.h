// A folder that nobody else may read, for files on their way; gone with its owner. One thread each.
#pragma once

#include <string>

#include "common/result.h"

namespace uketsuke::cli {

class PrivateFolder {
 public:
  /// In $TMPDIR or /tmp, rights 0700. Errors: Code::io_failed
  static Result<PrivateFolder> create();
  PrivateFolder(PrivateFolder&& other) noexcept;
  PrivateFolder& operator=(PrivateFolder&& other) noexcept;
  ~PrivateFolder();
  [[nodiscard]] std::string file(const std::string& name) const { return path_ + "/" + name; }

 private:
  explicit PrivateFolder(std::string path) : path_(std::move(path)) {}
  std::string path_;
};

/// All of a file. Errors: Code::io_failed
Result<std::string> read_back(const std::string& path);

}  // namespace uketsuke::cli
