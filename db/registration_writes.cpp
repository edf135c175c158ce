// See registration_writes.h.
#include "db/registration_writes.h"

#include <algorithm>
#include <array>
#include <utility>

#include "common/field_text.h"
#include "common/names.h"
#include "db/event_queries.h"

namespace uketsuke {

namespace {

/// Who is next, if the rules let anyone move up now.
Result<std::optional<RegistrationId>> find_next_due(StoreParts& parts, const Event& event, UtcMillis now) {
  const auto seats = load_seat_facts(parts.connection, event.code);
  if (!seats) return tl::unexpected(seats.error());
  std::optional<RegistrationId> nobody;
  if (seats->waitlisted == 0 || !has_free_seat(*seats)) return nobody;
  return promotes_by_itself(event, now) ? find_first_waitlisted(parts.connection, event.code)
                                        : find_first_at_door(parts.connection, event.code);
}

Status record_override(StoreParts& parts, const OverrideRow& row, const Change& change) {
  const auto fact = begin_fact(parts, change.now, change.by);
  if (!fact) return tl::unexpected(fact.error());
  return insert_override(parts.connection, row, *fact);
}

/// In time now: seated as a new application is, unless it is suspected to be a duplicate.
Status judge_in_time(StoreParts& parts, const Event& event, const RegistrationState& pending, const Change& change) {
  const auto seats = load_seat_facts(parts.connection, event.code);
  if (!seats) return tl::unexpected(seats.error());
  const bool suspected = pending.suspected_of.has_value();
  const RegistrationStatus status =
      decide_registration(event, {pending.role, pending.received, suspected, false, *seats}).status;
  const ChangeRow row{event.code, pending.id, "judged_anew", status, "late", change.reason};
  if (auto done = update_late(parts.connection, pending.id, false); !done) return done;
  return suspected ? record_change(parts, row, change) : change_status(parts, row, change);
}

}  // namespace

Result<std::vector<RegistrationId>> promote_waitlist(StoreParts& parts, const Event& event, const Change& change) {
  std::vector<RegistrationId> promoted;
  for (;;) {
    auto next = find_next_due(parts, event, change.now);
    if (!next) return tl::unexpected(next.error());
    if (!*next) return promoted;
    auto done = change_status(parts, {event.code, **next, "promoted", RegistrationStatus::confirmed, {}, change.reason},
                              change);
    if (!done) return tl::unexpected(done.error());
    promoted.push_back(**next);
  }
}

Status judge_pending_anew(StoreParts& parts, const Event& event, const Change& change) {
  const auto pending = list_pending(parts.connection, event.code);
  if (!pending) return tl::unexpected(pending.error());
  for (const RegistrationState& one : *pending) {
    const bool late = is_late(event, one.received);
    if (late == one.late) continue;
    Status done;
    if (late) {
      const ChangeRow row{event.code, one.id, "judged_anew", RegistrationStatus::pending, "late", change.reason};
      done = update_late(parts.connection, one.id, true).and_then([&] { return record_change(parts, row, change); });
    } else {
      done = judge_in_time(parts, event, one, change);
    }
    if (!done) return done;
  }
  return {};
}

Status record_change(StoreParts& parts, const ChangeRow& row, const Change& change) {
  const auto fact = begin_fact(parts, change.now, change.by);
  if (!fact) return tl::unexpected(fact.error());
  return insert_changes(parts.connection, {{row, *fact}});
}

Status change_status(StoreParts& parts, const ChangeRow& row, const Change& change) {
  // The fact comes first: the guard of late registrations looks for it.
  if (auto recorded = record_change(parts, row, change); !recorded) return recorded;
  return update_status(parts.connection, row.registration, row.status);
}

Status record_overrides(StoreParts& parts, const OverrideUse& use, const Change& change) {
  const std::array<std::pair<std::string_view, bool>, 5> lifted = {{{"seat", use.gives_seat || use.over_substitute},
                                                                    {"late", use.over_late},
                                                                    {"pending", use.over_pending},
                                                                    {"duplicate", use.over_duplicate},
                                                                    {"time", use.over_time}}};
  for (const auto& [over, applies] : lifted) {
    if (!applies) continue;
    auto done = record_override(
        parts, {use.event, use.registration, over, over == "seat" && use.gives_seat, use.reason}, change);
    if (!done) return done;
  }
  if (!use.over_late) return {};
  return record_change(parts, {use.event, use.registration, "accepted", use.status, {}, change.reason}, change);
}

Status record_words_of_form(Connection& connection, const ApplicationId& application, const ApplicationRow& row,
                            const std::vector<Question>& questions) {
  Status done;
  if (!row.contact_person.empty()) done = insert_contact(connection, application, row.event, row.contact_person);
  std::int64_t position = 0;
  for (const Question& question : questions) {
    if (!done) return done;
    done = insert_question(connection, application, ++position, question);
  }
  return done;
}

Status record_application(StoreParts& parts, const ApplicationRow& row, const std::vector<Question>& questions,
                          const Fact& fact) {
  return insert_applications(parts.connection, {{row, fact}}).and_then([&] {
    return record_words_of_form(parts.connection, ApplicationId(fact.id), row, questions);
  });
}

Result<RegisteredAttendee> register_attendee(StoreParts& parts, const Event& event, const Applicant& applicant,
                                             const Attendee& attendee, const Change& change) {
  const auto seats = load_seat_facts(parts.connection, event.code);
  if (!seats) return tl::unexpected(seats.error());
  const auto number = load_next_number(parts.connection, event.code);
  if (!number) return tl::unexpected(number.error());
  const bool suspected = applicant.suspected_of.has_value();
  const RegistrationDecision decision = decide_registration(
      event, {attendee.role, applicant.received, suspected, applicant.override_reason.has_value(), *seats});
  const auto fact = begin_fact(parts, change.now, change.by);
  if (!fact) return tl::unexpected(fact.error());
  const RegistrationId id(parts.ids.make(change.now));
  if (decision.uses_override) {
    const OverrideUse use{event.code,
                          id,
                          applicant.override_reason.value_or(Override{}),
                          decision.status,
                          decision.override_gives_seat,
                          decision.late,
                          suspected,
                          false,
                          false};
    if (auto done = record_overrides(parts, use, change); !done) return tl::unexpected(done.error());
  }
  const bool waits = decision.status == RegistrationStatus::waitlisted;
  const bool undecided = decision.status == RegistrationStatus::pending && suspected;
  const KnownPerson folded = fold_person(attendee);
  NewRegistration fresh{id,
                        event.code,
                        *number,
                        applicant.application,
                        applicant.position,
                        decision.status,
                        applicant.channel,
                        applicant.received,
                        decision.late,
                        waits && applicant.form_has_seat,
                        undecided ? applicant.suspected_of : std::nullopt,
                        {},
                        std::nullopt,
                        &attendee,
                        &folded};
  auto written = insert_registrations(parts.connection, {fresh}).and_then([&] {
    return insert_changes(parts.connection,
                          {{{event.code, id, "registered", decision.status, {}, change.reason}, *fact}});
  });
  if (!written) return tl::unexpected(written.error());
  return RegisteredAttendee{id, *number, decision.status, decision.late, fresh.suspected_of};
}

std::optional<Fault> find_fault(const Application& application, UtcMillis received, UtcMillis now) {
  if (application.attendees.empty()) return Fault{"", "申込者がありません。1名以上の氏名を入力してください"};
  if (received > now) return Fault{"received", "受付日時が現在より後です。日付を確かめてください"};
  for (const Attendee& person : application.attendees) {
    if (trim(person.name).empty()) return Fault{"name", "氏名がありません。氏名だけは必要です"};
    const std::array<std::pair<const char*, const std::string*>, 7> texts = {{{"name", &person.name},
                                                                              {"furigana", &person.furigana},
                                                                              {"facility", &person.facility},
                                                                              {"profession", &person.profession.given},
                                                                              {"email", &person.email},
                                                                              {"phone", &person.phone},
                                                                              {"note", &person.note}}};
    for (const auto& [field, text] : texts) {
      if (auto why = find_text_fault(*text)) return Fault{field, std::move(*why)};
    }
  }
  if (auto why = find_text_fault(application.contact_person)) return Fault{"contact_person", std::move(*why)};
  for (const Question& question : application.questions) {
    for (const std::string& text : {question.professions, question.text}) {
      if (auto why = find_text_fault(text)) return Fault{"question", std::move(*why)};
    }
  }
  return std::nullopt;
}

bool contradicts(const KnownPerson& a, const KnownPerson& b) {
  const auto differ = [](const std::string& one, const std::string& other) {
    return !one.empty() && !other.empty() && one != other;
  };
  return (differ(a.folded_email, b.folded_email) && differ(a.folded_facility, b.folded_facility)) ||
         differ(a.folded_kana, b.folded_kana);
}

const KnownPerson* find_suspected(const std::vector<KnownPerson>& namesakes, const KnownPerson& person) {
  const auto found = std::find_if(namesakes.begin(), namesakes.end(), [&](const KnownPerson& other) {
    const bool gone = other.status == RegistrationStatus::cancelled || other.status == RegistrationStatus::declined;
    return !gone && other.folded_name == person.folded_name && !contradicts(other, person);
  });
  return found == namesakes.end() ? nullptr : &*found;
}

KnownPerson fold_person(const Attendee& attendee) {
  KnownPerson person;
  person.folded_name = fold_name(attendee.name);
  person.folded_kana = fold_kana(attendee.furigana);
  person.folded_facility = fold_facility(attendee.facility);
  person.folded_email = fold_email(attendee.email);
  return person;
}

}  // namespace uketsuke
