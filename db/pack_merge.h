// How two stores' words on one registration become one: the later change wins for each field, what staff decided beats
// what happened by itself. The same whichever store asks. Pure; knows no SQL. Any thread.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "common/ids.h"
#include "common/roster.h"
#include "common/time.h"

namespace uketsuke {

/// A change fact as far as a merge looks at it.
struct MergeChange {
  std::int64_t hlc = 0;
  std::string id;
  std::string kind;
  RegistrationStatus status = RegistrationStatus::pending;
  std::string fields;    ///< apart by commas
  std::string origin{};  ///< the kiosk that made it
};

/// Which of two stores knew of something before they met.
enum class KnownTo { here, there, both };
/// True if one knew only the one, the other only the other: neither could look at both.
bool is_news_to_each_other(KnownTo a, KnownTo b);

/// A registration as one store has it. An `attendee` without a name: the person's data is not there.
struct MergeSide {
  RegistrationId id;
  std::int64_t number = 0;
  RegistrationStatus status = RegistrationStatus::pending;
  Role role = Role::participant;
  UtcMillis received;
  bool late = false;
  std::optional<RegistrationId> suspected_of;
  std::string group;
  ProfessionCategory category = ProfessionCategory::other;
  std::optional<RegistrationId> substitute_for;
  std::optional<RegistrationId> substituted_by;
  std::optional<std::int64_t> door_wait;
  bool seat_released = false;
  bool split = false;
  Attendee attendee;
  std::vector<MergeChange> changes;  ///< in order of (hlc, id)
};

/// What both come to.
struct Merged {
  MergeSide values;  ///< with the changes of both
  KnownTo status_known = KnownTo::both;
  /// Whom the other store suspected, where both name somebody.
  std::optional<RegistrationId> suspected_too;
  /// The status is not what the latest change says: a change of this kind has to say it anew.
  std::optional<std::string> says_anew;
};

/// But for substituted_by: who comes for whom is judged over all (db/unpack_plan.h).
/// @param here  what this store has; @param there  what came
Merged merge_registration(const MergeSide& here, const MergeSide& there);

/// Cancelled or declined.
bool is_gone(RegistrationStatus status);
/// How the registration began. Both stores may have registered one row of a file before they met: the one that was
/// confirmed, else the one that came first. nullptr without one.
const MergeChange* find_beginning(const std::vector<MergeChange>& changes);
/// The change that status comes from: the last one after the beginning, else that; nullptr without one.
const MergeChange* find_status_change(const std::vector<MergeChange>& changes);
/// When (hlc) the person was confirmed for the last time; 0: never.
std::int64_t find_confirmed_since(const std::vector<MergeChange>& changes);
/// When (hlc) the person was registered in somebody's place; 0: they were not.
std::int64_t find_substitution(const std::vector<MergeChange>& changes);
/// … that a field's value comes from: number role late group profession name furigana facility email phone
/// note.
const MergeChange* find_field_change(const std::vector<MergeChange>& changes, std::string_view field);

}  // namespace uketsuke
