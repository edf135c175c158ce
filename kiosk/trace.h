// --trace: a JSON line a frame drawn and a line a scan, with microseconds of the monotonic clock; never a name, never a
// ticket's text. For measuring how long an attendee waits. Thread: ui.
#pragma once

#include <cstdint>
#include <cstdio>
#include <memory>
#include <string>
#include <vector>

#include "common/ids.h"
#include "common/result.h"
#include "common/scan.h"
#include "kiosk/messages.h"

namespace uketsuke {

class Trace {
 public:
  /// Off: writes nothing.
  Trace() = default;
  /// Appends. Errors: Code::io_failed
  static Result<Trace> open(const std::string& file);

  /// A scan was answered; its line waits for the frame that shows it.
  void add_scan(const ScanId& scan, ScanOutcome outcome, ScanSource source, const ScanTiming& timing);
  /// A frame is on the glass. @param surface  "attendee" or "staff"  @param ready  the event is known: scans are taken
  void add_frame(const char* surface, std::int64_t painted_us, bool ready);

 private:
  struct Close {
    void operator()(std::FILE* file) const { std::fclose(file); }
  };
  std::unique_ptr<std::FILE, Close> file_;
  std::vector<std::string> waiting_;  ///< lines without `painted`
  std::uint64_t frames_ = 0;
};

}  // namespace uketsuke
