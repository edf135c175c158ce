// Name tags at the door against a real IPP printer in memory (ippeveprinter): byte for byte on paper, slow, out of
// paper, giving up, away and back; the queue keeps its order and loses nothing.
#include <gtest/gtest.h>
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
#include <memory>
#include <thread>
#include <vector>

#include "common/inbox.h"
#include "kiosk/printing.h"
#include "tests/support/roster.h"

namespace uketsuke {
namespace {

namespace fs = std::filesystem;
using std::chrono::milliseconds;
using testing::at;
using testing::must;

/// A printer in a process of its own; what it prints lies in its folder. It has a bus of its own to announce itself on.
class Printer {
 public:
  Printer() : port_(30'000 + static_cast<int>(getpid() % 20'000)) {
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
  Printer(const Printer&) = delete;
  Printer& operator=(const Printer&) = delete;
  ~Printer() { turn_off(); }

  void turn_on() {
    const std::string command = "DBUS_SYSTEM_BUS_ADDRESS=$DBUS_SESSION_BUS_ADDRESS exec ippeveprinter -p " +
                                std::to_string(port_) + " -n localhost -r off -d '" + folder_.path() + "' -k -c '" +
                                folder_.file("print.sh") + "' -f application/pdf tags >/dev/null 2>&1";
    const std::vector<const char*> words{"dbus-run-session", "--", "sh", "-c", command.c_str(), nullptr};
    posix_spawnattr_t own_group;
    posix_spawnattr_init(&own_group);
    posix_spawnattr_setflags(&own_group, POSIX_SPAWN_SETPGROUP);
    ASSERT_EQ(posix_spawnp(&pid_, words[0], nullptr, &own_group, const_cast<char**>(words.data()), environ), 0);
    posix_spawnattr_destroy(&own_group);
  }
  void turn_off() {
    if (pid_ <= 0) return;
    kill(-pid_, SIGKILL);
    waitpid(pid_, nullptr, 0);
    pid_ = -1;
  }
  void set(const std::string& trouble) const { std::ofstream(folder_.file(trouble)) << "x"; }
  void clear(const std::string& trouble) const { fs::remove(folder_.file(trouble)); }
  [[nodiscard]] std::string address() const { return "ipp://localhost:" + std::to_string(port_) + "/ipp/print"; }
  /// What is on paper, in order of time.
  [[nodiscard]] std::vector<std::string> papers() const {
    std::vector<std::string> names;
    for (const auto& entry : fs::directory_iterator(folder_.path())) {
      if (entry.path().filename().string().starts_with("paper-")) names.push_back(entry.path().string());
    }
    std::sort(names.begin(), names.end());
    return names;
  }

 private:
  testing::TempFolder folder_;
  int port_;
  pid_t pid_ = -1;
};

std::string words_of(const std::string& pdf) {
  std::string text;
  FILE* pipe = popen(("pdftotext -layout '" + pdf + "' -").c_str(), "r");
  std::array<char, 512> part{};
  while (pipe != nullptr && fgets(part.data(), static_cast<int>(part.size()), pipe) != nullptr) text += part.data();
  if (pipe != nullptr) pclose(pipe);
  return text;
}

class NameTagPrinting : public ::testing::Test {
 protected:
  NameTagPrinting() { roster_.event("A", 30).attendees(4); }

  PrintPlan plan(const std::string& target) {
    PrintPlan plan;
    plan.store_folder = roster_.folder();
    plan.event = roster_.code();
    plan.target = target;
    plan.look = milliseconds(50);
    plan.retry = milliseconds(200);
    return plan;
  }
  std::function<void(KioskEvent)> post() {
    return [this](KioskEvent event) { events_.put(std::get<PrinterChanged>(event)); };
  }
  /// Waits until the printer says so. @return the event; health none if it never does
  PrinterChanged becomes(PrinterHealth health, std::int64_t waiting) {
    while (auto event = events_.wait_for(milliseconds(20'000))) {
      if (event->health == health && event->waiting == waiting) return *event;
    }
    return {};
  }

  testing::Roster roster_;
  Inbox<PrinterChanged> events_;
};

TEST_F(NameTagPrinting, ATagIsOnPaperAndTheSecondOneToo) {
  const Printer printer;
  NameTagPrinter tags(plan(printer.address()), post());
  ASSERT_EQ(becomes(PrinterHealth::ready, 0).health, PrinterHealth::ready);
  tags.print(roster_.id("参加者1"));
  tags.print(roster_.id("参加者2"));
  tags.print(roster_.id("参加者1"));
  ASSERT_EQ(becomes(PrinterHealth::ready, 0).health, PrinterHealth::ready);
  const auto papers = printer.papers();
  ASSERT_EQ(papers.size(), 3U);
  EXPECT_NE(words_of(papers[0]).find("参加者1"), std::string::npos) << words_of(papers[0]);
  EXPECT_NE(words_of(papers[1]).find("参加者2"), std::string::npos);
  EXPECT_NE(words_of(papers[2]).find("参加者1"), std::string::npos);
  for (const auto& entry : fs::directory_iterator(roster_.folder())) {
    EXPECT_NE(entry.path().extension(), ".pdf") << "no name is left in a file: " << entry.path();
  }
}

TEST_F(NameTagPrinting, WithoutPaperStaffAreToldAndTheQueueGoesOnOnceThereIsSome) {
  const Printer printer;
  NameTagPrinter tags(plan(printer.address()), post());
  ASSERT_EQ(becomes(PrinterHealth::ready, 0).health, PrinterHealth::ready);
  printer.set("no-paper");
  for (int i = 1; i <= 3; ++i) tags.print(roster_.id("参加者" + std::to_string(i)));
  EXPECT_TRUE(becomes(PrinterHealth::paper_out, 3).detail.starts_with("media-empty"));
  EXPECT_TRUE(printer.papers().empty());
  printer.clear("no-paper");
  EXPECT_EQ(becomes(PrinterHealth::ready, 0).health, PrinterHealth::ready);
  EXPECT_EQ(printer.papers().size(), 3U);
}

TEST_F(NameTagPrinting, AJobThatIsGivenUpIsSentAgain) {
  const Printer printer;
  NameTagPrinter tags(plan(printer.address()), post());
  ASSERT_EQ(becomes(PrinterHealth::ready, 0).health, PrinterHealth::ready);
  printer.set("abort");
  tags.print(roster_.id("参加者1"));
  EXPECT_EQ(becomes(PrinterHealth::stopped, 1).health, PrinterHealth::stopped);
  printer.clear("abort");
  EXPECT_EQ(becomes(PrinterHealth::ready, 0).health, PrinterHealth::ready);
  EXPECT_EQ(printer.papers().size(), 1U);
}

TEST_F(NameTagPrinting, APrinterThatIsOffIsToldAndPrintsWhenItIsOn) {
  Printer printer;
  printer.turn_off();
  NameTagPrinter tags(plan(printer.address()), post());
  const auto begin = std::chrono::steady_clock::now();
  tags.print(roster_.id("参加者1"));
  tags.print(roster_.id("参加者2"));
  EXPECT_LT(std::chrono::steady_clock::now() - begin, milliseconds(50)) << "the window never waits";
  EXPECT_EQ(becomes(PrinterHealth::offline, 2).health, PrinterHealth::offline);
  printer.turn_on();
  EXPECT_EQ(becomes(PrinterHealth::ready, 0).health, PrinterHealth::ready);
  EXPECT_EQ(printer.papers().size(), 2U);
}

TEST_F(NameTagPrinting, TheEndDoesNotWaitForASlowPrinter) {
  const Printer printer;
  auto tags = std::make_unique<NameTagPrinter>(plan(printer.address()), post());
  ASSERT_EQ(becomes(PrinterHealth::ready, 0).health, PrinterHealth::ready);
  printer.set("slow");
  tags->print(roster_.id("参加者1"));
  ASSERT_EQ(becomes(PrinterHealth::ready, 1).waiting, 1);
  const auto begin = std::chrono::steady_clock::now();
  tags.reset();
  EXPECT_LT(std::chrono::steady_clock::now() - begin, milliseconds(3'000));
  printer.clear("slow");
}

TEST_F(NameTagPrinting, WhoIsNotThereAnyMoreHoldsUpNobody) {
  const Printer printer;
  NameTagPrinter tags(plan(printer.address()), post());
  ASSERT_EQ(becomes(PrinterHealth::ready, 0).health, PrinterHealth::ready);
  tags.print(RegistrationId("nobody"));
  tags.print(roster_.id("参加者1"));
  const auto until = std::chrono::steady_clock::now() + milliseconds(20'000);
  while (printer.papers().empty() && std::chrono::steady_clock::now() < until)
    std::this_thread::sleep_for(milliseconds(20));
  EXPECT_EQ(printer.papers().size(), 1U);
}

TEST_F(NameTagPrinting, TheAddressIsKeptAndAWrongOneRefused) {
  EXPECT_EQ(must(find_printer(roster_.folder())), std::nullopt);
  must(set_printer(roster_.folder(), "Brother_QL"));
  EXPECT_EQ(must(find_printer(roster_.folder())), "Brother_QL");
  for (const char* wrong : {"http://localhost/x", "ipp://", "a queue", "", "x/y"}) {
    const auto refused = set_printer(roster_.folder(), wrong);
    ASSERT_FALSE(refused) << wrong;
    EXPECT_EQ(refused.error().code, Code::bad_call) << wrong;
  }
  must(set_printer(roster_.folder(), std::nullopt));
  EXPECT_EQ(must(find_printer(roster_.folder())), std::nullopt);
}

}  // namespace
}  // namespace uketsuke
