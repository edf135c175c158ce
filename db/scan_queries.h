// SQL of the door: scans, check-ins, annulments, presence, releases. One function a statement; judges nothing. Writing
// functions run inside the caller's transaction. Thread: the connection's.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "common/attendance.h"
#include "common/check_in.h"
#include "common/ids.h"
#include "common/result.h"
#include "common/scan.h"
#include "common/ticket.h"
#include "db/connection.h"
#include "db/parts.h"

namespace uketsuke {

/// A scan as it was answered.
struct StoredScan {
  EventCode event;
  Direction direction = Direction::entry;
  ScanOutcome outcome = ScanOutcome::not_recorded;
  std::optional<RegistrationId> registration;
  std::optional<UtcMillis> first_at;
  std::optional<EventCode> other_event;
  bool waitlist_seated = false;
  UtcMillis happened;
};
Result<std::optional<StoredScan>> find_scan(Connection& connection, const ScanId& scan);

/// A scan to keep; `fact.id` is not used: the scan brings its own.
struct NewScan {
  ScanId id;
  EventCode event;
  Direction direction = Direction::entry;
  std::string_view source;
  std::string_view outcome;           ///< a word of ScanOutcome or WalkInOutcome
  std::optional<std::string> ticket;  ///< id, or the text of a genuine one that the roster does not know
  std::optional<RegistrationId> registration;
  std::optional<CheckInId> check_in;
  std::optional<Blob> text_hash;  ///< of a text that is none of our tickets
  std::int64_t text_length = 0;
  std::optional<UtcMillis> first_at;
  std::optional<EventCode> other_event;
  bool waitlist_seated = false;
  UtcMillis recorded;
};
Status insert_scan(Connection& connection, const NewScan& scan, const Fact& fact);

/// A ticket of the roster.
struct FoundTicket {
  TicketId id;
  RegistrationId registration;
  bool revoked = false;
};
/// Of a ticket that stands in two stores' rosters for two people (db/unpack_plan.h): the one who holds a seat and came.
Result<std::optional<FoundTicket>> find_ticket(Connection& connection, const EventCode& event, TicketSerial serial);

/// A registration as the door needs it. Without its movements.
struct DoorRegistration {
  RegistrationId id;
  std::int64_t number = 0;
  RegistrationStatus status = RegistrationStatus::pending;
  Role role = Role::participant;
  bool seat_released = false;
  std::optional<std::int64_t> substitute_number;  ///< who comes, or came, in this one's place; none if they cancelled
  bool has_live_ticket = false;
  std::string group;
  std::string name;  ///< empty after a purge, as the furigana
  std::string furigana;
};
Result<std::optional<DoorRegistration>> find_door_registration(Connection& connection, const EventCode& event,
                                                               const RegistrationId& registration);

/// Not annulled, in the order of events.
Result<std::vector<Movement>> list_standing_movements(Connection& connection, const RegistrationId& registration);

struct NewCheckIn {
  EventCode event;
  RegistrationId registration;
  Direction direction = Direction::entry;
  ScanId scan;
  std::string_view method;  ///< ticket by_hand walk_in paper
  UtcMillis recorded;
};
/// The fact's id is the check-in's.
Status insert_check_in(Connection& connection, const NewCheckIn& check_in, const Fact& fact);
Status insert_annulment(Connection& connection, const EventCode& event, const CheckInId& check_in,
                        const std::string& reason, const Fact& fact);

/// The entry by which somebody is inside; none if outside.
Result<std::optional<CheckInId>> find_presence(Connection& connection, const RegistrationId& registration);
Status insert_presence(Connection& connection, const EventCode& event, const RegistrationId& registration,
                       const Movement& entry);
Status delete_presence(Connection& connection, const RegistrationId& registration);

/// First entry and last exit that stand.
Status update_attendance(Connection& connection, const RegistrationId& registration,
                         std::optional<UtcMillis> first_entry, std::optional<UtcMillis> last_exit);
/// Waitlisted and refused at the door: since when; kept where it is set already.
Status update_door_wait(Connection& connection, const RegistrationId& registration, HybridClock since);
Status update_seat_released(Connection& connection, const RegistrationId& registration, bool released);
/// The seat goes with it.
Status update_substituted(Connection& connection, const RegistrationId& original, const RegistrationId& substitute);

/// Confirmed participants who hold a seat, were never admitted and sent no substitute; by number.
Result<std::vector<RegistrationId>> list_no_shows(Connection& connection, const EventCode& event);
Status insert_release(Connection& connection, const EventCode& event, const RegistrationId& registration,
                      const Fact& fact);
/// The release_no_shows_at whose work is done; none: nothing was released yet.
Result<std::optional<UtcMillis>> find_release_done(Connection& connection, const EventCode& event);
Status save_release_done(Connection& connection, const EventCode& event, UtcMillis due);

}  // namespace uketsuke
