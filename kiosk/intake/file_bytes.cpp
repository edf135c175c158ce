// Bounded reading through plain POSIX calls, so that a sparse gigabyte is refused by its size.
#include "kiosk/intake/file_bytes.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <string>

namespace uketsuke {
namespace {

std::string megabytes(std::size_t bytes) { return std::to_string(bytes >> 20) + " MB"; }

Result<std::string> read_all(int descriptor, const std::string& path, std::size_t limit) {
  std::string bytes;
  std::array<char, 65536> block{};
  for (;;) {
    const ssize_t count = ::read(descriptor, block.data(), block.size());
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return fail(Code::io_failed, std::string("cannot be read: ") + std::strerror(errno), path);
    if (count == 0) return bytes;
    if (bytes.size() + static_cast<std::size_t>(count) > limit) {
      return fail(Code::bad_input, "is larger than " + megabytes(limit) + "; this is no roster or event file", path);
    }
    bytes.append(block.data(), static_cast<std::size_t>(count));
  }
}

}  // namespace

Result<std::string> read_file_bytes(const std::string& path, std::size_t limit) {
  const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (descriptor < 0) {
    const Code code = errno == ENOENT || errno == ENOTDIR ? Code::not_found : Code::io_failed;
    return fail(code, std::string("cannot be opened: ") + std::strerror(errno), path);
  }
  struct stat facts {};
  Result<std::string> bytes;
  if (::fstat(descriptor, &facts) != 0) {
    bytes = fail(Code::io_failed, std::string("cannot be read: ") + std::strerror(errno), path);
  } else if (S_ISDIR(facts.st_mode)) {
    bytes = fail(Code::bad_input, "is a folder; name a file", path);
  } else if (S_ISREG(facts.st_mode) && static_cast<std::size_t>(facts.st_size) > limit) {
    bytes = fail(Code::bad_input,
                 "has " + megabytes(static_cast<std::size_t>(facts.st_size)) + ", more than the " + megabytes(limit) +
                     " that are read; this is no roster or event file",
                 path);
  } else {
    bytes = read_all(descriptor, path, limit);
  }
  ::close(descriptor);
  return bytes;
}

}  // namespace uketsuke
