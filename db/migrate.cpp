// See migrate.h.
#include "db/migrate.h"

#include <string>

namespace uketsuke {

namespace {

Result<std::int64_t> read_number(Connection& connection, std::string_view pragma) {
  return connection.get(pragma, {}, [](const Row& row) { return row.integer(0); });
}

Status check_is_ours(Connection& connection, std::int64_t schema, std::int64_t newest) {
  const auto application = read_number(connection, "PRAGMA application_id");
  if (!application) return tl::unexpected(application.error());
  if (*application != kApplicationId) {
    const auto tables = read_number(connection, "SELECT count(*) FROM sqlite_schema");
    if (!tables) return tl::unexpected(tables.error());
    if (*tables > 0 || schema > 0) return fail(Code::store_failed, "the file is not a store of Uketsuke");
  }
  if (schema > newest) {
    return fail(Code::store_failed, "the store was made by a newer Uketsuke (schema " + std::to_string(schema) +
                                        ", this program knows " + std::to_string(newest) + "): update this program");
  }
  return {};
}

/// Another process may have migrated meanwhile: the number is read again under the write lock.
Status apply(Connection& connection, const Migration& migration) {
  return in_transaction(connection, [&]() -> Status {
    const auto schema = read_schema(connection);
    if (!schema) return tl::unexpected(schema.error());
    if (*schema >= migration.number) return {};
    if (auto done = connection.run_script(migration.sql); !done) {
      return tl::unexpected(in_layer("migration " + std::string(migration.name), done.error()));
    }
    // PRAGMAs take no bound values; both are numbers of this program.
    return connection.run_script("PRAGMA application_id = " + std::to_string(kApplicationId) +
                                 "; PRAGMA user_version = " + std::to_string(migration.number));
  });
}

}  // namespace

Result<std::int64_t> read_schema(Connection& connection) { return read_number(connection, "PRAGMA user_version"); }

Result<std::int64_t> migrate(Connection& connection, const std::vector<Migration>& migrations) {
  const auto schema = read_schema(connection);
  if (!schema) return tl::unexpected(schema.error());
  const std::int64_t newest = migrations.empty() ? 0 : migrations.back().number;
  if (auto ours = check_is_ours(connection, *schema, newest); !ours) return tl::unexpected(ours.error());
  if (auto wal = connection.run_script("PRAGMA journal_mode = WAL"); !wal) return tl::unexpected(wal.error());
  for (const Migration& migration : migrations) {
    if (migration.number <= *schema) continue;
    if (auto applied = apply(connection, migration); !applied) return tl::unexpected(applied.error());
  }
  return newest;
}

}  // namespace uketsuke
