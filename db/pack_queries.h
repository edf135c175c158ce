// SQL of a merge: the two sides read, the values that come of them written. One function a statement or two like ones;
// the staged rows are those of db/pack_rows.h. Inside the caller's transaction. Thread: the connection's.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "common/attendance.h"
#include "common/ids.h"
#include "common/result.h"
#include "common/ticket.h"
#include "db/connection.h"
#include "db/pack_merge.h"
#include "db/unpack_plan.h"

namespace uketsuke {

using MergeSides = std::map<RegistrationId, MergeSide>;

// Whom a merge looks at: a temporary table of this connection, begun anew each time.

/// Everybody of the event, here or staged.
Status begin_scope_of_all(Connection& connection, const EventCode& event);
/// Whose rows are staged, and who has one of their numbers here.
Status begin_scope_of_staged(Connection& connection, const EventCode& event);
Status add_namesakes_to_scope(Connection& connection, const EventCode& event, const std::string& folded_name);
/// Originals, substitutes and suspected ones of those in it, and theirs.
Status add_linked_to_scope(Connection& connection, const EventCode& event);
/// The rest of the event, as counted. @param scope  what load_sides_here gave
Result<Others> load_others(Connection& connection, const EventCode& event, const MergeSides& scope);
Result<bool> is_registered(Connection& connection, const RegistrationId& registration);

/// What this store has of those in the scope, by registration, with every change.
Result<MergeSides> load_sides_here(Connection& connection);
/// What came.
Result<MergeSides> load_sides_there(Connection& connection);

/// The latest change of the event's own values: (hlc, id); hlc 0 without one.
struct EventStamp {
  std::int64_t hlc = 0;
  std::string id;
  friend auto operator<=>(const EventStamp&, const EventStamp&) = default;
};
Result<EventStamp> load_event_stamp_here(Connection& connection, const EventCode& event);
Result<EventStamp> load_event_stamp_there(Connection& connection);
Status add_staged_event(Connection& connection);
/// Every value but code, tag, capacity, tolerance and room limit; and the lists.
Status take_staged_event(Connection& connection, const EventCode& event);
/// Capacity, tolerance and room limit. Errors: Code::refused by their guards
Status take_staged_seats(Connection& connection, const EventCode& event);
/// What the event's values here allow, and what those that came would; by the overrides of both.
Result<SeatLimits> load_limits_here(Connection& connection, const EventCode& event);
Result<SeatLimits> load_limits_there(Connection& connection, const EventCode& event);
/// True where the event that came has another deadline than the one here.
Result<bool> has_staged_deadline_moved(Connection& connection, const EventCode& event);
Status move_deadline(Connection& connection, const EventCode& event, std::optional<std::int64_t> deadline);
/// The first number of what is registered here, well above those the other store may give meanwhile.
Status leave_number_gap(Connection& connection, const EventCode& event);

Status insert_merged_registration(Connection& connection, const MergeSide& values);
Status insert_merged_person(Connection& connection, const MergeSide& values, const EventCode& event);
Status update_merged_registration(Connection& connection, const MergeSide& values);
/// Questions, source rows, digests, drafts, release mark: what is not here yet.
Status add_staged_rest(Connection& connection);

/// Whoever of the scope has one of them, registered here yet or not.
Result<std::vector<Coming>> list_coming(Connection& connection);

/// Entries of the scope that only one of both stores has, by check-in. Before the facts are added.
Result<std::map<CheckInId, KnownTo>> list_entries_of_one(Connection& connection);
/// Registrations that hold a ticket of the same serial, one in each store and unknown to the other. Before the facts
/// are added.
Result<std::set<RegistrationPair>> list_shared_tickets(Connection& connection, const EventCode& event);

/// The live ticket of each of the scope is the latest that was not withdrawn.
Status refresh_live_tickets(Connection& connection);

/// What came by a stick is of other kiosks too: where the event is shared through a hub, all of it goes there.
Status push_event_anew(Connection& connection, const EventCode& event);

Status insert_event_subkey(Connection& connection, const EventSubkey& subkey);
Result<std::int64_t> count_rows(Connection& connection, std::string_view sql, const EventCode& event);

}  // namespace uketsuke
