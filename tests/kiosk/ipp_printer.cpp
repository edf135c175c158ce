// See ipp_printer.h.
#include "tests/kiosk/ipp_printer.h"

#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdio>
#include <filesystem>
#include <fstream>

namespace uketsuke::testing {

namespace fs = std::filesystem;
using std::chrono::milliseconds;

void Program::start(const std::vector<const char*>& words) {
  std::vector<const char*> ended = words;
  ended.push_back(nullptr);
  posix_spawnattr_t own_group;
  posix_spawnattr_init(&own_group);
  posix_spawnattr_setflags(&own_group, POSIX_SPAWN_SETPGROUP);
  ASSERT_EQ(posix_spawnp(&pid_, ended[0], nullptr, &own_group, const_cast<char**>(ended.data()), environ), 0);
  posix_spawnattr_destroy(&own_group);
}

void Program::end() {
  if (pid_ <= 0) return;
  kill(-pid_, SIGKILL);
  waitpid(pid_, nullptr, 0);
  pid_ = -1;
}

int own_port(int offset) { return 30'000 + static_cast<int>(getpid() % 2'000) * 10 + offset; }

Printer::Printer() : port_(own_port(0)) {
  std::ofstream script(folder_.file("print.sh"));
  script << "#!/bin/sh\n"
            "cd '"
         << folder_.path()
         << "' || exit 1\n"
            "while [ -e slow ]; do sleep 0.1; done\n"
            "[ -e abort ] && exit 1\n"
            "if [ -e no-paper ]; then echo 'STATE: +media-empty' >&2; while [ -e no-paper ]; do sleep 0.1; done\n"
            "  echo 'STATE: -media-empty' >&2; fi\n"
            "cp \"$1\" \"paper-$(date +%s%N).pdf\"\n";
  script.close();
  fs::permissions(folder_.file("print.sh"), fs::perms::owner_all);
  turn_on();
}

void Printer::turn_on() {
  const std::string command = "DBUS_SYSTEM_BUS_ADDRESS=$DBUS_SESSION_BUS_ADDRESS exec ippeveprinter -p " +
                              std::to_string(port_) + " -n localhost -r off -d '" + folder_.path() + "' -k -c '" +
                              folder_.file("print.sh") + "' -f application/pdf tags >/dev/null 2>&1";
  program_.start({"dbus-run-session", "--", "sh", "-c", command.c_str()});
}

void Printer::set(const std::string& trouble) const { std::ofstream(folder_.file(trouble)) << "x"; }

void Printer::clear(const std::string& trouble) const { fs::remove(folder_.file(trouble)); }

std::vector<std::string> Printer::papers() const {
  std::vector<std::string> names;
  for (const auto& entry : fs::directory_iterator(folder_.path())) {
    if (entry.path().filename().string().starts_with("paper-")) names.push_back(entry.path().string());
  }
  std::sort(names.begin(), names.end());
  return names;
}

std::string words_of(const std::string& pdf) {
  std::string text;
  FILE* pipe = popen(("pdftotext -layout '" + pdf + "' -").c_str(), "r");
  std::array<char, 512> part{};
  while (pipe != nullptr && fgets(part.data(), static_cast<int>(part.size()), pipe) != nullptr) text += part.data();
  if (pipe != nullptr) pclose(pipe);
  return text;
}

PrintPlan NameTagTest::plan(const std::string& target) {
  PrintPlan plan;
  plan.store_folder = roster_.folder();
  plan.event = roster_.code();
  plan.target = target;
  plan.look = milliseconds(50);
  plan.retry = milliseconds(200);
  return plan;
}

PrinterChanged NameTagTest::becomes(PrinterHealth health, std::int64_t waiting) {
  while (auto event = events_.wait_for(milliseconds(20'000))) {
    if (event->health == health && event->waiting == waiting) return *event;
  }
  return {};
}

}  // namespace uketsuke::testing
