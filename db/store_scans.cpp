// The door: scans, admissions by hand, undo, attendance keyed back from paper, release. Each is one transaction; the
// rules are common's. See store.h.
#include <algorithm>

#include "common/text_hash.h"
#include "common/ticket.h"
#include "common/uuid.h"
#include "db/door.h"
#include "db/event_queries.h"
#include "db/handover_queries.h"
#include "db/parts.h"
#include "db/registration_queries.h"
#include "db/scan_queries.h"
#include "db/store.h"

namespace uketsuke {

namespace {

/// What a text is, as far as this store knows.
Result<DoorSubject> read_subject(StoreParts& parts, const KnownEvent& event, const std::string& text) {
  DoorSubject subject;
  subject.text_length = static_cast<std::int64_t>(text.size());
  const auto ticket = read_ticket(text, parts.keys);
  if (!ticket) {
    const bool ours = ticket.error() == TicketFault::forged;
    subject.reading = ours ? TicketReading::forged : TicketReading::not_a_ticket;
    if (!parts.keys.organiser_keys.empty()) subject.text_hash = hash_scan_text(parts.keys.organiser_keys.front(), text);
    return subject;
  }
  subject.reading = TicketReading::genuine;
  subject.of_this_event = ticket->tag == event.tag;
  subject.ticket = fold_ticket_text(text);
  if (!subject.of_this_event) {
    auto other = find_event_of_tag(parts.connection, ticket->tag);
    if (!other) return tl::unexpected(other.error());
    subject.other_event = std::move(*other);
    return subject;
  }
  const auto found = find_ticket(parts.connection, event.event.code, ticket->serial);
  if (!found) return tl::unexpected(found.error());
  if (!*found) return subject;
  subject.ticket = (*found)->id.value;
  subject.ticket_revoked = (*found)->revoked;
  auto registration = find_door_registration(parts.connection, event.event.code, (*found)->registration);
  if (!registration) return tl::unexpected(registration.error());
  subject.registration = std::move(*registration);
  return subject;
}

Result<DoorSubject> find_subject(StoreParts& parts, const EventCode& event, const RegistrationId& registration) {
  auto found = find_door_registration(parts.connection, event, registration);
  if (!found) return tl::unexpected(found.error());
  if (!*found) return fail(Code::not_found, "the event has no registration " + registration.value);
  DoorSubject subject;
  subject.registration = std::move(*found);
  return subject;
}

/// The event of a call, its no-shows released where that is due.
Result<const KnownEvent*> open_door(StoreParts& parts, const EventCode& code, Direction direction,
                                    const Change& change) {
  const auto event = find_known_event(parts, code);
  if (!event) return event;
  if (direction == Direction::exit && !(*event)->event.exit_scan) {
    return fail(Code::bad_call, "the event " + code.value + " records no exits: set exit_scan=true");
  }
  if (auto released = release_if_due(parts, (*event)->event, change); !released) {
    return tl::unexpected(released.error());
  }
  return event;
}

Status check_scan_id(const ScanId& id) {
  if (id.empty()) return fail(Code::bad_call, "a scan needs an id");
  return {};
}

}  // namespace

Result<ScanResult> Store::record_scan(const ScanRequest& request, UtcMillis now) {
  if (auto id = check_scan_id(request.id); !id) return tl::unexpected(id.error());
  const auto happened = time_of_call(request.happened, now);
  if (!happened) return tl::unexpected(happened.error());
  return in_transaction(parts_->connection, [&]() -> Result<ScanResult> {
    auto answered = find_answer(*parts_, request.event, request.id);
    if (!answered) return tl::unexpected(answered.error());
    if (*answered) return std::move(**answered);
    const auto event = open_door(*parts_, request.event, request.direction, {now, request.by, {}});
    if (!event) return tl::unexpected(event.error());
    const auto subject = read_subject(*parts_, **event, request.text);
    if (!subject) return tl::unexpected(subject.error());
    const DoorCall call{*event,       request.id, request.direction, request.source, "ticket",
                        std::nullopt, now,        *happened,         request.by};
    return judge_and_write(*parts_, call, *subject);
  });
}

Result<ScanResult> Store::admit_by_hand(const AdmitRequest& request, UtcMillis now) {
  if (auto id = check_scan_id(request.id); !id) return tl::unexpected(id.error());
  const auto happened = time_of_call(request.happened, now);
  if (!happened) return tl::unexpected(happened.error());
  return in_transaction(parts_->connection, [&]() -> Result<ScanResult> {
    auto answered = find_answer(*parts_, request.event, request.id);
    if (!answered) return tl::unexpected(answered.error());
    if (*answered) return std::move(**answered);
    const auto event = open_door(*parts_, request.event, request.direction, {now, request.by, {}});
    if (!event) return tl::unexpected(event.error());
    if (request.override_reason) {  // its words would be kept
      if (auto open = refuse_if_purged(parts_->connection, request.event); !open) return tl::unexpected(open.error());
    }
    const auto subject = find_subject(*parts_, request.event, request.registration);
    if (!subject) return tl::unexpected(subject.error());
    const DoorCall call{*event, request.id, request.direction, ScanSource::command, "by_hand", request.override_reason,
                        now,    *happened,  request.by};
    return judge_and_write(*parts_, call, *subject);
  });
}

Result<std::optional<CheckInId>> Store::undo(const EventCode& event, const RegistrationId& registration,
                                             const Change& change) {
  using Annulled = std::optional<CheckInId>;
  return in_transaction(parts_->connection, [&]() -> Result<Annulled> {
    if (const auto known = find_known_event(*parts_, event); !known) return tl::unexpected(known.error());
    if (auto open = refuse_if_purged(parts_->connection, event); !open) return tl::unexpected(open.error());
    const auto subject = find_subject(*parts_, event, registration);
    if (!subject) return tl::unexpected(subject.error());
    const auto movements = list_standing_movements(parts_->connection, registration);
    if (!movements) return tl::unexpected(movements.error());
    if (movements->empty()) return Annulled();
    const auto fact = begin_fact(*parts_, change.now, change.by);
    if (!fact) return tl::unexpected(fact.error());
    const CheckInId last = movements->back().id;
    auto done = insert_annulment(parts_->connection, event, last, change.reason, *fact).and_then([&] {
      return refresh_presence(*parts_, event, registration);
    });
    if (!done) return tl::unexpected(done.error());
    return Annulled(last);
  });
}

namespace {

void count_paper(PaperReport& report, std::int64_t number, ScanOutcome outcome) {
  if (outcome == ScanOutcome::admitted) {
    ++report.admitted;
  } else if (outcome == ScanOutcome::already_in) {
    ++report.already_in;
  } else {
    report.refused.emplace_back(number, outcome);
  }
}

/// One line of the paper list. Without a time it is said to have happened at the start, or now while people still come;
/// of somebody who was admitted once it says nothing new.
Status enter_one(StoreParts& parts, const KnownEvent& event, const PaperEntry& entry, const Change& change,
                 PaperReport& report) {
  const UtcMillis likely = std::min(change.now, event.event.starts_at);
  const auto happened = time_of_call(entry.happened.value_or(likely), change.now);
  if (!happened) return tl::unexpected(happened.error());
  const auto id = find_registration_of_number(parts.connection, event.event.code, entry.number);
  if (!id) return tl::unexpected(id.error());
  if (!*id) {
    report.unknown.push_back(entry.number);
    return {};
  }
  const auto state = get_registration(parts.connection, event.event.code, **id);
  if (!state) return tl::unexpected(state.error());
  if (!entry.happened && state->first_entry) {
    count_paper(report, entry.number, ScanOutcome::already_in);
    return {};
  }
  const auto subject = find_subject(parts, event.event.code, **id);
  if (!subject) return tl::unexpected(subject.error());
  const DoorCall call{&event,           ScanId(make_uuid(change.now)),
                      Direction::entry, ScanSource::command,
                      "paper",          std::nullopt,
                      change.now,       *happened,
                      change.by};
  const auto result = judge_and_write(parts, call, *subject);
  if (!result) return tl::unexpected(result.error());
  count_paper(report, entry.number, result->outcome);
  return {};
}

}  // namespace

Result<PaperReport> Store::enter_attendance(const EventCode& event, const std::vector<PaperEntry>& entries,
                                            const Change& change) {
  return in_transaction(parts_->connection, [&]() -> Result<PaperReport> {
    const auto known = open_door(*parts_, event, Direction::entry, change);
    if (!known) return tl::unexpected(known.error());
    PaperReport report;
    for (const PaperEntry& entry : entries) {
      if (auto entered = enter_one(*parts_, **known, entry, change, report); !entered) {
        return tl::unexpected(in_layer("number " + std::to_string(entry.number), entered.error()));
      }
    }
    return report;
  });
}

Result<std::vector<RegistrationId>> Store::release_no_shows(const EventCode& event, const Change& change) {
  return in_transaction(parts_->connection, [&]() -> Result<std::vector<RegistrationId>> {
    const auto known = find_known_event(*parts_, event);
    if (!known) return tl::unexpected(known.error());
    return release_if_due(*parts_, (*known)->event, change);
  });
}

}  // namespace uketsuke
