// See store_key.h.
#include "db/store_key.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cctype>
#include <cerrno>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string_view>
#include <system_error>

#include "common/ticket.h"

namespace uketsuke {

namespace {

namespace fs = std::filesystem;

constexpr std::size_t kHexDigits = 64;
constexpr std::string_view kDigits = "0123456789abcdef";

std::string key_file(const std::string& folder) { return (fs::path(folder) / "uketsuke.key").string(); }

/// systemd names the folder of a service's credentials. Empty where there is none of ours.
/// Source: systemd.exec(5), LoadCredentialEncrypted
std::string credential_file() {
  const char* folder = std::getenv("CREDENTIALS_DIRECTORY");
  if (folder == nullptr) return {};
  std::string file = (fs::path(folder) / "uketsuke-store-key").string();
  return ::access(file.c_str(), F_OK) == 0 ? file : std::string();
}

Result<StoreKey> read_key(const std::string& file) {
  StoreKey key{{}, file};
  std::ifstream stream(file);
  std::getline(stream, key.hex);
  const bool is_hex = key.hex.find_first_not_of("0123456789abcdefABCDEF") == std::string::npos;
  if (stream.bad() || key.hex.size() != kHexDigits || !is_hex) {
    return fail(Code::store_failed, "holds no key of a store: 64 hexadecimal digits", file);
  }
  return key;
}

std::string new_key() {
  std::string hex;
  for (const unsigned char byte : make_key_bytes()) {
    hex += kDigits[byte >> 4U];
    hex += kDigits[byte & 0xFU];
  }
  return hex;
}

/// For a name with parameters: whatever might mean something there, by its bytes.
std::string escape(const std::string& text) {
  std::string escaped;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (std::isalnum(byte) != 0 || c == '/' || c == '.' || c == '-' || c == '_') {
      escaped += c;
    } else {
      escaped += '%';
      escaped += kDigits[byte >> 4U];
      escaped += kDigits[byte & 0xFU];
    }
  }
  return escaped;
}

Status failure(const char* what, const std::string& file) {
  return fail(Code::io_failed, what + std::error_code(errno, std::generic_category()).message(), file);
}

/// On disk before anything is encrypted with it.
Status write_whole(const std::string& file, const std::string& text) {
  ::unlink(file.c_str());
  const int handle = ::open(file.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  if (handle < 0) return failure("cannot be made: ", file);
  const bool written =
      ::write(handle, text.data(), text.size()) == static_cast<ssize_t>(text.size()) && ::fsync(handle) == 0;
  Status done = written ? Status() : failure("cannot be written: ", file);
  ::close(handle);
  return done;
}

}  // namespace

bool encrypts_stores() {
#ifdef UKETSUKE_SQLCIPHER
  return true;
#else
  return false;
#endif
}

Result<std::optional<StoreKey>> load_store_key(const std::string& folder) {
  if (!encrypts_stores()) return std::nullopt;
  if (const std::string credential = credential_file(); !credential.empty()) return read_key(credential);
  const std::string file = key_file(folder);
  struct stat facts {};
  if (::stat(file.c_str(), &facts) != 0) {
    return fail(Code::store_failed,
                "the key of the store is not there: put the copy that you kept of uketsuke.key in its place", file);
  }
  if ((facts.st_mode & (S_IRWXG | S_IRWXO)) != 0) {
    return fail(Code::store_failed, "others may read it; run: chmod 600 " + file, file);
  }
  return read_key(file);
}

Status make_store_key(const std::string& folder) {
  const std::string file = key_file(folder);
  if (!encrypts_stores() || !credential_file().empty() || ::access(file.c_str(), F_OK) == 0) return {};
  const std::string fresh = file + ".new-" + std::to_string(::getpid());
  Status made = write_whole(fresh, new_key() + "\n");
  // link() lets exactly one through.
  if (made && ::link(fresh.c_str(), file.c_str()) != 0 && errno != EEXIST) made = failure("cannot be made: ", file);
  ::unlink(fresh.c_str());
  return made;
}

Status lend_store_key(const std::string& from, const std::string& to) {
  const auto key = load_store_key(from);
  if (!key) return tl::unexpected(key.error());
  if (!*key || (*key)->place != key_file(from)) return {};
  std::error_code error;
  fs::copy_file(key_file(from), key_file(to), fs::copy_options::overwrite_existing, error);
  if (error) return fail(Code::io_failed, "cannot be copied: " + error.message(), key_file(from));
  return {};
}

std::string name_copy(const std::string& file, const std::string& folder) {
  if (!encrypts_stores()) return file;
  return "file:" + escape(fs::absolute(file).string()) + "?" + kKeyFolder + "=" + escape(folder);
}

bool begins_as_plain_store(const std::string& file) {
  constexpr std::string_view kMark = "SQLite format 3";
  std::array<char, kMark.size()> start{};
  std::ifstream stream(file, std::ios::binary);
  return stream.read(start.data(), start.size()) && std::string_view(start.data(), start.size()) == kMark;
}

}  // namespace uketsuke
