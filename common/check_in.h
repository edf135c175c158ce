// The decision at the door: facts and the time in, an outcome out. Pure: no clock, no store, no words. Any thread.
#pragma once

#include <optional>
#include <vector>

#include "common/attendance.h"
#include "common/event.h"
#include "common/roster.h"
#include "common/scan.h"
#include "common/seats.h"

namespace uketsuke {

/// What the text of a scan turned out to be; an admission by hand is `by_hand`.
enum class TicketReading { not_a_ticket, forged, genuine, by_hand };

/// The registration as the decision needs it.
struct RegistrationFacts {
  RegistrationStatus status = RegistrationStatus::pending;
  Role role = Role::participant;
  bool seat_released = false;
  bool has_substitute = false;      ///< somebody comes in this person's place
  std::vector<Movement> movements;  ///< not annulled, in order
};

/// All the store knows of one scan before it is judged.
struct CheckInFacts {
  TicketReading reading = TicketReading::not_a_ticket;
  bool of_this_event = false;  ///< meaningful for genuine
  bool ticket_revoked = false;
  Direction direction = Direction::entry;
  UtcMillis happened;                             ///< = now unless staff gave another
  std::optional<RegistrationFacts> registration;  ///< none: the serial is in no roster
  SeatFacts seats;
  bool overridden = false;  ///< staff gave a reason: times and seats up to the limits below
};

/// What admitting does to the seat.
enum class SeatStep {
  none,
  seat_waitlisted,  ///< waitlisted -> confirmed
  retake_released,  ///< the released seat is taken again
  accept_pending,   ///< pending -> confirmed: staff decided at the door
};

struct CheckInDecision {
  ScanOutcome outcome = ScanOutcome::not_a_ticket;
  SeatStep seat_step = SeatStep::none;
  bool uses_override = false;              ///< an override row must be written with it
  bool override_gives_seat = false;        ///< … and it raises the limit by one
  bool over_substitute = false;            ///< … and it lets somebody in whose substitute has the seat
  std::optional<Movement> standing_entry;  ///< already_in: since when
};

/// The first row of DOMAIN.md's table that applies.
/// Somebody whose substitute has the seat is `full` also where a seat is free: one application would be two
/// attendances. An override lifts too_early, too_late, pending (staff accept whoever stands there) and a missing seat (up
/// to tolerance, never past the room limit); it never lifts a ticket's fault, revoked, cancelled, declined or already_in.
CheckInDecision decide_check_in(const Event& event, const CheckInFacts& facts);

}  // namespace uketsuke
