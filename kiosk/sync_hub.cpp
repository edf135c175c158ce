#include "kiosk/sync_hub.h"

#include <spdlog/spdlog.h>

#include <algorithm>
#include <utility>

#include "db/hub/exchange.h"

namespace uketsuke {

HubThread::HubThread(HubSetup setup)
    : setup_(std::move(setup)), retry_(setup_.first_retry), thread_([this] { run(); }) {}

HubThread::~HubThread() {
  stopping_ = true;
  stop_.close();
  thread_.join();
}

bool HubThread::belongs_to_hub() const {
  auto connection = Connection::open(store_file(setup_.store_folder), OpenMode::read_only);
  if (!connection) return false;
  const auto member = find_hub_member(*connection);
  return member && member->has_value();
}

void HubThread::run() {
  while (!stopping_) {
    if (!belongs_to_hub()) {
      static_cast<void>(stop_.wait_for(setup_.longest_retry));
      continue;
    }
    const Status ended = exchange_while_connected();
    if (stopping_) return;
    if (!ended) spdlog::warn("hub: {}", ended.error().what);
    static_cast<void>(stop_.wait_for(retry_));
    retry_ = std::min(2 * retry_, setup_.longest_retry);
  }
}

Status HubThread::exchange_while_connected() {
  const auto change = [this] { return Change{setup_.now(), "hub", {}}; };
  HubLimits limits;
  limits.give_up = [this] { return stopping_.load(); };
  auto exchange = HubExchange::open(setup_.store_folder, change(), std::move(limits));
  if (!exchange) return tl::unexpected<Error>(exchange.error());
  while (!stopping_) {
    if (const auto done = exchange->run(change()); !done) return tl::unexpected<Error>(done.error());
    retry_ = setup_.first_retry;
    if (const auto waited = exchange->wait(setup_.look_every); !waited) return tl::unexpected<Error>(waited.error());
  }
  return {};
}

}  // namespace uketsuke
