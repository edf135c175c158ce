// What a kiosk and the hub have to tell each other of an event: batches of facts, in order per kiosk, each fact once;
// taken up again after any cut, crash or restore of either side. Pure: no network, no store. Any thread.
//
// A kiosk keeps for each event, in the transaction that changes its facts: a place in the order of every origin, its
// own too (`Places`), and the ids of the facts that it does not know to be at the hub (waiting). What it does next is
// decide_next_exchange(); when a batch comes, judge_arrival(). A batch of its own that comes back (sent, the answer
// lost; or forgotten by a restore here) is taken in like any other: its facts wait no longer.
// A batch holds facts, and of each registration they touch today's values with *all* its changes: merge_registration
// (db/pack_merge.h) asks whether the other store knew of a change. These are facts like those the batch names.
// A kiosk claims a session with each connection: it reads the number of the last one and claims the next, which the hub
// refuses if another claim came first; what comes under an older number is of a connection that the kiosk gave up.
#pragma once

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "common/attendance.h"
#include "common/ids.h"

namespace uketsuke {

/// How far the order of one origin goes, or is known. seq 0: before its first batch.
struct BatchPlace {
  std::int64_t seq = 0;
  std::string id{};  ///< of that batch
  friend bool operator==(const BatchPlace&, const BatchPlace&) = default;
};
/// By the kiosk that sent the batches; one that is missing is at 0.
using Places = std::map<KioskId, BatchPlace>;

BatchPlace find_place(const Places& places, const KioskId& origin);

/// A batch but for its rows. The id is new with every batch that is formed, also with one that is formed anew: the same
/// id at the same place means the same batches before it.
struct BatchHead {
  EventCode event;
  KioskId origin;          ///< who sends it; a fact in it may be of another kiosk that is gone
  std::int64_t seq = 0;    ///< from 1, without a gap
  std::string id{};        ///< UUID
  std::string previous{};  ///< id of the batch before it; empty for the first
  HybridClock first{};     ///< of its facts
  HybridClock last{};
  std::vector<FactId> facts{};

  [[nodiscard]] BatchPlace place() const { return {seq, id}; }
};

// The kiosk ----------------------------------------------------------------------------------------------------------

enum class Arrival {
  next,           ///< take its rows in and move the place, in one transaction
  known,          ///< was here: nothing to do
  gap,            ///< one before it is missing: ask again from the place
  other_history,  ///< the hub is not what it was: start over
};
/// @param place  this store's, of the batch's origin
Arrival judge_arrival(const BatchPlace& place, const BatchHead& batch);

/// Of the facts in a batch those that are not here yet, each once: rows of the others are left out.
/// @param is_here  true for a fact of this store
template <class IsHere>
std::vector<FactId> pick_news(const BatchHead& batch, IsHere is_here);

/// What a kiosk looks at to go on.
struct ExchangeView {
  KioskId self{};
  Places places{};           ///< in its store
  Places heads{};            ///< the hub's, as last heard in this connection
  std::int64_t waiting = 0;  ///< facts of its store that it does not know to be at the hub
  bool report_due = false;   ///< common/escrow.h
};
enum class ExchangeStep {
  start_over,  ///< the hub was restored: all places go back to 0, every fact of the event waits
  pull,        ///< list_wanted()
  put,         ///< begin_batch()
  report,      ///< seats and how far it has come
  rest,        ///< until a notification, a fact made here or the next look at the hub's heads
};
/// In this order, so that nothing is sent twice: everything the hub has is here before anything is sent.
ExchangeStep decide_next_exchange(const ExchangeView& view);

struct Wanted {
  KioskId origin{};
  std::int64_t after = 0;  ///< batches with a greater seq
};
/// Own batches first. Empty where nothing is missing.
std::vector<Wanted> list_wanted(const KioskId& self, const Places& places, const Places& heads);

/// A fact that waits.
struct WaitingFact {
  FactId id{};
  HybridClock hlc{};
};
struct BatchLimits {
  EventCode event;
  KioskId origin;
  std::string id;          ///< a new UUID
  std::size_t most = 500;  ///< facts in one batch
};
/// The next batch of this kiosk: the earliest of the waiting facts, in order of (hlc, id).
/// The place moves and its facts stop waiting once the hub has answered that it is taken, or when it comes back.
/// @param own  this kiosk's own place, level with the hub's head; @param waiting  not empty
BatchHead begin_batch(const BatchLimits& limits, const BatchPlace& own, std::vector<WaitingFact> waiting);

// The hub ------------------------------------------------------------------------------------------------------------

enum class PutAnswer {
  taken,
  same_again,     ///< it was taken before and the answer was lost: as taken
  stale_session,  ///< of a connection that the kiosk gave up: it has begun another since
  out_of_step,    ///< does not follow the head: the kiosk looks at the heads and pulls
  known_fact,     ///< the hub has one of its facts: the kiosk looks at the heads and pulls
};
/// What the hub knows, read in the transaction that adds the batch.
struct PutFacts {
  bool session_is_current = true;  ///< nobody claimed a newer one for this kiosk
  BatchPlace head{};               ///< of the batch's origin
  bool knows_a_fact = false;       ///< a fact of the batch is in another one of this event
};
PutAnswer judge_put(const PutFacts& hub, const BatchHead& batch);

// Inline -------------------------------------------------------------------------------------------------------------

template <class IsHere>
std::vector<FactId> pick_news(const BatchHead& batch, IsHere is_here) {
  std::set<FactId> looked_at;
  std::vector<FactId> news;
  for (const FactId& fact : batch.facts) {
    if (looked_at.insert(fact).second && !is_here(fact)) news.push_back(fact);
  }
  return news;
}

}  // namespace uketsuke
