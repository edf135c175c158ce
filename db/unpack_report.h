// What became of a pack that was taken in, for staff: counts, who moved, and what both stores said differently. Plain
// values, any thread.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "common/ids.h"
#include "common/roster.h"

namespace uketsuke {

/// What two stores said differently, or what the rules did not let stand, and what became of it.
/// what: capacity (of the event: the higher one stays), number (given by both: the later one has a new one), cancelled
/// (by one store, changed by the other), inside (not confirmed by one store, let in by the other), substitute (both
/// stores sent one: the later sent comes, this one is to be looked at), original_came (this substitute's original was
/// let in meanwhile), duplicate (of `other` perhaps: this one is to be looked at), both_came (two of one person
/// perhaps: both were let in and stay), full (waitlisted), room (the entry is annulled)
struct UnpackConflict {
  RegistrationId registration;  ///< empty: the event itself
  std::int64_t number = 0;
  std::string what;
  RegistrationId other{};                                   ///< the other one of a pair; empty where there is none
  std::int64_t other_number = 0;                            ///< theirs
  std::int64_t previous_number = 0;                         ///< what: number
  RegistrationStatus status = RegistrationStatus::pending;  ///< what it came to
};
struct UnpackReport {
  EventCode event;
  bool added_event = false;
  std::int64_t facts = 0;                  ///< that were not here
  std::int64_t registrations = 0;          ///< that were not here
  std::int64_t updated = 0;                ///< that were, and are now otherwise
  std::int64_t check_ins = 0;              ///< that were not here
  std::vector<RegistrationId> waitlisted;  ///< no seat was left within the limit
  std::vector<RegistrationId> pending;     ///< for staff to look at: a second one of somebody, or a substitute too many
  std::vector<RegistrationId> promoted;
  std::vector<UnpackConflict> conflicts;
};

}  // namespace uketsuke
