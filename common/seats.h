// Capacity, deadline, waitlist, release, walk-in: the rules of DOMAIN.md's "Seats" and "Deadline". Pure. Any thread.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "common/event.h"
#include "common/roster.h"
#include "common/scan.h"

namespace uketsuke {

/// Seats of two kinds, or totals of them.
struct SeatNumbers {
  std::int64_t seats = 0;  ///< within the capacity
  std::int64_t over = 0;   ///< beyond it, by override, within the tolerance
  friend bool operator==(const SeatNumbers&, const SeatNumbers&) = default;
};

/// The counter row of an event as the rules look at it. Participants only.
struct SeatFacts {
  std::optional<std::int64_t> capacity;
  std::optional<std::int64_t> room_limit;
  std::int64_t tolerance = 0;
  std::int64_t override_rows = 0;  ///< that give a seat
  std::int64_t held = 0;
  std::int64_t inside = 0;
  std::int64_t waitlisted = 0;
  std::optional<SeatNumbers> unspent{};  ///< what a hub granted to this kiosk and is left; none: no hub
};

/// limit = min(capacity + min(override rows, tolerance), room limit); none = unlimited.
std::optional<std::int64_t> seat_limit(const SeatFacts& seats);
/// max(0, capacity − held), never past the room limit nor this kiosk's grant; none = unlimited.
std::optional<std::int64_t> seats_free(const SeatFacts& seats);
bool has_free_seat(const SeatFacts& seats);
/// True if one more seat may be held once one more override row is written; with a hub: and one of that kind is granted.
bool can_override_seat(const SeatFacts& seats);
bool room_is_full(const SeatFacts& seats);

/// Late is said of applications only.
bool is_late(const Event& event, UtcMillis received);

struct ApplicationFacts {
  Role role = Role::participant;
  UtcMillis received;
  bool suspected_duplicate = false;
  bool overridden = false;  ///< staff gave a reason
  SeatFacts seats;
};

struct RegistrationDecision {
  RegistrationStatus status = RegistrationStatus::pending;
  bool late = false;
  bool uses_override = false;
  bool override_gives_seat = false;
};

/// A new application: late or suspected: pending; a seat free and nobody waiting (or no seat needed): confirmed; else
/// waitlisted. An override confirms a late one, and past capacity within tolerance and room.
RegistrationDecision decide_registration(const Event& event, const ApplicationFacts& facts);

/// A pending one that the organiser accepts: seated or waitlisted, its lateness forgiven.
RegistrationStatus decide_acceptance(Role role, const SeatFacts& seats);

/// Until when free seats go to the waitlist by themselves: promote_until, else doors_open_at.
bool promotes_by_itself(const Event& event, UtcMillis now);
/// True once release_no_shows_at is reached.
bool releases_no_shows(const Event& event, UtcMillis now);

struct WalkInFacts {
  Role role = Role::participant;
  UtcMillis happened;
  bool by_staff = true;
  bool already_registered = false;
  bool overridden = false;
  SeatFacts seats;
};

struct WalkInDecision {
  WalkInOutcome outcome = WalkInOutcome::walk_in_closed;
  bool uses_override = false;
  bool override_gives_seat = false;
};

/// In this order: walk_in_closed, staff_only, duplicate, too_early, too_late, full, admitted.
/// An override lifts duplicate (a namesake), the times, and full within tolerance and room.
WalkInDecision decide_walk_in(const Event& event, const WalkInFacts& facts);

}  // namespace uketsuke
