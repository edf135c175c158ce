// Exchanges the store with its hub while the window runs, and tells how it stands to it. Owns its thread and
// connections of its own: no door waits for a network. A store that belongs to no hub costs a look now and then.
#pragma once

#include <atomic>
#include <chrono>
#include <functional>
#include <string>
#include <thread>

#include "common/inbox.h"
#include "common/result.h"
#include "common/time.h"
#include "db/hub/exchange.h"
#include "kiosk/messages.h"

namespace uketsuke {

struct HubSetup {
  std::string store_folder;
  std::function<UtcMillis()> now;        ///< the kiosk's clock; called on the own thread
  std::function<void(KioskEvent)> post;  ///< called on the own thread with HubChanged and HubExchanged
  std::chrono::milliseconds look_every = std::chrono::seconds(10);  ///< at the hub, where nobody notified
  std::chrono::milliseconds first_retry = std::chrono::seconds(1);  ///< doubles with every failure
  std::chrono::milliseconds longest_retry = std::chrono::seconds(10);
  HubLimits limits{};  ///< its give_up is the thread's own
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
  void rest(std::chrono::milliseconds most);
  Status exchange_while_connected(const HubMember& member);
  Status tell_online(HubExchange& exchange);
  void tell_exchanges(const std::vector<EventExchange>& all);
  void tell_cut_off(const HubMember& member, const Error& why);
  void tell_not_joined();
  void tell(HubChanged now);
  [[nodiscard]] HubLimits limits() const;

  struct Nothing {};
  HubSetup setup_;
  std::chrono::milliseconds retry_;
  HubChanged told_;          ///< last
  std::string put_out_for_;  ///< why the hub put this kiosk out; empty: it did not
  std::optional<std::chrono::steady_clock::time_point> asked_mates_;
  std::atomic<bool> stopping_ = false;
  Inbox<Nothing> stop_;  ///< closed at the end: a wait ends with it
  std::thread thread_;
};

}  // namespace uketsuke
