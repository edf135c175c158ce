// The store's own side of the exchange: which events are shared, what was pushed and taken. One function a statement or
// two like ones; inside the caller's transaction. Thread: the connection's.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "common/ids.h"
#include "common/result.h"
#include "common/time.h"
#include "db/connection.h"

namespace uketsuke {

/// A place in a kiosk's batches of an event: the last one that is here.
struct HubCursor {
  std::int64_t seq = 0;
  std::string batch;     ///< its id; empty: none yet
  std::int64_t hlc = 0;  ///< up to which the origin's facts are in it
};
/// An event of this store that is shared.
struct SharedEvent {
  EventCode event;
  bool from_hub = false;
  HubCursor pushed;
  std::optional<UtcMillis> exchanged;
};
Result<std::vector<SharedEvent>> list_shared_events(Connection& connection);
Result<std::optional<SharedEvent>> find_shared_event(Connection& connection, const EventCode& event);
/// One that came from the hub is not pushed as a whole.
Status insert_shared_event(Connection& connection, const EventCode& event, bool from_hub);
Status save_pushed(Connection& connection, const EventCode& event, const HubCursor& pushed);
Status save_exchanged(Connection& connection, const EventCode& event, UtcMillis when);

/// By origin.
Result<std::map<std::string, HubCursor>> list_taken(Connection& connection, const EventCode& event);
Status save_taken(Connection& connection, const EventCode& event, const std::string& origin, const HubCursor& taken);

/// The hub is not what it was: all is taken and pushed again.
Status start_over(Connection& connection, const EventCode& event);

/// The keys of events that came from the hub. @return how many
Result<std::int64_t> delete_keys_from_hub(Connection& connection);
Status delete_shared_events(Connection& connection);
Status delete_shared_event(Connection& connection, const EventCode& event);

}  // namespace uketsuke
