// The store's beginning: making one, opening one, its keys. See store.h.
#include "db/store.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>
#include <system_error>

#include "common/uuid.h"
#include "db/audit.h"
#include "db/migrate.h"
#include "db/parts.h"
#include "db/store_key.h"
#include "db/store_queries.h"

namespace uketsuke {

namespace {

std::string reason_of(int error) { return std::error_code(error, std::generic_category()).message(); }

/// The folder is the organiser's alone: it holds names and the ticket key. One that already holds other things (a home,
/// a shared folder) keeps its rights; the store's own file is closed to others in any case.
Status make_folder(const std::string& folder) {
  std::error_code error;
  std::filesystem::create_directories(folder, error);
  if (error) return fail(Code::io_failed, "cannot make the folder " + folder + ": " + error.message());
  const bool holds_nothing = std::filesystem::is_empty(folder, error) && !error;
  if (holds_nothing && ::chmod(folder.c_str(), 0700) != 0) {
    return fail(Code::io_failed, "cannot set the rights of " + folder + ": " + reason_of(errno));
  }
  return {};
}

/// An empty file that nobody else may read; SQLite gives its -wal and -shm the same rights.
Status make_file(const std::string& file) {
  ::unlink(file.c_str());
  const int handle = ::open(file.c_str(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  if (handle < 0) return fail(Code::io_failed, "cannot make " + file + ": " + reason_of(errno));
  ::close(handle);
  return {};
}

/// Schema, kiosk id and ticket key; the connection is closed again, so that the file is whole without its -wal.
Status fill(const std::string& file, bool practice, UtcMillis now) {
  auto connection = Connection::open(file, OpenMode::read_write);
  if (!connection) return tl::unexpected(connection.error());
  if (auto schema = migrate(*connection, embedded_migrations()); !schema) return tl::unexpected(schema.error());
  return in_transaction(*connection, [&]() -> Status {
    return insert_setting(*connection, "kiosk", make_uuid(now))
        .and_then([&] { return insert_setting(*connection, "practice", practice ? "1" : "0"); })
        .and_then([&] {
          return insert_organiser_key(*connection, OrganiserKey{1, make_key_bytes()}, now);
        });
  });
}

/// A connection that was closed leaves a -wal only where its content could not be put into the file itself.
Status check_is_alone(const std::string& file) {
  struct stat wal {};
  if (::stat((file + "-wal").c_str(), &wal) != 0 || wal.st_size == 0) return {};
  return fail(Code::io_failed, "cannot write all of " + file + ": is the disk full?");
}

/// Two that make a store at once: link() lets exactly one through.
Status put_in_place(const std::string& fresh, const std::string& file) {
  if (::link(fresh.c_str(), file.c_str()) != 0) {
    if (errno == EEXIST) return fail(Code::bad_call, "there is a store already: " + file);
    return fail(Code::io_failed, "cannot make " + file + ": " + reason_of(errno));
  }
  return {};
}

}  // namespace

std::string store_file(const std::string& folder) { return (std::filesystem::path(folder) / "uketsuke.db").string(); }

Result<TicketKeys> load_ticket_keys(Connection& connection) {
  auto organiser = list_organiser_keys(connection);
  if (!organiser) return tl::unexpected(organiser.error());
  auto events = list_event_subkeys(connection);
  if (!events) return tl::unexpected(events.error());
  return TicketKeys{std::move(*organiser), std::move(*events)};
}

Result<StoreInfo> load_store_info(Connection& connection) {
  if (auto tables = check_has_tables(connection); !tables) return tl::unexpected(tables.error());
  const auto schema = read_schema(connection);
  if (!schema) return tl::unexpected(schema.error());
  const auto kiosk = load_setting(connection, "kiosk");
  if (!kiosk) return tl::unexpected(kiosk.error());
  const auto practice = load_setting(connection, "practice");
  if (!practice) return tl::unexpected(practice.error());
  return StoreInfo{KioskId(*kiosk), *practice == "1", *schema};
}

Result<Store> Store::create(const std::string& folder, bool practice, UtcMillis now) {
  const std::string file = store_file(folder);
  if (std::filesystem::exists(file)) return fail(Code::bad_call, "there is a store already: " + file);
  const std::string fresh = file + ".new-" + std::to_string(::getpid());
  auto made = make_folder(folder)
                  .and_then([&] { return make_store_key(folder); })
                  .and_then([&] { return make_file(fresh); })
                  .and_then([&] { return fill(fresh, practice, now); })
                  .and_then([&] { return check_is_alone(fresh); })
                  .and_then([&] { return put_in_place(fresh, file); });
  for (const char* suffix : {"", "-wal", "-shm"}) ::unlink((fresh + suffix).c_str());
  if (!made) return tl::unexpected(in_layer("init", made.error()));
  return open(folder);
}

Result<StoreParts> open_store_parts(const std::string& folder) {
  const std::string file = store_file(folder);
  std::error_code error;
  if (!std::filesystem::exists(file, error)) {
    return fail(Code::not_found, "there is no store in " + folder + ": make one with `uketsuke init`");
  }
  const auto failed = [&](const Error& why) { return tl::unexpected(in_layer(file, why)); };
  static_cast<void>(::chmod(file.c_str(), 0600));  // copied by hand, restored: not ours is no failure
  auto connection = Connection::open(file, OpenMode::read_write);
  if (!connection) return failed(connection.error());
  if (auto tables = check_has_tables(*connection); !tables) return failed(tables.error());  // empty is not new
  if (auto schema = migrate(*connection, embedded_migrations()); !schema) return failed(schema.error());
  const auto whole = quick_check(*connection);
  if (!whole) return failed(whole.error());
  if (*whole != "ok") return failed({Code::store_failed, "the store is broken: restore a backup (" + *whole + ")", {}});
  const auto info = load_store_info(*connection);
  if (!info) return failed(info.error());
  auto keys = load_ticket_keys(*connection);
  if (!keys) return failed(keys.error());
  const auto version = connection->data_version();
  if (!version) return failed(version.error());
  if (auto watched = watch_facts(*connection, info->kiosk); !watched) return failed(watched.error());
  return StoreParts{folder, std::move(*connection), *info, std::move(*keys), {}, *version, *version};
}

Result<Store> Store::open(const std::string& folder) {
  auto parts = open_store_parts(folder);
  if (!parts) return tl::unexpected(parts.error());
  return Store(std::make_unique<Parts>(Parts{std::move(*parts)}));
}

Store::Store(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}
Store::Store(Store&&) noexcept = default;
Store& Store::operator=(Store&&) noexcept = default;
Store::~Store() = default;

const StoreInfo& Store::info() const { return parts_->info; }
const std::string& Store::folder() const { return parts_->folder; }

Result<bool> Store::changed_elsewhere() {
  const auto version = parts_->connection.data_version();
  if (!version) return tl::unexpected(version.error());
  const bool changed = *version != parts_->seen_version;
  parts_->seen_version = *version;
  return changed;
}

}  // namespace uketsuke
