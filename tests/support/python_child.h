// A script of tests/support as a child that lives as long as this: it says its port first and ends when its stdin does.
// One thread.
#pragma once

#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cstdlib>
#include <string>

namespace uketsuke::testing {

class PythonChild {
 public:
  explicit PythonChild(const std::string& script, const std::string& argument = {}) {
    std::array<int, 2> in{};
    std::array<int, 2> out{};
    EXPECT_TRUE(::pipe(in.data()) == 0 && ::pipe(out.data()) == 0);
    const std::string path = std::string(UKETSUKE_SOURCE_DIR "/tests/support/") + script;
    child_ = ::fork();
    if (child_ == 0) {
      ::dup2(in[0], 0);
      ::dup2(out[1], 1);
      for (const int end : {in[0], in[1], out[0], out[1]}) ::close(end);
      ::execlp("python3", "python3", path.c_str(), argument.c_str(), nullptr);
      ::_exit(127);
    }
    ::close(in[0]);
    ::close(out[1]);
    in_ = in[1];
    out_ = out[0];
    port_ = std::atoi(read_line().c_str());
    EXPECT_GT(port_, 0);
  }
  PythonChild(const PythonChild&) = delete;
  PythonChild& operator=(const PythonChild&) = delete;
  ~PythonChild() { stop(); }

  [[nodiscard]] int port() const { return port_; }
  /// @return its answer, once it did so
  std::string say(const std::string& command) {
    const std::string line = command + "\n";
    EXPECT_EQ(::write(in_, line.data(), line.size()), static_cast<ssize_t>(line.size()));
    return read_line();
  }
  /// It is there no more.
  void stop() {
    if (child_ <= 0) return;
    ::close(in_);
    ::waitpid(child_, nullptr, 0);
    ::close(out_);
    child_ = -1;
  }

 private:
  /// The whole line: its end may come apart, and who writes it needs a reader.
  std::string read_line() const {
    std::string line;
    for (char c = 0; c != '\n' && ::read(out_, &c, 1) == 1;) line.push_back(c);
    return line;
  }

  pid_t child_ = -1;
  int in_ = -1;
  int out_ = -1;
  int port_ = 0;
};

}  // namespace uketsuke::testing
