// SQL of applications, registrations, people, registration changes and overrides. One function a statement; judges
// nothing. Writing functions run inside the caller's transaction. Thread: the connection's.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "common/ids.h"
#include "common/result.h"
#include "common/roster.h"
#include "common/scan.h"
#include "common/time.h"
#include "db/connection.h"
#include "db/parts.h"

namespace uketsuke {

/// A row to be written, with the head of the fact it is.
template <class T>
struct FactRow {
  T row;
  Fact fact;
};

/// One form; the fact's id is the application's.
struct ApplicationRow {
  EventCode event;
  Channel channel = Channel::desk;
  UtcMillis received;
  std::string external_id;
  std::string source;
  bool notice_given = false;
  std::int64_t people = 1;
  std::string contact_person{};  ///< empty: the form names none
};
Status insert_applications(Connection& connection, const std::vector<FactRow<ApplicationRow>>& rows);
/// @param person  not empty
Status insert_contact(Connection& connection, const ApplicationId& application, const EventCode& event,
                      const std::string& person);
Status insert_question(Connection& connection, const ApplicationId& application, std::int64_t position,
                       const Question& question);

/// What knowing someone again looks at.
struct KnownPerson {
  RegistrationId registration;
  std::int64_t number = 0;
  RegistrationStatus status = RegistrationStatus::pending;
  std::string folded_name;
  std::string folded_kana;
  std::string folded_facility;
  std::string folded_email;
};

/// A registration as it is first written; its person goes to `people`.
struct NewRegistration {
  RegistrationId id;
  EventCode event;
  std::int64_t number = 0;  ///< load_next_number
  ApplicationId application;
  std::int64_t position = 1;
  RegistrationStatus status = RegistrationStatus::pending;
  Channel channel = Channel::desk;
  UtcMillis received;
  bool late = false;
  bool split = false;
  std::optional<RegistrationId> suspected_of;
  std::string group;
  std::optional<RegistrationId> substitute_for;
  const Attendee* attendee = nullptr;   ///< with role and profession category; outlives the row
  const KnownPerson* folded = nullptr;  ///< fold_person of it; outlives the row
};
/// Two rows each: registrations and people (the town's facility is linked where it is known).
Status insert_registrations(Connection& connection, const std::vector<NewRegistration>& rows);
Result<std::int64_t> load_next_number(Connection& connection, const EventCode& event);

/// kind: registered accepted declined cancelled promoted seated_at_door edited substituted substitute judged_anew; by
/// an unpack: taken_back waitlisted renumbered suspected not_substitute
struct ChangeRow {
  EventCode event;
  RegistrationId registration;
  std::string_view kind;
  RegistrationStatus status = RegistrationStatus::pending;  ///< after the change
  std::string fields;
  std::string reason;
};
Status insert_changes(Connection& connection, const std::vector<FactRow<ChangeRow>>& rows);

/// over: seat time duplicate late
struct OverrideRow {
  EventCode event;
  RegistrationId registration;
  std::string_view over;
  bool gives_seat = false;
  Override reason;
};
Status insert_override(Connection& connection, const OverrideRow& row, const Fact& fact);

/// Today's values of one registration.
struct RegistrationState {
  RegistrationId id;
  std::int64_t number = 0;
  RegistrationStatus status = RegistrationStatus::pending;
  Role role = Role::participant;
  Channel channel = Channel::file;
  UtcMillis received;
  bool late = false;
  bool seat_released = false;
  std::optional<RegistrationId> suspected_of;
  std::string group;
  std::optional<RegistrationId> substitute_for;
  std::optional<RegistrationId> substituted_by;
  std::optional<UtcMillis> first_entry;
  std::optional<UtcMillis> last_exit;
  bool inside = false;
};
/// none if the event has no such registration.
Result<std::optional<RegistrationState>> find_registration(Connection& connection, const EventCode& event,
                                                           const RegistrationId& registration);
/// As find_registration. Errors: Code::not_found without one
Result<RegistrationState> get_registration(Connection& connection, const EventCode& event,
                                           const RegistrationId& registration);
Result<std::optional<RegistrationId>> find_registration_of_number(Connection& connection, const EventCode& event,
                                                                  std::int64_t number);
/// Also ends waiting at the door and the suspicion of a duplicate.
Status update_status(Connection& connection, const RegistrationId& registration, RegistrationStatus status);
Status update_late(Connection& connection, const RegistrationId& registration, bool late);
Status update_group(Connection& connection, const RegistrationId& registration, const std::string& group);
/// Role and counted category; the guards count anew.
Status update_role(Connection& connection, const RegistrationId& registration, Role role, RegistrationStatus status);
Status update_category(Connection& connection, const RegistrationId& registration, ProfessionCategory category);

/// Pending ones in order of receipt.
Result<std::vector<RegistrationState>> list_pending(Connection& connection, const EventCode& event);
/// The first waitlisted participant by (received, number); a substitute by when the original was received.
Result<std::optional<RegistrationId>> find_first_waitlisted(Connection& connection, const EventCode& event);
/// The first waitlisted participant who stands at the door, by (door_wait_hlc, number).
Result<std::optional<RegistrationId>> find_first_at_door(Connection& connection, const EventCode& event);

/// As given, with role and category. Errors: Code::not_found after a purge
Result<Attendee> load_attendee(Connection& connection, const RegistrationId& registration);
/// Replaces what was given and its foldings, and the link to the town's facility. Not role and category.
Status update_person(Connection& connection, const RegistrationId& registration, const Attendee& attendee);

/// Everyone of an event with this folded name, by number.
Result<std::vector<KnownPerson>> list_namesakes(Connection& connection, const EventCode& event,
                                                const std::string& folded_name);

}  // namespace uketsuke
