// Prints name tags at the door, one after the other, while the window goes on: a printer that is slow, offline or out
// of paper holds up nobody, what waits is printed once it can be. Owns its thread and reads through a connection of its
// own.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "common/ids.h"
#include "common/inbox.h"
#include "db/reader.h"
#include "kiosk/messages.h"
#include "kiosk/printing_cups.h"

namespace uketsuke {

struct PrintPlan {
  std::string store_folder;
  EventCode event;
  std::string target;                     ///< of IppPrinter::find
  std::chrono::milliseconds look{300};    ///< between two looks at a job
  std::chrono::milliseconds retry{3000};  ///< between two tries where the printer does not answer or gave up a job
};

/// Where name tags go: remembered for later starts. @param target  none: nothing is printed
/// Errors: Code::bad_call where it is no printer's address
Status set_printer(const std::string& store_folder, const std::optional<std::string>& target);
Result<std::optional<std::string>> find_printer(const std::string& store_folder);

/// Runs from construction to destruction, which gives up what is not sent yet.
class NameTagPrinter {
 public:
  /// @param post  called on the own thread with PrinterChanged
  NameTagPrinter(PrintPlan plan, std::function<void(KioskEvent)> post);
  ~NameTagPrinter();
  NameTagPrinter(const NameTagPrinter&) = delete;
  NameTagPrinter& operator=(const NameTagPrinter&) = delete;

  /// Any thread; never waits. The same person again is a second tag.
  void print(const RegistrationId& registration);

 private:
  void run();
  void print_one(const IppPrinter& printer, const RegistrationId& registration);
  Result<std::string> write_tag(const RegistrationId& registration);
  bool wait_until_printed(const IppPrinter& printer, int job);
  void take_more();
  bool pause(std::chrono::milliseconds time);
  void tell(PrinterHealth health, const std::string& detail);

  PrintPlan plan_;
  std::function<void(KioskEvent)> post_;
  Inbox<RegistrationId> asked_;
  std::vector<RegistrationId> waiting_;  ///< the first one is at the printer
  std::optional<PrinterChanged> told_;
  std::thread thread_;
};

}  // namespace uketsuke
