// The store's registrations: an application taken, edited, given a table. See store.h; decisions are in
// store_decisions.cpp, an import in store_import.cpp, walk-ins and substitutes in store_walk_ins.cpp.
#include "common/field_text.h"
#include "common/names.h"
#include "common/seats.h"
#include "db/event_queries.h"
#include "db/handover_queries.h"
#include "db/parts.h"
#include "db/registration_queries.h"
#include "db/registration_writes.h"
#include "db/store.h"

namespace uketsuke {

namespace {

/// The earlier registration that this person may be; at the desk someone known again is a suspected duplicate too.
Result<std::optional<RegistrationId>> find_earlier(StoreParts& parts, const EventCode& event,
                                                   const Attendee& attendee) {
  const KnownPerson person = fold_person(attendee);
  const auto namesakes = list_namesakes(parts.connection, event, person.folded_name);
  if (!namesakes) return tl::unexpected(namesakes.error());
  const KnownPerson* earlier = find_suspected(*namesakes, person);
  std::optional<RegistrationId> found;
  if (earlier != nullptr) found = earlier->registration;
  return found;
}

Result<std::vector<RegisteredAttendee>> take_application(StoreParts& parts, const RegisterRequest& request,
                                                         const Change& change) {
  const Application& application = request.application;
  const auto known = find_known_event(parts, request.event);
  if (!known) return tl::unexpected(known.error());
  const Event& event = (*known)->event;
  const UtcMillis received = application.received.value_or(change.now);
  if (const auto fault = find_fault(application, received, change.now)) {
    return fail(Code::bad_input, fault->why, fault->field);
  }
  const auto fact = begin_fact(parts, change.now, change.by);
  if (!fact) return tl::unexpected(fact.error());
  const ApplicationRow form{event.code,
                            application.channel,
                            received,
                            application.external_id,
                            application.file,
                            application.notice_given,
                            static_cast<std::int64_t>(application.attendees.size()),
                            application.contact_person};
  if (auto done = record_application(parts, form, application.questions, *fact); !done) {
    return tl::unexpected(done.error());
  }
  Applicant applicant{ApplicationId(fact->id), 0,    application.channel, received, std::nullopt,
                      request.override_reason, false};
  std::vector<RegisteredAttendee> registered;
  for (const Attendee& attendee : application.attendees) {
    auto earlier = find_earlier(parts, event.code, attendee);
    if (!earlier) return tl::unexpected(earlier.error());
    applicant.suspected_of = std::move(*earlier);
    ++applicant.position;
    auto one = register_attendee(parts, event, applicant, attendee, change);
    if (!one) return tl::unexpected(one.error());
    applicant.form_has_seat = applicant.form_has_seat || one->status == RegistrationStatus::confirmed;
    registered.push_back(std::move(*one));
  }
  return registered;
}

/// What a change needs to know: the event and the registration of it.
struct Target {
  Event event;
  RegistrationState state;
};
Result<Target> find_target(StoreParts& parts, const EventCode& event, const RegistrationId& registration) {
  if (auto open = refuse_if_purged(parts.connection, event); !open) return tl::unexpected(open.error());
  const auto known = find_known_event(parts, event);
  if (!known) return tl::unexpected(known.error());
  auto state = get_registration(parts.connection, event, registration);
  if (!state) return tl::unexpected(state.error());
  return Target{(*known)->event, std::move(*state)};
}

/// Values after the edits, and which fields they change.
struct Edited {
  Attendee attendee;
  std::string group;
  std::string fields;
};

void put(std::string& place, const FieldEdit& edit, std::string& fields) {
  if (place == edit.value) return;
  place = edit.value;
  fields += (fields.empty() ? "" : ",") + edit.field;
}

std::string* find_text(Edited& edited, const std::string& field) {
  if (field == "name") return &edited.attendee.name;
  if (field == "furigana") return &edited.attendee.furigana;
  if (field == "facility") return &edited.attendee.facility;
  if (field == "profession") return &edited.attendee.profession.given;
  if (field == "email") return &edited.attendee.email;
  if (field == "phone") return &edited.attendee.phone;
  if (field == "note") return &edited.attendee.note;
  if (field == "group") return &edited.group;
  return nullptr;
}

Status apply_role(Edited& edited, const FieldEdit& edit) {
  const auto role = role_from_word(edit.value);
  if (!role) {
    return fail(Code::bad_call, "no role " + edit.value + "; there are participant lecturer facilitator staff guest",
                "role");
  }
  if (*role == edited.attendee.role) return {};
  edited.attendee.role = *role;
  edited.fields += edited.fields.empty() ? "role" : ",role";
  return {};
}

Status apply_edit(Edited& edited, const FieldEdit& edit) {
  if (edit.field == "role") return apply_role(edited, edit);
  std::string* place = find_text(edited, edit.field);
  if (place == nullptr) {
    return fail(Code::bad_call,
                "no field " + edit.field + "; there are name furigana facility profession role email phone note group");
  }
  if (edit.field == "profession") edited.attendee.profession.category = edit.category;
  const std::string value = edit.field == "note" ? edit.value : fold_to_line(edit.value);
  if (const auto why = find_text_fault(value)) return fail(Code::bad_input, *why, edit.field);
  put(*place, {edit.field, value, edit.category}, edited.fields);
  return {};
}

/// A confirmed or waitlisted one whose role changes is judged as one that is accepted: a seat it needs must be free.
Result<RegistrationStatus> judge_role(StoreParts& parts, const Target& target, Role role) {
  const RegistrationState& state = target.state;
  const bool seated = state.status == RegistrationStatus::confirmed;
  if (role == state.role || (!seated && state.status != RegistrationStatus::waitlisted)) return state.status;
  const auto seats = load_seat_facts(parts.connection, target.event.code);
  if (!seats) return tl::unexpected(seats.error());
  const RegistrationStatus status = decide_acceptance(role, *seats);
  if (seated && status != RegistrationStatus::confirmed) {
    return fail(Code::refused, "受付番号" + std::to_string(state.number) +
                                   "の方を参加者にするには空席が必要です。満席のため変更できません。");
  }
  return status;
}

Status write_edit(StoreParts& parts, const Target& target, const Edited& edited, RegistrationStatus status,
                  const Change& change) {
  const RegistrationId& id = target.state.id;
  const ChangeRow row{target.event.code, id, "edited", status, edited.fields, change.reason};
  auto done = record_change(parts, row, change)
                  .and_then([&] { return update_person(parts.connection, id, edited.attendee); })
                  .and_then([&] { return update_category(parts.connection, id, edited.attendee.profession.category); });
  if (done && edited.group != target.state.group) done = update_group(parts.connection, id, edited.group);
  if (done && edited.attendee.role != target.state.role) {
    done = update_role(parts.connection, id, edited.attendee.role, status);
  }
  return done;
}

Result<StatusChange> edit_one(StoreParts& parts, const Target& target, const std::vector<FieldEdit>& edits,
                              const Change& change) {
  const RegistrationState& state = target.state;
  auto attendee = load_attendee(parts.connection, state.id);
  if (!attendee) return tl::unexpected(attendee.error());
  const ProfessionCategory category = attendee->profession.category;
  Edited edited{std::move(*attendee), state.group, {}};
  for (const FieldEdit& edit : edits) {
    if (auto done = apply_edit(edited, edit); !done) return tl::unexpected(done.error());
  }
  Application checked;
  checked.attendees = {edited.attendee};
  if (const auto fault = find_fault(checked, change.now, change.now)) {
    return fail(Code::bad_call, fault->why, fault->field);
  }
  if (edited.fields.empty() && edited.attendee.profession.category == category) {
    return StatusChange{state.id, state.status, state.number, {}};
  }
  const auto status = judge_role(parts, target, edited.attendee.role);
  if (!status) return tl::unexpected(status.error());
  if (auto done = write_edit(parts, target, edited, *status, change); !done) return tl::unexpected(done.error());
  auto promoted = promote_waitlist(parts, target.event, change);
  if (!promoted) return tl::unexpected(promoted.error());
  return StatusChange{state.id, *status, state.number, std::move(*promoted)};
}

Result<std::int64_t> write_groups(StoreParts& parts, const EventCode& event, const std::vector<GroupEdit>& groups,
                                  const Change& change) {
  if (auto open = refuse_if_purged(parts.connection, event); !open) return tl::unexpected(open.error());
  if (const auto known = find_known_event(parts, event); !known) return tl::unexpected(known.error());
  std::int64_t changed = 0;
  for (const GroupEdit& edit : groups) {
    const auto state = get_registration(parts.connection, event, edit.registration);
    if (!state) return tl::unexpected(state.error());
    if (state->group == edit.group) continue;
    const ChangeRow row{event, state->id, "edited", state->status, "group", change.reason};
    auto done = record_change(parts, row, change).and_then([&] {
      return update_group(parts.connection, state->id, edit.group);
    });
    if (!done) return tl::unexpected(done.error());
    ++changed;
  }
  return changed;
}

}  // namespace

Result<std::vector<RegisteredAttendee>> Store::register_application(const RegisterRequest& request,
                                                                    const Change& change) {
  RegisterRequest folded = request;
  for (Attendee& attendee : folded.application.attendees) fold_to_lines(attendee);
  return in_transaction(parts_->connection, [&] { return take_application(*parts_, folded, change); });
}

Result<StatusChange> Store::edit(const EventCode& event, const RegistrationId& registration,
                                 const std::vector<FieldEdit>& edits, const Change& change) {
  return in_transaction(parts_->connection, [&]() -> Result<StatusChange> {
    return find_target(*parts_, event, registration).and_then([&](const Target& target) {
      return edit_one(*parts_, target, edits, change);
    });
  });
}

Result<std::int64_t> Store::set_groups(const EventCode& event, const std::vector<GroupEdit>& groups,
                                       const Change& change) {
  return in_transaction(parts_->connection, [&] { return write_groups(*parts_, event, groups, change); });
}

}  // namespace uketsuke
