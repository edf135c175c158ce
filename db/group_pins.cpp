// See group_pins.h.
#include "db/group_pins.h"

#include "db/audit.h"
#include "db/parts.h"

namespace uketsuke {

namespace {

Result<std::vector<RegistrationId>> list_pinned(Connection& connection, const EventCode& event) {
  return connection.list("SELECT registration FROM group_pins WHERE event = ?1", {event},
                         [](const Row& row) { return row.id<RegistrationId>(0); });
}

Result<bool> is_of_event(Connection& connection, const EventCode& event, const RegistrationId& registration) {
  return connection.get("SELECT EXISTS (SELECT 1 FROM registrations WHERE id = ?1 AND event = ?2)",
                        {registration, event}, [](const Row& row) { return row.boolean(0); });
}

Result<std::int64_t> insert_pin(Connection& connection, const EventCode& event, const RegistrationId& registration) {
  return connection.run_counting("INSERT INTO group_pins (registration, event) VALUES (?1, ?2) ON CONFLICT DO NOTHING",
                                 {registration, event});
}

Result<std::int64_t> delete_pin(Connection& connection, const RegistrationId& registration) {
  return connection.run_counting("DELETE FROM group_pins WHERE registration = ?1", {registration});
}

Status insert_pin_change(Connection& connection, const EventCode& event, const RegistrationId& registration,
                         bool pinned, const Fact& fact) {
  return connection.run(
      "INSERT INTO group_pin_changes (id, event, registration, pinned, origin, happened_utc_ms, hlc, done_by)"
      " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
      {fact.id, event, registration, pinned, fact.origin, fact.happened, fact.hlc.value, fact.by});
}

Result<std::int64_t> set_one(StoreParts& parts, const EventCode& event, const RegistrationId& registration, bool pinned,
                             const Change& change) {
  const auto known = is_of_event(parts.connection, event, registration);
  if (!known) return tl::unexpected(known.error());
  if (!*known) return fail(Code::not_found, "no registration " + registration.value + " in " + event.value);
  auto changed =
      pinned ? insert_pin(parts.connection, event, registration) : delete_pin(parts.connection, registration);
  if (!changed || *changed == 0) return changed;
  const auto fact = begin_fact(parts, change.now, change.by);
  if (!fact) return tl::unexpected(fact.error());
  if (auto told = insert_pin_change(parts.connection, event, registration, pinned, *fact); !told) {
    return tl::unexpected(told.error());
  }
  const auto noted = note_action(parts.connection, {change.now, change.by, pinned ? "group-pinned" : "group-unpinned",
                                                    event.value, registration.value});
  if (!noted) return tl::unexpected(noted.error());
  return changed;
}

}  // namespace

Status refresh_group_pins(Connection& connection, const EventCode& event) {
  return connection
      .run(
          "DELETE FROM group_pins WHERE event = ?1 AND 0 = (SELECT pinned FROM group_pin_changes c WHERE c.event = ?1"
          " AND c.registration = group_pins.registration ORDER BY hlc DESC, id DESC LIMIT 1)",
          {event})
      .and_then([&] {
        return connection.run(
            "INSERT INTO group_pins (registration, event) SELECT registration, ?1 FROM ("
            "  SELECT registration, pinned, row_number() OVER (PARTITION BY registration ORDER BY hlc DESC, id DESC)"
            "   AS place FROM group_pin_changes WHERE event = ?1) WHERE place = 1 AND pinned = 1"
            " ON CONFLICT DO NOTHING",
            {event});
      });
}

Result<std::set<RegistrationId>> list_group_pins(const std::string& folder, const EventCode& event) {
  auto connection = Connection::open(store_file(folder), OpenMode::read_only);
  if (!connection) return tl::unexpected(connection.error());
  const auto pinned = list_pinned(*connection, event);
  if (!pinned) return tl::unexpected(pinned.error());
  return std::set<RegistrationId>(pinned->begin(), pinned->end());
}

Result<std::int64_t> set_group_pins(const std::string& folder, const EventCode& event,
                                    const std::vector<RegistrationId>& registrations, bool pinned,
                                    const Change& change) {
  auto parts = open_store_parts(folder);
  if (!parts) return tl::unexpected(parts.error());
  return in_transaction(parts->connection, [&]() -> Result<std::int64_t> {
    std::int64_t all = 0;
    for (const RegistrationId& registration : registrations) {
      const auto changed = set_one(*parts, event, registration, pinned, change);
      if (!changed) return changed;
      all += *changed;
    }
    return all;
  });
}

}  // namespace uketsuke
