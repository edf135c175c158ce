// Pulls the roster's source while the window runs, and looks for sticks. Owns its thread and, for a pull, connections
// of its own: neither the ui nor the store's thread waits for a network. When it is asked is the Kiosk's to say, so
// that no two pulls overlap.
#pragma once

#include <atomic>
#include <chrono>
#include <functional>
#include <string>
#include <thread>
#include <vector>

#include "common/inbox.h"
#include "kiosk/messages.h"
#include "kiosk/messages_effect.h"
#include "kiosk/sync_pull.h"
#include "kiosk/sync_sticks.h"

namespace uketsuke {

struct SyncSetup {
  std::string store_folder;
  std::string assets;
  StickRoots sticks{};
  std::chrono::milliseconds look_every = std::chrono::seconds(2);  ///< for sticks
  FetchLimits limits{};
};

/// Runs from construction to destruction, which gives up a fetch on its way.
class SyncThread {
 public:
  /// @param post  called on the own thread with RosterPulled and SticksSeen
  SyncThread(SyncSetup setup, std::function<void(KioskEvent)> post);
  ~SyncThread();
  SyncThread(const SyncThread&) = delete;
  SyncThread& operator=(const SyncThread&) = delete;

  void pull(const effect::PullRoster& request);

 private:
  void run();
  void look_for_sticks();

  SyncSetup setup_;
  std::function<void(KioskEvent)> post_;
  Inbox<effect::PullRoster> requests_;
  std::atomic<bool> stopping_ = false;
  StickWatch watch_;
  std::vector<StickOffer> seen_;
  std::string last_stamp_;  ///< of the file or folder that was taken last
  std::thread thread_;
};

/// One pull, taken into the store: good lines join, bad ones are held as drafts. What fails leaves the roster as it
/// was.
/// @param stamp  of the file or folder that was taken last; one that is the same is not read again
RosterPulled pull_into_store(const SyncSetup& setup, const effect::PullRoster& request,
                             const std::function<bool()>& give_up, std::string& stamp);

}  // namespace uketsuke
