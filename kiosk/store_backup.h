// Copies the store to a second medium while the window runs: at once, every few minutes and at the end. Owns its
// thread and reads through connections of its own; the door never waits for it.
#pragma once

#include <chrono>
#include <functional>
#include <string>
#include <thread>

#include "common/ids.h"
#include "common/inbox.h"
#include "kiosk/messages.h"

namespace uketsuke {

struct BackupPlan {
  std::string store_folder;
  std::string folder;  ///< of the copies; may be missing at times
  KioskId kiosk;
  std::chrono::milliseconds every = std::chrono::minutes(5);
};

/// Runs from construction to destruction, which makes a last copy: end the store thread before it.
class StoreBackup {
 public:
  /// @param post  called on the own thread with BackupDone or BackupFailed
  StoreBackup(BackupPlan plan, std::function<void(KioskEvent)> post);
  ~StoreBackup();
  StoreBackup(const StoreBackup&) = delete;
  StoreBackup& operator=(const StoreBackup&) = delete;

 private:
  void run();
  void copy();

  struct Stop {};
  BackupPlan plan_;
  std::function<void(KioskEvent)> post_;
  Inbox<Stop> stop_;
  std::thread thread_;
};

}  // namespace uketsuke
