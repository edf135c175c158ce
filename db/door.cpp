// See door.h.
#include "db/door.h"

#include <limits>

#include "common/seats.h"
#include "db/event_queries.h"
#include "db/registration_writes.h"

namespace uketsuke {

namespace {

constexpr UtcMillis kEndOfTime{std::numeric_limits<std::int64_t>::max()};

Result<CheckInFacts> load_facts(StoreParts& parts, const DoorCall& call, const DoorSubject& subject) {
  CheckInFacts facts;
  facts.reading = subject.reading;
  facts.of_this_event = subject.of_this_event;
  facts.ticket_revoked = subject.ticket_revoked;
  facts.direction = call.direction;
  facts.happened = call.happened;
  facts.overridden = call.override_reason.has_value();
  if (subject.registration) {
    auto movements = list_standing_movements(parts.connection, subject.registration->id);
    if (!movements) return tl::unexpected(movements.error());
    const DoorRegistration& who = *subject.registration;
    facts.registration = RegistrationFacts{who.status, who.role, who.seat_released, who.substitute_number.has_value(),
                                           std::move(*movements)};
  }
  auto seats = load_seat_facts(parts.connection, call.event->event.code);
  if (!seats) return tl::unexpected(seats.error());
  facts.seats = *seats;
  return facts;
}

/// The seat that an admission takes, with the override that allows it.
Status take_seat(StoreParts& parts, const DoorCall& call, const CheckInDecision& decision,
                 const DoorRegistration& registration) {
  const Change change{call.now, call.by, {}};
  const EventCode& event = call.event->event.code;
  if (decision.uses_override && call.override_reason) {
    OverrideUse use;
    use.event = event;
    use.registration = registration.id;
    use.reason = *call.override_reason;
    use.gives_seat = decision.override_gives_seat;
    use.over_substitute = decision.over_substitute;
    use.over_pending = decision.seat_step == SeatStep::accept_pending;
    use.over_time = !decision.override_gives_seat && !decision.over_substitute && !use.over_pending;
    if (auto recorded = record_overrides(parts, use, change); !recorded) return recorded;
  }
  switch (decision.seat_step) {
    case SeatStep::none:
      return {};
    case SeatStep::seat_waitlisted:
      return change_status(parts, {event, registration.id, "seated_at_door", RegistrationStatus::confirmed, {}, {}},
                           change);
    case SeatStep::accept_pending:
      return change_status(parts, {event, registration.id, "accepted", RegistrationStatus::confirmed, {}, {}}, change);
    case SeatStep::retake_released:
      return update_seat_released(parts.connection, registration.id, false);
  }
  return {};
}

/// The check-in and what it makes of presence.
Result<CheckInId> write_movement(StoreParts& parts, const DoorCall& call, const DoorRegistration& registration,
                                 Fact fact) {
  fact.happened = call.happened;
  const EventCode& event = call.event->event.code;
  const NewCheckIn row{event, registration.id, call.direction, call.scan, call.method, call.now};
  auto written = insert_check_in(parts.connection, row, fact).and_then([&] {
    return refresh_presence(parts, event, registration.id);
  });
  if (!written) return tl::unexpected(written.error());
  return CheckInId(fact.id);
}

/// Waitlisted and refused at the entry, for want of a seat or because it is early: stands at the door from now on.
bool waits_at_door(const DoorCall& call, const DoorSubject& subject, ScanOutcome outcome) {
  if (call.direction != Direction::entry || !subject.registration) return false;
  if (outcome == ScanOutcome::waitlisted) return true;
  return outcome == ScanOutcome::too_early && subject.registration->status == RegistrationStatus::waitlisted;
}

/// What the row of a scan names beside its result.
struct ScanHead {
  Fact fact;
  std::optional<CheckInId> check_in;
};
/// The row of a scan, admitted or refused.
Status write_scan(StoreParts& parts, const DoorCall& call, const DoorSubject& subject, const ScanResult& result,
                  ScanHead head) {
  head.fact.happened = call.happened;
  NewScan scan;
  scan.id = call.scan;
  scan.event = call.event->event.code;
  scan.direction = call.direction;
  scan.source = word(call.source);
  scan.outcome = word(result.outcome);
  scan.ticket = subject.ticket;
  scan.registration = result.registration;
  scan.check_in = head.check_in;
  scan.text_hash = subject.text_hash;
  scan.text_length = subject.text_length;
  scan.first_at = result.first_at;
  scan.other_event = subject.other_event;
  scan.waitlist_seated = result.waitlist_seated;
  scan.recorded = call.now;
  if (auto written = insert_scan(parts.connection, scan, head.fact); !written) return written;
  if (!waits_at_door(call, subject, result.outcome)) return {};
  return update_door_wait(parts.connection, subject.registration->id, head.fact.hlc);
}

void tell_person(ScanResult& result, const DoorRegistration& registration) {
  result.registration = registration.id;
  result.name = registration.name;
  result.furigana = registration.furigana;
  result.group = registration.group;
  result.number = registration.number;
  result.substitute_number = registration.substitute_number;
  result.has_live_ticket = registration.has_live_ticket;
  result.is_cancelled = registration.status == RegistrationStatus::cancelled;
}

/// Title and start of the event a ticket is of, where it is in this store.
Status tell_other_event(StoreParts& parts, ScanResult& result, const std::optional<EventCode>& code) {
  if (!code) return {};
  const auto other = find_known_event(parts, *code);
  if (!other) return tl::unexpected(other.error());
  result.other_event_title = (*other)->event.title;
  result.other_event_starts_at = (*other)->event.starts_at;
  return {};
}

}  // namespace

Result<ScanResult> judge_and_write(StoreParts& parts, const DoorCall& call, const DoorSubject& subject) {
  const auto facts = load_facts(parts, call, subject);
  if (!facts) return tl::unexpected(facts.error());
  const CheckInDecision decision = decide_check_in(call.event->event, *facts);

  ScanResult result;
  result.outcome = decision.outcome;
  result.scan = call.scan;
  result.happened = call.happened;
  result.waitlist_seated = decision.seat_step != SeatStep::none;
  if (decision.standing_entry) result.first_at = decision.standing_entry->happened;
  if (subject.registration) tell_person(result, *subject.registration);
  if (auto told = tell_other_event(parts, result, subject.other_event); !told) return tl::unexpected(told.error());

  const bool moves = decision.outcome == ScanOutcome::admitted || decision.outcome == ScanOutcome::exited;
  if (moves) {
    if (auto taken = take_seat(parts, call, decision, *subject.registration); !taken) {
      return tl::unexpected(taken.error());
    }
  }
  auto heads = FactRun::begin(parts, call.now, call.by);
  if (!heads) return tl::unexpected(heads.error());
  std::optional<CheckInId> check_in;
  if (moves) {
    auto moved = write_movement(parts, call, *subject.registration, heads->next());
    if (!moved) return tl::unexpected(moved.error());
    check_in = std::move(*moved);
  }
  auto kept =
      write_scan(parts, call, subject, result, {heads->next(), check_in}).and_then([&] { return heads->end(); });
  if (!kept) return tl::unexpected(kept.error());
  return result;
}

Result<std::optional<ScanResult>> find_answer(StoreParts& parts, const EventCode& event, const ScanId& scan) {
  const auto stored = find_scan(parts.connection, scan);
  if (!stored) return tl::unexpected(stored.error());
  if (!*stored) return std::optional<ScanResult>();
  if ((*stored)->event != event) return fail(Code::bad_call, "this scan id was used at another event");
  ScanResult result;
  result.outcome = (*stored)->outcome;
  result.scan = scan;
  result.first_at = (*stored)->first_at;
  result.happened = (*stored)->happened;
  result.waitlist_seated = (*stored)->waitlist_seated;
  result.same_scan_id = true;
  if ((*stored)->registration) {
    const auto registration = find_door_registration(parts.connection, event, *(*stored)->registration);
    if (!registration) return tl::unexpected(registration.error());
    if (*registration) tell_person(result, **registration);
  }
  if (auto told = tell_other_event(parts, result, (*stored)->other_event); !told) return tl::unexpected(told.error());
  return std::optional(std::move(result));
}

Status refresh_presence(StoreParts& parts, const EventCode& event, const RegistrationId& registration) {
  const auto movements = list_standing_movements(parts.connection, registration);
  if (!movements) return tl::unexpected(movements.error());
  const auto present = find_presence(parts.connection, registration);
  if (!present) return tl::unexpected(present.error());
  const auto standing = find_standing_entry(*movements, kEndOfTime);
  const bool stays = *present && standing && standing->id == **present;
  if (*present && !stays) {
    if (auto gone = delete_presence(parts.connection, registration); !gone) return gone;
  }
  if (standing && !stays) {
    if (auto in = insert_presence(parts.connection, event, registration, *standing); !in) return in;
  }
  const auto first = find_first_entry(*movements);
  const auto last = find_last_exit(*movements);
  return update_attendance(parts.connection, registration, first ? std::optional(first->happened) : std::nullopt,
                           last ? std::optional(last->happened) : std::nullopt);
}

Result<std::vector<RegistrationId>> release_if_due(StoreParts& parts, const Event& event, const Change& change) {
  using Released = std::vector<RegistrationId>;
  if (!releases_no_shows(event, change.now)) return Released();
  const auto done = find_release_done(parts.connection, event.code);
  if (!done) return tl::unexpected(done.error());
  if (*done && **done >= *event.release_no_shows_at) return Released();
  auto no_shows = list_no_shows(parts.connection, event.code);
  if (!no_shows) return tl::unexpected(no_shows.error());
  for (const RegistrationId& registration : *no_shows) {
    const auto fact = begin_fact(parts, change.now, change.by);
    if (!fact) return tl::unexpected(fact.error());
    auto released = insert_release(parts.connection, event.code, registration, *fact).and_then([&] {
      return update_seat_released(parts.connection, registration, true);
    });
    if (!released) return tl::unexpected(released.error());
  }
  if (auto saved = save_release_done(parts.connection, event.code, *event.release_no_shows_at); !saved) {
    return tl::unexpected(saved.error());
  }
  if (auto promoted = promote_waitlist(parts, event, change); !promoted) return tl::unexpected(promoted.error());
  return no_shows;
}

Result<UtcMillis> time_of_call(std::optional<UtcMillis> given, UtcMillis now) {
  if (given && *given > now) return fail(Code::bad_call, "the time lies after now: give the time it happened");
  return given.value_or(now);
}

}  // namespace uketsuke
