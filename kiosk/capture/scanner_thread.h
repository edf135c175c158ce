// The scanner thread: pulls the newest frames, decodes them, hands on the preview and the codes. Owns the source.
// Decoding never holds up the window; the window never holds up decoding.
#pragma once

#include <atomic>
#include <cstdint>
#include <memory>
#include <string>
#include <thread>

#include "common/mailbox.h"
#include "kiosk/capture/frame_source.h"
#include "kiosk/capture/read_budget.h"
#include "kiosk/capture/read_camera.h"
#include "kiosk/capture/read_hints.h"
#include "kiosk/capture/scanner_ports.h"
#include "kiosk/capture/view_gatherer.h"

namespace uketsuke {

/// Since the thread began; for the trace and `doctor`.
struct DecodeTimes {
  std::uint64_t frames = 0;
  std::uint64_t reads = 0;  ///< frames with at least one code
  std::int64_t last_us = 0;
  std::int64_t longest_us = 0;
  std::int64_t total_us = 0;
};

/// Runs from construction to destruction. A source that cannot start is told by `changed` (lost, and why).
class ScannerThread {
 public:
  /// @param preview  gets every frame, the newest wins; must outlive the thread
  ScannerThread(std::unique_ptr<FrameSource> source, ScannerPorts ports, Mailbox<LumaFrame>& preview);
  ~ScannerThread();
  ScannerThread(const ScannerThread&) = delete;
  ScannerThread& operator=(const ScannerThread&) = delete;

  /// Any thread.
  [[nodiscard]] DecodeTimes decode_times() const;

 private:
  void run();
  void tell_changes(bool failed_to_start, const std::string& why);
  void decode(const LumaFrame& frame);
  void tell_hint(ReadHint hint);

  std::unique_ptr<FrameSource> source_;
  ScannerPorts ports_;
  Mailbox<LumaFrame>& preview_;
  CameraReader reader_;
  ReadBudget budget_;
  ReadHints hints_;
  ReadHint told_hint_ = ReadHint::none;
  ViewGatherer gatherer_;
  SourceChange told_;
  std::atomic<std::uint64_t> frames_{0};
  std::atomic<std::uint64_t> reads_{0};
  std::atomic<std::int64_t> last_us_{0};
  std::atomic<std::int64_t> longest_us_{0};
  std::atomic<std::int64_t> total_us_{0};
  std::atomic<bool> stopping_{false};
  std::thread thread_;
};

}  // namespace uketsuke
