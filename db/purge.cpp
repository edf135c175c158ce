// Facts keep their rows, only their words are emptied; the guards let that pass once the purge row is there. Freed
// bytes are overwritten (secure_delete), then the file is rewritten and its -wal cut. See purge.h.
#include "db/purge.h"

#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>

#include "db/handover_queries.h"
#include "db/migrate.h"
#include "db/parts.h"

namespace uketsuke {

namespace {

namespace fs = std::filesystem;

constexpr std::int64_t kHoursWithoutEnd = 6;

/// Errors: Code::refused while names are still needed
Status check_is_due(StoreParts& parts, const Event& event, UtcMillis now) {
  const UtcMillis over = event.ends_at.value_or(event.starts_at + kHoursWithoutEnd * 60 * kMillisPerMinute);
  if (now < over) {
    return fail(
        Code::refused,
        event.code.value + "はまだ終わっていません。終了後に消去してください（今すぐ消去する場合は --force）。");
  }
  const auto taken_out = has_take_out(parts.connection, event.code);
  if (!taken_out) return tl::unexpected(taken_out.error());
  if (!*taken_out) {
    return fail(
        Code::refused,
        event.code.value +
            "の名簿はまだ引き渡されていません。先に export か event pack で引き渡してください（不要なら --force）。");
  }
  return {};
}

Status prepare(Connection& connection) {
  return connection.get("PRAGMA secure_delete = ON", {}, [](const Row&) { return true; }).and_then([](bool) -> Status {
    return {};
  });
}

/// The purge row, if it is not there, and everything that it lets be emptied. Inside a transaction.
Result<std::int64_t> erase(Connection& connection, const EventCode& event, const Fact& fact) {
  const auto before = is_purged(connection, event);
  if (!before) return tl::unexpected(before.error());
  if (!*before) {
    if (auto done = insert_purge(connection, event, fact); !done) return tl::unexpected(done.error());
  }
  return erase_personal_data(connection, event);
}

bool is_store_file(const fs::path& file) {
  constexpr std::string_view kMark = "SQLite format 3";
  std::array<char, kMark.size()> start{};
  std::ifstream stream(file, std::ios::binary);
  return stream.read(start.data(), start.size()) && std::string_view(start.data(), start.size()) == kMark;
}

/// Known ones, and every store that lies in the folder beside ours: kept by a restore, left by a crash.
Result<std::vector<std::string>> find_copies(StoreParts& parts) {
  auto copies = list_known_backups(parts.connection);
  if (!copies) return copies;
  std::error_code error;
  const fs::path own = store_file(parts.folder);
  for (const fs::directory_entry& entry : fs::directory_iterator(parts.folder, error)) {
    std::error_code ignored;
    if (!entry.is_regular_file(ignored) || fs::equivalent(entry.path(), own, ignored)) continue;
    const std::string file = fs::absolute(entry.path(), ignored).lexically_normal().string();
    const bool listed = std::find(copies->begin(), copies->end(), file) != copies->end();
    if (!listed && is_store_file(entry.path())) copies->push_back(file);
  }
  return copies;
}

/// Erases in one copy. Errors: why it could not be reached
Status purge_copy(const std::string& file, const StoreParts& parts, const KnownEvent& event, const Fact& fact) {
  std::error_code error;
  if (!fs::exists(file, error)) return fail(Code::not_found, "not there: plug its medium in and purge again");
  auto copy = Connection::open(file, OpenMode::read_write);
  if (!copy) return tl::unexpected(copy.error());
  const auto info = load_store_info(*copy);
  if (!info) return fail(Code::store_failed, "it is no store of Uketsuke, or it is broken");
  if (info->kiosk != parts.info.kiosk) return fail(Code::refused, "it is another store's: purge it there");
  if (auto schema = migrate(*copy, embedded_migrations()); !schema) return tl::unexpected(schema.error());
  const auto known = load_known_event(*copy, event.event.code);
  if (!known) return tl::unexpected(known.error());
  if (*known && (*known)->tag == event.tag) {
    if (auto ready = prepare(*copy); !ready) return ready;
    const auto erased = in_transaction(*copy, [&] { return erase(*copy, event.event.code, fact); });
    if (!erased) return tl::unexpected(erased.error());
  }
  return shrink_store(*copy);
}

Status purge_copies(StoreParts& parts, const KnownEvent& event, const Fact& fact, PurgeReport& report) {
  const auto copies = find_copies(parts);
  if (!copies) return tl::unexpected(copies.error());
  for (const std::string& file : *copies) {
    const auto purged = purge_copy(file, parts, event, fact);
    if (purged) {
      report.backups.push_back(file);
    } else {
      report.unreached.push_back({file, purged.error().what});
    }
  }
  return {};
}

}  // namespace

Result<PurgeReport> purge_event(const std::string& folder, const EventCode& event, bool force, const Change& change) {
  auto parts = open_store_parts(folder);
  if (!parts) return tl::unexpected(parts.error());
  PurgeReport report;
  report.event = event;
  if (auto ready = prepare(parts->connection); !ready) return tl::unexpected(ready.error());
  std::optional<Fact> fact;
  std::optional<KnownEvent> purged;
  const auto people = in_transaction(parts->connection, [&]() -> Result<std::int64_t> {
    const auto known = find_known_event(*parts, event);
    if (!known) return tl::unexpected(known.error());
    purged = **known;
    const auto again = is_purged(parts->connection, event);
    if (!again) return tl::unexpected(again.error());
    if (!force && !*again) {
      if (auto due = check_is_due(*parts, (*known)->event, change.now); !due) return tl::unexpected(due.error());
    }
    auto begun = begin_fact(*parts, change.now, change.by);
    if (!begun) return tl::unexpected(begun.error());
    fact = std::move(*begun);
    return erase(parts->connection, event, *fact);
  });
  if (!people) return tl::unexpected(people.error());
  report.people = *people;
  if (auto shrunk = shrink_store(parts->connection); !shrunk) {
    report.store_is_clean = false;
    report.unreached.push_back({store_file(folder) + "-wal", shrunk.error().what});
  }
  if (auto copies = purge_copies(*parts, *purged, *fact, report); !copies) return tl::unexpected(copies.error());
  return report;
}

}  // namespace uketsuke
