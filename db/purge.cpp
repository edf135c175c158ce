// Facts keep their rows, only their words are emptied; the guards let that pass once the purge row is there. Freed
// bytes are overwritten (secure_delete), then the file is rewritten and its -wal cut. See purge.h.
#include "db/purge.h"

#include <algorithm>
#include <filesystem>

#include "db/handover_queries.h"
#include "db/kept_people.h"
#include "db/migrate.h"
#include "db/parts.h"
#include "db/store_key.h"

namespace uketsuke {

namespace {

namespace fs = std::filesystem;

constexpr std::int64_t kHoursWithoutEnd = 6;

bool is_over(const Event& event, UtcMillis now) {
  return now >= event.ends_at.value_or(event.starts_at + kHoursWithoutEnd * 60 * kMillisPerMinute);
}

/// Errors: Code::refused while names are still needed
Status check_is_due(StoreParts& parts, const Event& event, UtcMillis now) {
  if (!is_over(event, now)) {
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

/// The purge row, if it is not there, and everything that it lets be emptied; what reports need is kept. Inside a
/// transaction.
Result<std::int64_t> erase(Connection& connection, const PurgeRequest& request, const Fact& fact) {
  const EventCode& event = request.event;
  const auto before = is_purged(connection, event);
  if (!before) return tl::unexpected(before.error());
  if (!*before) {
    if (auto done = insert_purge(connection, event, fact); !done) return tl::unexpected(done.error());
  }
  auto kept = keep_marks(connection, event).and_then([&] { return keep_kinds(connection, event, request.kinds); });
  if (!kept) return tl::unexpected(kept.error());
  const auto people = erase_personal_data(connection, event);
  if (!people) return people;
  if (auto forgot = forget_mark_key(connection); !forgot) return tl::unexpected(forgot.error());
  return people;
}

/// An encrypted one shows no mark: then its name has to do, and what is none is named as unreached.
bool is_store_file(const fs::path& file) {
  if (!encrypts_stores()) return begins_as_plain_store(file.string());
  const std::string name = file.filename().string();
  const std::string end = name.substr(name.size() - std::min<std::size_t>(name.size(), 4));
  return name.find(".db") != std::string::npos && end != "-wal" && end != "-shm";
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

/// What was done in the store and is to be done in its copies.
struct Purge {
  const PurgeRequest& request;
  KnownEvent event;
  Fact fact;
};

/// Erases in one copy. Errors: why it could not be reached
Status purge_copy(const std::string& file, const StoreParts& parts, const Purge& purge) {
  std::error_code error;
  if (!fs::exists(file, error)) return fail(Code::not_found, "not there: plug its medium in and purge again");
  auto copy = Connection::open(name_copy(file, parts.folder), OpenMode::read_write);
  if (!copy) return tl::unexpected(copy.error());
  const auto info = load_store_info(*copy);
  if (!info) return fail(Code::store_failed, "it is no store of Uketsuke, or it is broken");
  if (info->kiosk != parts.info.kiosk) return fail(Code::refused, "it is another store's: purge it there");
  if (auto schema = migrate(*copy, embedded_migrations()); !schema) return tl::unexpected(schema.error());
  const auto known = load_known_event(*copy, purge.request.event);
  if (!known) return tl::unexpected(known.error());
  if (*known && (*known)->tag == purge.event.tag) {
    if (auto ready = prepare(*copy); !ready) return ready;
    const auto erased = in_transaction(*copy, [&] { return erase(*copy, purge.request, purge.fact); });
    if (!erased) return tl::unexpected(erased.error());
  }
  return shrink_store(*copy);
}

/// One of the numbered names that are kept for copies to come (backups.h): another number is there, so its medium is
/// plugged in.
bool was_never_written(const std::string& file, const std::vector<std::string>& copies) {
  std::error_code error;
  const std::size_t number = file.rfind("-");
  if (number == std::string::npos || fs::path(file).filename().string().rfind("uketsuke-", 0) != 0) return false;
  const std::string numbered = file.substr(0, number + 1);
  return !fs::exists(file, error) && std::any_of(copies.begin(), copies.end(), [&](const std::string& other) {
    return other.rfind(numbered, 0) == 0 && fs::exists(other, error);
  });
}

Status purge_copies(StoreParts& parts, const Purge& purge, PurgeReport& report) {
  const auto copies = find_copies(parts);
  if (!copies) return tl::unexpected(copies.error());
  for (const std::string& file : *copies) {
    if (was_never_written(file, *copies)) continue;
    const auto purged = purge_copy(file, parts, purge);
    if (purged) {
      report.backups.push_back(file);
    } else {
      report.unreached.push_back({file, purged.error().what});
    }
  }
  return {};
}

}  // namespace

Result<HandOver> find_hand_over(const std::string& folder, const EventCode& event, UtcMillis now) {
  auto connection = Connection::open(store_file(folder), OpenMode::read_only);
  if (!connection) return tl::unexpected(connection.error());
  const auto known = load_known_event(*connection, event);
  if (!known) return tl::unexpected(known.error());
  if (!*known) return tl::unexpected(no_such_event(*connection, event));
  if (!is_over((*known)->event, now)) return HandOver{};
  const auto taken_out = has_take_out(*connection, event);
  if (!taken_out) return tl::unexpected(taken_out.error());
  const auto people = count_people(*connection, event);
  if (!people) return tl::unexpected(people.error());
  if (!*taken_out || *people == 0) return HandOver{};
  return HandOver{true, *people};
}

Result<PurgeReport> purge_event(const std::string& folder, const PurgeRequest& request, const Change& change) {
  auto parts = open_store_parts(folder);
  if (!parts) return tl::unexpected(parts.error());
  PurgeReport report;
  report.event = request.event;
  if (auto ready = prepare(parts->connection); !ready) return tl::unexpected(ready.error());
  Purge purge{request, {}, {}};
  const auto people = in_transaction(parts->connection, [&]() -> Result<std::int64_t> {
    const auto known = find_known_event(*parts, request.event);
    if (!known) return tl::unexpected(known.error());
    purge.event = **known;
    const auto again = is_purged(parts->connection, request.event);
    if (!again) return tl::unexpected(again.error());
    if (!request.force && !*again) {
      if (auto due = check_is_due(*parts, purge.event.event, change.now); !due) return tl::unexpected(due.error());
    }
    auto begun = begin_fact(*parts, change.now, change.by);
    if (!begun) return tl::unexpected(begun.error());
    purge.fact = std::move(*begun);
    return erase(parts->connection, request, purge.fact);
  });
  if (!people) return tl::unexpected(people.error());
  report.people = *people;
  if (auto shrunk = shrink_store(parts->connection); !shrunk) {
    report.store_is_clean = false;
    report.unreached.push_back({store_file(folder) + "-wal", shrunk.error().what});
  }
  if (auto copies = purge_copies(*parts, purge, report); !copies) return tl::unexpected(copies.error());
  return report;
}

}  // namespace uketsuke
