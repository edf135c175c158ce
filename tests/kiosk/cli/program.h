// Runs the real program as a child process on a store of its own. One thread.
#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "tests/support/temp_folder.h"

namespace uketsuke::testing {

/// What one run of the program came to.
struct Ran {
  int exit_code = -1;  ///< -1 where a signal ended it
  std::string out;
  std::string err;

  /// Every line of stdout as JSON; a line that is none fails the test.
  [[nodiscard]] std::vector<nlohmann::json> lines() const;
  /// The only line.
  [[nodiscard]] nlohmann::json line() const;
};

/// A practice store with EBINA (capacity 30, tolerance 3), SMALL (capacity 2, tolerance 1, exits), OTHER and LECTURE.
class Program {
 public:
  Program();
  explicit Program(bool with_store);

  /// With --data and --json. @param input  what stdin holds
  Ran json(std::vector<std::string> arguments, const std::string& input = {}) const;
  /// With --data.
  Ran plain(std::vector<std::string> arguments, const std::string& input = {}) const;
  /// Just so.
  Ran bare(const std::vector<std::string>& arguments, const std::string& input = {}) const;

  /// Registers somebody for SMALL. @return the registration's id
  std::string add(const std::string& name, const std::string& event = "SMALL") const;
  /// Issues a ticket. @return its text
  std::string ticket(const std::string& registration, const std::string& event = "SMALL") const;

  [[nodiscard]] std::string file(const std::string& name) const { return folder_.file(name); }
  void write(const std::string& name, const std::string& text) const;
  [[nodiscard]] std::string store() const { return folder_.file("store"); }

  /// Where --now stands unless said: the doors of the practice events are open.
  std::string now = "2025-10-24T18:05:00+09:00";

 private:
  TempFolder folder_;
};

}  // namespace uketsuke::testing
