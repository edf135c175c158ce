// See passphrase.h.
#include "kiosk/cli/passphrase.h"

#include <fcntl.h>
#include <termios.h>
#include <unistd.h>

#include <algorithm>
#include <cstddef>
#include <fstream>

namespace uketsuke::cli {
namespace {

constexpr std::ptrdiff_t kLeastPassphrase = 8;

/// Of UTF-8: every byte that begins one.
std::ptrdiff_t count_characters(const std::string& text) {
  return std::count_if(text.begin(), text.end(),
                       [](char byte) { return (static_cast<unsigned char>(byte) & 0xC0) != 0x80; });
}

/// The terminal of this call with its echo off; on again when it goes, also after an error.
class QuietTerminal {
 public:
  QuietTerminal() : handle_(::open("/dev/tty", O_RDWR | O_CLOEXEC | O_NOCTTY)) {
    if (handle_ < 0 || ::tcgetattr(handle_, &before_) != 0) return;
    termios quiet = before_;
    quiet.c_lflag &= ~static_cast<tcflag_t>(ECHO);
    quiet_ = ::tcsetattr(handle_, TCSAFLUSH, &quiet) == 0;
  }
  QuietTerminal(const QuietTerminal&) = delete;
  QuietTerminal& operator=(const QuietTerminal&) = delete;
  ~QuietTerminal() {
    if (quiet_) ::tcsetattr(handle_, TCSAFLUSH, &before_);
    if (handle_ >= 0) ::close(handle_);
  }
  [[nodiscard]] bool ready() const { return quiet_; }

  std::optional<std::string> ask(const std::string& question) const {
    if (!say(question)) return std::nullopt;
    std::string line;
    char c = 0;
    while (::read(handle_, &c, 1) == 1 && c != '\n') line += c;
    static_cast<void>(say("\n"));
    return line;
  }

 private:
  [[nodiscard]] bool say(const std::string& text) const {
    return ::write(handle_, text.data(), text.size()) == static_cast<ssize_t>(text.size());
  }
  int handle_;
  termios before_{};
  bool quiet_ = false;
};

Result<std::string> read_file(const std::string& file) {
  std::ifstream stream(file, std::ios::binary);
  std::string line;
  if (!stream || !std::getline(stream, line)) {
    return fail(Code::bad_call, "cannot be read, or its first line is empty: " + file, "--passphrase-file");
  }
  if (!line.empty() && line.back() == '\r') line.pop_back();
  return line;
}

Result<std::string> ask(bool twice) {
  const QuietTerminal terminal;
  if (!terminal.ready()) {
    return fail(Code::bad_call, "there is no terminal to ask at: put the passphrase into a file of its own",
                "--passphrase-file");
  }
  const auto first = terminal.ask("合言葉: ");
  if (!first) return fail(Code::bad_call, "the terminal was closed", "passphrase");
  if (twice && terminal.ask("合言葉をもう一度: ") != first) {
    return fail(Code::bad_call, "the two passphrases differ: nothing was written", "passphrase");
  }
  return *first;
}

}  // namespace

Result<std::string> read_passphrase(const std::optional<std::string>& file, bool twice) {
  auto passphrase = file ? read_file(*file) : ask(twice);
  if (passphrase && passphrase->empty()) {
    return fail(Code::bad_call, "an empty passphrase protects nothing", file ? "--passphrase-file" : "passphrase");
  }
  return passphrase;
}

Status check_passphrase(const std::string& passphrase) {
  if (count_characters(passphrase) >= kLeastPassphrase) return {};
  return fail(Code::bad_call, "合言葉は8文字以上にしてください。短いものはすぐに破られます。何も書き出していません。");
}

}  // namespace uketsuke::cli
