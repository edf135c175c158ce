// See store_queries.h.
#include "db/store_queries.h"

#include <algorithm>

#include "db/migrate.h"

namespace uketsuke {

namespace {

KeyBytes key_bytes(const Blob& blob) {
  KeyBytes bytes{};
  std::copy_n(blob.begin(), std::min(blob.size(), bytes.size()), bytes.begin());
  return bytes;
}

}  // namespace

Status check_has_tables(Connection& connection) {
  const auto ours = connection.get(
      "SELECT EXISTS (SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = 'settings')"
      " AND (SELECT application_id FROM pragma_application_id) = ?1",
      {kApplicationId}, [](const Row& row) { return row.boolean(0); });
  if (!ours) return tl::unexpected(ours.error());
  if (*ours) return {};
  return fail(Code::store_failed, "the file is not a store of Uketsuke, or it is broken: restore a backup");
}

Result<HybridClock> load_hybrid_clock(Connection& connection) {
  return connection.get("SELECT hlc FROM hybrid_clock WHERE one = 1", {},
                        [](const Row& row) { return HybridClock{row.integer(0)}; });
}

Status save_hybrid_clock(Connection& connection, HybridClock clock) {
  return connection.run("UPDATE hybrid_clock SET hlc = ? WHERE one = 1", {clock.value});
}

Status insert_setting(Connection& connection, const std::string& name, const std::string& value) {
  return connection.run("INSERT INTO settings (name, value) VALUES (?, ?)", {name, value});
}

Status save_setting(Connection& connection, const std::string& name, const std::string& value) {
  return connection.run(
      "INSERT INTO settings (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value",
      {name, value});
}

Result<std::optional<std::string>> find_setting(Connection& connection, const std::string& name) {
  return connection.find("SELECT value FROM settings WHERE name = ?", {name},
                         [](const Row& row) { return row.text(0); });
}

Status delete_setting(Connection& connection, const std::string& name) {
  return connection.run("DELETE FROM settings WHERE name = ?", {name});
}

Result<std::string> load_setting(Connection& connection, const std::string& name) {
  return connection.get("SELECT value FROM settings WHERE name = ?", {name},
                        [](const Row& row) { return row.text(0); });
}

Status insert_organiser_key(Connection& connection, const OrganiserKey& key, UtcMillis made) {
  const Blob bytes(key.bytes.begin(), key.bytes.end());
  return connection.run("INSERT INTO organiser_keys (version, key, made_utc_ms) VALUES (?, ?, ?)",
                        {key.version, bytes, made});
}

Result<std::vector<OrganiserKey>> list_organiser_keys(Connection& connection) {
  return connection.list("SELECT version, key FROM organiser_keys ORDER BY version", {}, [](const Row& row) {
    return OrganiserKey{row.integer(0), key_bytes(row.blob(1))};
  });
}

Result<std::vector<EventSubkey>> list_event_subkeys(Connection& connection) {
  return connection.list("SELECT tag, version, key FROM event_subkeys ORDER BY tag, version", {}, [](const Row& row) {
    return EventSubkey{{static_cast<std::uint32_t>(row.integer(0))}, row.integer(1), key_bytes(row.blob(2))};
  });
}

Result<std::string> quick_check(Connection& connection) {
  return connection.get("PRAGMA quick_check(1)", {}, [](const Row& row) { return row.text(0); });
}

}  // namespace uketsuke
