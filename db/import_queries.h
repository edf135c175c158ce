// SQL of imports: what an event knows before one, and the rows beside registrations that one leaves. One function a
// statement. Thread: the connection's.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "common/ids.h"
#include "common/result.h"
#include "common/roster.h"
#include "common/time.h"
#include "db/connection.h"
#include "db/import_plan.h"

namespace uketsuke {

/// Everyone of the event whose personal data is there, by number.
Result<std::vector<RosterPerson>> list_roster_people(Connection& connection, const EventCode& event);

struct SourceRow {
  RegistrationId registration;
  std::string external_id;
};
Result<std::vector<SourceRow>> list_source_rows(Connection& connection, const EventCode& event,
                                                const std::string& source);
/// The rows of every other source that have an id of their own.
struct NumberedRow {
  std::string source;
  SourceRow row;
};
Result<std::vector<NumberedRow>> list_numbered_rows_elsewhere(Connection& connection, const EventCode& event,
                                                              const std::string& source);
struct DigestRow {
  Blob digest;
  RegistrationId registration;
};
/// By number of the registration, so that equal rows keep their order.
Result<std::vector<DigestRow>> list_row_digests(Connection& connection, const EventCode& event);

/// Of the event, made with it; empty once its names were erased.
Result<Blob> load_import_salt(Connection& connection, const EventCode& event);
Result<bool> has_registration(Connection& connection, const RegistrationId& id);
Result<bool> has_application(Connection& connection, const ApplicationId& id);

/// Seen in a source for the first time, or with another external id.
struct SeenRow {
  EventCode event;
  std::string source;
  RegistrationId registration;
  std::string external_id;
};
Status upsert_source_rows(Connection& connection, const std::vector<SeenRow>& rows, UtcMillis seen);
Status insert_row_digests(Connection& connection, const EventCode& event, const std::vector<DigestRow>& rows);
/// The row said something new: what it said before no longer counts.
Status delete_row_digests(Connection& connection, const RegistrationId& registration);

/// 保留; one that is there already (same file, line, field, reason and text) is not kept twice, nor is a row that was
/// settled, wherever it comes from.
struct DraftRow {
  std::string id;
  EventCode event;
  BadLine bad;
  UtcMillis happened;
  std::string by;
};
Status insert_draft(Connection& connection, const DraftRow& row);
Result<std::vector<BadLine>> list_draft_rows(Connection& connection, const EventCode& event);

}  // namespace uketsuke
