// What staff do at the doors of the simulation, and what goes wrong meanwhile. See sim_world.h.
#include <algorithm>

#include "tests/hub_simulation/sim_world.h"

namespace uketsuke::simulation {

// Staff --------------------------------------------------------------------------------------------------------------

/// Often one of a few, so that several doors are at the same one.
std::optional<std::size_t> World::pick_person(const Store& store) {
  const auto known = static_cast<std::int64_t>(store.registrations.size());
  if (known == 0) return std::nullopt;
  const std::int64_t among = chance(50) ? std::min<std::int64_t>(known, 4) : known;
  return std::next(store.registrations.begin(), pick(among))->first;
}

void World::say_fact(const Door& door, const Fact& fact) {
  if (trace_ == nullptr) return;
  std::string what = fact.id.value + " person " + std::to_string(fact.person) + " ";
  if (const auto* change = std::get_if<MergeChange>(&fact.what)) {
    what += change->kind + " " + std::to_string(static_cast<int>(change->status));
  } else if (const auto* move = std::get_if<DoorMovement>(&fact.what)) {
    what += move->movement.direction == Direction::entry ? "enters" : "leaves";
  } else {
    what += std::holds_alternative<Annulled>(fact.what) ? "annulled" : "by override";
  }
  say_seats(door, what);
}

void World::note_made(Door& door) {
  for (const FactId& id : door.store.made) {
    acknowledged_.insert(id);
    say_fact(door, door.store.facts.at(id));
    ++tally_["facts"];
    if (std::holds_alternative<OverrideRow>(door.store.facts.at(id).what)) ++overrides_;
  }
  door.store.made.clear();
}

void World::seat_walk_in(Door& door, SeatKind kind) {
  if (door.store.walk_in(clock_of(door), kind, widest_.room_limit)) {
    door.seated_at.push_back(now_);
    return;
  }
  ++tally_["no seat"];
  if (kind == SeatKind::over) {
    door.overrides_wanted = 1;
  } else if (door.at_the_door < 3) {
    ++door.at_the_door;
  }
}

void World::act_on(Door& door, std::size_t person) {
  const UtcMillis now = clock_of(door);
  Store& store = door.store;
  const std::int64_t what = pick(70);
  if (what < 12) {
    store.cancel(person, now);
  } else if (what < 17) {
    store.take_back(person, now);
  } else if (what < 32) {
    const char* const fields[] = {"note", "phone", "facility"};
    store.edit(person, fields[pick(3)], std::to_string(pick(1'000)), now);
  } else if (what < 58) {
    store.enter(person, now, widest_.room_limit);
  } else if (what < 66) {
    store.leave(person, now);
  } else {
    store.annul(person, now);
  }
}

void World::act(std::size_t index) {
  if (quiet_) return;
  Door& door = doors_[index];
  if (broken_ == Broken::acknowledges_too_early) door.undurable = door.store;
  const auto person = pick_person(door.store);
  const std::int64_t what = pick(100);
  if (what < 12 || !person) {
    door.store.enrol(clock_of(door));
  } else if (what < 27) {
    seat_walk_in(door, SeatKind::within);
  } else if (what < 31) {
    seat_walk_in(door, SeatKind::over);
  } else {
    act_on(door, *person);
  }
  if (chance(20)) door.at_the_door = door.overrides_wanted = 0;  // they went home
  door.store.promote(clock_of(door));
  note_made(door);
  if (door.claimed && !door.asked) go_on(door);
}

void World::widen(const SeatRules& rules) {
  widest_.capacity = std::max(widest_.capacity, rules.capacity);
  widest_.room_limit = std::max(widest_.room_limit, rules.room_limit);
}

void World::change_event() {
  SeatRules rules = hub_->ledger.rules;
  if (!rules.capacity) return;
  rules.capacity = std::max<std::int64_t>(0, *rules.capacity + pick(9) - 4);
  if (rules.room_limit) rules.room_limit = std::max(*rules.room_limit, *rules.capacity);
  if (!change_rules(hub_->ledger, rules)) return;
  const auto pool = count_pool(hub_->ledger);
  widen(rules);
  // A restored hub takes what is wider than it remembers: the kiosks may hold more than that.
  if (!hub_->ledger.asking && pool->seats >= 0 && pool->over >= 0) widest_ = rules;
  say(nullptr, "capacity " + std::to_string(*rules.capacity));
}

// Mishaps ------------------------------------------------------------------------------------------------------------

void World::mishap() {
  if (quiet_) return;
  Door& door = doors_[static_cast<std::size_t>(pick(static_cast<std::int64_t>(doors_.size())))];
  const std::int64_t what = restores_often_ ? 36 + pick(51) : pick(100);
  if (what < 30) {
    cut(door);
  } else if (what < 42) {
    crash(door);
  } else if (what < 58) {
    door.backup = door.store;
    say(&door, "backup");
  } else if (what < 66) {
    restore_door(door);
  } else if (what < 71) {
    crash_hub();
  } else if (what < 81) {
    hub_backup_ = *hub_;
    say(nullptr, "backup");
  } else if (what < 87) {
    restore_hub();
  } else if (what < 92) {
    door.skew_ms = pick(12'000) - 6'000;
    door.told_clock_off = false;
  } else {
    change_event();
  }
}

/// Both ways, or one of them only: a connection that looks alive.
void World::cut(Door& door) {
  ++tally_["cuts"];
  say(&door, "cut");
  door.up_to_hub = chance(25);
  door.up_to_door = !door.up_to_hub && chance(30);
  after(1'000 + pick(chance(30) ? 60'000 : 15'000), [&door] { door.up_to_hub = door.up_to_door = true; });
}

void World::crash(Door& door) {
  ++tally_["crashes"];
  say(&door, "crash");
  if (door.undurable) {
    door.store = *door.undurable;
    door.undurable.reset();
  }
  give_up_connection(door);
  door.at_the_door = door.overrides_wanted = 0;
  door.seated_at.clear();
}

void World::restore_door(Door& door) {
  if (!door.backup) return;
  ++tally_["restored kiosks"];
  std::set<FactId> perhaps;
  for (const auto& [id, fact] : door.store.facts) {
    if (door.backup->facts.count(id) == 0) perhaps.insert(id);
  }
  const std::int64_t version = door.store.version;
  door.store = *door.backup;
  door.store.version = version + 1;
  door.undurable.reset();
  crash(door);
  if (broken_ != Broken::restored_kiosk_keeps_account) door.store.begin_new_account();
  say_seats(door, "restored");
  forget_lost(perhaps);
}

void World::crash_hub() {
  ++boot_;
  say(nullptr, "crash");
}

void World::restore_hub() {
  if (!hub_backup_) return;
  ++tally_["restored hubs"];
  say(nullptr, "restored");
  const std::set<FactId> perhaps = hub_->facts();
  hub_ = *hub_backup_;
  ++boot_;
  hub_->begin_again();
  told_news_ = hub_->news;
  widen(hub_->ledger.rules);
  forget_lost(perhaps);
}

/// What a restore left nowhere is gone, whatever anybody does.
void World::forget_lost(const std::set<FactId>& perhaps) {
  for (const FactId& id : perhaps) {
    const auto has = [&](const Door& door) { return door.store.facts.count(id) > 0; };
    if (hub_->knows(id) || std::any_of(doors_.begin(), doors_.end(), has)) continue;
    if (acknowledged_.erase(id) > 0) ++tally_["facts of which a restore left no copy"];
  }
}

}  // namespace uketsuke::simulation
