// Temporary triggers collect what a transaction adds; before its COMMIT the rows are chained. See audit.h.
#include "db/audit.h"

#include <filesystem>
#include <utility>

#include "common/chain_hash.h"
#include "db/parts.h"
#include "db/store.h"

namespace uketsuke {

namespace {

// Temporary objects are this connection's alone: the file's own schema stays as the migrations made it.
constexpr std::string_view kWatch = R"sql(
CREATE TEMP TABLE IF NOT EXISTS audit_pending (
  n INTEGER PRIMARY KEY, happened INTEGER, done_by TEXT, action TEXT, event TEXT, subject TEXT, fact TEXT);
CREATE TEMP TABLE IF NOT EXISTS audit_kiosk (kiosk TEXT);
CREATE TEMP TRIGGER IF NOT EXISTS audit_changes AFTER INSERT ON main.registration_changes
WHEN NEW.origin = (SELECT kiosk FROM temp.audit_kiosk)
BEGIN INSERT INTO audit_pending VALUES (NULL, NEW.happened_utc_ms, NEW.done_by, NEW.kind, NEW.event, NEW.registration, NEW.id); END;
CREATE TEMP TRIGGER IF NOT EXISTS audit_overrides AFTER INSERT ON main.overrides
WHEN NEW.origin = (SELECT kiosk FROM temp.audit_kiosk)
BEGIN INSERT INTO audit_pending VALUES (NULL, NEW.happened_utc_ms, NEW.done_by, 'override-' || NEW.over, NEW.event, NEW.registration, NEW.id); END;
CREATE TEMP TRIGGER IF NOT EXISTS audit_tickets AFTER INSERT ON main.tickets
WHEN NEW.origin = (SELECT kiosk FROM temp.audit_kiosk)
BEGIN INSERT INTO audit_pending VALUES (NULL, NEW.happened_utc_ms, NEW.done_by, 'ticket-issued', NEW.event, NEW.registration, NEW.id); END;
CREATE TEMP TRIGGER IF NOT EXISTS audit_revocations AFTER INSERT ON main.ticket_revocations
WHEN NEW.origin = (SELECT kiosk FROM temp.audit_kiosk)
BEGIN INSERT INTO audit_pending VALUES (NULL, NEW.happened_utc_ms, NEW.done_by, 'ticket-revoked', NEW.event,
  coalesce((SELECT registration FROM main.tickets WHERE id = NEW.ticket), NEW.ticket), NEW.id); END;
CREATE TEMP TRIGGER IF NOT EXISTS audit_annulments AFTER INSERT ON main.annulments
WHEN NEW.origin = (SELECT kiosk FROM temp.audit_kiosk)
BEGIN INSERT INTO audit_pending VALUES (NULL, NEW.happened_utc_ms, NEW.done_by, 'undone', NEW.event,
  coalesce((SELECT registration FROM main.check_ins WHERE id = NEW.check_in), NEW.check_in), NEW.id); END;
CREATE TEMP TRIGGER IF NOT EXISTS audit_releases AFTER INSERT ON main.releases
WHEN NEW.origin = (SELECT kiosk FROM temp.audit_kiosk)
BEGIN INSERT INTO audit_pending VALUES (NULL, NEW.happened_utc_ms, NEW.done_by, 'seat-released', NEW.event, NEW.registration, NEW.id); END;
CREATE TEMP TRIGGER IF NOT EXISTS audit_check_ins AFTER INSERT ON main.check_ins
WHEN NEW.method <> 'ticket' AND NEW.origin = (SELECT kiosk FROM temp.audit_kiosk)
BEGIN INSERT INTO audit_pending VALUES (NULL, NEW.happened_utc_ms, NEW.done_by, NEW.direction || '-' || NEW.method, NEW.event, NEW.registration, NEW.id); END;
CREATE TEMP TRIGGER IF NOT EXISTS audit_events AFTER INSERT ON main.event_changes
WHEN NEW.origin = (SELECT kiosk FROM temp.audit_kiosk)
BEGIN INSERT INTO audit_pending VALUES (NULL, NEW.happened_utc_ms, NEW.done_by, 'event-' || NEW.kind, NEW.event, '', NEW.id); END;
CREATE TEMP TRIGGER IF NOT EXISTS audit_purges AFTER INSERT ON main.purges
WHEN NEW.origin = (SELECT kiosk FROM temp.audit_kiosk)
BEGIN INSERT INTO audit_pending VALUES (NULL, NEW.happened_utc_ms, NEW.done_by, 'purged', NEW.event, '', NEW.id); END;
CREATE TEMP TRIGGER IF NOT EXISTS audit_take_outs AFTER INSERT ON main.take_outs
WHEN NEW.origin = (SELECT kiosk FROM temp.audit_kiosk)
BEGIN INSERT INTO audit_pending VALUES (NULL, NEW.happened_utc_ms, NEW.done_by, 'taken-out-' || NEW.what, NEW.event, '', NEW.id); END;
CREATE TEMP TRIGGER IF NOT EXISTS audit_heads AFTER INSERT ON main.head_counts
WHEN NEW.origin = (SELECT kiosk FROM temp.audit_kiosk)
BEGIN INSERT INTO audit_pending VALUES (NULL, NEW.happened_utc_ms, NEW.done_by,
  CASE WHEN NEW.people > 0 THEN 'heads-counted' ELSE 'heads-taken-back' END, NEW.event, '', NEW.id); END;
CREATE TEMP TRIGGER IF NOT EXISTS audit_facilities AFTER INSERT ON main.facility_changes
WHEN NEW.origin = (SELECT kiosk FROM temp.audit_kiosk)
BEGIN INSERT INTO audit_pending VALUES (NULL, NEW.happened_utc_ms, NEW.done_by, 'facility-' || NEW.kind, '', NEW.facility, NEW.id); END;
)sql";

struct Pending {
  UtcMillis happened;
  std::string by;
  std::string action;
  std::string event;
  std::string subject;
  std::string fact;
  std::int64_t n = 0;  ///< in the order they came
};

/// Rows that one statement chains.
constexpr std::int64_t kChunk = 4096;

/// The next rows that a transaction collected, in their order.
Result<std::vector<Pending>> list_pending(Connection& connection, std::int64_t after) {
  return connection.list(
      "SELECT happened, done_by, action, event, subject, fact, n FROM temp.audit_pending WHERE n > ?1 ORDER BY n LIMIT "
      "?2",
      {after, kChunk}, [](const Row& row) {
        return Pending{row.time(0), row.text(1), row.text(2), row.text(3), row.text(4), row.text(5), row.integer(6)};
      });
}

/// The number that stands for who did it; a new one for a new name.
Result<std::int64_t> find_actor(Connection& connection, const std::string& name) {
  const auto id = [](const Row& row) { return row.integer(0); };
  const auto known = connection.find("SELECT id FROM audit_actors WHERE name = ?1", {name}, id);
  if (!known) return tl::unexpected(known.error());
  if (*known) return **known;
  auto added = connection.run(
      "INSERT INTO audit_actors (id, name) SELECT 1 + coalesce(max(id), 0), ?1 FROM audit_actors", {name});
  if (!added) return tl::unexpected(added.error());
  return connection.get("SELECT id FROM audit_actors WHERE name = ?1", {name}, id);
}

struct Link {
  std::int64_t seq = 0;
  Blob hash;
};

Result<Link> find_head(Connection& connection, const std::string& kiosk) {
  const auto head = connection.find("SELECT seq, hash FROM audit_heads WHERE kiosk = ?1", {kiosk}, [](const Row& row) {
    return Link{row.integer(0), row.blob(1)};
  });
  if (!head) return tl::unexpected(head.error());
  return *head ? **head : Link{0, first_link()};
}

Blob hash_of(const std::string& kiosk, const Link& previous, std::int64_t actor, const Pending& row) {
  const std::string seq = std::to_string(previous.seq + 1);
  const std::string happened = std::to_string(row.happened.value);
  const std::string who = std::to_string(actor);
  return hash_link(previous.hash, {kiosk, seq, happened, who, row.action, row.event, row.subject, row.fact});
}

/// A row on its way into the chain.
struct ChainedRow {
  const Pending* pending = nullptr;
  std::int64_t actor = 0;
  Link previous;
  Link link;
};

Status insert_rows(Connection& connection, const std::string& kiosk, const std::vector<ChainedRow>& rows) {
  GivenRows given{10, {}};
  given.values.reserve(rows.size() * given.columns);
  for (const auto& [row, actor, previous, link] : rows) {
    given.values.insert(given.values.end(), {kiosk, link.seq, row->happened, actor, row->action, row->event,
                                             row->subject, row->fact, previous.hash, link.hash});
  }
  return connection.run_over(
      "INSERT INTO audit_log (kiosk, seq, happened_utc_ms, actor, action, event, subject, fact, previous, hash)"
      " SELECT c1, c2, c3, c4, c5, c6, c7, c8, c9, c10 FROM given",
      given);
}

/// Some of what the transaction collected, as the next rows of this kiosk's chain.
Status chain(Connection& connection, const std::string& kiosk, const std::vector<Pending>& pending) {
  auto link = find_head(connection, kiosk);
  if (!link) return tl::unexpected(link.error());
  std::vector<ChainedRow> rows;
  rows.reserve(pending.size());
  for (const Pending& row : pending) {
    std::int64_t actor = 0;
    if (!rows.empty() && rows.back().pending->by == row.by) {
      actor = rows.back().actor;
    } else {
      const auto found = find_actor(connection, row.by);
      if (!found) return tl::unexpected(found.error());
      actor = *found;
    }
    Link next{link->seq + 1, hash_of(kiosk, *link, actor, row)};
    rows.push_back({&row, actor, std::move(*link), next});
    *link = std::move(next);
  }
  return insert_rows(connection, kiosk, rows);
}

/// All that the transaction collected.
Status write_pending(Connection& connection, const std::string& kiosk) {
  std::int64_t last = 0;
  for (;;) {
    const auto pending = list_pending(connection, last);
    if (!pending) return tl::unexpected(pending.error());
    if (pending->empty()) break;
    if (auto done = chain(connection, kiosk, *pending); !done) return done;
    last = pending->back().n;
    if (pending->size() < static_cast<std::size_t>(kChunk)) break;
  }
  return last == 0 ? Status() : connection.run("DELETE FROM temp.audit_pending");
}

/// A row as it stands, with what it says of its neighbours.
struct StoredLink {
  std::string kiosk;
  std::int64_t seq = 0;
  std::int64_t actor = 0;
  Pending row;
  Blob previous;
  Blob hash;
};

StoredLink read_link(const Row& row) {
  return {row.text(0),    row.integer(1),
          row.integer(3), {row.time(2), {}, row.text(4), row.text(5), row.text(6), row.text(7), 0},
          row.blob(8),    row.blob(9)};
}

/// Why a row does not follow the one before; empty: it does.
std::string find_fault(const StoredLink& link, const Link& before) {
  if (link.seq != before.seq + 1) return "rows before it are missing";
  if (link.previous != before.hash) return "it does not follow the row before it";
  if (link.hash != hash_of(link.kiosk, before, link.actor, link.row)) return "it was changed";
  return {};
}

}  // namespace

Status watch_facts(Connection& connection, const KioskId& kiosk) {
  auto watched = connection.run_script(kWatch)
                     .and_then([&] { return connection.run("DELETE FROM temp.audit_kiosk"); })
                     .and_then([&] { return connection.run("INSERT INTO temp.audit_kiosk VALUES (?1)", {kiosk}); });
  if (!watched) return tl::unexpected(in_layer("audit", watched.error()));
  connection.before_commit([id = kiosk.value](Connection& own) { return write_pending(own, id); });
  return {};
}

Status note_action(Connection& connection, const AuditNote& note) {
  return connection.run("INSERT INTO temp.audit_pending VALUES (NULL, ?1, ?2, ?3, ?4, ?5, '')",
                        {note.happened, note.by, note.action, note.event, note.subject});
}

Status log_action(const std::string& folder, const AuditNote& note) {
  auto parts = open_store_parts(folder);
  if (!parts) return tl::unexpected(parts.error());
  return in_transaction(parts->connection, [&] { return note_action(parts->connection, note); });
}

Result<std::vector<AuditRow>> list_audit(const std::string& folder, const std::optional<EventCode>& event) {
  auto parts = open_store_parts(folder);
  if (!parts) return tl::unexpected(parts.error());
  if (event) {
    if (const auto known = find_known_event(*parts, *event); !known) return tl::unexpected(known.error());
  }
  return parts->connection.list(
      "SELECT l.kiosk, l.seq, l.happened_utc_ms, coalesce(a.name, ''), l.action, l.event, l.subject, r.number, l.fact,"
      " l.hash FROM audit_log l LEFT JOIN audit_actors a ON a.id = l.actor"
      " LEFT JOIN registrations r ON r.id = l.subject WHERE ?1 IS NULL OR l.event = ?1"
      " ORDER BY l.happened_utc_ms, l.kiosk, l.seq",
      {event}, [](const Row& row) {
        return AuditRow{row.id<KioskId>(0), row.integer(1), row.time(2),          row.text(3), row.text(4),
                        row.text(5),        row.text(6),    row.maybe_integer(7), row.text(8), hex_text(row.blob(9))};
      });
}

Result<std::vector<std::string>> find_broken_links(Connection& connection) {
  std::vector<std::string> broken;
  std::string kiosk;
  Link before{0, first_link()};
  const auto say = [&](std::int64_t seq, const std::string& why) {
    broken.push_back("log row " + std::to_string(seq) + " of " + kiosk + ": " + why);
  };
  const auto end_chain = [&]() -> Status {
    if (kiosk.empty()) return {};
    const auto head = find_head(connection, kiosk);
    if (!head) return tl::unexpected(head.error());
    if (head->seq != before.seq || head->hash != before.hash) say(before.seq + 1, "rows at the end are missing");
    return {};
  };
  const auto links = connection.list(
      "SELECT kiosk, seq, happened_utc_ms, actor, action, event, subject, fact, previous, hash FROM audit_log"
      " ORDER BY kiosk, seq",
      {}, read_link);
  if (!links) return tl::unexpected(links.error());
  for (const StoredLink& link : *links) {
    if (link.kiosk != kiosk) {
      if (auto ended = end_chain(); !ended) return tl::unexpected(ended.error());
      kiosk = link.kiosk;
      before = {0, first_link()};
    }
    if (const std::string fault = find_fault(link, before); !fault.empty()) say(link.seq, fault);
    before = {link.seq, link.hash};
  }
  if (auto ended = end_chain(); !ended) return tl::unexpected(ended.error());
  const auto cut = connection.list(
      "SELECT h.kiosk, h.seq FROM audit_heads h WHERE NOT EXISTS (SELECT 1 FROM audit_log l WHERE l.kiosk = h.kiosk)",
      {}, [](const Row& row) {
        return "log of " + row.text(0) + ": all " + std::to_string(row.integer(1)) + " rows are missing";
      });
  if (!cut) return tl::unexpected(cut.error());
  broken.insert(broken.end(), cut->begin(), cut->end());
  return broken;
}

}  // namespace uketsuke
