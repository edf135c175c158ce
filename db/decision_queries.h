// SQL of the office's decisions: suspected pairs, questions of an application, who applied when. One function a
// statement; judges nothing. Writing functions run inside the caller's transaction. Thread: the connection's.
#pragma once

#include <vector>

#include "common/decisions.h"
#include "common/ids.h"
#include "common/result.h"
#include "db/connection.h"
#include "db/registration_queries.h"

namespace uketsuke {

/// Pending ones that may be this person, by number.
Result<std::vector<RegistrationId>> list_suspects_of(Connection& connection, const EventCode& event,
                                                     const RegistrationId& earlier);
struct SuspectedIds {
  RegistrationId earlier;
  RegistrationId later;
};
/// Every undecided pair of the event, by the later one's number.
Result<std::vector<SuspectedIds>> list_suspected_ids(Connection& connection, const EventCode& event);

/// Who was suspected to be `from` is suspected to be `to`.
Status move_suspicion(Connection& connection, const RegistrationId& from, const RegistrationId& to);

/// The questions of one's form go to another's form as well, those with the same words aside; none where somebody of
/// the first form still comes: they stand there. @return how many
Result<std::int64_t> copy_questions(Connection& connection, const RegistrationId& from, const RegistrationId& to);

/// People of applications: walk-ins and substitutes are none.
Result<std::vector<ReceivedPerson>> list_received(Connection& connection, const EventCode& event);

}  // namespace uketsuke
