// See unpack_plan.h.
#include "db/unpack_plan.h"

#include <algorithm>
#include <tuple>

namespace uketsuke {

namespace {

/// Who has more right to be the one registration of a person: who came, then who has a seat, then who waits.
bool has_more_right(const Going& a, const Going& b) {
  const auto rank = [](const Going& one) {
    const RegistrationStatus status = one.after.status;
    const int wants = status == RegistrationStatus::confirmed ? 0 : status == RegistrationStatus::waitlisted ? 1 : 2;
    return std::make_tuple(!one.came(), wants, one.after.received, one.after.id);
  };
  return rank(a) < rank(b);
}

/// Of the substitutes of one person: who came, then who still comes, then who was sent later.
bool comes_rather(const Going& a, const Going& b) {
  const auto rank = [](const Going& one) {
    return std::make_tuple(one.came(), !is_gone(one.after.status), find_substitution(one.after.changes), one.after.id);
  };
  return rank(a) > rank(b);
}

}  // namespace

bool Going::came_unaware_of(KnownTo news) const {
  return std::any_of(entries_known.begin(), entries_known.end(),
                     [&](KnownTo entry) { return is_news_to_each_other(entry, news); });
}

bool takes_seat(const MergeSide& side) {
  return side.status == RegistrationStatus::confirmed && side.role == Role::participant && !side.seat_released;
}

void UnpackPlan::conflict(const Going& one, std::string what, const Going* other) {
  UnpackConflict told{one.after.id, one.after.number, std::move(what), {}, 0, 0, one.after.status};
  if (other != nullptr) {
    told.other = other->after.id;
    told.other_number = other->after.number;
  }
  report.conflicts.push_back(std::move(told));
}

void UnpackPlan::settle_numbers() {
  std::map<std::int64_t, Going*> holders;
  std::vector<Going*> losers;
  std::int64_t most = others.most_number;
  for (auto& [id, one] : going) {  // in order of their ids, that is of the time they were made
    most = std::max(most, one.after.number);
    const bool first = holders.emplace(one.after.number, &one).second;
    if (!first) losers.push_back(&one);
  }
  for (Going* loser : losers) {
    const std::int64_t previous = loser->after.number;
    loser->after.number = ++most;
    loser->resolutions.emplace_back("renumbered", loser->after.status);
    conflict(*loser, "number", holders.at(previous));
    report.conflicts.back().previous_number = previous;
  }
}

void UnpackPlan::settle_arrivals() {
  for (auto& [id, one] : going) {
    if (one.after.status == RegistrationStatus::confirmed) continue;
    if (!one.inside && !one.came_unaware_of(one.status_known)) continue;
    // Another one may have been kept in this one's place: that is looked at anew.
    if (one.after.suspected_of) pairs.insert(std::minmax(id, *one.after.suspected_of));
    one.after.status = RegistrationStatus::confirmed;
    one.after.door_wait.reset();
    one.after.suspected_of.reset();
    one.resolutions.emplace_back("taken_back", RegistrationStatus::confirmed);
    conflict(one, "inside");
  }
}

void UnpackPlan::suspect(Going& one, const Going& of, const char* kind) {
  one.after.status = RegistrationStatus::pending;
  one.after.suspected_of = of.after.id;
  one.after.door_wait.reset();
  one.resolutions.emplace_back(kind, RegistrationStatus::pending);
  report.pending.push_back(one.after.id);
}

void UnpackPlan::unlink(Going& one, const Going& other, const char* why) {
  one.after.substitute_for.reset();
  if (one.came() || is_gone(one.after.status)) {
    one.resolutions.emplace_back("not_substitute", one.after.status);
  } else {
    suspect(one, other, "not_substitute");
  }
  if (!is_gone(one.after.status)) conflict(one, why, &other);
}

void UnpackPlan::settle_substitutes() {
  std::map<RegistrationId, std::vector<Going*>> sent;
  for (auto& [id, one] : going) {
    one.after.substituted_by.reset();
    if (one.after.substitute_for) sent[*one.after.substitute_for].push_back(&one);
  }
  for (auto& [id, substitutes] : sent) {
    const auto original = going.find(id);
    if (original == going.end()) continue;
    const auto unaware = std::stable_partition(substitutes.begin(), substitutes.end(), [&](const Going* one) {
      return !original->second.came_unaware_of(one->known);
    });
    for (auto one = unaware; one != substitutes.end(); ++one) unlink(**one, original->second, "original_came");
    substitutes.erase(unaware, substitutes.end());
    if (substitutes.empty()) continue;
    std::sort(substitutes.begin(), substitutes.end(),
              [](const Going* a, const Going* b) { return comes_rather(*a, *b); });
    const Going& comes = *substitutes.front();
    original->second.after.substituted_by = comes.after.id;
    for (std::size_t i = 1; i < substitutes.size(); ++i) unlink(*substitutes[i], comes, "substitute");
  }
}

void UnpackPlan::settle_pair(Going& a, Going& b) {
  if (is_gone(a.after.status) || is_gone(b.after.status)) return;
  Going& stays = has_more_right(a, b) ? a : b;
  Going& other = &stays == &a ? b : a;
  if (other.came()) return conflict(other, "both_came", &stays);
  if (other.after.suspected_of || stays.after.suspected_of == other.after.id) return;
  suspect(other, stays, "suspected");
  conflict(other, "duplicate", &stays);
}

void UnpackPlan::settle_suspects() {
  for (auto& [id, one] : going) {
    if (!one.after.suspected_of || !one.suspected_too) continue;
    const auto of = going.find(*one.after.suspected_of);
    const bool gone = of == going.end() || is_gone(of->second.after.status);
    const auto other = going.find(*one.suspected_too);
    if (gone && other != going.end() && !is_gone(other->second.after.status)) {
      one.after.suspected_of = one.suspected_too;
    }
  }
  for (const auto& [first, second] : pairs) {
    const auto a = going.find(first);
    const auto b = going.find(second);
    if (a != going.end() && b != going.end()) settle_pair(a->second, b->second);
  }
}

void UnpackPlan::settle_given_up_seats(const std::map<RegistrationId, Coming>& coming) {
  for (auto& [id, one] : going) {
    const auto found = coming.find(id);
    const Coming came = found == coming.end() ? Coming{} : found->second;
    const bool released = came.released > 0 && !one.first_entry && came.entered <= came.released;
    const bool substituted = one.after.substituted_by && !one.inside && came.entered <= came.substituted;
    one.after.seat_released = released || substituted;
  }
}

bool UnpackPlan::needs_earlier_limits(const SeatLimits& later, const SeatLimits& earlier) const {
  std::int64_t seated = others.seated;
  std::int64_t inside = others.inside;
  for (const auto& [id, one] : going) {
    seated += takes_seat(one.after) ? 1 : 0;
    inside += one.inside && one.after.role == Role::participant ? 1 : 0;
  }
  const auto too_many = [&](const SeatLimits& limits) {
    return std::max<std::int64_t>(0, seated - limits.seats.value_or(seated)) +
           std::max<std::int64_t>(0, inside - limits.room.value_or(inside));
  };
  return too_many(earlier) < too_many(later);
}

void UnpackPlan::wait(Going& one) {
  one.after.status = RegistrationStatus::waitlisted;
  one.resolutions.emplace_back("waitlisted", RegistrationStatus::waitlisted);
  report.waitlisted.push_back(one.after.id);
  if (one.inside) {
    one.inside = false;
    leaves.insert(one.after.id);
  }
  conflict(one, "full");
}

/// The one whose seat a substitute has, over all who were sent in between.
const Going& UnpackPlan::find_first_holder(const Going& one) const {
  const Going* holder = &one;
  for (std::size_t steps = 0; holder->after.substitute_for && steps < going.size(); ++steps) {
    const auto original = going.find(*holder->after.substitute_for);
    if (original == going.end()) break;
    holder = &original->second;
  }
  return *holder;
}

bool UnpackPlan::keeps_before(const Going& a, const Going& b) const {
  const auto rank = [&](const Going& one) {
    const MergeSide& holder = find_first_holder(one).after;
    return std::make_tuple(!one.inside, !one.came(), find_confirmed_since(holder.changes), holder.received,
                           one.after.id);
  };
  return rank(a) < rank(b);
}

bool UnpackPlan::is_beyond(std::optional<std::int64_t> limit, std::size_t these, std::int64_t rest) {
  if (!limit || static_cast<std::int64_t>(these) + rest <= *limit) return false;
  needs_everybody = needs_everybody || rest > 0;
  return !needs_everybody;
}

void UnpackPlan::settle_seats(std::optional<std::int64_t> limit) {
  std::vector<Going*> seated;
  for (auto& [id, one] : going) {
    if (takes_seat(one.after)) seated.push_back(&one);
  }
  if (!is_beyond(limit, seated.size(), others.seated)) return;
  std::sort(seated.begin(), seated.end(), [&](const Going* a, const Going* b) { return keeps_before(*a, *b); });
  for (std::size_t i = static_cast<std::size_t>(*limit); i < seated.size(); ++i) wait(*seated[i]);
}

void UnpackPlan::settle_room(std::optional<std::int64_t> limit) {
  std::vector<Going*> inside;
  for (auto& [id, one] : going) {
    if (one.inside && one.after.role == Role::participant) inside.push_back(&one);
  }
  if (!is_beyond(limit, inside.size(), others.inside)) return;
  std::sort(inside.begin(), inside.end(), [](const Going* a, const Going* b) {
    return a->first_entry != b->first_entry ? a->first_entry < b->first_entry : a->after.id < b->after.id;
  });
  for (std::size_t i = static_cast<std::size_t>(*limit); i < inside.size(); ++i) {
    inside[i]->inside = false;
    leaves.insert(inside[i]->after.id);
    conflict(*inside[i], "room");
  }
}

std::vector<NumberMove> UnpackPlan::number_moves() const {
  std::map<std::int64_t, RegistrationId> holders;
  std::map<RegistrationId, std::int64_t> now;
  std::int64_t most = others.most_number;
  for (const auto& [id, one] : going) {
    most = std::max({most, one.after.number, one.before.number});
    if (one.is_new) continue;
    holders.emplace(one.before.number, id);
    if (one.after.number != one.before.number) now.emplace(id, one.before.number);
  }
  std::vector<NumberMove> moves;
  while (!now.empty()) {
    auto next = std::find_if(now.begin(), now.end(),
                             [&](const auto& one) { return holders.count(going.at(one.first).after.number) == 0; });
    const bool ring = next == now.end();
    if (ring) next = now.begin();
    const auto& [id, number] = *next;
    moves.push_back({id, ring ? ++most : going.at(id).after.number});
    holders.erase(number);
    holders.emplace(moves.back().number, id);
    if (ring) {
      next->second = most;
    } else {
      now.erase(next);
    }
  }
  return moves;
}

}  // namespace uketsuke
