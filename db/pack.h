// An event from one store to another and back, without a network: facts merged by id, values by the later change, the
// event's ticket subkeys inside, under a passphrase. Opens the store for one call; one thread.
#pragma once

#include <cstdint>
#include <string>

#include "common/ids.h"
#include "common/result.h"
#include "common/sealed.h"
#include "common/ticket.h"
#include "db/pack_rows.h"
#include "db/store.h"
#include "db/unpack_report.h"

namespace uketsuke {

struct PackRequest {
  std::string folder;  ///< of the store
  EventCode event;
  std::string file;
  std::string passphrase;
  SealCost cost{};
};
struct PackReport {
  std::int64_t registrations = 0;
  std::int64_t check_ins = 0;
  std::int64_t tickets = 0;
  bool purged = false;  ///< it holds no name: they were erased here
};
/// Writes the file (0600), beside and renamed. Errors: Code::not_found for the event, io_failed, store_failed
Result<PackReport> pack_event(const PackRequest& request, const Change& change);

/// The event's own keys, never the organiser's: a store that got the event from another hands on what it got.
PackedTable pack_subkeys(const TicketKeys& keys, EventTag tag);

/// One transaction, guards on: all of it or nothing; a second time nothing is left to do.
/// Errors: Code::bad_input for a file that is changed, cut, newer, older or under another passphrase; Code::bad_call
/// for a practice store's in a real one and the other way round; Code::refused where an event of that code was made
/// here on its own
Result<UnpackReport> unpack_event(const std::string& folder, const std::string& file, const std::string& passphrase,
                                  const Change& change);

}  // namespace uketsuke
