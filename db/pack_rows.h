// What of an event travels between two stores, as rows of plain values: which tables and columns, to bytes and back.
// Knows neither passphrase nor merge. Any thread but for the functions that take a connection.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "common/ids.h"
#include "common/result.h"
#include "db/connection.h"

namespace uketsuke {

using PackValue = std::variant<std::nullptr_t, std::int64_t, std::string, Blob>;
using PackRow = std::vector<PackValue>;

/// Which side of a pack a table stands on when it is merged.
enum class PackKind {
  fact,   ///< rows with an id, only ever added: what is missing is added
  state,  ///< judged by the merge
};

/// A table that travels. `columns` is the format: another set of columns is another format number.
struct PackTable {
  std::string_view name;
  PackKind kind = PackKind::fact;
  std::string_view columns;  ///< apart by ", "
  std::string_view where;    ///< of the rows of one event; ?1 = its code
  /// … of the registrations of temp.pack_chunk, and of no registration from hybrid clock ?2 (not) to ?3 of the origins
  /// in temp.news_origins; empty: as where
  std::string_view where_of_part{};
};
/// In an order in which they can be added: a ticket's guard looks at the check-ins.
const std::vector<PackTable>& pack_tables();

struct PackedTable {
  std::string name;
  std::vector<PackRow> rows;
};

struct PackContent {
  std::string kiosk;  ///< that packed it
  EventCode event;
  std::int64_t schema = 0;
  bool practice = false;  ///< of the store that packed it
  std::int64_t tag = 0;
  std::int64_t hlc = 0;
  std::vector<PackedTable> tables;  ///< as pack_tables(), then subkeys (version and key of each) and doors
  /// Some registrations with all that there is of them, not everybody: the store that sent it knew of others, of each
  /// origin's facts up to this hybrid clock.
  bool is_part = false;
  std::map<std::string, std::int64_t> known{};

  [[nodiscard]] const std::vector<PackRow>& rows_of(std::string_view name) const;
};

/// Every row of the event. Errors: Code::store_failed
Status read_pack_rows(Connection& connection, PackContent& content);
/// Which facts of no registration a part has: of the hybrid clock after `after` up to `upto`.
struct PackRange {
  std::int64_t after = 0;
  std::int64_t upto = 0;
};
/// Every row of the registrations that stand in temp.pack_chunk (db/hub/news.cpp), and of the event itself.
Status read_part_rows(Connection& connection, PackContent& content, const PackRange& range);
/// Temporary tables pack_NAME of this connection alone, filled with the rows; what was there is gone.
Status stage_pack_rows(Connection& connection, const PackContent& content);
/// The staged rows are gone again.
Status drop_staged_rows(Connection& connection);
struct AddedFacts {
  std::int64_t facts = 0;
  std::int64_t check_ins = 0;  ///< of these
};
/// Adds the staged facts that are not here yet.
Result<AddedFacts> add_staged_facts(Connection& connection);

std::string write_pack(const PackContent& content);
/// Errors: Code::bad_input: cut, of a newer format, or no pack
Result<PackContent> read_pack(std::string_view bytes);

}  // namespace uketsuke
