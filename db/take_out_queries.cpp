// See take_out_queries.h.
#include "db/take_out_queries.h"

namespace uketsuke {

Status insert_take_out(Connection& connection, const TakeOut& take_out, const Fact& fact) {
  return connection.run(
      "INSERT INTO take_outs (id, event, what, format, rows, origin, happened_utc_ms, hlc, done_by)"
      " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
      {fact.id, take_out.event, take_out.what, take_out.format, take_out.rows, fact.origin, fact.happened,
       fact.hlc.value, fact.by});
}

Result<std::vector<LoggedTakeOut>> list_take_out_rows(Connection& connection, const EventCode& event) {
  return connection.list(
      "SELECT what, format, rows, happened_utc_ms, done_by FROM take_outs WHERE event = ?1"
      " ORDER BY happened_utc_ms, hlc, id",
      {event}, [&event](const Row& row) {
        return LoggedTakeOut{{event, row.text(0), row.text(1), row.integer(2)}, row.time(3), row.text(4)};
      });
}

}  // namespace uketsuke
