// See list_columns.h.
#include "db/list_columns.h"

#include "common/names.h"
#include "db/audit.h"
#include "db/parts.h"

namespace uketsuke {

namespace {

Status delete_columns(Connection& connection, const std::string& organiser, const std::string& list) {
  return connection.run("DELETE FROM list_columns WHERE organiser = ?1 AND list = ?2", {organiser, list});
}

Status insert_column(Connection& connection, const std::string& organiser, const std::string& list,
                     std::int64_t position, const std::string& name) {
  return connection.run("INSERT INTO list_columns (organiser, list, position, name) VALUES (?1, ?2, ?3, ?4)",
                        {organiser, list, position, name});
}

}  // namespace

Result<std::vector<std::string>> load_list_columns(const std::string& folder, const std::string& organiser,
                                                   const std::string& list) {
  auto connection = Connection::open(store_file(folder), OpenMode::read_only);
  if (!connection) return tl::unexpected(connection.error());
  return connection->list("SELECT name FROM list_columns WHERE organiser = ?1 AND list = ?2 ORDER BY position",
                          {trim(organiser), list}, [](const Row& row) { return row.text(0); });
}

Status save_list_columns(const std::string& folder, const std::string& organiser, const std::string& list,
                         const std::vector<std::string>& columns, const Change& change) {
  auto parts = open_store_parts(folder);
  if (!parts) return tl::unexpected(parts.error());
  return in_transaction(parts->connection, [&]() -> Status {
    auto done = delete_columns(parts->connection, trim(organiser), list);
    std::int64_t position = 0;
    for (const std::string& name : columns) {
      if (done) done = insert_column(parts->connection, trim(organiser), list, ++position, name);
    }
    if (!done) return done;
    return note_action(parts->connection, {change.now, change.by, "columns-" + list, "", ""});
  });
}

}  // namespace uketsuke
