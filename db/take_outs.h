// 持出し: the log of lists that left the store. Holds what, format and number of rows, never a name. Opens a
// connection of its own for one call, so that a list that was only read is logged too; any thread, one call at a time.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "common/ids.h"
#include "common/result.h"
#include "common/time.h"
#include "db/store.h"

namespace uketsuke {

/// A list that was handed over.
struct TakeOut {
  EventCode event;
  std::string what;    ///< "attendance", "letters" …
  std::string format;  ///< "xlsx", "pdf+zip" …
  std::int64_t rows = 0;
};

/// One that was logged.
struct LoggedTakeOut {
  TakeOut take_out;
  UtcMillis happened;
  std::string by;
};

/// Adds the fact. @param folder  of the store
/// Errors: Code::store_failed where the store cannot be written (a read-only disk): the list itself is not undone
Status log_take_out(const std::string& folder, const TakeOut& take_out, const Change& change);

/// Of one event, in order of time. Errors: Code::not_found without a store, store_failed
Result<std::vector<LoggedTakeOut>> list_take_outs(const std::string& folder, const EventCode& event);

}  // namespace uketsuke
