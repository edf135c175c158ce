// What a store needs before people can be received, and how a first start brings it: the store itself, a PIN, an event;
// or a practice store with the shipped samples. Each call opens the store for itself. Any thread but the ui's.
#pragma once

#include <string>

#include "common/result.h"
#include "common/time.h"
#include "db/store.h"

namespace uketsuke {

/// The first thing that is missing.
enum class Missing { store, pin, event, nothing };
/// A store with an event lacks nothing: its first PIN is asked for by 受付モード.
/// Errors: Code::store_failed where the store cannot be opened
Result<Missing> find_missing(const std::string& folder);

/// Makes the store where there is none, and the first PIN. Errors: those of Store::create and save_first_pin
Status begin_store(const std::string& folder, const std::string& pin, UtcMillis now);

/// True for what `event pack` writes by its name: a passphrase goes with it.
bool is_pack_file(const std::string& path);
/// An event file, or a packed event with its passphrase. Errors: those of read_event_file and unpack_event
Status take_event(const std::string& folder, const std::string& path, const std::string& passphrase, UtcMillis now);

/// A practice store beside the real one, always a new one, with the shipped events and made-up people.
struct Practice {
  std::string folder;
  UtcMillis starts;  ///< where its clock begins: reception has just opened
};
/// @param assets  folder of the data files
/// Errors: Code::refused where something that is no practice store stands in its place; those of the files and the
/// store
Result<Practice> make_practice(const std::string& folder, const std::string& assets, UtcMillis now);

}  // namespace uketsuke
