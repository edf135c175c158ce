// People who are registered at the desk: walk-ins (当日参加) and substitutes (代理). Each is one transaction. See
// store.h.
#include <algorithm>
#include <utility>

#include "common/field_text.h"
#include "common/names.h"
#include "common/seats.h"
#include "common/ticket.h"
#include "common/uuid.h"
#include "db/door.h"
#include "db/event_queries.h"
#include "db/parts.h"
#include "db/registration_writes.h"
#include "db/store.h"
#include "db/ticket_writes.h"
#include "db/walk_in_table.h"

namespace uketsuke {

namespace {

struct WalkInCall {
  const KnownEvent* event = nullptr;
  const WalkInRequest* request = nullptr;
  std::optional<Ticket> held;  ///< the genuine ticket that no roster knew
  UtcMillis now;
  UtcMillis happened;
};

/// What cannot be kept of what was typed.
Status check_texts(const Attendee& attendee) {
  Application application;
  application.attendees = {attendee};
  const auto fault = find_fault(application, {}, {});
  if (fault) return fail(Code::bad_input, fault->why, fault->field);
  return {};
}

Status check_person(const Attendee& attendee) {
  if (trim(attendee.name).empty()) return fail(Code::bad_input, "a walk-in needs a name");
  if (trim(attendee.profession.given).empty()) return fail(Code::bad_input, "a walk-in needs a profession");
  return check_texts(attendee);
}

/// The ticket that somebody of no roster holds, to be theirs from now on.
Result<std::optional<Ticket>> read_held_ticket(StoreParts& parts, const KnownEvent& event, const std::string& text) {
  if (text.empty()) return std::optional<Ticket>();
  const auto ticket = read_ticket(text, parts.keys);
  if (!ticket) return fail(Code::bad_call, "the text is not a ticket of this organiser");
  if (ticket->tag != event.tag) return fail(Code::bad_call, "the ticket is of another event");
  const auto known = has_serial(parts.connection, event.event.code, ticket->serial);
  if (!known) return tl::unexpected(known.error());
  if (*known) return fail(Code::bad_call, "the ticket is in the roster already: scan it");
  return std::optional(*ticket);
}

/// Somebody of the same name and, as far as both say, the same facility.
Result<std::optional<RegistrationId>> find_duplicate(StoreParts& parts, const EventCode& event,
                                                     const Attendee& attendee) {
  const KnownPerson person = fold_person(attendee);
  const auto namesakes = list_namesakes(parts.connection, event, person.folded_name);
  if (!namesakes) return tl::unexpected(namesakes.error());
  for (const KnownPerson& other : *namesakes) {
    if (other.status == RegistrationStatus::cancelled || other.status == RegistrationStatus::declined) continue;
    const bool said = !other.folded_facility.empty() && !person.folded_facility.empty();
    if (!said || other.folded_facility == person.folded_facility) return std::optional(other.registration);
  }
  return std::optional<RegistrationId>();
}

Status write_walk_in_scan(StoreParts& parts, const WalkInCall& call, const WalkInResult& result,
                          const std::optional<CheckInId>& check_in, const ScanId& scan_id) {
  auto fact = begin_fact(parts, call.now, call.request->by);
  if (!fact) return tl::unexpected(fact.error());
  fact->happened = call.happened;
  NewScan scan;
  scan.id = scan_id;
  scan.event = call.event->event.code;
  scan.source = word(ScanSource::command);
  scan.outcome = word(result.outcome);
  if (call.held) scan.ticket = fold_ticket_text(call.request->ticket_text);
  scan.text_length = static_cast<std::int64_t>(call.request->ticket_text.size());
  scan.registration = result.registration ? result.registration : result.duplicate_of;
  scan.check_in = check_in;
  scan.recorded = call.now;
  return insert_scan(parts.connection, scan, *fact);
}

/// The application of one person at the desk.
Result<ApplicationId> write_application(StoreParts& parts, const EventCode& event, Channel channel, UtcMillis received,
                                        const Change& change) {
  const auto fact = begin_fact(parts, change.now, change.by);
  if (!fact) return tl::unexpected(fact.error());
  ApplicationRow row;
  row.event = event;
  row.channel = channel;
  row.received = received;
  if (auto written = insert_applications(parts.connection, {{row, *fact}}); !written) {
    return tl::unexpected(written.error());
  }
  return ApplicationId(fact->id);
}

Result<CheckInId> write_entry(StoreParts& parts, const WalkInCall& call, const RegistrationId& registration,
                              const ScanId& scan) {
  auto fact = begin_fact(parts, call.now, call.request->by);
  if (!fact) return tl::unexpected(fact.error());
  fact->happened = call.happened;
  const NewCheckIn row{call.event->event.code, registration, Direction::entry, scan, "walk_in", call.now};
  if (auto written = insert_check_in(parts.connection, row, *fact); !written) return tl::unexpected(written.error());
  return CheckInId(fact->id);
}

/// A confirmed registration of the desk with its change fact. @return its number
Result<std::int64_t> write_registration(StoreParts& parts, NewRegistration registration, std::string_view kind,
                                        const Change& change) {
  const auto number = load_next_number(parts.connection, registration.event);
  if (!number) return tl::unexpected(number.error());
  registration.number = *number;
  registration.status = RegistrationStatus::confirmed;
  const KnownPerson folded = fold_person(*registration.attendee);
  registration.folded = &folded;
  auto done = insert_registrations(parts.connection, {registration}).and_then([&] {
    return record_change(parts, {registration.event, registration.id, kind, registration.status, {}, change.reason},
                         change);
  });
  if (!done) return tl::unexpected(done.error());
  return *number;
}

Status write_overrides(StoreParts& parts, const WalkInCall& call, const WalkInDecision& decision, bool duplicate,
                       const RegistrationId& registration) {
  if (!decision.uses_override || !call.request->override_reason) return {};
  OverrideUse use;
  use.event = call.event->event.code;
  use.registration = registration;
  use.reason = *call.request->override_reason;
  use.gives_seat = decision.override_gives_seat;
  use.over_duplicate = duplicate;
  use.over_time = !decision.override_gives_seat && !duplicate;
  return record_overrides(parts, use, {call.now, call.request->by, {}});
}

/// The entry is written before the registration: the guard of late ones looks for it.
Result<WalkInResult> write_walk_in(StoreParts& parts, const WalkInCall& call, const WalkInDecision& decision,
                                   bool duplicate) {
  const EventCode& event = call.event->event.code;
  const Change change{call.now, call.request->by, {}};
  const RegistrationId id(make_uuid(call.now));
  const ScanId scan(make_uuid(call.now));
  WalkInResult result;
  result.outcome = WalkInOutcome::admitted;
  result.registration = id;
  result.happened = call.happened;

  if (auto done = write_overrides(parts, call, decision, duplicate, id); !done) return tl::unexpected(done.error());
  auto application = write_application(parts, event, Channel::walk_in, call.happened, change);
  if (!application) return tl::unexpected(application.error());
  auto check_in = write_entry(parts, call, id, scan);
  if (!check_in) return tl::unexpected(check_in.error());
  NewRegistration registration;
  registration.id = id;
  registration.event = event;
  registration.application = *application;
  registration.channel = Channel::walk_in;
  registration.received = call.happened;
  registration.attendee = &call.request->attendee;
  auto table = find_walk_in_table(parts.connection, call.event->event, call.request->attendee);
  if (!table) return tl::unexpected(table.error());
  registration.group = *table;
  const auto number = write_registration(parts, registration, "registered", change);
  if (!number) return tl::unexpected(number.error());
  result.number = *number;
  result.group = std::move(*table);
  const auto ticket = issue_new_ticket(parts, *call.event, id, change, call.held);
  if (!ticket) return tl::unexpected(ticket.error());
  result.ticket = ticket->text;
  auto rest = refresh_presence(parts, event, id).and_then([&] {
    return write_walk_in_scan(parts, call, result, *check_in, scan);
  });
  if (!rest) return tl::unexpected(rest.error());
  return result;
}

Result<WalkInDecision> decide(StoreParts& parts, const WalkInCall& call, bool duplicate) {
  const auto seats = load_seat_facts(parts.connection, call.request->event);
  if (!seats) return tl::unexpected(seats.error());
  WalkInFacts facts;
  facts.role = call.request->attendee.role;
  facts.happened = call.happened;
  facts.by_staff = !call.request->self_service;
  facts.already_registered = duplicate;
  facts.overridden = call.request->override_reason.has_value();
  facts.seats = *seats;
  return decide_walk_in(call.event->event, facts);
}

/// A free seat goes to the waitlisted who stand at the door before it goes to a walk-in.
Result<WalkInDecision> decide_after_waitlist(StoreParts& parts, const WalkInCall& call, bool duplicate) {
  auto decision = decide(parts, call, duplicate);
  if (!decision || decision->outcome != WalkInOutcome::admitted) return decision;
  const auto promoted = promote_waitlist(parts, call.event->event, {call.now, call.request->by, {}});
  if (!promoted) return tl::unexpected(promoted.error());
  return promoted->empty() ? decision : decide(parts, call, duplicate);
}

Result<WalkInResult> judge_walk_in(StoreParts& parts, const WalkInCall& call) {
  const WalkInRequest& request = *call.request;
  const auto duplicate = find_duplicate(parts, request.event, request.attendee);
  if (!duplicate) return tl::unexpected(duplicate.error());
  const auto decided = decide_after_waitlist(parts, call, duplicate->has_value());
  if (!decided) return tl::unexpected(decided.error());
  const WalkInDecision& decision = *decided;
  if (decision.outcome == WalkInOutcome::admitted) {
    return write_walk_in(parts, call, decision, duplicate->has_value());
  }
  WalkInResult refused;
  refused.outcome = decision.outcome;
  refused.happened = call.happened;
  if (decision.outcome == WalkInOutcome::duplicate) refused.duplicate_of = *duplicate;
  auto kept = write_walk_in_scan(parts, call, refused, std::nullopt, ScanId(make_uuid(call.now)));
  if (!kept) return tl::unexpected(kept.error());
  return refused;
}

/// The original takes part again where the substitute does not, and nobody else is sent in that place.
Status refuse_second_substitute(StoreParts& parts, const EventCode& event, const RegistrationId& first) {
  const auto substitute = get_registration(parts.connection, event, first);
  if (!substitute) return tl::unexpected(substitute.error());
  const bool stays = substitute->status == RegistrationStatus::confirmed;
  return fail(Code::refused, stays ? "この方の代理はすでに登録されています。"
                                   : "この方の代理（受付番号" + std::to_string(substitute->number) + "）は「" +
                                         std::string(japanese(substitute->status)) +
                                         "」です。別の方は代理ではなく、新しい参加者として登録してください。");
}

/// Errors: Code::refused where nobody can come in this person's place
Status check_original(StoreParts& parts, const EventCode& event, const RegistrationState& original) {
  if (original.status != RegistrationStatus::confirmed) {
    return fail(Code::refused, "代理を登録できるのは「確定」の方だけです。この方は「" +
                                   std::string(japanese(original.status)) + "」です。");
  }
  if (original.inside) return fail(Code::refused, "この方は入室中のため、代理を登録できません。");
  if (original.first_entry) return fail(Code::refused, "この方は一度受付を済ませているため、代理を登録できません。");
  if (original.substituted_by) return refuse_second_substitute(parts, event, *original.substituted_by);
  return {};
}

Result<SubstituteResult> write_substitute(StoreParts& parts, const KnownEvent& event, const SubstituteRequest& request,
                                          const RegistrationState& original, const Change& change) {
  const RegistrationId id(make_uuid(change.now));
  const ChangeRow leaves{request.event, original.id, "substituted", original.status, {}, change.reason};
  auto left = record_change(parts, leaves, change).and_then([&] {
    return update_substituted(parts.connection, original.id, id);
  });
  if (!left) return tl::unexpected(left.error());
  auto application = write_application(parts, request.event, Channel::desk, change.now, change);
  if (!application) return tl::unexpected(application.error());
  NewRegistration registration;
  registration.id = id;
  registration.event = request.event;
  registration.application = *application;
  registration.channel = Channel::desk;
  registration.received = change.now;
  registration.group = original.group;
  registration.substitute_for = original.id;
  Attendee attendee = request.attendee;
  attendee.role = original.role;
  registration.attendee = &attendee;
  const auto number = write_registration(parts, registration, "substitute", change);
  if (!number) return tl::unexpected(number.error());
  auto ticket = issue_new_ticket(parts, event, id, change);
  if (!ticket) return tl::unexpected(ticket.error());
  return SubstituteResult{id, original.id, *number, ticket->text};
}

}  // namespace

Result<WalkInResult> Store::register_walk_in(const WalkInRequest& given, UtcMillis now) {
  WalkInRequest request = given;
  fold_to_lines(request.attendee);
  if (auto person = check_person(request.attendee); !person) return tl::unexpected(person.error());
  const auto happened = time_of_call(request.happened, now);
  if (!happened) return tl::unexpected(happened.error());
  return in_transaction(parts_->connection, [&]() -> Result<WalkInResult> {
    const auto event = find_known_event(*parts_, request.event);
    if (!event) return tl::unexpected(event.error());
    if (auto released = release_if_due(*parts_, (*event)->event, {now, request.by, {}}); !released) {
      return tl::unexpected(released.error());
    }
    const auto held = read_held_ticket(*parts_, **event, request.ticket_text);
    if (!held) return tl::unexpected(held.error());
    return judge_walk_in(*parts_, {*event, &request, *held, now, *happened});
  });
}

Result<SubstituteResult> Store::substitute(const SubstituteRequest& given, const Change& change) {
  SubstituteRequest request = given;
  fold_to_lines(request.attendee);
  if (trim(request.attendee.name).empty()) return fail(Code::bad_input, "a substitute needs a name");
  if (auto texts = check_texts(request.attendee); !texts) return tl::unexpected(texts.error());
  return in_transaction(parts_->connection, [&]() -> Result<SubstituteResult> {
    const auto event = find_known_event(*parts_, request.event);
    if (!event) return tl::unexpected(event.error());
    const auto original = get_registration(parts_->connection, request.event, request.original);
    if (!original) return tl::unexpected(original.error());
    if (auto can = check_original(*parts_, request.event, *original); !can) return tl::unexpected(can.error());
    return write_substitute(*parts_, **event, request, *original, change);
  });
}

}  // namespace uketsuke
