// See unpack_pairs.h.
#include "db/unpack_pairs.h"

#include <algorithm>
#include <string>

#include "db/registration_writes.h"

namespace uketsuke {

namespace {

using PeopleByName = std::multimap<std::string, KnownPerson>;

using KnownClocks = std::map<std::string, std::int64_t>;

/// By the change that registered them.
bool is_known(const MergeSide& one, const KnownClocks& known) {
  if (one.changes.empty()) return false;
  const auto clock = known.find(one.changes.front().origin);
  return clock != known.end() && one.changes.front().hlc <= clock->second;
}

/// Those of `side` whom `other` does not know.
PeopleByName fold_strangers(const MergeSides& side, const MergeSides& other, const KnownClocks& known) {
  PeopleByName people;
  for (const auto& [id, one] : side) {
    if (other.count(id) > 0 || one.attendee.name.empty() || is_known(one, known)) continue;
    KnownPerson person = fold_person(one.attendee);
    person.registration = id;
    people.emplace(person.folded_name, std::move(person));
  }
  return people;
}

}  // namespace

std::set<RegistrationPair> find_namesakes(const MergeSides& here, const MergeSides& there, const KnownClocks& known) {
  std::set<RegistrationPair> pairs;
  const PeopleByName ours = fold_strangers(here, there, known);
  for (const auto& [name, theirs] : fold_strangers(there, here, {})) {
    const auto [first, last] = ours.equal_range(name);
    for (auto one = first; one != last; ++one) {
      if (contradicts(one->second, theirs)) continue;
      pairs.insert(std::minmax(one->second.registration, theirs.registration));
    }
  }
  return pairs;
}

}  // namespace uketsuke
