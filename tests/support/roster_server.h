// tests/support/roster_server.py as a child: a loopback HTTP server that lives as long as this. One thread.
#pragma once

#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cstdlib>
#include <string>

namespace uketsuke::testing {

class RosterServer {
 public:
  RosterServer() {
    std::array<int, 2> in{};
    std::array<int, 2> out{};
    EXPECT_TRUE(::pipe(in.data()) == 0 && ::pipe(out.data()) == 0);
    child_ = ::fork();
    if (child_ == 0) {
      ::dup2(in[0], 0);
      ::dup2(out[1], 1);
      for (const int end : {in[0], in[1], out[0], out[1]}) ::close(end);
      ::execlp("python3", "python3", UKETSUKE_SOURCE_DIR "/tests/support/roster_server.py", nullptr);
      ::_exit(127);
    }
    ::close(in[0]);
    ::close(out[1]);
    stop_ = in[1];
    std::string port;  // the whole line: its end may come apart, and who writes it needs a reader
    for (char c = 0; c != '\n' && ::read(out[0], &c, 1) == 1;) port.push_back(c);
    ::close(out[0]);
    port_ = std::atoi(port.c_str());
    EXPECT_GT(port_, 0);
  }
  RosterServer(const RosterServer&) = delete;
  RosterServer& operator=(const RosterServer&) = delete;
  ~RosterServer() { stop(); }
  /// Nothing listens any more.
  void stop() {
    if (child_ <= 0) return;
    ::close(stop_);
    ::waitpid(child_, nullptr, 0);
    child_ = -1;
  }
  [[nodiscard]] std::string url(const std::string& path) const {
    return "http://127.0.0.1:" + std::to_string(port_) + path;
  }

 private:
  pid_t child_ = -1;
  int stop_ = -1;
  int port_ = 0;
};

}  // namespace uketsuke::testing
