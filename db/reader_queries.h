// SQL of the reading side: roster rows as lists and the desk see them, facilities, movements, scans. One function a
// statement. Thread: the connection's.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "common/attendance.h"
#include "common/ids.h"
#include "common/result.h"
#include "common/roster.h"
#include "common/scan.h"
#include "db/connection.h"
#include "db/reader.h"
#include "db/ticket_queries.h"

namespace uketsuke {

/// A roster row as the store holds it: what sorting and searching need beside it, and the ticket not yet as text.
struct StoredRow {
  RegistrationRow row;
  std::string gojuon;
  std::string folded_name;
  std::string folded_kana;
  std::string folded_facility;  ///< as given
  std::string facility_key;     ///< of the facility it means: several names may mean one
  std::optional<StoredTicket> ticket;
};

/// Called for each row; false ends it.
using VisitRow = std::function<bool(StoredRow&&)>;

/// Everyone of the event, those without personal data too; in no order.
Status visit_roster(Connection& connection, const EventCode& event, const VisitRow& visit);
/// Those whose folded furigana begins so; by the index.
Status visit_roster_by_kana(Connection& connection, const EventCode& event, const std::string& folded_prefix,
                            const VisitRow& visit);
/// Of these the first in 五十音 order, without reading anybody else's row; ids are in order of time.
Result<std::vector<RegistrationId>> list_first_by_kana(Connection& connection, const EventCode& event,
                                                       const std::string& folded_prefix, std::int64_t limit);
/// Those of one folded facility; by the index.
Status visit_roster_by_facility(Connection& connection, const EventCode& event, const std::string& folded_facility,
                                const VisitRow& visit);
/// What is looked for anywhere in a person's words; a folding that leaves nothing finds nothing.
struct SearchParts {
  std::string name;
  std::string kana;
  std::string facility;  ///< folded
  std::string given;     ///< as typed: a facility's folding leaves out who runs it, 医療法人社団○○会
  std::optional<std::int64_t> number;
};
/// Those who have one of these parts; nobody else's row is put together.
Status visit_roster_by_parts(Connection& connection, const EventCode& event, const SearchParts& parts,
                             const VisitRow& visit);
Status visit_roster_by_number(Connection& connection, const EventCode& event, std::int64_t number,
                              const VisitRow& visit);
Status visit_roster_by_id(Connection& connection, const EventCode& event, const std::string& id, const VisitRow& visit);

/// Not annulled, in order.
Result<std::vector<Movement>> list_standing_movements(Connection& connection, const EventCode& event,
                                                      const RegistrationId& registration);
struct MovementOf {
  RegistrationId registration;
  Movement movement;
};
/// Of everyone of the event: not annulled, by registration, in order.
Result<std::vector<MovementOf>> list_event_movements(Connection& connection, const EventCode& event);

/// People who may still come or came: not cancelled, declined or replaced; by folded facility.
Result<std::vector<FacilityGroup>> list_facility_groups(Connection& connection, const EventCode& event,
                                                        const std::string& folded_part);
/// @param limit  -1: all
Result<std::vector<ScanRow>> list_scan_rows(Connection& connection, const EventCode& event, std::int64_t limit);

}  // namespace uketsuke
