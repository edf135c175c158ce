// See raw_store.h.
#include "tests/db/raw_store.h"

#include "common/result.h"
#include "db/store.h"
#include "db/store_key.h"

namespace uketsuke::testing {

RawStore::RawStore(const std::string& folder) {
  CHECK(sqlite3_open(store_file(folder).c_str(), &database_) == SQLITE_OK);
  sqlite3_busy_timeout(database_, 10'000);
  if (const auto key = load_store_key(folder); key && *key) CHECK(run("PRAGMA key = " + (*key)->quoted()).empty());
  CHECK(
      run("PRAGMA foreign_keys = OFF; PRAGMA ignore_check_constraints = ON; PRAGMA recursive_triggers = OFF").empty());
}

RawStore::~RawStore() { sqlite3_close(database_); }

std::string RawStore::run(const std::string& sql) {
  char* error = nullptr;
  const int code = sqlite3_exec(database_, sql.c_str(), nullptr, nullptr, &error);
  std::string said = error == nullptr ? std::string() : error;
  sqlite3_free(error);
  if (code != SQLITE_OK && said.empty()) said = "error " + std::to_string(code);
  if (sqlite3_get_autocommit(database_) == 0 && code != SQLITE_OK)
    sqlite3_exec(database_, "ROLLBACK", nullptr, nullptr, nullptr);
  return said;
}

std::int64_t RawStore::number(const std::string& sql) {
  const std::string said = text(sql);
  return said.empty() ? -1 : std::stoll(said);
}

std::string RawStore::text(const std::string& sql) {
  std::string value;
  const auto take = [](void* into, int columns, char** values, char**) {
    if (columns > 0 && values[0] != nullptr) *static_cast<std::string*>(into) = values[0];
    return 1;  // the first row is enough
  };
  sqlite3_exec(database_, sql.c_str(), take, &value, nullptr);
  return value;
}

std::string RawStore::rows(const std::string& sql) {
  std::string all;
  const auto take = [](void* into, int columns, char** values, char**) {
    auto& text = *static_cast<std::string*>(into);
    for (int i = 0; i < columns; ++i) text += std::string(values[i] == nullptr ? "null" : values[i]) + "|";
    text += "\n";
    return 0;
  };
  CHECK(sqlite3_exec(database_, sql.c_str(), take, &all, nullptr) == SQLITE_OK);
  return all;
}

}  // namespace uketsuke::testing
