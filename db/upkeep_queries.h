// SQL of upkeep: what the file looks like, and every rule asked of the rows themselves. Reads only. Thread: the
// connection's.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "common/result.h"
#include "db/connection.h"

namespace uketsuke {

/// A table, index or trigger as the file defines it.
struct SchemaObject {
  std::string type;
  std::string name;
  std::string sql;
  friend bool operator==(const SchemaObject&, const SchemaObject&) = default;
};
/// By type and name; without what SQLite makes by itself.
Result<std::vector<SchemaObject>> list_schema(Connection& connection);

/// Lines of PRAGMA integrity_check; empty where all is well.
Result<std::vector<std::string>> check_integrity(Connection& connection);
/// "table: row of another table is missing", one a row.
Result<std::vector<std::string>> check_foreign_keys(Connection& connection);

/// A rule and the statement that finds what breaks it: one column, a text a finding.
struct RuleQuery {
  std::string_view rule;
  std::string_view sql;
};
const std::vector<RuleQuery>& rule_queries();
Result<std::vector<std::string>> find_broken(Connection& connection, const RuleQuery& query);

/// People that were admitted, over all events.
Result<std::int64_t> count_admitted(Connection& connection);

/// A consistent copy into a file that is empty or not there.
Status vacuum_into(Connection& connection, const std::string& file);

}  // namespace uketsuke
