// Kiosks, a hub and what lies between them, by one seed: staff at every door, delays, cuts, half-open connections,
// messages that are lost, late or come twice, crashes, restores of either side, clocks that are off. After every step
// the invariants are looked at; at the end all is connected and everybody has to come to the same. One thread, no
// real clock.
#pragma once

#include <cstdint>
#include <functional>
#include <iosfwd>
#include <map>
#include <optional>
#include <queue>
#include <random>
#include <set>
#include <string>
#include <tuple>
#include <vector>

#include "tests/hub_simulation/sim_hub.h"

namespace uketsuke::simulation {

/// How often what came up in a schedule: a simulation in which nothing happens finds nothing.
using Tally = std::map<std::string, std::int64_t>;

class World {
 public:
  /// @param trace  each step is written there; null: none
  explicit World(std::uint64_t seed, Broken broken = Broken::nothing, std::ostream* trace = nullptr);
  /// @return what was found wrong, empty: nothing
  std::string run();
  [[nodiscard]] const Tally& tally() const { return tally_; }

 private:
  /// A kiosk: its store, and what a crash takes.
  struct Door {
    explicit Door(Store begun) : store(std::move(begun)) {}
    Store store;
    std::optional<Store> backup{};
    std::optional<Store> undurable{};  ///< as it was before the last action; only where that rule is broken
    std::int64_t skew_ms = 0;
    bool up_to_hub = true;
    bool up_to_door = true;
    // Gone with a crash:
    std::int64_t boot = 0;  ///< of the hub that this connection is to
    std::int64_t session = 0;
    std::int64_t number = 0;
    bool claimed = false;
    std::optional<Ask> asked{};
    std::int64_t asked_at = 0;
    std::int64_t asked_skew_ms = 0;
    std::optional<SeatReport> reporting{};
    Reported reported{};
    Places heads{};
    std::int64_t at_the_door = 0;  ///< people who wait for a seat
    std::int64_t overrides_wanted = 0;
    std::vector<std::int64_t> seated_at{};
    bool told_clock_off = false;
  };
  struct Later {
    std::int64_t at = 0;
    std::int64_t order = 0;
    std::function<void()> what{};
    friend bool operator>(const Later& a, const Later& b) { return std::tie(a.at, a.order) > std::tie(b.at, b.order); }
  };

  // Chance and time
  std::int64_t pick(std::int64_t below) {
    return static_cast<std::int64_t>(random_() % static_cast<std::uint64_t>(below));
  }
  bool chance(std::int64_t percent) { return pick(100) < percent; }
  void after(std::int64_t millis, std::function<void()> what);
  [[nodiscard]] UtcMillis clock_of(const Door& door) const { return {now_ + door.skew_ms}; }
  void run_until(std::int64_t end);

  // Staff (sim_staff.cpp)
  void act(std::size_t index);
  void act_on(Door& door, std::size_t person);
  void seat_walk_in(Door& door, SeatKind kind);
  std::optional<std::size_t> pick_person(const Store& store);
  void change_event();
  void widen(const SeatRules& rules);
  void note_made(Door& door);

  // Mishaps (sim_staff.cpp)
  void mishap();
  void cut(Door& door);
  void crash(Door& door);
  void restore_door(Door& door);
  void crash_hub();
  void restore_hub();
  void forget_lost(const std::set<FactId>& perhaps);

  // Talk (sim_talk.cpp)
  void tick(std::size_t index);
  void go_on(Door& door);
  void open_session(Door& door);
  void ask(Door& door, Ask question);
  void arrive_at_hub(std::size_t index, const Ask& ask, std::int64_t boot);
  void arrive_at_door(std::size_t index, const Answer& answer);
  void read_clock(Door& door, const Answer& answer);
  void take_answer_of(Door& door, const Answer& answer);
  void take_batches(Door& door, const Answer& answer);
  void take_seats(Door& door, const SeatAnswer& answer);
  void give_up_connection(Door& door);
  void notify_all();
  void send(bool way_is_up, std::function<void()> arrival);
  SeatReport make_report(Door& door);
  ExchangeView look(Door& door);
  std::size_t index_of(const Door& door) const;

  // Invariants (sim_check.cpp)
  void check();
  void check_end();
  void check_nobody_waits_in_vain();
  void check_same(const Door& one, const Door& other);
  void check_seats();
  void fail(const std::string& what);
  void say(const Door* door, const std::string& what);
  void say_fact(const Door& door, const Fact& fact);
  void say_seats(const Door& door, const std::string& what);

  std::ostream* trace_;
  std::mt19937_64 random_;
  Broken broken_;
  Ids ids_;
  EventCode event_{"E"};
  std::int64_t now_ = 1'000'000;
  std::int64_t order_ = 0;
  std::priority_queue<Later, std::vector<Later>, std::greater<>> later_;
  std::vector<Door> doors_;
  std::optional<Hub> hub_;
  std::optional<Hub> hub_backup_;
  std::int64_t boot_ = 1;       ///< of the hub: old connections die with it
  std::int64_t overrides_ = 0;  ///< override rows that were ever made
  std::int64_t told_news_ = 0;
  SeatRules widest_{};  ///< that were ever in force and could have been used
  bool quiet_ = false;  ///< the end: no mishap, no staff
  bool calm_ = false;   ///< few mishaps
  bool restores_often_ = false;
  std::int64_t late_ms_ = 6'000;  ///< by how much a few messages are late
  std::int64_t lost_percent_ = 0;
  std::int64_t twice_percent_ = 0;
  std::int64_t checked_version_ = -1;
  std::set<FactId> acknowledged_;
  std::string wrong_;
  Tally tally_;
};

}  // namespace uketsuke::simulation
