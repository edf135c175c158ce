// SQL of staff; see staff_queries.h.
#include "db/staff_queries.h"

namespace uketsuke {

namespace {

std::string_view word(StaffRole role) {
  switch (role) {
    case StaffRole::desk:
      return "desk";
    case StaffRole::organiser:
      return "organiser";
  }
  return "desk";
}

}  // namespace

Result<std::vector<StaffRow>> list_staff_rows(Connection& connection) {
  return connection.list("SELECT name, role, pin_hash FROM staff ORDER BY role DESC, name", {}, [](const Row& row) {
    const StaffRole role = row.text(1) == word(StaffRole::organiser) ? StaffRole::organiser : StaffRole::desk;
    return StaffRow{row.text(0), role, row.text(2)};
  });
}

Status insert_staff(Connection& connection, const std::string& name, StaffRole role, UtcMillis added) {
  return connection.run("INSERT INTO staff (name, role, added_utc_ms) VALUES (?1, ?2, ?3)", {name, word(role), added});
}

Result<std::int64_t> update_pin(Connection& connection, const std::string& name, const std::string& hash) {
  return connection.run_counting("UPDATE staff SET pin_hash = ?2 WHERE name = ?1", {name, hash});
}

Result<PinLock> load_pin_lock(Connection& connection) {
  return connection.get("SELECT failed, locks, locked_until_utc_ms FROM pin_lock WHERE one = 1", {},
                        [](const Row& row) {
                          return PinLock{row.integer(0), row.integer(1), row.time(2)};
                        });
}

Status save_pin_lock(Connection& connection, const PinLock& lock) {
  return connection.run("UPDATE pin_lock SET failed = ?1, locks = ?2, locked_until_utc_ms = ?3 WHERE one = 1",
                        {lock.failed, lock.locks, lock.locked_until});
}

}  // namespace uketsuke
