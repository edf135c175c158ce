// One statement each.
#include "db/roster_sources.h"

#include "db/connection.h"
#include "db/store.h"

namespace uketsuke {

Result<std::optional<RosterSource>> load_roster_source(const std::string& folder, const EventCode& event) {
  auto connection = Connection::open(store_file(folder), OpenMode::read_only);
  if (!connection) return tl::unexpected(connection.error());
  return connection->find(
      "SELECT source, etag, rows, last_sync_utc_ms, last_try_utc_ms, last_error, mapping FROM roster_sources"
      " WHERE event = ?1",
      {event}, [](const Row& row) {
        return RosterSource{row.text(0), row.text(1), row.integer(2), row.time(3),
                            row.time(4), row.text(5), row.text(6)};
      });
}

Status save_roster_source(const std::string& folder, const EventCode& event, const RosterSource& source) {
  auto connection = Connection::open(store_file(folder), OpenMode::read_write);
  if (!connection) return tl::unexpected(connection.error());
  return in_transaction(*connection, [&]() -> Status {
    return connection->run(
        "INSERT INTO roster_sources (event, source, etag, rows, last_sync_utc_ms, last_try_utc_ms, last_error,"
        " mapping) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8) ON CONFLICT (event) DO UPDATE SET source = excluded.source,"
        " etag = excluded.etag, rows = excluded.rows, last_sync_utc_ms = excluded.last_sync_utc_ms,"
        " last_try_utc_ms = excluded.last_try_utc_ms, last_error = excluded.last_error,"
        " mapping = excluded.mapping",
        {event, source.source, source.etag, source.rows, source.last_sync, source.last_try, source.last_error,
         source.mapping});
  });
}

}  // namespace uketsuke
