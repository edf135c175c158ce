// After hand-over: empties names and everything personal of one event, in the store and in the backups it knows;
// counts, check-ins and scans stay. Opens the store for one call; one thread.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "common/ids.h"
#include "common/result.h"
#include "db/store.h"

namespace uketsuke {

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

/// Again: nothing is left to erase, files that could not be reached are tried again.
/// @param force  also before the event is over, and where no list was exported
/// Errors: Code::not_found; Code::refused, saying why, without `force`
Result<PurgeReport> purge_event(const std::string& folder, const EventCode& event, bool force, const Change& change);

}  // namespace uketsuke
