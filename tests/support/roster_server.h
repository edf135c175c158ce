// tests/support/roster_server.py as a child: a loopback HTTP server that lives as long as this. One thread.
#pragma once

#include <string>

#include "tests/support/python_child.h"

namespace uketsuke::testing {

class RosterServer {
 public:
  /// Nothing listens any more.
  void stop() { child_.stop(); }
  [[nodiscard]] std::string url(const std::string& path) const {
    return "http://127.0.0.1:" + std::to_string(child_.port()) + path;
  }

 private:
  PythonChild child_{"roster_server.py"};
};

}  // namespace uketsuke::testing
