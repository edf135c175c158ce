// The store's file as a person with the sqlite3 shell has it: no foreign keys, no CHECKs, any statement. For tests
// only.
#pragma once

#include <sqlite3.h>

#include <cstdint>
#include <string>

namespace uketsuke::testing {

class RawStore {
 public:
  /// Opens FOLDER/uketsuke.db with foreign_keys = OFF and ignore_check_constraints = ON.
  explicit RawStore(const std::string& folder);
  RawStore(const RawStore&) = delete;
  RawStore& operator=(const RawStore&) = delete;
  ~RawStore();
  /// @return what SQLite said; empty if it went through
  std::string run(const std::string& sql);
  /// First column of the first row; -1 without one.
  std::int64_t number(const std::string& sql);
  std::string text(const std::string& sql);
  /// Every row, values apart by a bar.
  std::string rows(const std::string& sql);

 private:
  sqlite3* database_ = nullptr;
};

}  // namespace uketsuke::testing
