// fork and exec with files for the three streams; the store is copied from one that is made once.
#include "tests/kiosk/cli/program.h"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <sstream>

namespace uketsuke::testing {
namespace {

const std::string kProgram = std::string(UKETSUKE_BINARY_DIR) + "/uketsuke";
const std::string kSource = UKETSUKE_SOURCE_DIR;

std::string slurp(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

void put(const std::string& path, const std::string& text) { std::ofstream(path, std::ios::binary) << text; }

void redirect(const std::string& path, int flags, int target) {
  const int descriptor = ::open(path.c_str(), flags, 0600);
  if (descriptor < 0 || ::dup2(descriptor, target) < 0) ::_exit(126);
}

Ran run(const std::vector<std::string>& arguments, const std::string& input) {
  const TempFolder streams;
  put(streams.file("in"), input);
  std::vector<char*> words = {const_cast<char*>(kProgram.c_str())};
  for (const std::string& argument : arguments) words.push_back(const_cast<char*>(argument.c_str()));
  words.push_back(nullptr);
  const pid_t child = ::fork();
  if (child == 0) {
    redirect(streams.file("in"), O_RDONLY, 0);
    redirect(streams.file("out"), O_WRONLY | O_CREAT, 1);
    redirect(streams.file("err"), O_WRONLY | O_CREAT, 2);
    ::execv(kProgram.c_str(), words.data());
    ::_exit(127);
  }
  int status = 0;
  ::waitpid(child, &status, 0);
  return {WIFEXITED(status) ? WEXITSTATUS(status) : -1, slurp(streams.file("out")), slurp(streams.file("err"))};
}

constexpr const char* kSmall = R"(code = "SMALL"
title = "小さな研修会"
venue = "会議室"
starts_at = 2025-10-24T18:30:00+09:00
ends_at = 2025-10-24T20:30:00+09:00
doors_open_at = 2025-10-24T18:00:00+09:00
deadline = 2025-10-10
capacity = 2
tolerance = 1
room_limit = 3
walk_in = "staff"
exit_scan = true
promote_until = 2025-10-24T20:00:00+09:00
)";

constexpr const char* kOther = R"(code = "OTHER"
title = "別の研修会"
venue = "会議室"
starts_at = 2025-10-25T18:30:00+09:00
)";

const std::string& template_store() {
  static const TempFolder folder;
  static const std::string made = [] {
    std::string path = folder.file("store");
    put(folder.file("small.toml"), kSmall);
    put(folder.file("other.toml"), kOther);
    EXPECT_EQ(run({"--data", path, "init", "--practice"}, "").exit_code, 0);
    for (const std::string& file : {kSource + "/assets/events/ebina.toml", kSource + "/assets/events/lecture.toml",
                                    folder.file("small.toml"), folder.file("other.toml")}) {
      const Ran added = run({"--data", path, "--now", "2025-09-01T09:00:00+09:00", "event", "add", file}, "");
      EXPECT_EQ(added.exit_code, 0) << added.err;
    }
    return path;
  }();
  return made;
}

}  // namespace

std::vector<nlohmann::json> Ran::lines() const {
  std::vector<nlohmann::json> objects;
  std::istringstream stream(out);
  for (std::string text; std::getline(stream, text);) {
    objects.push_back(nlohmann::json::parse(text, nullptr, false));
    EXPECT_TRUE(objects.back().is_object()) << text;
  }
  return objects;
}

nlohmann::json Ran::line() const {
  const auto objects = lines();
  EXPECT_EQ(objects.size(), 1U) << out << err;
  return objects.empty() ? nlohmann::json::object() : objects.front();
}

Program::Program() : Program(true) {}

Program::Program(bool with_store) {
  if (with_store) std::filesystem::copy(template_store(), store(), std::filesystem::copy_options::recursive);
}

Ran Program::bare(const std::vector<std::string>& arguments, const std::string& input) const {
  return run(arguments, input);
}

Ran Program::plain(std::vector<std::string> arguments, const std::string& input) const {
  std::vector<std::string> all = {"--data", store()};
  if (!now.empty()) all.insert(all.end(), {"--now", now});
  all.insert(all.end(), std::make_move_iterator(arguments.begin()), std::make_move_iterator(arguments.end()));
  return run(all, input);
}

Ran Program::json(std::vector<std::string> arguments, const std::string& input) const {
  arguments.insert(arguments.begin(), "--json");
  return plain(std::move(arguments), input);
}

std::string Program::add(const std::string& name, const std::string& event) const {
  const Ran ran = json({"register", event, "--name", name, "--profession", "医師", "--received-at", "2025-09-10"});
  EXPECT_EQ(ran.exit_code, 0) << ran.err;
  return ran.line().value("registration", "");
}

std::string Program::ticket(const std::string& registration, const std::string& event) const {
  const Ran ran = json({"ticket", "issue", event, registration, "--out", file("tickets")});
  EXPECT_EQ(ran.exit_code, 0) << ran.err;
  return ran.line().value("ticket", "");
}

void Program::write(const std::string& name, const std::string& text) const { put(file(name), text); }

}  // namespace uketsuke::testing
