// A real IPP printer in memory (ippeveprinter) and what is printed on it; the kiosk's queue of name tags before it.
#pragma once

#include <gtest/gtest.h>
#include <sys/types.h>

#include <functional>
#include <string>
#include <vector>

#include "common/inbox.h"
#include "kiosk/printing.h"
#include "tests/support/roster.h"

namespace uketsuke::testing {

/// Programs in a group of their own, ended with it.
class Program {
 public:
  Program() = default;
  Program(const Program&) = delete;
  Program& operator=(const Program&) = delete;
  ~Program() { end(); }
  void start(const std::vector<const char*>& words);
  void end();

 private:
  pid_t pid_ = -1;
};

/// A printer in a process of its own; what it prints lies in its folder. It has a bus of its own to announce itself on.
class Printer {
 public:
  Printer();

  void turn_on();
  void turn_off() { program_.end(); }
  /// slow, abort, no-paper
  void set(const std::string& trouble) const;
  void clear(const std::string& trouble) const;
  [[nodiscard]] std::string address() const { return "ipp://localhost:" + std::to_string(port_) + "/ipp/print"; }
  /// What is on paper, in order of time.
  [[nodiscard]] std::vector<std::string> papers() const;

 private:
  TempFolder folder_;
  int port_;
  Program program_;
};

/// The words of a PDF.
std::string words_of(const std::string& pdf);

/// A port that no other test program of this machine takes. @param offset  below 10
int own_port(int offset);

class NameTagTest : public ::testing::Test {
 protected:
  NameTagTest() { roster_.event("A", 30).attendees(4); }

  PrintPlan plan(const std::string& target);
  std::function<void(KioskEvent)> post() {
    return [this](KioskEvent event) { events_.put(std::get<PrinterChanged>(event)); };
  }
  /// Waits until the printer says so. @return the event; health none if it never does
  PrinterChanged becomes(PrinterHealth health, std::int64_t waiting);

  Roster roster_;
  Inbox<PrinterChanged> events_;
};

}  // namespace uketsuke::testing
