// See unpack_plan.h.
#include "db/unpack_plan.h"

#include <algorithm>

namespace uketsuke {

namespace {

bool keeps_before(const Going& a, const Going& b) {
  if (a.inside != b.inside) return a.inside;
  if (a.first_entry.has_value() != b.first_entry.has_value()) return a.first_entry.has_value();
  const MergeChange* one = find_status_change(a.after.changes);
  const MergeChange* other = find_status_change(b.after.changes);
  const std::int64_t since = one == nullptr ? 0 : one->hlc;
  const std::int64_t other_since = other == nullptr ? 0 : other->hlc;
  return since != other_since ? since < other_since : a.after.id < b.after.id;
}

}  // namespace

bool takes_seat(const MergeSide& side) {
  return side.status == RegistrationStatus::confirmed && side.role == Role::participant && !side.seat_released;
}

void UnpackPlan::conflict(const MergeSide& side, std::string what) {
  report.conflicts.push_back({side.id, side.number, std::move(what)});
}

void UnpackPlan::wait(Going& one, const char* why) {
  one.after.status = RegistrationStatus::waitlisted;
  one.resolutions.emplace_back("waitlisted", RegistrationStatus::waitlisted);
  report.waitlisted.push_back(one.after.id);
  if (one.inside) {
    one.inside = false;
    leaves.insert(one.after.id);
  }
  conflict(one.after, why);
}

void UnpackPlan::settle_substitutes() {
  for (auto& [id, one] : going) {
    if (!one.after.substitute_for || one.after.status != RegistrationStatus::confirmed) continue;
    const auto original = going.find(*one.after.substitute_for);
    if (original == going.end() || original->second.after.substituted_by == id) continue;
    wait(one, "substitute");
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

void UnpackPlan::settle_numbers() {
  std::map<std::int64_t, Going*> holders;
  std::vector<Going*> losers;
  std::int64_t most = 0;
  for (auto& [id, one] : going) {  // in order of their ids, that is of the time they were made
    most = std::max({most, one.after.number, one.before.number});
    const bool first = holders.emplace(one.after.number, &one).second;
    if (!first) losers.push_back(&one);
  }
  for (Going* loser : losers) {
    conflict(loser->after, "number");
    loser->after.number = ++most;
    loser->resolutions.emplace_back("renumbered", loser->after.status);
  }
}

std::vector<NumberMove> UnpackPlan::number_moves() const {
  std::map<std::int64_t, RegistrationId> holders;
  std::map<RegistrationId, std::int64_t> now;
  std::int64_t most = 0;
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

void UnpackPlan::settle_seats(std::optional<std::int64_t> limit) {
  std::vector<Going*> seated;
  for (auto& [id, one] : going) {
    if (takes_seat(one.after)) seated.push_back(&one);
  }
  if (!limit || static_cast<std::int64_t>(seated.size()) <= *limit) return;
  std::sort(seated.begin(), seated.end(), [](const Going* a, const Going* b) { return keeps_before(*a, *b); });
  for (std::size_t i = static_cast<std::size_t>(*limit); i < seated.size(); ++i) wait(*seated[i], "full");
}

void UnpackPlan::settle_room(std::optional<std::int64_t> limit) {
  std::vector<Going*> inside;
  for (auto& [id, one] : going) {
    if (one.inside && one.after.role == Role::participant) inside.push_back(&one);
  }
  if (!limit || static_cast<std::int64_t>(inside.size()) <= *limit) return;
  std::sort(inside.begin(), inside.end(), [](const Going* a, const Going* b) {
    return a->first_entry != b->first_entry ? a->first_entry < b->first_entry : a->after.id < b->after.id;
  });
  for (std::size_t i = static_cast<std::size_t>(*limit); i < inside.size(); ++i) {
    inside[i]->inside = false;
    leaves.insert(inside[i]->after.id);
    conflict(inside[i]->after, "room");
  }
}

}  // namespace uketsuke
