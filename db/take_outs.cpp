// One connection, one transaction, one row.
#include "db/take_outs.h"

#include "db/parts.h"
#include "db/take_out_queries.h"

namespace uketsuke {

Status log_take_out(const std::string& folder, const TakeOut& take_out, const Change& change) {
  auto parts = open_store_parts(folder);
  if (!parts) return tl::unexpected(parts.error());
  return in_transaction(parts->connection, [&]() -> Status {
    const auto fact = begin_fact(*parts, change.now, change.by);
    if (!fact) return tl::unexpected(fact.error());
    return insert_take_out(parts->connection, take_out, *fact);
  });
}

Result<std::vector<LoggedTakeOut>> list_take_outs(const std::string& folder, const EventCode& event) {
  auto connection = Connection::open(store_file(folder), OpenMode::read_only);
  if (!connection) return tl::unexpected(connection.error());
  return list_take_out_rows(*connection, event);
}

}  // namespace uketsuke
