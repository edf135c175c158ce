// See handover_queries.h.
#include "db/handover_queries.h"

#include <array>

namespace uketsuke {

namespace {

// Rows that are personal as a whole; ?1 = event.
constexpr std::array<std::string_view, 6> kDeleted = {
    "DELETE FROM questions WHERE application IN (SELECT id FROM applications WHERE event = ?1)",
    "DELETE FROM application_contacts WHERE event = ?1",
    "DELETE FROM drafts WHERE event = ?1",
    "DELETE FROM source_rows WHERE event = ?1",
    "DELETE FROM row_digests WHERE event = ?1",
    "DELETE FROM import_salts WHERE event = ?1",
};

// Words that staff or a form wrote into facts. `fields` holds names of fields; anything else in it goes.
constexpr std::array<std::string_view, 6> kEmptied = {
    "UPDATE applications SET external_id = '', source = '' WHERE event = ?1 AND (external_id <> '' OR source <> '')",
    "UPDATE registration_changes SET reason = '' WHERE event = ?1 AND reason <> ''",
    "UPDATE registration_changes SET fields = '' WHERE event = ?1 AND fields GLOB '*[^a-z_,]*'",
    "UPDATE ticket_revocations SET reason = '' WHERE event = ?1 AND reason <> ''",
    "UPDATE annulments SET reason = '' WHERE event = ?1 AND reason <> ''",
    "UPDATE overrides SET words = '' WHERE event = ?1 AND words <> ''",
};

}  // namespace

Status insert_event_change(Connection& connection, const EventCode& event, std::string_view kind,
                           const std::string& fields, const Fact& fact) {
  return connection.run(
      "INSERT INTO event_changes (id, event, kind, fields, origin, happened_utc_ms, hlc, done_by)"
      " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
      {fact.id, event, kind, fields, fact.origin, fact.happened, fact.hlc.value, fact.by});
}

Status insert_purge(Connection& connection, const EventCode& event, const Fact& fact) {
  return connection.run(
      "INSERT INTO purges (id, event, origin, happened_utc_ms, hlc, done_by) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
      {fact.id, event, fact.origin, fact.happened, fact.hlc.value, fact.by});
}

Result<bool> is_purged(Connection& connection, const EventCode& event) {
  return connection.get("SELECT EXISTS (SELECT 1 FROM purges WHERE event = ?1)", {event},
                        [](const Row& row) { return row.boolean(0); });
}

Status refuse_if_purged(Connection& connection, const EventCode& event) {
  const auto purged = is_purged(connection, event);
  if (!purged) return tl::unexpected(purged.error());
  if (!*purged) return {};
  return fail(Code::refused, "この研修会の個人情報は消去済みです。申込の状態や記録は、もう変更できません。");
}

Result<std::int64_t> count_people(Connection& connection, const EventCode& event) {
  return connection.get("SELECT count(*) FROM people WHERE event = ?1", {event},
                        [](const Row& row) { return row.integer(0); });
}

Result<std::int64_t> erase_personal_data(Connection& connection, const EventCode& event) {
  const auto people = connection.run_counting("DELETE FROM people WHERE event = ?1", {event});
  if (!people) return people;
  for (const std::string_view statement : kDeleted) {
    if (auto done = connection.run(statement, {event}); !done) return tl::unexpected(done.error());
  }
  for (const std::string_view statement : kEmptied) {
    if (auto done = connection.run(statement, {event}); !done) return tl::unexpected(done.error());
  }
  return people;
}

Result<bool> has_take_out(Connection& connection, const EventCode& event) {
  return connection.get(
      "SELECT EXISTS (SELECT 1 FROM take_outs t JOIN events e ON e.code = t.event WHERE t.event = ?1"
      "               AND t.what IN ('attendance', 'council', 'roster')"
      "               AND t.happened_utc_ms >= e.doors_open_at_utc_ms)"
      " OR EXISTS (SELECT 1 FROM audit_log l JOIN events e ON e.code = l.event WHERE l.event = ?1"
      "            AND l.action = 'packed' AND l.happened_utc_ms >= e.doors_open_at_utc_ms)",
      {event}, [](const Row& row) { return row.boolean(0); });
}

Status insert_known_backup(Connection& connection, const std::string& file) {
  return connection.run("INSERT INTO known_backups (file) VALUES (?1) ON CONFLICT DO NOTHING", {file});
}

Result<bool> is_known_backup(Connection& connection, const std::string& file) {
  return connection.get("SELECT EXISTS (SELECT 1 FROM known_backups WHERE file = ?1)", {file},
                        [](const Row& row) { return row.boolean(0); });
}

Result<std::vector<std::string>> list_known_backups(Connection& connection) {
  return connection.list("SELECT file FROM known_backups ORDER BY file", {},
                         [](const Row& row) { return row.text(0); });
}

Status shrink_store(Connection& connection) {
  if (auto vacuumed = connection.run_script("VACUUM"); !vacuumed) return vacuumed;
  const auto busy =
      connection.get("PRAGMA wal_checkpoint(TRUNCATE)", {}, [](const Row& row) { return row.boolean(0); });
  if (!busy) return tl::unexpected(busy.error());
  if (*busy) return fail(Code::refused, "another program is reading the store: close it and purge again");
  return {};
}

Result<std::vector<OldTicket>> list_tickets_before(Connection& connection, std::int64_t version) {
  return connection.list(
      "SELECT t.id, t.event, t.registration FROM tickets t JOIN events e ON e.code = t.event"
      " WHERE t.key_version < ?1 AND NOT EXISTS (SELECT 1 FROM event_subkeys k WHERE k.tag = e.tag)"
      " AND NOT EXISTS (SELECT 1 FROM ticket_revocations v WHERE v.ticket = t.id) ORDER BY t.event, t.id",
      {version}, [](const Row& row) {
        return OldTicket{row.id<TicketId>(0), row.id<EventCode>(1), row.id<RegistrationId>(2)};
      });
}

Result<std::vector<EventCode>> list_foreign_events(Connection& connection) {
  return connection.list(
      "SELECT code FROM events e WHERE EXISTS (SELECT 1 FROM event_subkeys k WHERE k.tag = e.tag) ORDER BY code", {},
      [](const Row& row) { return row.id<EventCode>(0); });
}

}  // namespace uketsuke
