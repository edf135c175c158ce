// The one adapter to SQLite (through SQLiteCpp): a connection, bound values, rows, transactions. Nothing is thrown out
// of it: failures are Results. Owns prepared statements by their text. One thread each; knows no table.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

#include "common/ids.h"
#include "common/result.h"
#include "common/time.h"

namespace uketsuke {

using Blob = std::vector<unsigned char>;

/// A value for a `?` of a statement. Views what it was made of until the statement ran.
class Bound {
 public:
  using Value = std::variant<std::nullptr_t, std::int64_t, std::string_view, const Blob*>;

  Bound(std::nullopt_t) : value_(nullptr) {}
  Bound(int value) : value_(std::int64_t{value}) {}
  Bound(std::int64_t value) : value_(value) {}
  Bound(bool value) : value_(std::int64_t{value ? 1 : 0}) {}
  Bound(UtcMillis time) : value_(time.value) {}
  Bound(const char* text) : value_(std::string_view(text)) {}
  Bound(std::string_view text) : value_(text) {}
  Bound(const std::string& text) : value_(std::string_view(text)) {}
  Bound(const Blob& blob) : value_(&blob) {}
  template <class Tag>
  Bound(const TextId<Tag>& id) : value_(std::string_view(id.value)) {}
  template <class T>
  Bound(const std::optional<T>& maybe) : value_(maybe ? Bound(*maybe).value_ : Value(nullptr)) {}

  [[nodiscard]] const Value& value() const { return value_; }

 private:
  Value value_;
};
using Params = std::vector<Bound>;

/// Values for one statement that writes many rows, row after row.
struct GivenRows {
  std::size_t columns = 1;
  Params values;
};

/// The row a statement stands on; columns from 0. Valid inside the visit only.
class Row {
 public:
  explicit Row(void* statement) : statement_(statement) {}
  [[nodiscard]] std::int64_t integer(int column) const;
  [[nodiscard]] bool boolean(int column) const { return integer(column) != 0; }
  [[nodiscard]] UtcMillis time(int column) const { return {integer(column)}; }
  [[nodiscard]] std::string text(int column) const;
  [[nodiscard]] Blob blob(int column) const;
  [[nodiscard]] bool is_null(int column) const;
  [[nodiscard]] std::optional<std::int64_t> maybe_integer(int column) const;
  [[nodiscard]] std::optional<UtcMillis> maybe_time(int column) const;
  [[nodiscard]] std::optional<std::string> maybe_text(int column) const;
  /// An id of any kind: row.id<RegistrationId>(0).
  template <class Id>
  [[nodiscard]] Id id(int column) const {
    return Id(text(column));
  }
  template <class Id>
  [[nodiscard]] std::optional<Id> maybe_id(int column) const {
    if (is_null(column)) return std::nullopt;
    return Id(text(column));
  }

 private:
  void* statement_;
};

enum class OpenMode { create, read_write, read_only };

/// A connection with the store's PRAGMAs: busy timeout 10 s, foreign keys; writing ones synchronous FULL and recursive
/// triggers; reading ones query_only. (WAL is a property of the file: db/migrate.h.)
/// Errors of every function: Code::refused where a guard of the store said no (its words in `what`), else store_failed.
class Connection {
 public:
  /// @param mode  create makes the file if it is not there; the others do not
  static Result<Connection> open(const std::string& file, OpenMode mode);
  Connection(Connection&&) noexcept;
  Connection& operator=(Connection&&) noexcept;
  ~Connection();

  /// Runs a statement that gives no rows.
  Status run(std::string_view sql, const Params& params = {});
  /// As run; @return how many rows were changed
  Result<std::int64_t> run_counting(std::string_view sql, const Params& params = {});
  /// Runs one statement over many rows, which it reads from the table `given`: INSERT … SELECT c1, c2 FROM given.
  /// The same guards judge every row; what a statement costs beside its rows (a journal of its own, a new place in each
  /// index) is paid once. At most 16 columns; all or none of the rows are written.
  Status run_over(std::string_view sql, const GivenRows& rows);
  /// Several statements in one text without values: migrations.
  Status run_script(std::string_view sql);
  /// @param visit  called for each row; false ends it early
  Status visit(std::string_view sql, const Params& params, const std::function<bool(const Row&)>& visit);

  /// First row, read by `read(const Row&)`; none without a row.
  template <class Read, class T = std::invoke_result_t<Read, const Row&>>
  Result<std::optional<T>> find(std::string_view sql, const Params& params, Read read) {
    std::optional<T> found;
    auto done = visit(sql, params, [&](const Row& row) {
      found.emplace(read(row));
      return false;
    });
    if (!done) return tl::unexpected(std::move(done.error()));
    return found;
  }
  /// The row that must be there. Errors: Code::store_failed without one
  template <class Read, class T = std::invoke_result_t<Read, const Row&>>
  Result<T> get(std::string_view sql, const Params& params, Read read) {
    auto found = find(sql, params, std::move(read));
    if (!found) return tl::unexpected(std::move(found.error()));
    if (!*found) return fail(Code::store_failed, "a row that must be there is missing; run `uketsuke check`");
    return std::move(**found);
  }
  /// Every row, read by `read(const Row&)`.
  template <class Read, class T = std::invoke_result_t<Read, const Row&>>
  Result<std::vector<T>> list(std::string_view sql, const Params& params, Read read) {
    std::vector<T> rows;
    auto done = visit(sql, params, [&](const Row& row) {
      rows.push_back(read(row));
      return true;
    });
    if (!done) return tl::unexpected(std::move(done.error()));
    return rows;
  }
  /// Rows changed by the last statement.
  [[nodiscard]] std::int64_t changes() const;
  /// Called inside every IMMEDIATE transaction right before its COMMIT; an error of it rolls back.
  void before_commit(std::function<Status(Connection&)> work);
  /// What before_commit set; for Transaction.
  Status prepare_commit();
  /// Errors: Code::store_failed where the file, or the -wal that goes with it, is no longer the one that was opened
  Status check_in_place();
  /// PRAGMA data_version: another number once another connection committed.
  Result<std::int64_t> data_version();

 private:
  struct Parts;
  explicit Connection(std::unique_ptr<Parts> parts);
  std::unique_ptr<Parts> parts_;
};

/// One transaction; rolled back at the end of its scope unless committed. Does not nest.
class Transaction {
 public:
  /// BEGIN IMMEDIATE: waits up to 10 s for another writer.
  static Result<Transaction> begin(Connection& connection);
  /// BEGIN: one unchanging view for several reads.
  static Result<Transaction> begin_reading(Connection& connection);
  Transaction(Transaction&& other) noexcept : connection_(std::exchange(other.connection_, nullptr)) {}
  Transaction& operator=(Transaction&&) = delete;
  ~Transaction();
  /// On disk when it returns without an error, in the file that is in its place.
  Status commit();

 private:
  explicit Transaction(Connection& connection) : connection_(&connection) {}
  Connection* connection_;
};

/// Runs `work()` (a Result or Status) in one IMMEDIATE transaction: committed if it went well, else nothing was done.
template <class Work>
auto in_transaction(Connection& connection, Work work) -> decltype(work()) {
  auto transaction = Transaction::begin(connection);
  if (!transaction) return tl::unexpected(std::move(transaction.error()));
  auto result = work();
  if (!result) return result;
  if (auto committed = transaction->commit(); !committed) return tl::unexpected(std::move(committed.error()));
  return result;
}

}  // namespace uketsuke
