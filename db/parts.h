// What the store's functions share inside db: the connection, who and what this store is, its keys, events already
// read, and the head that every fact carries. Not for use outside db. Thread: the store's own.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "common/attendance.h"
#include "common/event.h"
#include "common/ids.h"
#include "common/result.h"
#include "common/ticket.h"
#include "common/time.h"
#include "common/uuid.h"
#include "db/connection.h"
#include "db/store.h"

namespace uketsuke {

/// An event as last read, with the tag its tickets carry.
struct KnownEvent {
  Event event;
  EventTag tag;
};

/// Free functions of db take this; Store::Parts is the same.
struct StoreParts {
  std::string folder;
  Connection connection;
  StoreInfo info;
  TicketKeys keys;
  std::map<EventCode, KnownEvent> known_events;  ///< dropped when another process wrote; use find_known_event
  std::int64_t known_events_version = 0;         ///< PRAGMA data_version when they were read
  std::int64_t seen_version = 0;                 ///< PRAGMA data_version at the last changed_elsewhere
  UuidMaker ids{};                               ///< of facts and registrations made here
};

struct Store::Parts : StoreParts {};

/// The head of a fact: what every row that is only ever added carries.
struct Fact {
  std::string id;      ///< new UUIDv7
  std::string origin;  ///< this kiosk
  UtcMillis happened;  ///< = now; the caller may set an earlier one that staff gave
  HybridClock hlc;
  std::string by;
};

/// What to say where there is no event of that code, naming those there are.
Error no_such_event(Connection& connection, const EventCode& code);

/// Heads of many facts of one writing transaction: the store's hybrid clock is read once and kept once.
class FactRun {
 public:
  static Result<FactRun> begin(StoreParts& parts, UtcMillis now, const std::string& by);
  Fact next();
  /// After the last one.
  Status end();

 private:
  FactRun(StoreParts& parts, UtcMillis now, std::string by, HybridClock clock)
      : parts_(&parts), now_(now), by_(std::move(by)), clock_(clock) {}
  StoreParts* parts_;
  UtcMillis now_;
  std::string by_;
  HybridClock clock_;
};

/// A run of one. Advances the hybrid clock of the store; only inside a writing transaction.
Result<Fact> begin_fact(StoreParts& parts, UtcMillis now, const std::string& by);

/// The event, from memory unless another process wrote since. Drop it with forget_event after changing it.
/// Errors: Code::not_found, naming the events there are.  Thread: the store's; valid until the next call.
Result<const KnownEvent*> find_known_event(StoreParts& parts, const EventCode& code);
/// Reads it with all its lists; none if there is no such event. In db/event_queries.cpp.
Result<std::optional<KnownEvent>> load_known_event(Connection& connection, const EventCode& code);
/// Codes of all events, in order of their start. In db/event_queries.cpp.
Result<std::vector<EventCode>> list_event_codes(Connection& connection);
void forget_event(StoreParts& parts, const EventCode& code);

/// The key that an event's tickets are written under now: the newest organiser key, else a packed event's subkey.
Result<EventSubkey> find_writing_subkey(const TicketKeys& keys, EventTag tag);
/// The key of a ticket's version. Errors: Code::store_failed where this store lacks it
Result<EventSubkey> find_subkey(const TicketKeys& keys, EventTag tag, std::int64_t version);

/// A writing connection with everything that goes with it: what Store::open does, for the areas that are no part of the
/// facade. The audit log is watched. Errors: as Store::open
Result<StoreParts> open_store_parts(const std::string& folder);
/// Keys of a store, for Store and Reader.
Result<TicketKeys> load_ticket_keys(Connection& connection);
/// Kiosk, practice, schema. Errors: Code::store_failed where it is no store
Result<StoreInfo> load_store_info(Connection& connection);

}  // namespace uketsuke
