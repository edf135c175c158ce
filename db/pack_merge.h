// How two stores' words on one registration become one: the later change wins for each field, a cancellation beats what
// happened by itself. Pure; knows no SQL. Any thread.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "common/ids.h"
#include "common/roster.h"

namespace uketsuke {

/// A change fact as far as a merge looks at it.
struct MergeChange {
  std::int64_t hlc = 0;
  std::string id;
  std::string kind;
  RegistrationStatus status = RegistrationStatus::pending;
  std::string fields;  ///< apart by commas
};

/// A registration as one store has it. An `attendee` without a name: the person's data is not there.
struct MergeSide {
  RegistrationId id;
  std::int64_t number = 0;
  RegistrationStatus status = RegistrationStatus::pending;
  Role role = Role::participant;
  bool late = false;
  std::optional<RegistrationId> suspected_of;
  std::string group;
  ProfessionCategory category = ProfessionCategory::other;
  std::optional<RegistrationId> substitute_for;
  std::optional<RegistrationId> substituted_by;
  std::optional<std::int64_t> door_wait;
  bool seat_released = false;
  Attendee attendee;
  std::vector<MergeChange> changes;  ///< in order of (hlc, id)
};

/// What both come to.
struct Merged {
  MergeSide values;
  /// The status is not what the latest change says: a change of this kind has to say it anew.
  std::optional<std::string> says_anew;
  bool substitutes_differ = false;
};

/// @param here  what this store has; @param there  what came
Merged merge_registration(const MergeSide& here, const MergeSide& there);

/// The change that status comes from; nullptr without one.
const MergeChange* find_status_change(const std::vector<MergeChange>& changes);
/// The change that a field's value comes from: number role late group profession name furigana facility email phone
/// note.
const MergeChange* find_field_change(const std::vector<MergeChange>& changes, std::string_view field);

}  // namespace uketsuke
