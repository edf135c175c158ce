// See drafts.h. A settled draft is kept, so that insert_draft knows it again.
#include "db/drafts.h"

#include "db/audit.h"
#include "db/parts.h"

namespace uketsuke {

namespace {

Draft read_draft(const Row& row) {
  return {row.text(0), {row.text(1), row.integer(2), row.text(3), row.text(4), row.text(5)}, row.time(6), row.text(7)};
}

Result<std::vector<Draft>> list_open_drafts(Connection& connection, const EventCode& event) {
  return connection.list(
      "SELECT id, file, line, field, why, record, happened_utc_ms, done_by FROM drafts"
      " WHERE event = ?1 AND settled = '' ORDER BY happened_utc_ms, file, line, id",
      {event}, read_draft);
}

Result<std::optional<Draft>> find_open_draft(Connection& connection, const EventCode& event, const std::string& id) {
  return connection.find(
      "SELECT id, file, line, field, why, record, happened_utc_ms, done_by FROM drafts"
      " WHERE event = ?1 AND id = ?2 AND settled = ''",
      {event, id}, read_draft);
}

Result<std::int64_t> update_settled(Connection& connection, const EventCode& event, const std::string& id,
                                    const std::string& settled) {
  return connection.run_counting("UPDATE drafts SET settled = ?3 WHERE event = ?1 AND id = ?2 AND settled = ''",
                                 {event, id, settled});
}

Error no_such_draft(const std::string& id) {
  return {Code::not_found, "保留の申込 " + id + " はありません（取り込んだか、取り下げたか、番号が違います）", "draft"};
}

}  // namespace

Result<std::vector<Draft>> list_drafts(const std::string& folder, const EventCode& event) {
  auto connection = Connection::open(store_file(folder), OpenMode::read_only);
  if (!connection) return tl::unexpected(connection.error());
  return list_open_drafts(*connection, event);
}

Result<Draft> find_draft(const std::string& folder, const EventCode& event, const std::string& id) {
  auto connection = Connection::open(store_file(folder), OpenMode::read_only);
  if (!connection) return tl::unexpected(connection.error());
  auto found = find_open_draft(*connection, event, id);
  if (!found) return tl::unexpected(found.error());
  if (!*found) return tl::unexpected(no_such_draft(id));
  return std::move(**found);
}

std::string draft_source(const Draft& draft) { return "draft-" + draft.id; }

Status settle_draft(const std::string& folder, const EventCode& event, const std::string& id, DraftEnd end,
                    const Change& change) {
  auto parts = open_store_parts(folder);
  if (!parts) return tl::unexpected(parts.error());
  const std::string settled = end == DraftEnd::taken ? "taken" : "dropped";
  return in_transaction(parts->connection, [&]() -> Status {
    const auto changed = update_settled(parts->connection, event, id, settled);
    if (!changed) return tl::unexpected(changed.error());
    if (*changed == 0) return tl::unexpected(no_such_draft(id));
    return note_action(parts->connection, {change.now, change.by, "draft-" + settled, event.value, id});
  });
}

}  // namespace uketsuke
