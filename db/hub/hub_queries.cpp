#include "db/hub/hub_queries.h"

namespace uketsuke {

namespace {

SharedEvent read_shared(const Row& row) {
  return {row.id<EventCode>(0), row.boolean(1), {row.integer(2), row.text(3), row.integer(4)}, row.maybe_time(5)};
}

}  // namespace

Result<std::vector<SharedEvent>> list_shared_events(Connection& connection) {
  return connection.list(
      "SELECT event, from_hub, pushed_seq, pushed_id, pushed_hlc, exchanged_utc_ms FROM hub_events ORDER BY event", {},
      read_shared);
}

Result<std::optional<SharedEvent>> find_shared_event(Connection& connection, const EventCode& event) {
  return connection.find(
      "SELECT event, from_hub, pushed_seq, pushed_id, pushed_hlc, exchanged_utc_ms FROM hub_events WHERE event = ?1",
      {event}, read_shared);
}

Status insert_shared_event(Connection& connection, const EventCode& event, bool from_hub) {
  return connection.run("INSERT INTO hub_events (event, from_hub, pushed_hlc) VALUES (?1, ?2, ?2)", {event, from_hub});
}

Status save_pushed(Connection& connection, const EventCode& event, const HubCursor& pushed) {
  return connection.run("UPDATE hub_events SET pushed_seq = ?2, pushed_id = ?3, pushed_hlc = ?4 WHERE event = ?1",
                        {event, pushed.seq, pushed.batch, pushed.hlc});
}

Status save_exchanged(Connection& connection, const EventCode& event, UtcMillis when) {
  return connection.run("UPDATE hub_events SET exchanged_utc_ms = ?2 WHERE event = ?1", {event, when});
}

Result<std::map<std::string, HubCursor>> list_taken(Connection& connection, const EventCode& event) {
  std::map<std::string, HubCursor> taken;
  auto read =
      connection.visit("SELECT origin, seq, batch, hlc FROM hub_taken WHERE event = ?1", {event}, [&](const Row& row) {
        taken[row.text(0)] = {row.integer(1), row.text(2), row.integer(3)};
        return true;
      });
  if (!read) return tl::unexpected(read.error());
  return taken;
}

Status save_taken(Connection& connection, const EventCode& event, const std::string& origin, const HubCursor& taken) {
  return connection.run(
      "INSERT INTO hub_taken (event, origin, seq, batch, hlc) VALUES (?1, ?2, ?3, ?4, ?5)"
      " ON CONFLICT (event, origin) DO UPDATE SET seq = excluded.seq, batch = excluded.batch, hlc = excluded.hlc",
      {event, origin, taken.seq, taken.batch, taken.hlc});
}

Status start_over(Connection& connection, const EventCode& event) {
  return connection.run("DELETE FROM hub_taken WHERE event = ?1", {event}).and_then([&] {
    return save_pushed(connection, event, {});
  });
}

Result<std::int64_t> delete_keys_from_hub(Connection& connection) {
  return connection.run_counting(
      "DELETE FROM event_subkeys WHERE tag IN"
      " (SELECT e.tag FROM events e JOIN hub_events h ON h.event = e.code WHERE h.from_hub = 1)");
}

Status delete_shared_events(Connection& connection) {
  return connection.run("DELETE FROM hub_taken").and_then([&] { return connection.run("DELETE FROM hub_events"); });
}

Status delete_shared_event(Connection& connection, const EventCode& event) {
  return connection.run("DELETE FROM hub_taken WHERE event = ?1", {event}).and_then([&] {
    return connection.run("DELETE FROM hub_events WHERE event = ?1", {event});
  });
}

}  // namespace uketsuke
