// See terminal_password.h.
#include "kiosk/cli/terminal_password.h"

#include <termios.h>
#include <unistd.h>

#include <cstdio>

#include "kiosk/intake/file_bytes.h"

namespace uketsuke::cli {
namespace {

constexpr std::size_t kLongest = 256;

/// Echo off as long as it lives.
class QuietTerminal {
 public:
  QuietTerminal() : known_(::tcgetattr(STDIN_FILENO, &before_) == 0) {
    if (!known_) return;
    termios quiet = before_;
    quiet.c_lflag &= ~static_cast<tcflag_t>(ECHO);
    ::tcsetattr(STDIN_FILENO, TCSAFLUSH, &quiet);
  }
  QuietTerminal(const QuietTerminal&) = delete;
  QuietTerminal& operator=(const QuietTerminal&) = delete;
  ~QuietTerminal() {
    if (known_) ::tcsetattr(STDIN_FILENO, TCSAFLUSH, &before_);
  }

 private:
  termios before_{};
  bool known_ = false;
};

}  // namespace

Result<std::string> read_password_file(const std::string& path) {
  auto bytes = read_file_bytes(path, std::size_t{64} << 10);
  if (!bytes && bytes.error().code == Code::not_found)
    return fail(Code::not_found, path + ": there is no such file", "--password-file");
  if (!bytes) return fail(Code::bad_call, bytes.error().what, "--password-file");
  std::string line = bytes->substr(0, bytes->find('\n'));
  if (line.compare(0, 3, "\xEF\xBB\xBF") == 0) line.erase(0, 3);
  if (!line.empty() && line.back() == '\r') line.pop_back();
  if (line.empty() || line.size() > kLongest || line.find('\0') != std::string::npos) {
    return fail(Code::bad_call, path + ", line 1: write the password there, at most 256 bytes", "--password-file");
  }
  return line;
}

std::optional<std::string> ask_password(const std::string& words) {
  if (::isatty(STDIN_FILENO) == 0) return std::nullopt;
  std::fwrite(words.data(), 1, words.size(), stderr);
  std::string typed;
  {
    const QuietTerminal quiet;
    for (int c = std::fgetc(stdin); c != EOF && c != '\n' && typed.size() < kLongest; c = std::fgetc(stdin)) {
      typed += static_cast<char>(c);
    }
  }
  std::fputc('\n', stderr);
  if (typed.empty()) return std::nullopt;
  return typed;
}

}  // namespace uketsuke::cli
