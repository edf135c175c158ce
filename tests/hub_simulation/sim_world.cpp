// A schedule from its seed to its end. See sim_world.h.
#include "tests/hub_simulation/sim_world.h"

#include <algorithm>
#include <ostream>

namespace uketsuke::simulation {

namespace {

constexpr std::int64_t kDuration = 90'000;
constexpr std::int64_t kToTheEnd = 90'000;

}  // namespace

const char* word(Broken broken) {
  switch (broken) {
    case Broken::nothing:
      return "nothing";
    case Broken::grants_without_subtracting:
      return "grants_without_subtracting";
    case Broken::place_before_rows:
      return "place_before_rows";
    case Broken::takes_facts_twice:
      return "takes_facts_twice";
    case Broken::skips_gaps:
      return "skips_gaps";
    case Broken::ignores_history:
      return "ignores_history";
    case Broken::forgets_what_it_sent:
      return "forgets_what_it_sent";
    case Broken::waits_by_clock:
      return "waits_by_clock";
    case Broken::acknowledges_too_early:
      return "acknowledges_too_early";
    case Broken::last_arrival_wins:
      return "last_arrival_wins";
    case Broken::restored_kiosk_keeps_account:
      return "restored_kiosk_keeps_account";
    case Broken::restored_kiosk_lets_in:
      return "restored_kiosk_lets_in";
    case Broken::restored_hub_asks_nobody:
      return "restored_hub_asks_nobody";
    case Broken::given_up_seats_are_unspent:
      return "given_up_seats_are_unspent";
    case Broken::settles_with_one_word:
      return "settles_with_one_word";
    case Broken::any_session:
      return "any_session";
  }
  return "";
}

World::World(std::uint64_t seed, Broken broken, std::ostream* trace) : trace_(trace), random_(seed), broken_(broken) {
  SeatRules rules;
  if (!chance(10)) rules.capacity = 4 + pick(16);
  rules.tolerance = pick(4);
  if (!rules.capacity || chance(40)) rules.room_limit = rules.capacity.value_or(8) + pick(4);
  widest_ = rules;
  calm_ = chance(30);
  restores_often_ = !calm_ && chance(50);
  if (!calm_ && chance(50)) late_ms_ = 40'000;
  lost_percent_ = calm_ ? 0 : pick(8);
  twice_percent_ = calm_ ? 0 : pick(8);
  const auto count = static_cast<std::size_t>(2 + pick(chance(50) ? 2 : 5));
  for (std::size_t i = 0; i < count; ++i) {
    doors_.emplace_back(Store(KioskId("k" + std::to_string(i)), ids_, broken));
    if (chance(30)) doors_.back().skew_ms = pick(12'000) - 6'000;
  }
  const std::int64_t held = pick(count_seats(rules)->seats + 1);
  for (std::int64_t i = 0; i < held; ++i) doors_.front().store.bring({now_});
  hub_.emplace(begin_ledger(rules, held), broken);
  for (const Door& door : doors_) add_kiosk(hub_->ledger, door.store.self);
  for (const auto& [id, fact] : doors_.front().store.facts) acknowledged_.insert(id);
}

std::string World::run() {
  for (std::size_t i = 0; i < doors_.size(); ++i) after(pick(2'000), [this, i] { tick(i); });
  const std::int64_t actions = 60 + pick(160);
  for (std::int64_t i = 0; i < actions; ++i) {
    const auto door = static_cast<std::size_t>(pick(static_cast<std::int64_t>(doors_.size())));
    after(pick(kDuration), [this, door] { act(door); });
  }
  const std::int64_t mishaps = calm_ ? pick(4) : 6 + pick(30);
  for (std::int64_t i = 0; i < mishaps; ++i) after(pick(kDuration), [this] { mishap(); });
  run_until(now_ + kDuration);
  quiet_ = true;
  lost_percent_ = twice_percent_ = 0;
  late_ms_ = 1'000;
  for (Door& door : doors_) {
    door.up_to_hub = door.up_to_door = true;
    door.at_the_door = door.overrides_wanted = 0;
  }
  run_until(now_ + kToTheEnd);
  if (wrong_.empty()) check_end();
  return wrong_;
}

void World::say(const Door* door, const std::string& what) {
  if (trace_ == nullptr) return;
  *trace_ << now_ << " " << (door == nullptr ? "hub" : door->store.self.value) << ": " << what << "\n";
}

void World::say_seats(const Door& door, const std::string& what) {
  if (trace_ == nullptr) return;
  const SeatAccount& account = door.store.account;
  say(&door, what + ": granted " + std::to_string(account.granted.seats) + "+" + std::to_string(account.granted.over) +
                 ", spent " + std::to_string(account.spent.seats) + "+" + std::to_string(account.spent.over) +
                 ", returned " + std::to_string(account.returned.seats) + "+" + std::to_string(account.returned.over) +
                 ", held " + std::to_string(door.store.level().held) + "; the hub counts " +
                 std::to_string(hub_->ledger.taken) + " as taken" + (hub_->ledger.asking ? ", asking" : ""));
}

void World::after(std::int64_t millis, std::function<void()> what) {
  later_.push({now_ + millis, ++order_, std::move(what)});
}

void World::run_until(std::int64_t end) {
  while (!later_.empty() && later_.top().at <= end && wrong_.empty()) {
    const Later next = later_.top();
    later_.pop();
    now_ = next.at;
    next.what();
    check();
  }
  now_ = end;
}

}  // namespace uketsuke::simulation
