// SQL of hand-over: changes of events, purges, backups that are known, keys. One function a statement; writing
// functions run inside the caller's transaction. Thread: the connection's.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "common/ids.h"
#include "common/result.h"
#include "db/connection.h"
#include "db/parts.h"

namespace uketsuke {

/// kind: added set kept
Status insert_event_change(Connection& connection, const EventCode& event, std::string_view kind,
                           const std::string& fields, const Fact& fact);

Status insert_purge(Connection& connection, const EventCode& event, const Fact& fact);
Result<bool> is_purged(Connection& connection, const EventCode& event);
/// A purged event is over: no status changes any more and no reason is written. Errors: Code::refused
Status refuse_if_purged(Connection& connection, const EventCode& event);
/// Whose names are here.
Result<std::int64_t> count_people(Connection& connection, const EventCode& event);
/// Everything personal of one event, after its purge row. @return how many people
Result<std::int64_t> erase_personal_data(Connection& connection, const EventCode& event);
/// The list of who came, or the event as a pack, left the store since its doors opened. What was printed before (name
/// tags, letters, tickets) hands nothing over.
Result<bool> has_take_out(Connection& connection, const EventCode& event);

Status insert_known_backup(Connection& connection, const std::string& file);
Result<bool> is_known_backup(Connection& connection, const std::string& file);
Result<std::vector<std::string>> list_known_backups(Connection& connection);

/// Free pages gone, everything in the file itself, -wal empty. Errors: Code::refused where another program reads the
/// store: then the -wal still holds what was erased
Status shrink_store(Connection& connection);

/// A ticket that still counts and was written under a key before `version`, of an event that this organiser owns.
struct OldTicket {
  TicketId id;
  EventCode event;
  RegistrationId registration;
};
Result<std::vector<OldTicket>> list_tickets_before(Connection& connection, std::int64_t version);

/// Events that another store made and packed: their tickets are of its key. By code.
Result<std::vector<EventCode>> list_foreign_events(Connection& connection);

}  // namespace uketsuke
