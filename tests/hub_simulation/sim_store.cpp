// See sim_store.h.
#include "tests/hub_simulation/sim_store.h"

#include <algorithm>
#include <tuple>

#include "db/unpack_plan.h"

namespace uketsuke::simulation {

namespace {

std::string& text_of(Attendee& attendee, const std::string& field) {
  return field == "note" ? attendee.note : field == "phone" ? attendee.phone : attendee.facility;
}

}  // namespace

std::string Ids::make(char kind) {
  constexpr std::size_t kDigits = 7;  // in order of their making
  std::string digits = std::to_string(++last_);
  return kind + std::string(kDigits - std::min(kDigits, digits.size()), '0') + digits;
}

std::vector<DoorMovement> Person::standing() const {
  std::vector<DoorMovement> stand;
  for (const DoorMovement& one : movements) {
    if (annulled.count(one.movement.id) == 0) stand.push_back(one);
  }
  std::sort(stand.begin(), stand.end(),
            [](const DoorMovement& a, const DoorMovement& b) { return is_earlier(a.movement, b.movement); });
  return stand;
}

Store::Store(KioskId kiosk, Ids& ids, Broken broken) : self(std::move(kiosk)), ids_(&ids), broken_(broken) {
  begin_new_account();
}

void Store::begin_new_account() {
  account = begin_account(ids_->make('l'));
  for (auto& [number, person] : registrations) person.seated_here = false;
  for (Mark& mark : marks) mark.seated_here = false;
  ++version;
}

// Staff --------------------------------------------------------------------------------------------------------------

Fact& Store::record(std::size_t person, UtcMillis now) {
  clock_ = next_hybrid_clock(clock_, now);
  const FactId id(ids_->make('f'));
  Fact& fact = facts[id];
  fact.id = id;
  fact.person = person;
  fact.hlc = clock_;
  waiting.insert(id);
  made.push_back(id);
  ++version;
  return fact;
}

void Store::change(std::size_t number, const char* kind, RegistrationStatus status, const std::string& fields,
                   UtcMillis now) {
  Fact& fact = record(number, now);
  Person& person = registrations.at(number);
  const MergeChange said{fact.hlc.value, fact.id.value, kind, status, fields};
  fact.what = said;
  person.side.status = status;
  person.side.changes.push_back(said);
  refresh(number);
}

std::size_t Store::add(RegistrationStatus status, UtcMillis now) {
  const std::size_t number = ids_->next_person();
  MergeSide& side = registrations[number].side;
  side.id = RegistrationId("r" + std::to_string(number));
  side.received = now;
  side.attendee.name = side.id.value;
  change(number, "registered", status, "", now);
  return number;
}

/// Takes a seat out of this kiosk's account, unless the person has one.
bool Store::seat(Person& person) {
  if (person.holds && account.caught_up) return true;
  if (!spend_seat(account, SeatKind::within)) return false;
  person.seated_here = true;
  return true;
}

void Store::refresh(std::size_t number) {
  Person& person = registrations.at(number);
  std::optional<Movement> entry;
  for (const DoorMovement& one : person.standing()) {
    if (one.movement.direction == Direction::exit) {
      entry.reset();
    } else if (!entry) {
      entry = one.movement;
    }
  }
  person.inside = entry.has_value();
  person.holds = takes_seat(person.side) || person.inside;
  if (marks.size() <= number) marks.resize(number + 1);
  marks[number] = {person.holds, person.inside, person.seated_here};
}

void Store::move(std::size_t number, Direction direction, UtcMillis now) {
  Fact& fact = record(number, now);
  const DoorMovement moved{{CheckInId(fact.id.value), direction, now, fact.hlc}, self};
  fact.what = moved;
  Person& person = registrations.at(number);
  person.movements.push_back(moved);
  refresh(number);
}

void Store::bring(UtcMillis now) { add(RegistrationStatus::confirmed, now); }

void Store::enrol(UtcMillis now) {
  const bool seated = count_waitlisted() == 0 && spend_seat(account, SeatKind::within);
  const std::size_t number = add(seated ? RegistrationStatus::confirmed : RegistrationStatus::waitlisted, now);
  registrations.at(number).seated_here = seated;
  refresh(number);
}

bool Store::walk_in(UtcMillis now, SeatKind kind, std::optional<std::int64_t> room) {
  if (room && count_inside() >= *room) return false;
  if (!spend_seat(account, kind)) return false;
  const std::size_t number = add(RegistrationStatus::confirmed, now);
  registrations.at(number).seated_here = true;
  if (kind == SeatKind::over) record(number, now).what = OverrideRow{};
  move(number, Direction::entry, now);
  return true;
}

bool Store::cancel(std::size_t number, UtcMillis now) {
  Person& person = registrations.at(number);
  if (is_gone(person.side.status)) return false;
  const bool held = person.holds;
  change(number, "cancelled", RegistrationStatus::cancelled, "", now);
  if (broken_ == Broken::given_up_seats_are_unspent && held && !person.holds) account.spent.seats -= 1;
  return true;
}

bool Store::take_back(std::size_t number, UtcMillis now) {
  Person& person = registrations.at(number);
  if (person.side.status != RegistrationStatus::cancelled || !seat(person)) return false;
  change(number, "accepted", RegistrationStatus::confirmed, "", now);
  return true;
}

bool Store::edit(std::size_t number, const std::string& field, const std::string& text, UtcMillis now) {
  MergeSide& side = registrations.at(number).side;
  text_of(side.attendee, field) = text;
  change(number, "edited", side.status, field, now);
  return true;
}

bool Store::enter(std::size_t number, UtcMillis now, std::optional<std::int64_t> room) {
  const Person& person = registrations.at(number);
  if (!account.caught_up && broken_ != Broken::restored_kiosk_lets_in) return false;
  if (!takes_seat(person.side) || person.inside) return false;
  if (room && count_inside() >= *room) return false;
  move(number, Direction::entry, now);
  return true;
}

bool Store::leave(std::size_t number, UtcMillis now) {
  if (!registrations.at(number).inside) return false;
  move(number, Direction::exit, now);
  return true;
}

bool Store::annul(std::size_t number, UtcMillis now) {
  Person& person = registrations.at(number);
  const auto standing = person.standing();
  if (standing.empty() || standing.back().movement.direction != Direction::entry) return false;
  const CheckInId entry = standing.back().movement.id;
  record(number, now).what = Annulled{entry};
  person.annulled.insert(entry);
  refresh(number);
  return true;
}

void Store::promote(UtcMillis now) {
  while (account.unspent().seats > 0) {
    const auto waits_longer = [](const auto& a, const auto& b) {
      const bool waits_a = a.second.side.status == RegistrationStatus::waitlisted;
      const bool waits_b = b.second.side.status == RegistrationStatus::waitlisted;
      if (waits_a != waits_b) return waits_a;
      return std::tie(a.second.side.received, a.first) < std::tie(b.second.side.received, b.first);
    };
    const auto first = std::min_element(registrations.begin(), registrations.end(), waits_longer);
    if (first == registrations.end() || first->second.side.status != RegistrationStatus::waitlisted) return;
    if (!seat(first->second)) return;
    change(first->first, "promoted", RegistrationStatus::confirmed, "", now);
  }
}

// Exchange -----------------------------------------------------------------------------------------------------------

SharedBatch Store::make_batch(const EventCode& event) {
  auto batch = std::make_shared<Batch>();
  std::vector<WaitingFact> wait;
  for (const FactId& id : waiting) wait.push_back({id, facts.at(id).hlc});
  batch->head = begin_batch({event, self, ids_->make('b'), 8}, find_place(places, self), std::move(wait));
  std::set<std::size_t> touched;
  for (const FactId& id : batch->head.facts) {
    batch->facts.push_back(facts.at(id));
    touched.insert(batch->facts.back().person);
  }
  for (const std::size_t number : touched) batch->values.emplace_back(number, registrations.at(number).side);
  return batch;
}

void Store::mark_sent(const Batch& batch) {
  places[self] = batch.head.place();
  for (const FactId& id : batch.head.facts) waiting.erase(id);
  ++version;
}

void Store::start_over() {
  places.clear();
  for (const auto& [id, fact] : facts) waiting.insert(id);
  hub_forgot = true;
  ++version;
}

void Store::take_fact(const Fact& fact) {
  if (!facts.emplace(fact.id, fact).second) took_twice = true;
  Person& person = registrations[fact.person];
  if (const auto* moved = std::get_if<DoorMovement>(&fact.what)) person.movements.push_back(*moved);
  if (const auto* annulled = std::get_if<Annulled>(&fact.what)) person.annulled.insert(annulled->check_in);
}

void Store::take_values(std::size_t number, const MergeSide& there, UtcMillis now) {
  Person& person = registrations[number];
  for (const MergeChange& one : there.changes) {  // all are facts, those too that their own batch brings later
    facts.try_emplace(FactId(one.id), Fact{FactId(one.id), number, {one.hlc}, one});
  }
  if (person.side.id.empty() || broken_ == Broken::last_arrival_wins) {
    person.side = there;
    return;
  }
  Merged merged = merge_registration(person.side, there);
  person.side = std::move(merged.values);
  if (merged.says_anew) change(number, merged.says_anew->c_str(), person.side.status, "", now);
}

void Store::take(const Batch& batch, UtcMillis now) {
  const bool twice = broken_ == Broken::takes_facts_twice;
  const auto news = pick_news(batch.head, [&](const FactId& id) { return !twice && facts.count(id) > 0; });
  const std::set<FactId> picked(news.begin(), news.end());
  clock_ = std::max(clock_, batch.head.last);
  for (const Fact& fact : batch.facts) {
    if (picked.count(fact.id) > 0) take_fact(fact);
    waiting.erase(fact.id);
  }
  for (const auto& [number, there] : batch.values) {
    take_values(number, there, now);
    refresh(number);
  }
  places[batch.head.origin] = batch.head.place();
  if (broken_ == Broken::waits_by_clock && batch.head.origin == self) forget_waiting_until(batch.head.last);
  ++version;
}

void Store::forget_waiting_until(HybridClock last) {
  for (auto one = waiting.begin(); one != waiting.end();) {
    one = facts.at(*one).hlc <= last ? waiting.erase(one) : std::next(one);
  }
}

// Counts -------------------------------------------------------------------------------------------------------------

LevelReport Store::level() const {
  LevelReport level{places, 0, 0};
  for (const auto& [number, person] : registrations) {
    if (!person.holds) continue;
    ++level.held;
    level.held_mark += mark_seat(person.side.id);
  }
  return level;
}

std::int64_t Store::count_waitlisted() const {
  return std::count_if(registrations.begin(), registrations.end(),
                       [](const auto& one) { return one.second.side.status == RegistrationStatus::waitlisted; });
}

std::int64_t Store::count_inside() const {
  return std::count_if(registrations.begin(), registrations.end(), [](const auto& one) { return one.second.inside; });
}

}  // namespace uketsuke::simulation
