// Two threads around the store: the writer owns the one writing connection and works through its requests in order; the
// reader has a read-only connection for search, lists and export, so that a long list never holds up the door.
// Requests in by ask(), events out through the ports. Nothing is answered as done before its COMMIT returned.
#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>
#include <functional>
#include <string>
#include <thread>
#include <vector>

#include "common/inbox.h"
#include "db/reader.h"
#include "db/store.h"
#include "kiosk/messages.h"
#include "kiosk/store_long_work.h"

namespace uketsuke {

/// Given once. `post` is called on the store's threads: put into an Inbox, wake the window, no more.
struct StoreThreadPorts {
  std::function<void(KioskEvent)> post;
  std::string export_folder;                                            ///< where lists are written
  std::function<PastedMailReading(const ReadPastedMail&)> read_mail{};  ///< on the reading thread
  std::function<Result<KioskEvent>(const EraseNames&)> erase_names{};   ///< on the writing thread
  /// 種別 that an import names; on the writing thread
  std::function<Status(const std::vector<Application>&, const Change&)> place_kinds{};
  std::chrono::milliseconds quiet = kWorthABar;
};

/// Runs from construction to destruction, which works off every request that was asked.
class StoreThread {
 public:
  StoreThread(Store store, Reader reader, StoreThreadPorts ports);
  ~StoreThread();
  StoreThread(const StoreThread&) = delete;
  StoreThread& operator=(const StoreThread&) = delete;

  /// Any thread; never waits.
  void ask(StoreRequest request);
  /// Any thread. The export that is written now stops, without a file; none: nothing happens.
  void cancel_export() { export_cancelled_ = true; }
  /// Any thread; by the serial of the TakeImport, which leaves the store as it was.
  void stop_import(std::uint64_t serial) { import_.stop(serial); }

 private:
  bool tell_progress(int percent);
  void run_writer();
  void run_reader();

  Store store_;
  Reader reader_;
  StoreThreadPorts ports_;
  Inbox<StoreRequest> writes_;
  Inbox<StoreRequest> reads_;
  std::atomic<bool> export_cancelled_{false};
  int told_percent_ = 0;  ///< reading thread: of the export that is written
  LongWork import_;
  std::thread writer_;
  std::thread worker_;
};

/// True for what changes the store (and for checking a PIN, which counts the wrong ones).
bool is_write(const StoreRequest& request);

}  // namespace uketsuke
