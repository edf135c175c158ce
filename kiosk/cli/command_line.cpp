// CLI11 stays in this file; what it throws is caught here. It takes words for subcommands and "[a,b]" for lists
// wherever they stand, so the values are marked before it sees them and unmarked after.
#include "kiosk/cli/command_line.h"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <charconv>
#include <cstdint>
#include <cstdio>
#include <map>
#include <optional>
#include <sstream>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "common/names.h"
#include "kiosk/cli/exit_code.h"

namespace uketsuke::cli {
namespace {

constexpr char kMark = '\x01';

void unmark(std::string& value) {
  if (!value.empty() && value.front() == kMark) value.erase(0, 1);
}

std::string without_marks(std::string text) {
  text.erase(std::remove(text.begin(), text.end(), kMark), text.end());
  return text;
}

/// What the words of a call may be: commands with their arguments, and the arguments that all share.
struct Grammar {
  const std::vector<Command>& commands;
  const std::vector<Argument>& globals;

  [[nodiscard]] bool begins_command(const std::string& words) const {
    return std::any_of(commands.begin(), commands.end(), [&words](const Command& command) {
      return command.name == words || command.name.compare(0, words.size() + 1, words + " ") == 0;
    });
  }
  /// The option of that name, of the command or global; null if there is none.
  [[nodiscard]] const Argument* find_option(const std::string& command_name, const std::string& option) const {
    const auto same = [&option](const Argument& argument) { return argument.name == option; };
    const auto global = std::find_if(globals.begin(), globals.end(), same);
    if (global != globals.end()) return &*global;
    const auto command = std::find_if(commands.begin(), commands.end(),
                                      [&command_name](const Command& c) { return c.name == command_name; });
    if (command == commands.end()) return nullptr;
    const auto own = std::find_if(command->arguments.begin(), command->arguments.end(), same);
    return own == command->arguments.end() ? nullptr : &*own;
  }
};

bool looks_like_option(const std::string& argument) { return argument.size() > 1 && argument.front() == '-'; }

/// The call in the order that CLI11 reads without a doubt: command words, values at their places, options.
class CallOrder {
 public:
  CallOrder(const std::vector<std::string>& arguments, const Grammar& grammar) : given_(arguments), grammar_(grammar) {}

  std::vector<std::string> order() {
    for (bool only_values = false; at_ < given_.size(); ++at_) {
      const std::string& argument = given_[at_];
      const std::string words = command_.empty() ? argument : command_ + " " + argument;
      if (!only_values && argument == "--") {
        only_values = true;
      } else if (!only_values && looks_like_option(argument)) {
        take_option(argument);
      } else if (!only_values && values_.empty() && grammar_.begins_command(words)) {
        words_.push_back(argument);
        command_ = words;
      } else {
        values_.push_back(kMark + argument);
      }
    }
    words_.insert(words_.end(), values_.begin(), values_.end());
    words_.insert(words_.end(), options_.begin(), options_.end());
    return std::move(words_);
  }

 private:
  void take_option(const std::string& argument) {
    const std::size_t equals = argument.find('=');
    const Argument* option = grammar_.find_option(command_, argument.substr(0, equals));
    const bool flag = option == nullptr || std::holds_alternative<bool*>(option->target);
    if (flag || equals != std::string::npos) {
      options_.push_back(flag ? argument : argument.substr(0, equals + 1) + kMark + argument.substr(equals + 1));
      return;
    }
    options_.push_back(argument);
    const bool many = std::holds_alternative<std::vector<std::string>*>(option->target);
    if (!many && at_ + 1 < given_.size()) options_.push_back(kMark + given_[++at_]);
    while (many && at_ + 1 < given_.size() && !looks_like_option(given_[at_ + 1])) {
      options_.push_back(kMark + given_[++at_]);
    }
  }

  const std::vector<std::string>& given_;
  const Grammar& grammar_;
  std::size_t at_ = 0;
  std::string command_;
  std::vector<std::string> words_;
  std::vector<std::string> values_;
  std::vector<std::string> options_;
};

std::optional<std::int64_t> read_number(std::string text) {
  unmark(text);
  std::int64_t number = 0;
  const char* const end = text.data() + text.size();
  const auto read = std::from_chars(text.data(), end, number);
  if (read.ec != std::errc() || read.ptr != end) return std::nullopt;
  return number;
}

/// CLI11 would read the mark before the digits as a word: the number is read here, all of it.
CLI::Option* add_number(CLI::App& app, const Argument& argument, std::optional<std::int64_t>& target) {
  const auto take = [&target](const std::string& text) { target = read_number(text); };
  const auto judge = [](const std::string& text) -> std::string {
    return read_number(text) ? "" : "\"" + without_marks(text) + "\" is no whole number";
  };
  return app.add_option_function<std::string>(argument.name, take, argument.help)->check(judge, "NUMBER");
}

CLI::Option* add_argument(CLI::App& app, const Argument& argument) {
  CLI::Option* option = std::visit(
      [&](auto* target) -> CLI::Option* {
        using T = std::remove_pointer_t<decltype(target)>;
        if constexpr (std::is_same_v<T, bool>) {
          return app.add_flag(argument.name, *target, argument.help);
        } else if constexpr (std::is_same_v<T, std::optional<std::int64_t>>) {
          return add_number(app, argument, *target);
        } else {
          return app.add_option(argument.name, *target, argument.help);
        }
      },
      argument.target);
  if (std::holds_alternative<std::vector<std::string>*>(argument.target))
    option->expected(argument.required ? 1 : 0, -1);
  if (argument.required) option->required();
  return option;
}

void unmark_argument(const Argument& argument) {
  if (auto* const* text = std::get_if<std::string*>(&argument.target)) unmark(**text);
  if (auto* const* maybe = std::get_if<std::optional<std::string>*>(&argument.target); maybe != nullptr && **maybe) {
    unmark(***maybe);
  }
  if (auto* const* many = std::get_if<std::vector<std::string>*>(&argument.target)) {
    for (std::string& value : **many) unmark(value);
  }
}

bool is_blank(const Argument& argument) {
  if (auto* const* text = std::get_if<std::string*>(&argument.target)) return trim(**text).empty();
  if (auto* const* maybe = std::get_if<std::optional<std::string>*>(&argument.target)) {
    return **maybe && trim(***maybe).empty();
  }
  if (auto* const* many = std::get_if<std::vector<std::string>*>(&argument.target)) {
    return std::any_of((*many)->begin(), (*many)->end(), [](const std::string& value) { return trim(value).empty(); });
  }
  return false;
}

/// The first that must say something and does not; null if all do.
const Argument* find_blank(const std::vector<Argument>& arguments) {
  const auto found = std::find_if(arguments.begin(), arguments.end(), [](const Argument& argument) {
    return argument.says_something && is_blank(argument);
  });
  return found == arguments.end() ? nullptr : &*found;
}

/// The subcommand "event add" under "event".
CLI::App* add_command(CLI::App& app, const Command& command, std::map<std::string, CLI::App*>& groups) {
  const std::size_t space = command.name.find(' ');
  CLI::App* parent = &app;
  if (space != std::string::npos) {
    const std::string group = command.name.substr(0, space);
    CLI::App*& known = groups[group];
    if (known == nullptr) {
      known = app.add_subcommand(group);
      known->require_subcommand(1);
      known->footer("Example:\n  " + command.example + "\nEach of these has its own --help.");
    }
    const std::string so_far = known->get_description();
    known->description(so_far + (so_far.empty() ? "" : ", ") + command.name.substr(space + 1));
    parent = known;
  }
  CLI::App* sub =
      parent->add_subcommand(command.name.substr(space == std::string::npos ? 0 : space + 1), command.summary);
  sub->footer("Example:\n  " + command.example + (command.notes.empty() ? "" : "\n\n" + command.notes));
  for (const Argument& argument : command.arguments) add_argument(*sub, argument);
  return sub;
}

std::vector<Argument> global_arguments(GlobalOptions& options) {
  return {may("--data", options.data, "folder of the store; else $UKETSUKE_DATA, else $XDG_DATA_HOME/uketsuke"),
          may("--now", options.now, "RFC 3339 time, in a practice store only"),
          may("--by", options.by, "who does it (default: the login)"),
          may("--json", options.json, "one JSON object a line on stdout, nothing else there")};
}

std::vector<Argument> window_arguments(WindowFlags& window) {
  return {
      may("--event", window.event, "window: code of the event at this door"),
      may("--windowed", window.windowed, "window: size, for example 1280x720; else full screen"),
      may("--camera", window.camera, "window: off, auto, NAME or file:PATTERN"),
      may("--scanner", window.scanner, "window: keyboard, evdev:NAME or serial:DEVICE"),
      may("--lang", window.lang, "window: ja or en"),
      may("--backup", window.backup, "window: folder on another medium for copies of the store; off: none any more"),
      may("--backup-every", window.backup_every, "window: seconds between copies; else 300"),
      may("--lock-after", window.lock_after, "window: seconds without a touch until staff mode ends; else 300"),
      may("--printer", window.printer,
          "window: where name tags go: a CUPS queue, ipp://… or off; kept for later starts"),
      may("--sync-every", window.sync_every, "window: seconds between pulls of the roster's source, or off; else 300"),
      may("--sticks", window.sticks, "window: folder whose folders are looked at as sticks; else /media, /run/media"),
      may("--trace", window.trace, "window: append a JSON line a frame drawn and a scan to FILE")};
}

bool any_window_flag(const WindowFlags& window) {
  return window.event || window.windowed || window.camera || window.scanner || window.lang || window.trace ||
         window.backup || window.backup_every || window.lock_after || window.printer || window.sync_every ||
         window.sticks;
}

void print_text(FILE* stream, const std::string& text) { std::fwrite(text.data(), 1, text.size(), stream); }

/// Help goes to stdout with 0; anything else that the words are off by to stderr with 2.
int report_parse_error(CLI::App& app, const CLI::ParseError& error) {
  if (error.get_exit_code() == 0) {
    std::ostringstream out;
    std::ostringstream err;
    app.exit(error, out, err);
    print_text(stdout, without_marks(out.str()));
    return kDone;
  }
  print_text(stderr, "uketsuke: " + harmless(without_marks(error.what())) + "\nuketsuke: see uketsuke --help\n");
  return kBadCall;
}

/// The call into the targets of globals and commands. @return the exit code where there is nothing left to do
std::optional<int> run_parser(CLI::App& app, std::vector<std::string> words) {
  std::reverse(words.begin(), words.end());
  try {
    app.parse(std::move(words));
  } catch (const CLI::ParseError& error) {
    return report_parse_error(app, error);
  } catch (const std::exception& error) {
    print_text(stderr, "uketsuke: " + harmless(without_marks(error.what())) + "\n");
    return kBadCall;
  }
  return std::nullopt;
}

}  // namespace

Call parse_call(const std::vector<std::string>& arguments, const std::vector<Command>& commands) {
  Call call;
  CLI::App app("Uketsuke, the reception desk of a training session. Without a command it opens the kiosk window.",
               "uketsuke");
  app.footer("Example:\n  uketsuke --data ~/kenshu --json scan EBINA KTSK…\nEach command has its own --help.");
  app.set_version_flag("--version", UKETSUKE_VERSION);
  app.set_help_flag("-h,--help", "this text");
  app.fallthrough();
  app.require_subcommand(0, 1);
  std::vector<Argument> globals = global_arguments(call.options);
  for (Argument& argument : window_arguments(call.window)) globals.push_back(std::move(argument));
  for (const Argument& argument : globals) add_argument(app, argument);
  std::map<std::string, CLI::App*> groups;
  std::vector<CLI::App*> subs;
  for (const Command& command : commands) subs.push_back(add_command(app, command, groups));
  const Grammar grammar{commands, globals};
  call.exit = run_parser(app, CallOrder(arguments, grammar).order());
  if (call.exit) return call;
  for (const Argument& argument : globals) unmark_argument(argument);
  for (std::size_t i = 0; i < commands.size(); ++i) {
    if (!subs[i]->parsed()) continue;
    for (const Argument& argument : commands[i].arguments) unmark_argument(argument);
    call.command = commands[i];
    if (const Argument* blank = find_blank(commands[i].arguments)) {
      print_text(stderr, "uketsuke: " + blank->name + ": is empty; it must say something\n");
      call.exit = kBadCall;
    }
  }
  if (call.command && any_window_flag(call.window)) {
    print_text(stderr,
               "uketsuke: --event --windowed --camera --scanner --lang --backup --backup-every --lock-after "
               "--printer --sync-every --sticks --trace are for the "
               "window, not for a command\n");
    call.exit = kBadCall;
  }
  return call;
}

}  // namespace uketsuke::cli
