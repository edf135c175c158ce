// SQLiteCpp behind a small face; see connection.h. Everything it throws is caught here.
#include "db/connection.h"

#include <SQLiteCpp/SQLiteCpp.h>
#include <sqlite3.h>
#include <sys/stat.h>

#include <filesystem>
#include <unordered_map>

#include "db/given_rows.h"
#include "db/guard_words.h"
#include "db/store_key.h"

namespace uketsuke {

namespace {

constexpr int kBusyTimeoutMs = 10'000;
constexpr const char* kInMemory = ":memory:";
/// Memory of a connection for what a statement needs for a moment. SQLite's own slots are too small for its triggers;
/// Debian's build of it has none.
constexpr int kLookasideSlot = 4096;
constexpr int kLookasideSlots = 64;

/// What a file without SQLite's mark is, and one that another key encrypts.
std::string no_store() {
  const std::string broken = ", or it is broken: restore a backup ";
  if (!encrypts_stores()) {
    return "the file is not a store of Uketsuke" + broken + "(an encrypted one opens in a program built for that)";
  }
  return "the file is not a store of Uketsuke that this key encrypts" + broken +
         "(one that is not encrypted comes over by `event pack` and `event unpack`)";
}

Error error_from(int code, int extended, std::string what) {
  if (extended == SQLITE_CONSTRAINT_TRIGGER) return {Code::refused, japanese_guard(what), {}};
  if (code == SQLITE_BUSY || code == SQLITE_LOCKED) what = "another program holds the store: close it or try again";
  if (code == SQLITE_FULL) what = "the disk is full: free some space";
  if (code == SQLITE_IOERR) what = "the disk failed (" + what + "): check it, its cable and its card reader";
  if (code == SQLITE_NOTADB) what = no_store();
  if (code == SQLITE_CORRUPT) what = "the store is broken: restore a backup (" + what + ")";
  if (code == SQLITE_READONLY) what = "the store cannot be written: check the rights of its folder and file";
  if (code == SQLITE_CANTOPEN) what = "the store cannot be opened: check that its folder is there and may be written";
  return {Code::store_failed, std::move(what), {}};
}

Error error_from(const SQLite::Exception& exception) {
  return error_from(exception.getErrorCode(), exception.getExtendedErrorCode(), exception.getErrorStr());
}

/// Runs `work`, turning what the library throws into an Error.
template <class Work>
Status guarded(Work work) {
  try {
    work();
    return {};
  } catch (const SQLite::Exception& exception) {
    return tl::unexpected(error_from(exception));
  } catch (const std::exception& exception) {
    return fail(Code::store_failed, exception.what());
  }
}

/// Nobody asks SQLite how much memory it has; to know it takes a lock for each of the many pieces that a trigger needs.
/// Only before the process opens its first database: later it is refused, and counted on.
void stop_counting_memory() {
  static const int answer = sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
  static_cast<void>(answer);
}

void bind(SQLite::Statement& statement, const Params& params) {
  int index = 0;
  for (const Bound& param : params) {
    ++index;
    const Bound::Value& value = param.value();
    if (const auto* number = std::get_if<std::int64_t>(&value)) {
      statement.bind(index, *number);
    } else if (const auto* text = std::get_if<std::string_view>(&value)) {
      statement.bind(index, std::string(*text));
    } else if (const auto* blob = std::get_if<const Blob*>(&value)) {
      statement.bind(index, (*blob)->data(), static_cast<int>((*blob)->size()));
    } else {
      statement.bind(index);
    }
  }
}

struct TextHash {
  using is_transparent = void;
  std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>{}(text); }
};

struct Prepared {
  std::unique_ptr<SQLite::Statement> statement;
  bool in_use = false;
};

SQLite::Column column_of(void* statement, int column) {
  return static_cast<SQLite::Statement*>(statement)->getColumn(column);
}

}  // namespace

struct Connection::Parts {
  Parts(const std::string& name, int flags)
      : file(name),
        writes((flags & SQLite::OPEN_READWRITE) != 0),
        database(name, encrypts_stores() ? flags | SQLITE_OPEN_URI : flags, kBusyTimeoutMs) {}

  std::string file;
  bool writes;
  SQLite::Database database;
  std::optional<ino_t> wal;          ///< of the -wal this connection writes, once it has written
  const GivenRows* given = nullptr;  ///< while run_over runs
  std::function<Status(Connection&)> before_commit;
  // Behind unique_ptr: a statement keeps its place while the map grows.
  std::unordered_map<std::string, std::unique_ptr<Prepared>, TextHash, std::equal_to<>> prepared;

  /// May throw SQLite::Exception.
  Prepared& find_prepared(std::string_view sql) {
    const auto found = prepared.find(sql);
    if (found != prepared.end()) return *found->second;
    auto fresh = std::make_unique<Prepared>();
    fresh->statement = std::make_unique<SQLite::Statement>(database, std::string(sql));
    return *prepared.emplace(std::string(sql), std::move(fresh)).first->second;
  }
};

namespace {

/// Steps through every row; may throw. The library's own throwing step loses the extended code of some failures.
Status step_through(SQLite::Database& database, SQLite::Statement& statement, const Params& params,
                    const std::function<bool(const Row&)>& visit) {
  // A prepared statement that stays open would hold its view of the store: reset in every case.
  struct Reset {
    SQLite::Statement& statement;
    ~Reset() { statement.tryReset(); }
  } reset{statement};
  bind(statement, params);
  for (;;) {
    const int code = statement.tryExecuteStep();
    if (code == SQLITE_DONE) return {};
    if (code != SQLITE_ROW)
      return tl::unexpected(error_from(code & 0xFF, database.getExtendedErrorCode(), database.getErrorMsg()));
    if (!visit(Row(&statement))) return {};
  }
}

}  // namespace

std::int64_t Row::integer(int column) const { return column_of(statement_, column).getInt64(); }

std::string Row::text(int column) const { return column_of(statement_, column).getString(); }

Blob Row::blob(int column) const {
  const SQLite::Column value = column_of(statement_, column);
  const auto* bytes = static_cast<const unsigned char*>(value.getBlob());
  return bytes == nullptr ? Blob{} : Blob(bytes, bytes + value.getBytes());
}

bool Row::is_null(int column) const { return column_of(statement_, column).isNull(); }

std::optional<std::int64_t> Row::maybe_integer(int column) const {
  if (is_null(column)) return std::nullopt;
  return integer(column);
}

std::optional<UtcMillis> Row::maybe_time(int column) const {
  if (is_null(column)) return std::nullopt;
  return time(column);
}

std::optional<std::string> Row::maybe_text(int column) const {
  if (is_null(column)) return std::nullopt;
  return text(column);
}

Connection::Connection(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}
Connection::Connection(Connection&&) noexcept = default;
Connection& Connection::operator=(Connection&&) noexcept = default;
Connection::~Connection() = default;

namespace {

/// The key is the first thing that an encrypted file is given.
Status unlock(Connection& connection, const std::string& key_folder) {
  const auto key = load_store_key(key_folder);
  if (!key) return tl::unexpected(key.error());
  if (!*key) return {};
  // SQLCipher would write to stderr what the call returns as well. PRAGMAs take no bound values; the key is hexadecimal
  // digits.
  const std::string pragmas = "PRAGMA cipher_log_level = NONE; PRAGMA key = " + (*key)->quoted();
  if (auto given = connection.run_script(pragmas); !given) return given;
  // A library that does not encrypt takes that PRAGMA, too, and says nothing.
  const auto version = connection.find("PRAGMA cipher_version", {}, [](const Row& row) { return row.text(0); });
  if (!version) return tl::unexpected(version.error());
  if (!*version) return fail(Code::store_failed, "this program was built to encrypt, but runs without SQLCipher");
  return {};
}

}  // namespace

Result<Connection> Connection::open(const std::string& file, OpenMode mode) {
  const int flags = mode == OpenMode::read_only ? SQLite::OPEN_READONLY
                    : mode == OpenMode::create  ? SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE
                                                : SQLite::OPEN_READWRITE;
  stop_counting_memory();
  std::unique_ptr<Parts> parts;
  auto opened = guarded([&] { parts = std::make_unique<Parts>(file, flags); });
  if (!opened) return tl::unexpected(std::move(opened.error()));
  if (mode != OpenMode::read_only && !add_given_table(parts->database.getHandle(), &parts->given)) {
    return fail(Code::store_failed, "out of memory", file);
  }
  sqlite3_db_config(parts->database.getHandle(), SQLITE_DBCONFIG_LOOKASIDE, nullptr, kLookasideSlot, kLookasideSlots);
  Connection connection(std::move(parts));
  if (encrypts_stores() && file != kInMemory) {
    Parts& given = *connection.parts_;
    const char* path = sqlite3_db_filename(given.database.getHandle(), "main");
    const char* key_folder = sqlite3_uri_parameter(path, kKeyFolder);
    if (key_folder != nullptr) given.file = path;  // name_copy gave both
    const auto own_folder = std::filesystem::path(file).parent_path();
    if (auto unlocked = unlock(connection, key_folder != nullptr ? key_folder : own_folder.string()); !unlocked) {
      return tl::unexpected(std::move(unlocked.error()));
    }
  }
  const std::string_view pragmas =
      mode == OpenMode::read_only
          ? "PRAGMA foreign_keys = ON; PRAGMA trusted_schema = OFF; PRAGMA query_only = ON;"
          : "PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA recursive_triggers = ON;"
            // 8 MB: a door that runs for days does not grow. An import takes more for its time (large_cache.h).
            "PRAGMA trusted_schema = OFF; PRAGMA cache_size = -8192; PRAGMA temp_store = MEMORY;";
  if (auto set = connection.run_script(pragmas); !set) return tl::unexpected(std::move(set.error()));
  return connection;
}

Status Connection::visit(std::string_view sql, const Params& params, const std::function<bool(const Row&)>& visit) {
  Status stepped;
  auto thrown = guarded([&] {
    Prepared& prepared = parts_->find_prepared(sql);
    if (prepared.in_use) {  // a visit that asks the same again: a statement of its own
      SQLite::Statement own(parts_->database, std::string(sql));
      stepped = step_through(parts_->database, own, params, visit);
      return;
    }
    struct InUse {
      bool& flag;
      explicit InUse(bool& in_use) : flag(in_use) { flag = true; }
      ~InUse() { flag = false; }
    } const in_use(prepared.in_use);
    stepped = step_through(parts_->database, *prepared.statement, params, visit);
  });
  return thrown ? stepped : thrown;
}

Status Connection::run(std::string_view sql, const Params& params) {
  return visit(sql, params, [](const Row&) { return true; });
}

Status Connection::run_over(std::string_view sql, const GivenRows& rows) {
  parts_->given = &rows;
  auto done = run(sql);
  parts_->given = nullptr;
  return done;
}

Result<std::int64_t> Connection::run_counting(std::string_view sql, const Params& params) {
  auto done = run(sql, params);
  if (!done) return tl::unexpected(std::move(done.error()));
  return changes();
}

Status Connection::run_script(std::string_view sql) {
  return guarded([&] { parts_->database.exec(std::string(sql)); });
}

void Connection::before_commit(std::function<Status(Connection&)> work) { parts_->before_commit = std::move(work); }

Status Connection::prepare_commit() { return parts_->before_commit ? parts_->before_commit(*this) : Status(); }

std::int64_t Connection::changes() const { return parts_->database.getChanges(); }

Status Connection::check_in_place() {
  constexpr const char* kGone =
      "the store's file was moved, deleted or replaced while this program runs: end the program, put the file back or "
      "restore a backup, and start again";
  int moved = 0;
  sqlite3_file_control(parts_->database.getHandle(), "main", SQLITE_FCNTL_HAS_MOVED, &moved);
  if (moved != 0) return fail(Code::store_failed, kGone, parts_->file);
  // As long as this connection is open nobody may take the -wal away: what is written into a lost one is lost with it.
  struct stat wal {};
  const bool there = ::stat((parts_->file + "-wal").c_str(), &wal) == 0;
  if (there && !parts_->wal && parts_->writes) parts_->wal = wal.st_ino;
  if (parts_->wal && (!there || wal.st_ino != *parts_->wal)) return fail(Code::store_failed, kGone, parts_->file);
  return {};
}

Result<std::int64_t> Connection::data_version() {
  return get("PRAGMA data_version", {}, [](const Row& row) { return row.integer(0); });
}

Result<Transaction> Transaction::begin(Connection& connection) {
  auto begun = connection.run("BEGIN IMMEDIATE");
  if (!begun) return tl::unexpected(std::move(begun.error()));
  Transaction transaction(connection);
  if (auto there = connection.check_in_place(); !there) return tl::unexpected(std::move(there.error()));
  return transaction;
}

Result<Transaction> Transaction::begin_reading(Connection& connection) {
  auto begun = connection.run("BEGIN");
  if (!begun) return tl::unexpected(std::move(begun.error()));
  if (auto there = connection.check_in_place(); !there) {
    static_cast<void>(connection.run("ROLLBACK"));
    return tl::unexpected(std::move(there.error()));
  }
  return Transaction(connection);
}

Transaction::~Transaction() {
  // SQLite may have rolled back by itself (disk full): then this says "no transaction", which is what we want.
  if (connection_ != nullptr) static_cast<void>(connection_->run("ROLLBACK"));
}

Status Transaction::commit() {
  if (auto ready = connection_->prepare_commit(); !ready) return ready;
  auto committed = connection_->run("COMMIT");
  return committed ? std::exchange(connection_, nullptr)->check_in_place() : committed;
}

}  // namespace uketsuke
