// The rules of seats and deadline. Pure functions over kept counts; see seats.h.
#include "common/seats.h"

#include <algorithm>

namespace uketsuke {

namespace {

std::optional<std::int64_t> smaller(std::optional<std::int64_t> a, std::optional<std::int64_t> b) {
  if (!a) return b;
  if (!b) return a;
  return std::min(*a, *b);
}

std::optional<std::int64_t> limit_with(const SeatFacts& seats, std::int64_t override_rows) {
  std::optional<std::int64_t> within_capacity;
  if (seats.capacity) within_capacity = *seats.capacity + std::min(override_rows, seats.tolerance);
  return smaller(within_capacity, seats.room_limit);
}

bool takes_seat(Role role) { return role == Role::participant; }

/// What a person without a free seat may still get by override.
struct SeatByOverride {
  bool seated = false;
  bool gives_seat = false;
};

SeatByOverride override_seat(const SeatFacts& seats) {
  if (has_free_seat(seats)) return {true, false};
  if (can_override_seat(seats)) return {true, true};
  return {};
}

}  // namespace

std::optional<std::int64_t> seat_limit(const SeatFacts& seats) { return limit_with(seats, seats.override_rows); }

std::optional<std::int64_t> seats_free(const SeatFacts& seats) {
  const auto announced = smaller(seats.capacity, seats.room_limit);
  if (!announced) return std::nullopt;
  const std::int64_t here = seats.unspent ? seats.unspent->seats : *announced;
  return std::max<std::int64_t>(0, std::min(*announced - seats.held, here));
}

bool has_free_seat(const SeatFacts& seats) {
  const auto free = seats_free(seats);
  return !free || *free > 0;
}

bool can_override_seat(const SeatFacts& seats) {
  if (seats.unspent && seats.unspent->over <= 0) return false;
  const auto limit = limit_with(seats, seats.override_rows + 1);
  return !limit || seats.held < *limit;
}

bool room_is_full(const SeatFacts& seats) { return seats.room_limit && seats.inside >= *seats.room_limit; }

bool is_late(const Event& event, UtcMillis received) { return event.deadline && received > *event.deadline; }

RegistrationDecision decide_registration(const Event& event, const ApplicationFacts& facts) {
  RegistrationDecision decision;
  decision.late = is_late(event, facts.received);
  if ((decision.late || facts.suspected_duplicate) && !facts.overridden) {
    decision.status = RegistrationStatus::pending;
    return decision;
  }
  const bool lifted = decision.late || facts.suspected_duplicate;  // by the override: only reached with one
  if (!takes_seat(facts.role) || (has_free_seat(facts.seats) && facts.seats.waitlisted == 0)) {
    decision.status = RegistrationStatus::confirmed;
    decision.uses_override = lifted;
    return decision;
  }
  const SeatByOverride by_override = facts.overridden ? override_seat(facts.seats) : SeatByOverride{};
  decision.status = by_override.seated ? RegistrationStatus::confirmed : RegistrationStatus::waitlisted;
  decision.uses_override = by_override.seated || lifted;
  decision.override_gives_seat = by_override.gives_seat;
  return decision;
}

RegistrationStatus decide_acceptance(Role role, const SeatFacts& seats) {
  if (!takes_seat(role)) return RegistrationStatus::confirmed;
  const bool seated = has_free_seat(seats) && seats.waitlisted == 0;
  return seated ? RegistrationStatus::confirmed : RegistrationStatus::waitlisted;
}

bool promotes_by_itself(const Event& event, UtcMillis now) {
  return now < event.promote_until.value_or(event.doors_open_at);
}

bool releases_no_shows(const Event& event, UtcMillis now) {
  return event.release_no_shows_at && now >= *event.release_no_shows_at;
}

WalkInDecision decide_walk_in(const Event& event, const WalkInFacts& facts) {
  if (event.walk_in == WalkInPolicy::none) return {WalkInOutcome::walk_in_closed, false, false};
  if (event.walk_in == WalkInPolicy::staff && !facts.by_staff) return {WalkInOutcome::staff_only, false, false};
  WalkInDecision decision{WalkInOutcome::admitted, false, false};
  if (facts.already_registered) {
    if (!facts.overridden) return {WalkInOutcome::duplicate, false, false};
    decision.uses_override = true;
  }
  const bool early = facts.happened < event.doors_open_at - event.early_minutes * kMillisPerMinute;
  const bool over = event.last_entry_at && facts.happened > *event.last_entry_at;
  if (early || over) {
    if (!facts.overridden) return {early ? WalkInOutcome::too_early : WalkInOutcome::too_late, false, false};
    decision.uses_override = true;
  }
  if (!takes_seat(facts.role)) return decision;
  if (room_is_full(facts.seats)) return {WalkInOutcome::full, false, false};
  if (has_free_seat(facts.seats)) return decision;
  if (!facts.overridden || !can_override_seat(facts.seats)) return {WalkInOutcome::full, false, false};
  return {WalkInOutcome::admitted, true, true};
}

}  // namespace uketsuke
