// Exchanges the store with its hub while the window runs. Owns its thread and connections of its own: no door waits for
// a network. A store that belongs to no hub costs a look now and then.
#pragma once

#include <atomic>
#include <chrono>
#include <functional>
#include <string>
#include <thread>

#include "common/inbox.h"
#include "common/result.h"
#include "common/time.h"

namespace uketsuke {

struct HubSetup {
  std::string store_folder;
  std::function<UtcMillis()> now;                                   ///< called on the own thread
  std::chrono::milliseconds look_every = std::chrono::seconds(10);  ///< at the hub, where nobody notified
  std::chrono::milliseconds first_retry = std::chrono::seconds(1);  ///< doubles with every failure
  std::chrono::milliseconds longest_retry = std::chrono::seconds(30);
};

/// Runs from construction to destruction, which gives up what it waits for.
class HubThread {
 public:
  explicit HubThread(HubSetup setup);
  ~HubThread();
  HubThread(const HubThread&) = delete;
  HubThread& operator=(const HubThread&) = delete;

 private:
  void run();
  Status exchange_while_connected();
  [[nodiscard]] bool belongs_to_hub() const;

  struct Nothing {};
  HubSetup setup_;
  std::chrono::milliseconds retry_;
  std::atomic<bool> stopping_ = false;
  Inbox<Nothing> stop_;  ///< closed at the end: a wait ends with it
  std::thread thread_;
};

}  // namespace uketsuke
