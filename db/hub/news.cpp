#include "db/hub/news.h"

#include <array>
#include <limits>

#include "db/doors.h"
#include "db/store_queries.h"

namespace uketsuke {

namespace {

constexpr std::string_view kKnown = "known";

/// What is new is found by these. An application comes with the changes that registered its people, a check-in with
/// the scan that it was: the door keeps one index for the exchange.
constexpr std::array<std::string_view, 11> kFactTables = {
    "event_changes", "registration_changes", "tickets",   "ticket_revocations", "annulments", "overrides", "releases",
    "scans",         "head_counts",          "take_outs", "group_pin_changes"};

/// The index of each table by event, origin and hlc serves it. ?1 event, ?2 after, ?3 up to.
#define UKETSUKE_NEW "event = ?1 AND origin IN (SELECT origin FROM temp.news_origins) AND hlc > ?2 AND hlc <= ?3"

Status begin_origins(Connection& connection, const NewsRequest& request, const KioskId& self) {
  auto made = connection.run_script(
      "CREATE TEMP TABLE IF NOT EXISTS news_origins (origin TEXT PRIMARY KEY) WITHOUT ROWID;"
      " CREATE TEMP TABLE IF NOT EXISTS news_touched (registration TEXT PRIMARY KEY) WITHOUT ROWID;"
      " CREATE TEMP TABLE IF NOT EXISTS pack_chunk (registration TEXT PRIMARY KEY) WITHOUT ROWID;"
      " DELETE FROM temp.news_origins; DELETE FROM temp.news_touched; DELETE FROM temp.pack_chunk");
  if (!made || request.after > 0) {
    return made.and_then([&] { return connection.run("INSERT INTO temp.news_origins (origin) VALUES (?1)", {self}); });
  }
  for (const std::string_view table : kFactTables) {
    auto added = connection.run("INSERT OR IGNORE INTO temp.news_origins (origin) SELECT DISTINCT origin FROM " +
                                    std::string(table) + " WHERE event = ?1",
                                {request.event});
    if (!added) return added;
  }
  return {};
}

Status find_touched(Connection& connection, const NewsRequest& request, std::int64_t upto) {
  return connection
      .run(
          "INSERT OR IGNORE INTO temp.news_touched (registration)"
          " SELECT registration FROM registration_changes WHERE " UKETSUKE_NEW
          " UNION SELECT registration FROM tickets WHERE " UKETSUKE_NEW
          " UNION SELECT registration FROM overrides WHERE " UKETSUKE_NEW
          " UNION SELECT registration FROM releases WHERE " UKETSUKE_NEW
          " UNION SELECT registration FROM group_pin_changes WHERE " UKETSUKE_NEW
          " UNION SELECT registration FROM scans WHERE " UKETSUKE_NEW
          " AND registration IS NOT NULL"
          " UNION SELECT registration FROM tickets WHERE id IN (SELECT ticket FROM ticket_revocations "
          "WHERE " UKETSUKE_NEW
          ") UNION SELECT registration FROM check_ins WHERE id IN (SELECT check_in FROM annulments WHERE " UKETSUKE_NEW
          ")",
          {request.event, request.after, upto})
      .and_then([&] {
        return connection.run(
            "INSERT OR IGNORE INTO temp.news_touched (registration) SELECT value FROM ("
            " SELECT r.substitute_for AS value FROM temp.news_touched s CROSS JOIN registrations r ON r.id = "
            "s.registration"
            " UNION SELECT r.substituted_by FROM temp.news_touched s CROSS JOIN registrations r ON r.id = "
            "s.registration"
            " UNION SELECT r.suspected_of FROM temp.news_touched s CROSS JOIN registrations r ON r.id = s.registration)"
            " WHERE value IS NOT NULL");
      });
}

/// The next of them, in order. @return how many
Result<std::int64_t> move_chunk(Connection& connection, std::size_t most) {
  return connection.run("DELETE FROM temp.pack_chunk")
      .and_then([&] {
        return connection.run_counting(
            "INSERT INTO temp.pack_chunk (registration)"
            " SELECT registration FROM temp.news_touched ORDER BY registration LIMIT ?1",
            {static_cast<std::int64_t>(most)});
      })
      .and_then([&](std::int64_t moved) -> Result<std::int64_t> {
        auto gone = connection.run(
            "DELETE FROM temp.news_touched WHERE registration IN (SELECT registration FROM temp.pack_chunk)");
        if (!gone) return tl::unexpected(gone.error());
        return moved;
      });
}

Result<PackContent> read_chunk(StoreParts& parts, const NewsRequest& request, const PackRange& range) {
  const auto event = find_known_event(parts, request.event);
  if (!event) return tl::unexpected(event.error());
  PackContent content;
  content.kiosk = parts.info.kiosk.value;
  content.event = request.event;
  content.schema = parts.info.schema;
  content.practice = parts.info.practice;
  content.tag = (*event)->tag.value;
  content.hlc = range.upto;
  content.is_part = true;
  content.known = request.known;
  if (auto read = read_part_rows(parts.connection, content, range); !read) return tl::unexpected(read.error());
  auto doors = pack_doors(parts.connection);  // its entries are told with the door's name
  if (!doors) return tl::unexpected(doors.error());
  content.tables.push_back(std::move(*doors));
  return content;
}

Result<std::int64_t> count_new_facts(Connection& connection, const NewsRequest& request, std::int64_t upto) {
  std::int64_t facts = 0;
  for (const std::string_view table : kFactTables) {
    const auto rows =
        connection.get("SELECT count(*) FROM " + std::string(table) + " WHERE " UKETSUKE_NEW,
                       {request.event, request.after, upto}, [](const Row& row) { return row.integer(0); });
    if (!rows) return rows;
    facts += *rows;
  }
  return facts;
}

#undef UKETSUKE_NEW

Result<News> read_view(StoreParts& parts, const NewsRequest& request) {
  Connection& connection = parts.connection;
  News news;
  const auto clock = load_hybrid_clock(connection);
  if (!clock) return tl::unexpected(clock.error());
  news.upto = clock->value;
  if (auto begun = begin_origins(connection, request, parts.info.kiosk); !begun) return tl::unexpected(begun.error());
  const auto facts = count_new_facts(connection, request, news.upto);
  if (!facts) return tl::unexpected(facts.error());
  if (*facts == 0) return news;
  if (auto found = find_touched(connection, request, news.upto); !found) return tl::unexpected(found.error());
  PackRange range{request.after, news.upto};
  for (;;) {
    const auto moved = move_chunk(connection, request.most_registrations);
    if (!moved) return tl::unexpected(moved.error());
    if (*moved == 0 && !news.batches.empty()) return news;
    auto content = read_chunk(parts, request, range);
    if (!content) return tl::unexpected(content.error());
    news.batches.push_back(std::move(*content));
    range.after = range.upto;  // what is of no registration went with the first
  }
}

}  // namespace

Result<News> read_news(StoreParts& parts, const NewsRequest& request) {
  const auto view = Transaction::begin_reading(parts.connection);
  if (!view) return tl::unexpected(view.error());
  return read_view(parts, request);
}

Result<std::int64_t> count_news(StoreParts& parts, const EventCode& event, std::int64_t after) {
  const NewsRequest request{event, after, 1, {}};
  if (auto begun = begin_origins(parts.connection, request, parts.info.kiosk); !begun) {
    return tl::unexpected(begun.error());
  }
  return count_new_facts(parts.connection, request, std::numeric_limits<std::int64_t>::max());
}

std::string write_batch(const PackContent& content) {
  PackContent with_known = content;
  PackedTable known{std::string(kKnown), {}};
  for (const auto& [origin, clock] : content.known) known.rows.push_back({origin, clock});
  with_known.tables.push_back(std::move(known));
  return write_pack(with_known);
}

Result<PackContent> read_batch(const std::string& bytes) {
  auto content = read_pack(bytes);
  if (!content) return content;
  content->is_part = true;
  for (const PackRow& row : content->rows_of(kKnown)) {
    const auto* origin = row.size() == 2 ? std::get_if<std::string>(&row[0]) : nullptr;
    const auto* clock = row.size() == 2 ? std::get_if<std::int64_t>(&row[1]) : nullptr;
    if (origin == nullptr || clock == nullptr) return fail(Code::bad_input, "a batch that says not what it knows");
    content->known[*origin] = *clock;
  }
  return content;
}

}  // namespace uketsuke
