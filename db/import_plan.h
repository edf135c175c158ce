// What an import comes to, worked out in memory before anything is written: who is known again, what changes, who is
// new and in which order, who of them is seated. Pure: no SQL, no clock. Any thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "common/event.h"
#include "common/ids.h"
#include "common/roster.h"
#include "common/seats.h"
#include "common/time.h"
#include "db/connection.h"
#include "db/registration_writes.h"

namespace uketsuke {

/// The forms of a file, which outlive what is made of them.
using Forms = std::vector<const Application*>;

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
  std::vector<RosterPerson> people;  ///< everyone of the event, by number
  std::map<std::string, std::vector<std::size_t>>
      by_external_id;                                  ///< of this source and its series; places in `people`
  std::map<Blob, std::vector<std::size_t>> by_digest;  ///< rows taken before, from any source
  std::map<std::size_t, std::string> in_source;        ///< place in `people` -> external id
};

/// A row that was this person, and whether an import took it before.
struct DigestOfRow {
  Blob digest;
  bool fresh = true;
};

/// One person after the whole file was read. What was given is not copied: a year's file is in memory once.
struct PlannedPerson {
  RegistrationId registration;                              ///< empty: new
  std::int64_t position = 1;                                ///< in their form
  RegistrationStatus status = RegistrationStatus::pending;  ///< new: once decided
  const Attendee* given = nullptr;                          ///< known: of the plan's roster; new: of the applications
  std::unique_ptr<Attendee> changed;                        ///< after rows said something else
  KnownPerson keys;
  std::size_t application = 0;              ///< new: place in the given applications
  UtcMillis received;                       ///< new
  std::optional<std::size_t> suspected_of;  ///< new: place of the earlier one of a suspected pair
  std::set<std::string> changed_fields;     ///< known: that a row changed
  std::vector<DigestOfRow> digests;         ///< of every row that came, each once
  bool late = false;                        ///< new, decided: received after the deadline
  bool split = false;                       ///< new, decided: waits while another one of the form is seated
  std::string external_id;
  bool came = false;           ///< a row of this file is this person
  bool new_to_source = false;  ///< … for the first time, or with another external id

  [[nodiscard]] const Attendee& attendee() const { return changed ? *changed : *given; }
  [[nodiscard]] bool has_fresh_digest() const;
};

/// A row of somebody who was cancelled or declined, and said something new.
struct RowOfGone {
  std::size_t application = 0;
  std::size_t place = 0;
};

struct ImportPlan {
  std::vector<RosterPerson> roster;   ///< whom the event has; their keys went to `people`
  std::vector<PlannedPerson> people;  ///< those, then the new ones in order of receipt
  std::size_t known = 0;              ///< how many are known
  std::int64_t rows = 0;
  std::int64_t updated = 0;
  std::int64_t unchanged = 0;
  std::vector<RegistrationId> vanished;
  std::vector<RowOfGone> rows_of_gone;
};

/// @param received  of each application: its own time, else the import's
ImportPlan plan_import(ImportFacts facts, const Forms& applications, const std::vector<UtcMillis>& received);

/// Seats for the new people, one after the other in the plan's order, over counts that are kept here.
void decide_new_people(ImportPlan& plan, const Event& event, SeatFacts seats, const Forms& applications);

/// True if the row says enough to be known again: an id of its own, or an e-mail or facility beside the name.
bool is_known_again(const Application& application, const KnownPerson& keys);
/// Digest of one person's row as given.
Blob digest_row(const Application& application, const Attendee& attendee);

}  // namespace uketsuke
