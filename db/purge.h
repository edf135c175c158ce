// After hand-over: empties names and everything personal of one event, in the store and in the backups it knows;
// counts, check-ins and scans stay. Opens the store for one call; one thread.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "common/ids.h"
#include "common/result.h"
#include "db/store.h"

namespace uketsuke {

struct PurgeRequest {
  EventCode event;
  bool force = false;                             ///< also before the event is over, and where no list was exported
  std::map<RegistrationId, std::string> kinds{};  ///< 種別 that only the facility's name tells, kept for reports
};

struct PurgeReport {
  EventCode event;
  std::int64_t people = 0;           ///< whose data was there until now
  std::vector<std::string> backups;  ///< files that hold no name of this event any more
  struct Unreached {
    std::string file;
    std::string why;
  };
  std::vector<Unreached> unreached;  ///< files that may still hold names
  bool store_is_clean = true;        ///< false: the store's own -wal is among the unreached
};

/// Whether names are still here that were handed over.
struct HandOver {
  bool due = false;         ///< the event is over, a list or a pack left the store, and names are here
  std::int64_t people = 0;  ///< whose names are, where it is due
};
/// Opens the store for reading for one call. Errors: Code::not_found, store_failed
Result<HandOver> find_hand_over(const std::string& folder, const EventCode& event, UtcMillis now);

/// Again: nothing is left to erase, files that could not be reached are tried again. Who was there is known again by
/// marks (db/kept_people.h), so that reports count people as before.
/// Errors: Code::not_found; Code::refused, saying why, without `force`
Result<PurgeReport> purge_event(const std::string& folder, const PurgeRequest& request, const Change& change);

}  // namespace uketsuke
