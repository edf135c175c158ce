// A folder of its own for one test, removed with all it holds. Any thread.
#pragma once

#include <string>

namespace uketsuke::testing {

/// Made in $TMPDIR or /tmp; rights 0700.
class TempFolder {
 public:
  TempFolder();
  TempFolder(const TempFolder&) = delete;
  TempFolder& operator=(const TempFolder&) = delete;
  TempFolder(TempFolder&& other) noexcept;
  TempFolder& operator=(TempFolder&& other) noexcept;
  ~TempFolder();
  [[nodiscard]] const std::string& path() const { return path_; }
  /// path()/name
  [[nodiscard]] std::string file(const std::string& name) const { return path_ + "/" + name; }

 private:
  std::string path_;
};

}  // namespace uketsuke::testing
