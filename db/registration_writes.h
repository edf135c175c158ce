// What several of the store's functions do to registrations: a change with its fact, moving up from the waitlist,
// judging anew, the override rows of a decision. Each runs inside the caller's writing transaction and judges by
// common/seats.h.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "common/event.h"
#include "common/ids.h"
#include "common/result.h"
#include "common/roster.h"
#include "common/seats.h"
#include "db/parts.h"
#include "db/registration_queries.h"
#include "db/store.h"

namespace uketsuke {

/// Moves up who is due: by itself in order of receipt (until promotes_by_itself ends), then those who stand at the door
/// in scan order; while a seat is free. Each gets the change fact `promoted`.
/// @return who moved up, in that order
Result<std::vector<RegistrationId>> promote_waitlist(StoreParts& parts, const Event& event, const Change& change);

/// A moved deadline judges pending ones anew, in order of receipt, and nobody else: who is in time now is seated as a
/// new application is, unless suspected to be a duplicate; who is late now waits for the organiser. Each gets the
/// change fact `judged_anew`.
Status judge_pending_anew(StoreParts& parts, const Event& event, const Change& change);

/// Begins a fact and adds the change row; the status itself is set by update_status.
Status record_change(StoreParts& parts, const ChangeRow& row, const Change& change);

/// update_status and its change row.
Status change_status(StoreParts& parts, const ChangeRow& row, const Change& change);

/// The override rows of a decision, before the registration row: over `seat` where it gives one, `late` with the
/// change `accepted` where that is lifted, `duplicate` likewise; `pending` where staff let somebody in who waits for a
/// decision.
struct OverrideUse {
  EventCode event;
  RegistrationId registration;
  Override reason;
  RegistrationStatus status = RegistrationStatus::confirmed;  ///< what it comes to
  bool gives_seat = false;
  bool over_late = false;
  bool over_duplicate = false;
  bool over_time = false;
  bool over_substitute = false;  ///< a `seat` row too: the person's own went to the substitute
  bool over_pending = false;
};
Status record_overrides(StoreParts& parts, const OverrideUse& use, const Change& change);

/// What stands beside an application: its questions and its contact person.
Status record_words_of_form(Connection& connection, const ApplicationId& application, const ApplicationRow& row,
                            const std::vector<Question>& questions);
/// The application and what stands beside it.
Status record_application(StoreParts& parts, const ApplicationRow& row, const std::vector<Question>& questions,
                          const Fact& fact);

/// One person of a form on the way to a seat.
struct Applicant {
  ApplicationId application;
  std::int64_t position = 1;
  Channel channel = Channel::desk;
  UtcMillis received;
  std::optional<RegistrationId> suspected_of;  ///< the earlier one of a suspected duplicate pair
  std::optional<Override> override_reason;
  bool form_has_seat = false;  ///< another one of the same form was confirmed: the rest is `split`
};
/// Judges by decide_registration with the counts as they are now, then writes override rows, registration, person and
/// the change `registered`.
Result<RegisteredAttendee> register_attendee(StoreParts& parts, const Event& event, const Applicant& applicant,
                                             const Attendee& attendee, const Change& change);

/// Why an application cannot be taken: no person, no name, NUL or broken UTF-8, received after now. none: it can.
struct Fault {
  std::string field;
  std::string why;
};
std::optional<Fault> find_fault(const Application& application, UtcMillis received, UtcMillis now);

/// Who of these a person may be, although nothing says for sure: the same folded name and nothing that contradicts it;
/// cancelled and declined ones are never suspected. nullptr: nobody.
const KnownPerson* find_suspected(const std::vector<KnownPerson>& namesakes, const KnownPerson& person);
/// True if e-mail and facility both differ, or both have furigana that differ; an empty value contradicts nothing.
bool contradicts(const KnownPerson& a, const KnownPerson& b);
/// The foldings of an attendee; without registration and number.
KnownPerson fold_person(const Attendee& attendee);

}  // namespace uketsuke
