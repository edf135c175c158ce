// What a store knows of the doors of a shared event: how many each let in, who was let in at two of them. Reads only.
// Thread: the connection's.
#pragma once

#include <cstdint>
#include <vector>

#include "common/double_entry.h"
#include "common/ids.h"
#include "common/result.h"
#include "db/hub/hub_queries.h"
#include "db/parts.h"

namespace uketsuke {

struct DoorCount {
  KioskId door;
  std::int64_t check_ins = 0;  ///< entries, annulled ones too
};
/// Somebody who was let in at a door that did not know of another one's entry.
struct SeenTwice {
  RegistrationId registration;
  std::int64_t number = 0;
  DoubleEntry entries;
};
struct SharedStatus {
  SharedEvent shared;
  std::int64_t waiting = 0;  ///< facts that the hub has not got yet
  std::vector<DoorCount> doors{};
  std::vector<SeenTwice> seen_twice{};
};

/// Of one. Cost: by its check-ins
Result<SharedStatus> load_shared_status(StoreParts& parts, const SharedEvent& shared);
/// Every shared event. Cost: by the check-ins of each
Result<std::vector<SharedStatus>> list_shared_status(StoreParts& parts);

/// Of one registration.
Result<std::vector<SeenTwice>> find_seen_twice(StoreParts& parts, const EventCode& event,
                                               const RegistrationId& registration);

}  // namespace uketsuke
