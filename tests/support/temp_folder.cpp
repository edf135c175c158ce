// See temp_folder.h.
#include "tests/support/temp_folder.h"

#include <cstdlib>
#include <filesystem>
#include <utility>

#include "common/result.h"

namespace uketsuke::testing {

TempFolder::TempFolder() {
  std::error_code error;
  std::string name = (std::filesystem::temp_directory_path(error) / "uketsuke-test-XXXXXX").string();
  CHECK(::mkdtemp(name.data()) != nullptr);
  path_ = name;
}

TempFolder::TempFolder(TempFolder&& other) noexcept : path_(std::exchange(other.path_, {})) {}

TempFolder& TempFolder::operator=(TempFolder&& other) noexcept {
  std::swap(path_, other.path_);
  return *this;
}

TempFolder::~TempFolder() {
  std::error_code ignored;
  if (!path_.empty()) std::filesystem::remove_all(path_, ignored);
}

}  // namespace uketsuke::testing
