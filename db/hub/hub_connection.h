// The one adapter to PostgreSQL (libpq): a connection, bound values, rows, transactions, notifications. Nothing is
// thrown; no wait is longer than its limit, and each can be given up. One thread each; knows no table.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "common/result.h"
#include "db/hub/hub_options.h"

namespace uketsuke {

/// A value for a `$1` of a statement.
class HubValue {
 public:
  HubValue(std::int64_t number) : text_(std::to_string(number)) {}
  HubValue(int number) : text_(std::to_string(number)) {}
  HubValue(bool yes) : text_(yes ? "t" : "f") {}
  HubValue(const char* text) : text_(text) {}
  HubValue(std::string text) : text_(std::move(text)) {}
  /// A bytea.
  static HubValue bytes(std::string bytes) {
    HubValue value(std::move(bytes));
    value.binary_ = true;
    return value;
  }
  [[nodiscard]] const std::string& text() const { return text_; }
  [[nodiscard]] bool binary() const { return binary_; }

 private:
  std::string text_;
  bool binary_ = false;
};
using HubValues = std::vector<HubValue>;

/// A row of an answer; columns from 0. A bytea comes as its bytes.
class HubRow {
 public:
  explicit HubRow(std::vector<std::optional<std::string>> values) : values_(std::move(values)) {}
  [[nodiscard]] bool is_null(std::size_t column) const { return !values_.at(column); }
  [[nodiscard]] std::string text(std::size_t column) const { return values_.at(column).value_or(""); }
  [[nodiscard]] std::int64_t integer(std::size_t column) const;
  [[nodiscard]] bool boolean(std::size_t column) const { return text(column) == "t"; }

 private:
  std::vector<std::optional<std::string>> values_;
};
using HubRows = std::vector<HubRow>;

struct HubLimits {
  std::chrono::milliseconds connect = std::chrono::seconds(5);
  std::chrono::milliseconds answer = std::chrono::seconds(20);
  std::function<bool()> give_up{};  ///< asked several times a second while something is waited for
};

/// Errors of every function: Code::refused where the hub said no by a rule or a right (its words in `what`), else
/// io_failed: not reached, cut, too slow. After io_failed the connection is of no use any more.
class HubConnection {
 public:
  /// @param options  judged here again (hub_options.h): what is not safe is not tried
  static Result<HubConnection> open(const HubOptions& options, HubLimits limits = {});
  HubConnection(HubConnection&&) noexcept;
  HubConnection& operator=(HubConnection&&) noexcept;
  ~HubConnection();

  Result<HubRows> query(std::string_view sql, const HubValues& values = {});
  /// As query; the rows are of no interest.
  Status run(std::string_view sql, const HubValues& values = {});
  /// Several statements without values: migrations.
  Status run_script(std::string_view sql);
  /// Waits for a notification of a LISTEN, at most that long. @return whether there was one
  Result<bool> wait_for_notice(std::chrono::milliseconds most);
  /// What a role keeps of its password at the hub (SCRAM-SHA-256), so that the password itself stays here.
  Result<std::string> make_verifier(const std::string& password, const std::string& role);

 private:
  struct Parts;
  explicit HubConnection(std::unique_ptr<Parts> parts);
  std::unique_ptr<Parts> parts_;
};

/// Runs `work()` (a Result or Status) in one transaction of the hub; rolled back where it fails.
template <class Work>
auto in_hub_transaction(HubConnection& hub, Work work) -> decltype(work()) {
  if (auto begun = hub.run("BEGIN"); !begun) return tl::unexpected(begun.error());
  auto result = work();
  if (!result) {
    static_cast<void>(hub.run("ROLLBACK"));
    return result;
  }
  if (auto committed = hub.run("COMMIT"); !committed) return tl::unexpected(committed.error());
  return result;
}

}  // namespace uketsuke
