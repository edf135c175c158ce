// A kiosk's store in memory, as small as the rules of exchange and seats need it: facts, registrations with the values
// that their facts come to, this kiosk's account of seats. A copy of it is a backup. One thread.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <variant>
#include <vector>

#include "common/double_entry.h"
#include "common/escrow.h"
#include "common/exchange.h"
#include "db/pack_merge.h"
#include "tests/hub_simulation/sim_rules.h"

namespace uketsuke::simulation {

/// Ids of one world: nothing that was lost is ever made again.
class Ids {
 public:
  std::string make(char kind);
  /// Registrations are numbered from 0.
  std::size_t next_person() { return people_++; }
  [[nodiscard]] std::size_t people() const { return people_; }

 private:
  std::int64_t last_ = 0;
  std::size_t people_ = 0;
};

struct Annulled {
  CheckInId check_in{};
};
struct OverrideRow {};

struct Fact {
  FactId id{};
  std::size_t person = 0;
  HybridClock hlc{};
  std::variant<MergeChange, DoorMovement, Annulled, OverrideRow> what{};
};

/// What travels: facts, and today's values of the registrations they touch with all their changes.
struct Batch {
  BatchHead head{};
  std::vector<Fact> facts{};
  std::vector<std::pair<std::size_t, MergeSide>> values{};
};
using SharedBatch = std::shared_ptr<const Batch>;

struct Person {
  MergeSide side{};
  std::vector<DoorMovement> movements{};  ///< annulled ones too
  std::set<CheckInId> annulled{};
  bool holds = false;  ///< a seat: confirmed, or inside whatever was decided
  bool inside = false;
  bool seated_here = false;  ///< out of this account

  [[nodiscard]] std::vector<DoorMovement> standing() const;
};

class Store {
 public:
  Store(KioskId self, Ids& ids, Broken broken);

  // Staff. Each is one transaction; false: a rule said no.
  /// A confirmed one of before there was a hub.
  void bring(UtcMillis now);
  void enrol(UtcMillis now);
  bool walk_in(UtcMillis now, SeatKind kind, std::optional<std::int64_t> room);
  bool cancel(std::size_t person, UtcMillis now);
  bool take_back(std::size_t person, UtcMillis now);
  bool edit(std::size_t person, const std::string& field, const std::string& text, UtcMillis now);
  bool enter(std::size_t person, UtcMillis now, std::optional<std::int64_t> room);
  bool leave(std::size_t person, UtcMillis now);
  bool annul(std::size_t person, UtcMillis now);
  /// Those who wait longest, while there are seats.
  void promote(UtcMillis now);

  // Exchange
  /// The rows of a batch and its place; nothing that is here already.
  void take(const Batch& batch, UtcMillis now);
  [[nodiscard]] SharedBatch make_batch(const EventCode& event);
  /// The hub took it.
  void mark_sent(const Batch& batch);
  void start_over();
  /// What a restore does before anything else.
  void begin_new_account();

  [[nodiscard]] LevelReport level() const;
  [[nodiscard]] std::int64_t count_waitlisted() const;

  KioskId self{};
  SeatAccount account{};
  Places places{};
  bool hub_forgot = false;
  std::map<FactId, Fact> facts{};
  std::set<FactId> waiting{};
  std::map<std::size_t, Person> registrations{};
  bool took_twice = false;     ///< a fact that was here was added again
  std::int64_t version = 0;    ///< another one after each change
  std::vector<FactId> made{};  ///< here, since somebody looked
  /// By person: what check() of the world looks at.
  struct Mark {
    bool holds = false;
    bool inside = false;
    bool seated_here = false;
  };
  std::vector<Mark> marks{};

 private:
  std::size_t add(RegistrationStatus status, UtcMillis now);
  void change(std::size_t person, const char* kind, RegistrationStatus status, const std::string& fields,
              UtcMillis now);
  void move(std::size_t person, Direction direction, UtcMillis now);
  Fact& record(std::size_t person, UtcMillis now);
  bool seat(Person& person);
  void refresh(std::size_t person);
  void forget_waiting_until(HybridClock last);
  void take_fact(const Fact& fact);
  void take_values(std::size_t person, const MergeSide& there, UtcMillis now);
  [[nodiscard]] std::int64_t count_inside() const;

  Ids* ids_;
  Broken broken_;
  HybridClock clock_{};
};

}  // namespace uketsuke::simulation
