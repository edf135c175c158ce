// Who did what when: the log of what staff and programs change, one chain of hashes a kiosk. Rows are derived from the
// facts that a transaction adds, and written in that same transaction; they hold ids, never names. An attendee's own
// scan is no row here: it is a fact with its own id already, and the door does not pay for a second one.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "common/ids.h"
#include "common/result.h"
#include "common/time.h"
#include "db/connection.h"

namespace uketsuke {

/// From now on each transaction of this connection logs the facts it adds that are of this kiosk. Writing connections;
/// every one that adds facts calls it once, after the schema is there.
Status watch_facts(Connection& connection, const KioskId& kiosk);

/// Something done that leaves no fact of its own: a key made, staff added.
struct AuditNote {
  UtcMillis happened;
  std::string by;
  std::string action;   ///< "key-rotated"
  std::string event;    ///< code, or empty
  std::string subject;  ///< an id, or empty; never a name
};
/// Logged when the transaction commits. Only inside one, on a connection that watch_facts was called for.
Status note_action(Connection& connection, const AuditNote& note);
/// As note_action, in a transaction of its own. @param folder  of the store
Status log_action(const std::string& folder, const AuditNote& note);

struct AuditRow {
  KioskId kiosk;
  std::int64_t seq = 0;
  UtcMillis happened;
  std::string by;
  std::string action;
  std::string event;
  std::string subject;
  std::optional<std::int64_t> number;  ///< reception number, where the subject is a registration
  std::string fact;                    ///< id of the row that says more, or empty
  std::string hash;                    ///< hexadecimal
};
/// In order of time; of one event or all. Errors: Code::not_found without a store or event
Result<std::vector<AuditRow>> list_audit(const std::string& folder, const std::optional<EventCode>& event);

/// Rows that were changed, removed or put in: each chain is computed again. For `check`.
Result<std::vector<std::string>> find_broken_links(Connection& connection);

}  // namespace uketsuke
