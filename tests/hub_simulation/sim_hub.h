// The hub in memory: batches in order, sessions, the ledger of seats. A copy of it is a backup; after a restart no old
// connection reaches it. One thread.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <vector>

#include "tests/hub_simulation/sim_store.h"

namespace uketsuke::simulation {

enum class AskKind { session, claim, look, pull, put, report };

/// What a kiosk sends.
struct Ask {
  AskKind kind = AskKind::look;
  KioskId kiosk{};
  std::int64_t session = 0;
  std::int64_t number = 0;  ///< within the session
  std::vector<Wanted> wanted{};
  SharedBatch batch{};
  SeatReport report{};
  UtcMillis asked{};  ///< by the kiosk's clock
};

struct Answer {
  AskKind kind = AskKind::look;
  std::int64_t session = 0;
  std::int64_t number = 0;
  bool stale = false;             ///< of a connection that was given up
  std::int64_t last_session = 0;  ///< AskKind::session
  std::vector<SharedBatch> batches{};
  PutAnswer put = PutAnswer::taken;
  SeatAnswer seats{};
  Places heads{};
  SeatNews news{};
  UtcMillis asked{};
  UtcMillis hub{};
};

class Hub {
 public:
  Hub(SeatLedger begun, Broken broken) : ledger(std::move(begun)), broken_(broken) {}

  /// One transaction. @return none: nothing is answered
  std::optional<Answer> handle(const Ask& ask, UtcMillis now);
  /// As staff do who restore it.
  void begin_again();
  [[nodiscard]] bool knows(const FactId& fact) const { return facts_.count(fact) > 0; }
  [[nodiscard]] const std::set<FactId>& facts() const { return facts_; }
  [[nodiscard]] const Places& heads() const { return heads_; }

  SeatLedger ledger;
  bool took_twice = false;  ///< a fact stands in two batches
  std::int64_t news = 0;    ///< another one when kiosks have something to look at

 private:
  struct Session {
    std::int64_t count = 0;
    std::int64_t number = 0;
  };
  void claim(const Ask& ask, Answer& answer);
  void pull(const Ask& ask, Answer& answer) const;
  void put(const Ask& ask, Answer& answer, bool current);
  void report(const Ask& ask, Answer& answer);
  [[nodiscard]] bool is_here(const Places& places) const;

  Broken broken_;
  std::map<KioskId, Session> sessions_;
  std::map<KioskId, std::vector<SharedBatch>> batches_;
  Places heads_;
  std::set<FactId> facts_;
};

}  // namespace uketsuke::simulation
