#include "kiosk/sync_hub.h"

#include <spdlog/spdlog.h>

#include <algorithm>
#include <utility>

namespace uketsuke {

namespace {

using SteadyClock = std::chrono::steady_clock;

std::vector<HubMate> list_mates(const std::vector<HubKiosk>& kiosks, std::int64_t clock_ahead_ms) {
  std::vector<HubMate> mates;
  for (const HubKiosk& kiosk : kiosks) {
    if (kiosk.state != "member") continue;
    mates.push_back({kiosk.id, kiosk.name, kiosk.seen});
    if (kiosk.seen) mates.back().seen = *kiosk.seen + clock_ahead_ms;  // the hub's time
  }
  return mates;
}

HubExchanged exchanged_of(const EventExchange& done) {
  HubExchanged exchanged{done.event, done.facts, {}, done.ended};
  for (const UnpackConflict& conflict : done.conflicts) {
    if (conflict.number > 0) exchanged.look_at.push_back(conflict.number);
  }
  return exchanged;
}

}  // namespace

HubThread::HubThread(HubSetup setup)
    : setup_(std::move(setup)), retry_(setup_.first_retry), thread_([this] { run(); }) {}

HubThread::~HubThread() {
  stopping_ = true;
  stop_.close();
  thread_.join();
}

HubLimits HubThread::limits() const {
  HubLimits limits = setup_.limits;
  limits.give_up = [this] { return stopping_.load(); };
  return limits;
}

void HubThread::rest(std::chrono::milliseconds most) { static_cast<void>(stop_.wait_for(most)); }

void HubThread::run() {
  while (!stopping_) {
    const auto member = look_for_hub_member(setup_.store_folder);
    if (!member || !*member) {
      if (member) tell_not_joined();
      rest(setup_.look_every);
      continue;
    }
    const Status ended = exchange_while_connected(**member);
    if (stopping_) return;
    if (!ended) tell_cut_off(**member, ended.error());
    rest(retry_);
    retry_ = std::min(2 * retry_, setup_.longest_retry);
  }
}

Status HubThread::exchange_while_connected(const HubMember& member) {
  // Tried first: opening the store checks the whole file, which need not be done for nothing.
  if (const auto tried = HubConnection::open(member.hub, limits()); !tried) {
    return tl::unexpected<Error>(tried.error());
  }
  const auto change = [this] { return Change{setup_.now(), "hub", {}}; };
  auto exchange = HubExchange::open(setup_.store_folder, change(), limits());
  if (!exchange) return tl::unexpected<Error>(exchange.error());
  asked_mates_.reset();
  while (!stopping_) {
    const auto done = exchange->run(change());
    if (!done) return tl::unexpected<Error>(done.error());
    retry_ = setup_.first_retry;
    tell_exchanges(*done);
    if (auto told = tell_online(*exchange); !told) return told;
    if (const auto waited = exchange->wait(setup_.look_every); !waited) return tl::unexpected<Error>(waited.error());
  }
  return {};
}

void HubThread::tell_exchanges(const std::vector<EventExchange>& all) {
  for (const EventExchange& done : all) {
    if (done.pulled + done.pushed > 0 || done.ended) setup_.post(HubEvent{exchanged_of(done)});
  }
}

Status HubThread::tell_online(HubExchange& exchange) {
  HubChanged now = told_;
  if (const auto at = SteadyClock::now(); !asked_mates_ || at - *asked_mates_ >= setup_.look_every) {
    const auto kiosks = exchange.list_kiosks();
    if (!kiosks) return tl::unexpected<Error>(kiosks.error());
    now.clock_ahead_ms = exchange.clock_ahead_ms();
    now.mates = list_mates(*kiosks, now.clock_ahead_ms);
    asked_mates_ = at;
  }
  if (!told_.online) now.since = setup_.now();
  now.joined = true;
  now.hub = shown_hub(exchange.member().hub);
  now.online = true;
  now.error.clear();
  put_out_for_.clear();
  tell(std::move(now));
  return {};
}

void HubThread::tell_cut_off(const HubMember& member, const Error& why) {
  spdlog::warn("hub: {}", why.what);
  if (why.code == Code::refused) put_out_for_ = why.what;
  HubChanged now = told_;
  if (told_.online || !told_.joined) now.since = setup_.now();
  now.joined = true;
  now.hub = shown_hub(member.hub);
  now.online = false;
  now.error = why.what;
  tell(std::move(now));
}

void HubThread::tell_not_joined() {
  HubChanged now;
  now.error = std::exchange(put_out_for_, {});
  if (now.error.empty() && !told_.joined) return;
  tell(std::move(now));
}

void HubThread::tell(HubChanged now) {
  if (now == told_) return;
  told_ = now;
  setup_.post(HubEvent{std::move(now)});
}

}  // namespace uketsuke
