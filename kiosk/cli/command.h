// What a command is: its words, its arguments, what it does. Plain values; command_line.cpp makes a parser of them.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "common/result.h"

namespace uketsuke::cli {

class Session;

/// One argument and where its value goes. A name with dashes is an option, else a word at its place.
struct Argument {
  using Target = std::variant<std::string*, std::optional<std::string>*, std::vector<std::string>*, bool*,
                              std::optional<std::int64_t>*>;
  std::string name;
  std::string help;
  Target target;
  bool required = false;
  bool says_something = false;  ///< where it is given, only spaces are a call that is off; what is required must too
};

/// A word or option that must be there.
inline Argument needs(std::string name, std::string& target, std::string help) {
  return {std::move(name), std::move(help), &target, true, true};
}
inline Argument needs_many(std::string name, std::vector<std::string>& target, std::string help) {
  return {std::move(name), std::move(help), &target, true, true};
}
/// One that may be there; a bool is a flag.
template <class T>
Argument may(std::string name, T& target, std::string help) {
  return {std::move(name), std::move(help), &target, false, false};
}
/// A reason: may be left out, but not empty.
inline Argument may_with_words(std::string name, std::optional<std::string>& target, std::string help) {
  return {std::move(name), std::move(help), &target, false, true};
}

struct Command {
  std::string name;  ///< "scan", "event add"
  std::string summary;
  std::string example;
  std::vector<Argument> arguments;
  /// The exit code; an Error becomes one by exit_code().
  std::function<Result<int>(Session&)> run;
  std::string notes{};  ///< what its --help says beside; may be empty
};

}  // namespace uketsuke::cli
