// See doors.h.
#include "db/doors.h"

#include "common/count_characters.h"
#include "common/field_text.h"
#include "db/audit.h"
#include "db/parts.h"

namespace uketsuke {

Status save_door_name(Connection& connection, const KioskId& kiosk, const std::string& name, UtcMillis named) {
  return connection.run(
      "INSERT INTO doors (kiosk, name, named_utc_ms) VALUES (?1, ?2, ?3)"
      " ON CONFLICT (kiosk) DO UPDATE SET name = excluded.name, named_utc_ms = excluded.named_utc_ms"
      " WHERE excluded.named_utc_ms >= named_utc_ms",
      {kiosk, name, named});
}

Result<std::string> read_door_name(const std::string& name) {
  std::string line = fold_to_line(name);
  if (const auto fault = find_text_fault(line)) return fail(Code::bad_call, *fault, "NAME");
  if (count_characters(line) > kMaxDoorName) {
    return fail(Code::bad_call, "a door's name has at most " + std::to_string(kMaxDoorName) + " characters", "NAME");
  }
  return line;
}

Result<std::string> find_door_name(const std::string& folder) {
  auto connection = Connection::open(store_file(folder), OpenMode::read_only);
  if (!connection) return tl::unexpected(connection.error());
  const auto info = load_store_info(*connection);
  if (!info) return tl::unexpected(info.error());
  const auto name = connection->find("SELECT name FROM doors WHERE kiosk = ?1", {info->kiosk},
                                     [](const Row& row) { return row.text(0); });
  if (!name) return tl::unexpected(name.error());
  return name->value_or("");
}

Status name_door(const std::string& folder, const std::string& name, const Change& change) {
  const auto line = read_door_name(name);
  if (!line) return tl::unexpected(line.error());
  auto parts = open_store_parts(folder);
  if (!parts) return tl::unexpected(parts.error());
  return in_transaction(parts->connection, [&]() -> Status {
    const KioskId& kiosk = parts->info.kiosk;
    if (auto saved = save_door_name(parts->connection, kiosk, *line, change.now); !saved) return saved;
    return note_action(parts->connection, {change.now, change.by, "door-named", {}, kiosk.value});
  });
}

Result<std::optional<FirstUse>> find_first_use(const std::string& folder, const ScanId& scan) {
  auto connection = Connection::open(store_file(folder), OpenMode::read_only);
  if (!connection) return tl::unexpected(connection.error());
  const auto info = load_store_info(*connection);
  if (!info) return tl::unexpected(info.error());
  return connection->find(
      "SELECT c.happened_utc_ms, coalesce(d.name, ''), c.origin = ?2 FROM scans s JOIN check_ins c"
      " ON c.registration = s.registration AND c.happened_utc_ms = s.first_at_utc_ms AND c.direction = 'entry'"
      " LEFT JOIN doors d ON d.kiosk = c.origin WHERE s.id = ?1 ORDER BY c.hlc, c.id LIMIT 1",
      {scan, info->kiosk}, [](const Row& row) {
        return FirstUse{row.time(0), row.text(1), row.boolean(2)};
      });
}

Result<PackedTable> pack_doors(Connection& connection) {
  PackedTable packed{std::string(kPackedDoors), {}};
  auto read = connection.visit("SELECT kiosk, name, named_utc_ms FROM doors ORDER BY kiosk", {}, [&](const Row& row) {
    packed.rows.push_back({row.text(0), row.text(1), row.integer(2)});
    return true;
  });
  if (!read) return tl::unexpected(read.error());
  return packed;
}

Status take_packed_doors(Connection& connection, const std::vector<PackRow>& rows) {
  for (const PackRow& row : rows) {
    const bool whole = row.size() == 3 && std::holds_alternative<std::string>(row[0]) &&
                       std::holds_alternative<std::string>(row[1]) && std::holds_alternative<std::int64_t>(row[2]);
    if (!whole) return fail(Code::bad_input, "its table doors is another one");
    const auto saved = save_door_name(connection, KioskId(std::get<std::string>(row[0])), std::get<std::string>(row[1]),
                                      UtcMillis{std::get<std::int64_t>(row[2])});
    if (!saved) return saved;
  }
  return {};
}

}  // namespace uketsuke
