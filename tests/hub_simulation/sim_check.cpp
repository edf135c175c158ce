// What must hold in the simulation: at every step, and once all are connected. See sim_world.h.
#include <algorithm>
#include <cstdlib>
#include <sstream>

#include "tests/hub_simulation/sim_world.h"

namespace uketsuke::simulation {

void World::fail(const std::string& what) {
  if (!wrong_.empty()) return;
  std::ostringstream text;
  text << what << " (at " << now_ << " ms)";
  wrong_ = text.str();
}

void World::check() {
  std::int64_t version = 0;
  for (const Door& door : doors_) version += door.store.version;
  if (version != checked_version_) {
    checked_version_ = version;
    check_seats();
  }
  if (hub_->took_twice) fail("the hub has a fact twice");
}

/// Over all kiosks together: whoever holds a seat at any of them. A restored one believes what was long ago, until it
/// has heard; until then only whom it seats itself counts.
void World::check_seats() {
  std::vector<char> holds(ids_.people());
  std::vector<char> inside(ids_.people());
  for (const Door& door : doors_) {
    for (std::size_t i = 0; i < door.store.marks.size(); ++i) {
      const Store::Mark& mark = door.store.marks[i];
      if (!door.store.account.caught_up && !mark.seated_here) continue;
      holds[i] = static_cast<char>(holds[i] | static_cast<char>(mark.holds));
      inside[i] = static_cast<char>(inside[i] | static_cast<char>(mark.inside));
    }
    if (door.store.took_twice) fail(door.store.self.value + " has a fact twice");
    const SeatNumbers unspent = door.store.account.unspent();
    if (unspent.seats < 0 || unspent.over < 0) fail(door.store.self.value + " spent more than it was granted");
  }
  const std::int64_t held = std::count(holds.begin(), holds.end(), 1);
  const std::int64_t within = std::count(inside.begin(), inside.end(), 1);
  const auto most = count_seats(widest_);
  std::ostringstream text;
  text << held << " seats held, " << within << " inside, " << most->seats << " seats and " << most->over << " more by "
       << overrides_ << " overrides, room " << widest_.room_limit.value_or(-1);
  if (held > most->seats + std::min(most->over, overrides_)) fail("over capacity: " + text.str());
  if (widest_.room_limit && within > *widest_.room_limit) fail("over the room: " + text.str());
}

void World::check_end() {
  for (const Door& door : doors_) {
    const std::string& name = door.store.self.value;
    if (!door.store.waiting.empty()) fail(name + " still has something to send");
    if (door.store.places != hub_->heads()) fail(name + " has not heard everything");
    for (const FactId& id : acknowledged_) {
      if (door.store.facts.count(id) == 0) fail(id.value + " was acknowledged and is lost at " + name);
    }
    check_same(doors_.front(), door);
    if (std::abs(door.skew_ms) > kClockMayBeOffMs + 500 && !door.told_clock_off) fail(name + "'s clock is off, unsaid");
  }
  if (hub_->ledger.asking) fail("the hub still asks everybody");
  check_nobody_waits_in_vain();
  const std::int64_t held = doors_.front().store.level().held;
  if (hub_->ledger.taken != held) {
    fail("the hub counts " + std::to_string(hub_->ledger.taken) + " seats as taken, not " + std::to_string(held));
  }
}

/// Who waits for a seat while all are connected waits because there is none.
void World::check_nobody_waits_in_vain() {
  const auto pool = count_pool(hub_->ledger);
  std::int64_t free = std::max<std::int64_t>(0, pool->seats);
  for (const Door& door : doors_) free += door.store.account.unspent().seats;
  const std::int64_t waiting = doors_.front().store.count_waitlisted();
  if (free > 0 && waiting > 0) {
    fail(std::to_string(waiting) + " people wait while " + std::to_string(free) + " seats are free");
  }
}

void World::check_same(const Door& one, const Door& other) {
  const std::string names = one.store.self.value + " and " + other.store.self.value + ": ";
  const auto same_id = [](const auto& a, const auto& b) { return a.first == b.first; };
  if (!std::equal(one.store.facts.begin(), one.store.facts.end(), other.store.facts.begin(), other.store.facts.end(),
                  same_id)) {
    return fail(names + "other facts");
  }
  if (one.store.registrations.size() != other.store.registrations.size()) return fail(names + "other people");
  for (const auto& [number, person] : one.store.registrations) {
    const Person& twin = other.store.registrations.at(number);
    const Attendee& a = person.side.attendee;
    const Attendee& b = twin.side.attendee;
    const std::string who = names + person.side.id.value + ": ";
    if (person.side.status != twin.side.status) fail(who + "other status");
    if (a.note != b.note || a.phone != b.phone || a.facility != b.facility) fail(who + "other words");
    if (person.side.changes.size() != twin.side.changes.size()) fail(who + "other changes");
    if (person.inside != twin.inside || person.holds != twin.holds) fail(who + "inside, or a seat, at one only");
    const auto doubles = find_double_entries(person.standing(), true);
    if (doubles.size() != find_double_entries(twin.standing(), true).size()) fail(who + "other double entries");
    if (&one != &other) tally_["double entries"] += static_cast<std::int64_t>(doubles.size());
  }
}

}  // namespace uketsuke::simulation
