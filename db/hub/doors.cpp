#include "db/hub/doors.h"

#include "db/hub/news.h"

namespace uketsuke {

namespace {

Result<std::vector<DoorMovement>> list_movements(Connection& connection, const RegistrationId& registration) {
  return connection.list(
      "SELECT c.id, c.direction, c.happened_utc_ms, c.hlc, c.origin FROM check_ins c WHERE c.registration = ?1"
      " AND NOT EXISTS (SELECT 1 FROM annulments a WHERE a.check_in = c.id)",
      {registration}, [](const Row& row) {
        const Direction direction = row.text(1) == "exit" ? Direction::exit : Direction::entry;
        return DoorMovement{{row.id<CheckInId>(0), direction, row.time(2), {row.integer(3)}}, row.id<KioskId>(4)};
      });
}

/// Who may have been let in at two doors.
Result<std::vector<RegistrationId>> list_let_in_twice(Connection& connection, const EventCode& event) {
  return connection.list(
      "SELECT registration FROM check_ins WHERE event = ?1 AND direction = 'entry'"
      " GROUP BY registration HAVING count(DISTINCT origin) > 1 ORDER BY registration",
      {event}, [](const Row& row) { return row.id<RegistrationId>(0); });
}

Result<std::vector<DoorCount>> count_doors(Connection& connection, const EventCode& event) {
  return connection.list(
      "SELECT origin, count(*) FROM check_ins WHERE event = ?1 AND direction = 'entry' GROUP BY origin ORDER BY origin",
      {event}, [](const Row& row) {
        return DoorCount{row.id<KioskId>(0), row.integer(1)};
      });
}

}  // namespace

Result<SharedStatus> load_shared_status(StoreParts& parts, const SharedEvent& shared) {
  SharedStatus status{shared};
  const auto waiting = count_news(parts, shared.event, shared.pushed.hlc);
  if (!waiting) return tl::unexpected(waiting.error());
  status.waiting = *waiting;
  auto doors = count_doors(parts.connection, shared.event);
  if (!doors) return tl::unexpected(doors.error());
  status.doors = std::move(*doors);
  const auto twice = list_let_in_twice(parts.connection, shared.event);
  if (!twice) return tl::unexpected(twice.error());
  for (const RegistrationId& registration : *twice) {
    auto seen = find_seen_twice(parts, shared.event, registration);
    if (!seen) return tl::unexpected(seen.error());
    status.seen_twice.insert(status.seen_twice.end(), seen->begin(), seen->end());
  }
  return status;
}

Result<std::vector<SeenTwice>> find_seen_twice(StoreParts& parts, const EventCode& event,
                                               const RegistrationId& registration) {
  const auto known = find_known_event(parts, event);
  if (!known) return tl::unexpected(known.error());
  auto movements = list_movements(parts.connection, registration);
  if (!movements) return tl::unexpected(movements.error());
  const auto number = parts.connection.get("SELECT number FROM registrations WHERE id = ?1", {registration},
                                           [](const Row& row) { return row.integer(0); });
  if (!number) return tl::unexpected(number.error());
  std::vector<SeenTwice> seen;
  for (const DoubleEntry& one : find_double_entries(std::move(*movements), (*known)->event.re_entry)) {
    seen.push_back({registration, *number, one});
  }
  return seen;
}

Result<std::vector<SharedStatus>> list_shared_status(StoreParts& parts) {
  const auto shared = list_shared_events(parts.connection);
  if (!shared) return tl::unexpected(shared.error());
  std::vector<SharedStatus> all;
  for (const SharedEvent& one : *shared) {
    auto status = load_shared_status(parts, one);
    if (!status) return tl::unexpected(status.error());
    all.push_back(std::move(*status));
  }
  return all;
}

}  // namespace uketsuke
