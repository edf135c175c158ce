// POSIX files: mkstemp beside the path, fsync, rename, fsync of the folder.

#include "kiosk/output/atomic_file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <optional>
#include <utility>

namespace uketsuke {
namespace {

constexpr std::size_t kBufferBytes = 256 * 1024;

std::string folder_of(const std::string& path) {
  const std::size_t slash = path.rfind('/');
  if (slash == std::string::npos) return ".";
  return slash == 0 ? "/" : path.substr(0, slash);
}

Error io_error(const std::string& path, const std::string& why) {
  return {Code::io_failed, path + ": " + why, "write file"};
}

/// Only a new name or a plain file may be written to: a link could lead anywhere.
std::optional<Error> find_obstacle(const std::string& path) {
  if (path.empty()) return io_error("(no name)", "a file name is needed");
  struct stat found {};
  if (lstat(path.c_str(), &found) != 0) {
    if (errno == ENOENT) return std::nullopt;  // a missing folder is named by the open that follows
    return io_error(path, std::strerror(errno));
  }
  if (S_ISLNK(found.st_mode)) return io_error(path, "is a symbolic link; give the file itself");
  if (!S_ISREG(found.st_mode)) return io_error(path, "is there and is not a plain file");
  return std::nullopt;
}

}  // namespace

struct AtomicFile::Parts {
  std::string path;
  std::string temporary;
  int fd = -1;
  std::string buffer;
  std::optional<Error> failure;

  Parts() = default;
  Parts(const Parts&) = delete;
  Parts& operator=(const Parts&) = delete;
  ~Parts() {
    if (fd >= 0) close(fd);
    if (!temporary.empty()) unlink(temporary.c_str());
  }

  Status flush() {
    std::size_t done = 0;
    while (done < buffer.size() && !failure) {
      const ssize_t written = ::write(fd, buffer.data() + done, buffer.size() - done);
      if (written < 0 && errno != EINTR) failure = io_error(path, std::strerror(errno));
      if (written > 0) done += static_cast<std::size_t>(written);
    }
    buffer.clear();
    if (failure) return tl::unexpected(*failure);
    return {};
  }
};

AtomicFile::AtomicFile(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}
AtomicFile::AtomicFile(AtomicFile&&) noexcept = default;
AtomicFile& AtomicFile::operator=(AtomicFile&&) noexcept = default;
AtomicFile::~AtomicFile() = default;

Result<AtomicFile> AtomicFile::create(const std::string& path) {
  if (const auto obstacle = find_obstacle(path)) return tl::unexpected(*obstacle);
  auto parts = std::make_unique<Parts>();
  parts->path = path;
  std::string name = path + ".XXXXXX";
  parts->fd = mkostemp(name.data(), O_CLOEXEC);
  if (parts->fd < 0) {
    return tl::unexpected(io_error(path, std::string("cannot be written here: ") + std::strerror(errno)));
  }
  parts->temporary = name;
  return AtomicFile(std::move(parts));
}

Status AtomicFile::write(std::string_view bytes) {
  parts_->buffer.append(bytes);
  if (parts_->buffer.size() < kBufferBytes && !parts_->failure) return {};
  return parts_->flush();
}

Status AtomicFile::commit() {
  if (const auto flushed = parts_->flush(); !flushed) return flushed;
  if (fsync(parts_->fd) != 0) return tl::unexpected(io_error(parts_->path, std::strerror(errno)));
  // Closing tells of errors that a network disk kept back.
  if (close(std::exchange(parts_->fd, -1)) != 0) return tl::unexpected(io_error(parts_->path, std::strerror(errno)));
  if (const auto obstacle = find_obstacle(parts_->path)) return tl::unexpected(*obstacle);
  if (rename(parts_->temporary.c_str(), parts_->path.c_str()) != 0) {
    return tl::unexpected(io_error(parts_->path, std::strerror(errno)));
  }
  parts_->temporary.clear();
  const int folder = open(folder_of(parts_->path).c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (folder >= 0) {
    // Some file systems cannot flush a folder (EINVAL); the file itself is on the disk.
    fsync(folder);
    close(folder);
  }
  return {};
}

const std::string& AtomicFile::temporary_path() const { return parts_->temporary; }

Status check_file_place(const std::string& path) {
  if (auto obstacle = find_obstacle(path)) return tl::unexpected(std::move(*obstacle));
  return {};
}

Status write_file_atomically(const std::string& path, std::string_view bytes) {
  auto file = AtomicFile::create(path);
  if (!file) return tl::unexpected(file.error());
  if (const auto written = file->write(bytes); !written) return written;
  return file->commit();
}

}  // namespace uketsuke
