// See exchange.h.
#include "common/exchange.h"

#include <algorithm>
#include <tuple>

namespace uketsuke {

namespace {

/// The place is in the order that ends with this head, as far as one can tell without what lies between.
bool may_precede(const BatchPlace& place, const BatchPlace& head) { return place.seq < head.seq || place == head; }

}  // namespace

BatchPlace find_place(const Places& places, const KioskId& origin) {
  const auto found = places.find(origin);
  return found == places.end() ? BatchPlace{} : found->second;
}

Arrival judge_arrival(const BatchPlace& place, const BatchHead& batch) {
  if (batch.seq > place.seq + 1) return Arrival::gap;
  if (batch.seq == place.seq + 1) return batch.previous == place.id ? Arrival::next : Arrival::other_history;
  return batch.seq == place.seq && batch.id != place.id ? Arrival::other_history : Arrival::known;
}

ExchangeStep decide_next_exchange(const ExchangeView& view) {
  const auto is_unknown_there = [&](const auto& one) {
    return !may_precede(one.second, find_place(view.heads, one.first));
  };
  if (std::any_of(view.places.begin(), view.places.end(), is_unknown_there)) return ExchangeStep::start_over;
  if (!list_wanted(view.self, view.places, view.heads).empty()) return ExchangeStep::pull;
  if (view.waiting > 0) return ExchangeStep::put;
  return view.report_due ? ExchangeStep::report : ExchangeStep::rest;
}

std::vector<Wanted> list_wanted(const KioskId& self, const Places& places, const Places& heads) {
  std::vector<Wanted> wanted;
  for (const auto& [origin, head] : heads) {
    const std::int64_t here = find_place(places, origin).seq;
    if (here < head.seq) wanted.push_back({origin, here});
  }
  std::stable_partition(wanted.begin(), wanted.end(), [&](const Wanted& one) { return one.origin == self; });
  return wanted;
}

BatchHead begin_batch(const BatchLimits& limits, const BatchPlace& own, std::vector<WaitingFact> waiting) {
  std::sort(waiting.begin(), waiting.end(),
            [](const WaitingFact& a, const WaitingFact& b) { return std::tie(a.hlc, a.id) < std::tie(b.hlc, b.id); });
  if (waiting.size() > limits.most) waiting.resize(limits.most);
  BatchHead batch{limits.event, limits.origin, own.seq + 1, limits.id, own.id};
  batch.first = waiting.front().hlc;
  batch.last = waiting.back().hlc;
  for (WaitingFact& fact : waiting) batch.facts.push_back(std::move(fact.id));
  return batch;
}

PutAnswer judge_put(const PutFacts& hub, const BatchHead& batch) {
  if (!hub.session_is_current) return PutAnswer::stale_session;
  if (batch.place() == hub.head) return PutAnswer::same_again;
  if (batch.seq != hub.head.seq + 1 || batch.previous != hub.head.id) return PutAnswer::out_of_step;
  return hub.knows_a_fact ? PutAnswer::known_fact : PutAnswer::taken;
}

}  // namespace uketsuke
