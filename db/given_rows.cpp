// A virtual table without storage: it exists as soon as its module does. See given_rows.h; sqlite.org/vtab.html.
#include "db/given_rows.h"

#include <sqlite3.h>

#include <new>

namespace uketsuke {

namespace {

struct Table {
  sqlite3_vtab base{};  // first: SQLite sees nothing else
  const GivenRows* const* rows = nullptr;
};

struct Cursor {
  sqlite3_vtab_cursor base{};
  const GivenRows* rows = nullptr;
  std::size_t row = 0;
};

Cursor& cursor_of(sqlite3_vtab_cursor* base) { return *reinterpret_cast<Cursor*>(base); }

int connect(sqlite3* database, void* rows, int, const char* const*, sqlite3_vtab** made, char**) {
  const int declared = sqlite3_declare_vtab(
      database, "CREATE TABLE given (c1, c2, c3, c4, c5, c6, c7, c8, c9, c10, c11, c12, c13, c14, c15, c16)");
  if (declared != SQLITE_OK) return declared;
  auto* table = new (std::nothrow) Table;
  if (table == nullptr) return SQLITE_NOMEM;
  table->rows = static_cast<const GivenRows* const*>(rows);
  *made = &table->base;
  return sqlite3_vtab_config(database, SQLITE_VTAB_DIRECTONLY);
}

int disconnect(sqlite3_vtab* base) {
  delete reinterpret_cast<Table*>(base);
  return SQLITE_OK;
}

/// Every row in its order: there is nothing to choose.
int plan(sqlite3_vtab*, sqlite3_index_info* info) {
  info->estimatedRows = 1000;
  info->estimatedCost = 1000;
  return SQLITE_OK;
}

int open(sqlite3_vtab* base, sqlite3_vtab_cursor** made) {
  auto* cursor = new (std::nothrow) Cursor;
  if (cursor == nullptr) return SQLITE_NOMEM;
  cursor->rows = *reinterpret_cast<Table*>(base)->rows;
  *made = &cursor->base;
  return SQLITE_OK;
}

int close(sqlite3_vtab_cursor* base) {
  delete &cursor_of(base);
  return SQLITE_OK;
}

int rewind(sqlite3_vtab_cursor* base, int, const char*, int, sqlite3_value**) {
  cursor_of(base).row = 0;
  return SQLITE_OK;
}

int next(sqlite3_vtab_cursor* base) {
  ++cursor_of(base).row;
  return SQLITE_OK;
}

int is_at_end(sqlite3_vtab_cursor* base) {
  const Cursor& cursor = cursor_of(base);
  return cursor.rows == nullptr || (cursor.row + 1) * cursor.rows->columns > cursor.rows->values.size() ? 1 : 0;
}

int read_column(sqlite3_vtab_cursor* base, sqlite3_context* to, int column) {
  const Cursor& cursor = cursor_of(base);
  if (static_cast<std::size_t>(column) >= cursor.rows->columns) return SQLITE_RANGE;
  const std::size_t place = cursor.row * cursor.rows->columns + static_cast<std::size_t>(column);
  const Bound::Value& value = cursor.rows->values[place].value();
  if (const auto* number = std::get_if<std::int64_t>(&value)) {
    sqlite3_result_int64(to, *number);
  } else if (const auto* text = std::get_if<std::string_view>(&value)) {
    sqlite3_result_text(to, text->data() == nullptr ? "" : text->data(), static_cast<int>(text->size()), SQLITE_STATIC);
  } else if (const auto* blob = std::get_if<const Blob*>(&value)) {
    sqlite3_result_blob(to, (*blob)->data(), static_cast<int>((*blob)->size()), SQLITE_STATIC);
  }
  return SQLITE_OK;
}

int read_rowid(sqlite3_vtab_cursor* base, sqlite3_int64* rowid) {
  *rowid = static_cast<sqlite3_int64>(cursor_of(base).row);
  return SQLITE_OK;
}

sqlite3_module make_module() {
  sqlite3_module module{};
  module.xConnect = connect;
  module.xBestIndex = plan;
  module.xDisconnect = disconnect;
  module.xOpen = open;
  module.xClose = close;
  module.xFilter = rewind;
  module.xNext = next;
  module.xEof = is_at_end;
  module.xColumn = read_column;
  module.xRowid = read_rowid;
  return module;
}

}  // namespace

bool add_given_table(sqlite3* database, const GivenRows* const* rows) {
  static const sqlite3_module module = make_module();
  void* client = const_cast<GivenRows const**>(rows);  // SQLite hands it back to `connect` as it is
  return sqlite3_create_module(database, "given", &module, client) == SQLITE_OK;
}

}  // namespace uketsuke
