// mkdtemp and remove_all.
#include "kiosk/cli/private_folder.h"

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <utility>

namespace uketsuke::cli {

namespace fs = std::filesystem;

Result<PrivateFolder> PrivateFolder::create() {
  std::error_code error;
  const fs::path base = fs::temp_directory_path(error);
  std::string name = ((error ? fs::path("/tmp") : base) / "uketsuke-XXXXXX").string();
  if (::mkdtemp(name.data()) == nullptr) return fail(Code::io_failed, name + ": " + std::strerror(errno));
  return PrivateFolder(std::move(name));
}

PrivateFolder::PrivateFolder(PrivateFolder&& other) noexcept : path_(std::exchange(other.path_, {})) {}

PrivateFolder& PrivateFolder::operator=(PrivateFolder&& other) noexcept {
  std::swap(path_, other.path_);
  return *this;
}

PrivateFolder::~PrivateFolder() {
  std::error_code ignored;
  if (!path_.empty()) fs::remove_all(path_, ignored);
}

Result<std::string> read_back(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  std::string bytes{std::istreambuf_iterator<char>(file), {}};
  if (!file) return fail(Code::io_failed, path + " cannot be read back");
  return bytes;
}

}  // namespace uketsuke::cli
