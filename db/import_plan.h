// What an import comes to, worked out in memory before anything is written: who is known again, what changes, who is
// new and in which order. Pure: no SQL, no clock; seats are decided when it is written. Any thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "common/ids.h"
#include "common/roster.h"
#include "common/time.h"
#include "db/connection.h"
#include "db/registration_writes.h"

namespace uketsuke {

/// Someone the event has already.
struct RosterPerson {
  RegistrationId registration;
  std::int64_t position = 1;  ///< in their form
  RegistrationStatus status = RegistrationStatus::pending;
  Attendee attendee;
  KnownPerson keys;
};

/// What the store knows before an import.
struct ImportFacts {
  std::vector<RosterPerson> people;                                ///< everyone of the event, by number
  std::map<std::string, std::vector<std::size_t>> by_external_id;  ///< of this source and its series; places in `people`
  std::map<Blob, std::vector<std::size_t>> by_digest;              ///< rows taken before, from any source
  std::map<std::size_t, std::string> in_source;                    ///< place in `people` -> external id
};

/// One person after the whole file was read.
struct PlannedPerson {
  RosterPerson person;                      ///< after what the rows change; registration empty: new
  std::size_t application = 0;              ///< new: place in the given applications
  UtcMillis received;                       ///< new
  std::optional<std::size_t> suspected_of;  ///< new: place of the earlier one of a suspected pair
  std::set<std::string> changed;            ///< known: fields that a row changed
  std::set<Blob> fresh_digests;             ///< of rows that were not taken before
  std::set<Blob> all_digests;               ///< of every row that came
  std::string external_id;
  bool came = false;           ///< a row of this file is this person
  bool new_to_source = false;  ///< … for the first time, or with another external id
};

struct ImportPlan {
  std::vector<PlannedPerson> people;  ///< the known ones, then the new ones in order of receipt
  std::size_t known = 0;              ///< how many are known
  std::int64_t rows = 0;
  std::int64_t updated = 0;
  std::int64_t unchanged = 0;
  std::vector<RegistrationId> vanished;
};

/// @param received  of each application: its own time, else the import's
ImportPlan plan_import(const ImportFacts& facts, const std::vector<Application>& applications,
                       const std::vector<UtcMillis>& received);

/// Digest of one person's row as given.
Blob digest_row(const Application& application, const Attendee& attendee);

}  // namespace uketsuke
