// What a purge keeps for reports: marks of who was there, kinds of their facilities. SQL beside its functions; writing
// ones run inside the purge's transaction. Thread: the connection's.
#pragma once

#include <map>
#include <string>

#include "common/ids.h"
#include "common/person_marks.h"
#include "common/result.h"
#include "db/connection.h"

namespace uketsuke {

/// Before the names go: a mark for each key of the participants who were there.
Status keep_marks(Connection& connection, const EventCode& event);
/// 種別 by registration; those of other events or already kept are passed over.
Status keep_kinds(Connection& connection, const EventCode& event, const std::map<RegistrationId, std::string>& kinds);
/// After the names went: where no event holds one any more, the marks get random values and the key is destroyed.
Status forget_mark_key(Connection& connection);

Result<KeptPeople> load_kept_people(Connection& connection);

}  // namespace uketsuke
