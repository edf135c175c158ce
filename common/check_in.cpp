// The door's decision, row by row of DOMAIN.md's table. Pure; see check_in.h.
#include "common/check_in.h"

#include <algorithm>

namespace uketsuke {

namespace {

CheckInDecision refuse(ScanOutcome outcome) {
  CheckInDecision decision;
  decision.outcome = outcome;
  return decision;
}

/// Rows 1 to 6: what holds for entries and exits alike.
std::optional<ScanOutcome> find_fault(const CheckInFacts& facts) {
  if (facts.reading == TicketReading::not_a_ticket) return ScanOutcome::not_a_ticket;
  if (facts.reading == TicketReading::forged) return ScanOutcome::forged;
  if (facts.reading == TicketReading::genuine && !facts.of_this_event) return ScanOutcome::wrong_event;
  if (!facts.registration) return ScanOutcome::unknown_ticket;
  if (facts.ticket_revoked) return ScanOutcome::revoked;
  if (facts.registration->status == RegistrationStatus::cancelled) return ScanOutcome::cancelled;
  if (facts.registration->status == RegistrationStatus::declined) return ScanOutcome::declined;
  return std::nullopt;
}

/// Row 8: the entry that forbids one more, in the order of events: one that stands at that time, one that the new entry
/// would stand beside (it follows without an exit between), or any where nobody enters twice.
std::optional<Movement> find_blocking_entry(const Event& event, const CheckInFacts& facts) {
  const auto& movements = facts.registration->movements;
  if (!event.re_entry) {
    if (const auto first = find_first_entry(movements)) return first;
  }
  if (const auto standing = find_standing_entry(movements, facts.happened)) return standing;
  const auto next = std::find_if(movements.begin(), movements.end(),
                                 [&](const Movement& movement) { return movement.happened > facts.happened; });
  if (next != movements.end() && next->direction == Direction::entry) return *next;
  return std::nullopt;
}

bool entered_before(const std::vector<Movement>& movements, UtcMillis time) {
  const auto first = find_first_entry(movements);
  return first && first->happened <= time;
}

/// Row 9. none: the time is right.
std::optional<ScanOutcome> find_wrong_time(const Event& event, const CheckInFacts& facts) {
  if (facts.happened < event.doors_open_at - event.early_minutes * kMillisPerMinute) return ScanOutcome::too_early;
  if (event.last_entry_at && facts.happened > *event.last_entry_at &&
      !entered_before(facts.registration->movements, facts.happened)) {
    return ScanOutcome::too_late;
  }
  return std::nullopt;
}

/// Rows 7 and 10 for a participant: the seat step, or the refusal.
struct SeatAnswer {
  std::optional<ScanOutcome> refusal;
  SeatStep step = SeatStep::none;
  bool override_gives_seat = false;
};

/// The seat went to the substitute: only staff let this person in too. Once they did, the seat is this person's own.
bool gave_seat_away(const RegistrationFacts& registration) {
  return registration.has_substitute && (registration.seat_released || !find_first_entry(registration.movements));
}

/// What makes a seat of a status that holds none.
SeatStep seating_step(RegistrationStatus status) {
  return status == RegistrationStatus::pending ? SeatStep::accept_pending : SeatStep::seat_waitlisted;
}

/// Waitlisted, or pending and let in by staff.
SeatAnswer seat_who_waits(const CheckInFacts& facts) {
  const RegistrationStatus status = facts.registration->status;
  const bool room = !room_is_full(facts.seats);
  if (room && has_free_seat(facts.seats)) return {std::nullopt, seating_step(status), false};
  if (room && facts.overridden && can_override_seat(facts.seats)) return {std::nullopt, seating_step(status), true};
  const bool pending = status == RegistrationStatus::pending;
  return {pending ? ScanOutcome::pending : ScanOutcome::waitlisted, SeatStep::none, false};
}

SeatAnswer seat_confirmed(const CheckInFacts& facts) {
  if (room_is_full(facts.seats)) return {ScanOutcome::full, SeatStep::none, false};
  if (!facts.registration->seat_released) return {};
  const auto limit = seat_limit(facts.seats);
  if (!limit || facts.seats.held < *limit) return {std::nullopt, SeatStep::retake_released, false};
  if (facts.overridden && can_override_seat(facts.seats)) return {std::nullopt, SeatStep::retake_released, true};
  return {ScanOutcome::full, SeatStep::none, false};
}

CheckInDecision decide_exit(const CheckInFacts& facts) {
  const auto standing = find_standing_entry(facts.registration->movements, facts.happened);
  return refuse(standing ? ScanOutcome::exited : ScanOutcome::not_inside);
}

}  // namespace

CheckInDecision decide_check_in(const Event& event, const CheckInFacts& facts) {
  if (const auto fault = find_fault(facts)) return refuse(*fault);
  if (facts.direction == Direction::exit) return decide_exit(facts);

  const RegistrationFacts& registration = *facts.registration;
  const bool pending = registration.status == RegistrationStatus::pending;
  if (pending && !facts.overridden) return refuse(ScanOutcome::pending);
  const bool participant = registration.role == Role::participant;
  const bool waits = pending || registration.status == RegistrationStatus::waitlisted;
  const SeatAnswer new_seat = waits && participant ? seat_who_waits(facts) : SeatAnswer{};
  if (new_seat.refusal) return refuse(*new_seat.refusal);

  if (const auto blocking = find_blocking_entry(event, facts)) {
    CheckInDecision decision = refuse(ScanOutcome::already_in);
    decision.standing_entry = blocking;
    return decision;
  }
  const auto wrong_time = find_wrong_time(event, facts);
  if (wrong_time && !facts.overridden) return refuse(*wrong_time);
  const bool gave_away = gave_seat_away(registration);
  if (gave_away && !facts.overridden) return refuse(ScanOutcome::full);
  const SeatAnswer seat = waits || !participant ? new_seat : seat_confirmed(facts);
  if (seat.refusal) return refuse(*seat.refusal);

  CheckInDecision decision;
  decision.outcome = ScanOutcome::admitted;
  decision.seat_step = waits ? seating_step(registration.status) : seat.step;
  decision.override_gives_seat = seat.override_gives_seat;
  decision.over_substitute = gave_away;
  decision.uses_override = seat.override_gives_seat || wrong_time.has_value() || gave_away || pending;
  return decision;
}

}  // namespace uketsuke
