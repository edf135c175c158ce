// SQL of staff and of the lock behind the PIN. One function a statement. Thread: the connection's.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "common/result.h"
#include "common/time.h"
#include "db/connection.h"
#include "db/store.h"

namespace uketsuke {

struct StaffRow {
  std::string name;
  StaffRole role = StaffRole::desk;
  std::string pin_hash;  ///< empty: no PIN yet
};
/// Organisers first, then by name.
Result<std::vector<StaffRow>> list_staff_rows(Connection& connection);
Status insert_staff(Connection& connection, const std::string& name, StaffRole role, UtcMillis added);
/// @return how many rows: 0 if there is no such person
Result<std::int64_t> update_pin(Connection& connection, const std::string& name, const std::string& hash);

/// Wrong tries in a row, locks so far, until when entry is locked. Kept over restarts.
struct PinLock {
  std::int64_t failed = 0;
  std::int64_t locks = 0;
  UtcMillis locked_until;
};
Result<PinLock> load_pin_lock(Connection& connection);
Status save_pin_lock(Connection& connection, const PinLock& lock);

}  // namespace uketsuke
