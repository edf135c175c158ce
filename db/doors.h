// Which kiosk stands at which door, by the names that staff gave; and at which door an entry was made. No rule looks at
// it. Those that take a folder have a connection of their own: any thread; the others: the connection's.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "common/first_use.h"
#include "common/ids.h"
#include "common/result.h"
#include "db/connection.h"
#include "db/pack_rows.h"
#include "db/store.h"

namespace uketsuke {

/// Longest name of a door, in characters.
inline constexpr std::size_t kMaxDoorName = 20;

/// What staff call this kiosk; empty: nothing. Errors: Code::store_failed
Result<std::string> find_door_name(const std::string& folder);
/// @param name  empty: it is called nothing any more
/// Errors: Code::bad_call for a name over kMaxDoorName; store_failed
Status name_door(const std::string& folder, const std::string& name, const Change& change);

/// A name on one line. Errors: Code::bad_call for one over kMaxDoorName
Result<std::string> read_door_name(const std::string& name);
/// Inside the caller's writing transaction; a later name stays.
Status save_door_name(Connection& connection, const KioskId& kiosk, const std::string& name, UtcMillis named);

/// Of a scan that came to already_in: when and where the entry was made that it stands beside. None for other scans.
/// Errors: Code::store_failed
Result<std::optional<FirstUse>> find_first_use(const std::string& folder, const ScanId& scan);

/// The names travel with a packed event: its entries tell of those kiosks.
inline constexpr std::string_view kPackedDoors = "doors";
Result<PackedTable> pack_doors(Connection& connection);
/// Of each kiosk the later name stays. Errors: Code::bad_input for rows of another shape
Status take_packed_doors(Connection& connection, const std::vector<PackRow>& rows);

}  // namespace uketsuke
