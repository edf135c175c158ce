// The office's thread of the window: reads files, lays out tables, writes papers, by the functions of the command line,
// so that neither the door nor the window waits for it. Requests in by ask(), events out through `post`; it writes
// nothing but papers, the tickets on them and their take-outs (what changes the roster goes to the store's thread).
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <string>
#include <thread>

#include "common/inbox.h"
#include "common/keep_on.h"
#include "common/time.h"
#include "kiosk/messages.h"
#include "kiosk/store_long_work.h"
#include "kiosk/window_places.h"

namespace uketsuke {

/// Given once. `post` is called on the office's thread: put into an Inbox, wake the window, no more.
struct OfficePorts {
  std::function<void(KioskEvent)> post;
  std::string folder;  ///< of the store
  std::string assets;
  PlaceRoots places{};  ///< where files come from and papers go
  std::chrono::milliseconds quiet = kWorthABar;
};

/// Does one piece of work. Errors: those of the command line's functions. Any thread, one at a time.
/// @param keep_on  of work that may take long
Result<OfficeEvent> do_office_work(const OfficePorts& ports, const OfficeWork& work, const KeepOn& keep_on = {});

/// Runs from construction to destruction, which finishes the work at hand and drops the rest.
class OfficeThread {
 public:
  explicit OfficeThread(OfficePorts ports);
  ~OfficeThread();
  OfficeThread(const OfficeThread&) = delete;
  OfficeThread& operator=(const OfficeThread&) = delete;

  /// Any thread; never waits.
  void ask(OfficeWork work);
  /// Any thread; by the serial of the WritePaper.
  void stop_paper(std::uint64_t serial) { paper_.stop(serial); }
  /// Any thread; by the serial of the ReadImportFile.
  void stop_reading(std::uint64_t serial) { reading_.stop(serial); }

 private:
  void run();
  [[nodiscard]] KeepOn begin(const OfficeWork& work) const;

  OfficePorts ports_;
  LongWork paper_;
  LongWork reading_;
  Inbox<OfficeWork> work_;
  std::thread thread_;
};

}  // namespace uketsuke
