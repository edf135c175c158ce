#include "db/hub/door_status.h"

#include <algorithm>

#include "db/hub/doors.h"

namespace uketsuke {

namespace {

/// Everybody's first entry that stands, by (happened, hlc, id), and the kiosk it was made at.
Result<std::vector<DoorTally>> tally_doors(Connection& connection, const EventCode& event) {
  return connection.list(
      "WITH firsts AS (SELECT origin, row_number() OVER"
      "  (PARTITION BY registration ORDER BY happened_utc_ms, hlc, id) AS place FROM check_ins c"
      "  WHERE event = ?1 AND direction = 'entry' AND NOT EXISTS (SELECT 1 FROM annulments a WHERE a.check_in = c.id)),"
      " tally AS (SELECT origin, count(*) AS people FROM firsts WHERE place = 1 GROUP BY origin)"
      " SELECT k.kiosk, coalesce(d.name, ''), coalesce(t.people, 0)"
      " FROM (SELECT kiosk FROM doors UNION SELECT origin FROM tally) k"
      " LEFT JOIN doors d ON d.kiosk = k.kiosk LEFT JOIN tally t ON t.origin = k.kiosk ORDER BY k.kiosk",
      {event}, [](const Row& row) {
        return DoorTally{row.id<KioskId>(0), row.text(1), row.integer(2)};
      });
}

/// None after a purge.
Result<std::optional<std::string>> find_name(Connection& connection, const RegistrationId& registration) {
  return connection.find("SELECT name FROM people WHERE registration = ?1", {registration},
                         [](const Row& row) { return row.text(0); });
}

/// Not as a store is opened: whoever looks often need not check the whole file. Counting what waits takes tables of its
/// own (db/hub/news.cpp), which a connection that only reads may not have.
Result<StoreParts> open_to_look(const std::string& folder) {
  auto connection = Connection::open(store_file(folder), OpenMode::read_write);
  if (!connection) return tl::unexpected(connection.error());
  auto info = load_store_info(*connection);
  if (!info) return tl::unexpected(info.error());
  return StoreParts{folder, std::move(*connection), std::move(*info), {}, {}, 0, 0};
}

Status add_exchange(StoreParts& parts, const EventCode& event, DoorStatus& status) {
  const auto shared = find_shared_event(parts.connection, event);
  if (!shared) return tl::unexpected(shared.error());
  if (!*shared) return {};
  status.shared = true;
  const auto loaded = load_shared_status(parts, **shared);
  if (!loaded) return tl::unexpected(loaded.error());
  status.exchanged = loaded->shared.exchanged;
  status.waiting = loaded->waiting;
  for (const SeenTwice& seen : loaded->seen_twice) {
    const auto name = find_name(parts.connection, seen.registration);
    if (!name) return tl::unexpected(name.error());
    status.twice.push_back({seen.registration, seen.number, name->value_or(""), seen.entries});
  }
  std::sort(status.twice.begin(), status.twice.end(), [](const LetInTwice& a, const LetInTwice& b) {
    return is_earlier(a.entries.entry.movement, b.entries.entry.movement);
  });
  return {};
}

}  // namespace

Result<DoorStatus> load_door_status(const std::string& folder, const EventCode& event) {
  auto parts = open_to_look(folder);
  if (!parts) return tl::unexpected(parts.error());
  DoorStatus status;
  status.here = parts->info.kiosk;
  auto doors = tally_doors(parts->connection, event);
  if (!doors) return tl::unexpected(doors.error());
  status.doors = std::move(*doors);
  if (auto added = add_exchange(*parts, event, status); !added) return tl::unexpected(added.error());
  return status;
}

}  // namespace uketsuke
