// SQL of the town's list of facilities: names, other names, links of registrations. One function a statement; judges
// nothing. Writing functions run inside the caller's transaction. Thread: the connection's.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "common/ids.h"
#include "common/result.h"
#include "db/connection.h"
#include "db/facilities.h"
#include "db/parts.h"

namespace uketsuke {

/// By its id; without other names and people.
Result<std::optional<Facility>> find_facility_by_id(Connection& connection, const std::string& id);
/// By its own folded name or one that was merged into it.
Result<std::optional<Facility>> find_facility_by_name(Connection& connection, const std::string& folded);
/// All of them by folded name, with other names and people.
Result<std::vector<Facility>> list_facility_rows(Connection& connection);
/// What rosters name and the list does not know, by folded name, with how many people.
Result<std::vector<UnknownFacility>> list_unknown_rows(Connection& connection);
/// A spelling of this folded name as rosters have it; none if nobody names it.
Result<std::optional<std::string>> find_roster_spelling(Connection& connection, const std::string& folded);

Status insert_facility(Connection& connection, const Facility& facility);
/// Name and values; the id stays.
Status update_facility(Connection& connection, const Facility& facility);
Status delete_facility(Connection& connection, const FacilityId& id);

Status insert_alias(Connection& connection, const std::string& folded, const std::string& name, const FacilityId& id);
Status delete_alias(Connection& connection, const std::string& folded);
Status move_aliases(Connection& connection, const FacilityId& from, const FacilityId& to);

/// Registrations of one facility now belong to another. @return how many
Result<std::int64_t> move_registrations(Connection& connection, const FacilityId& from, const FacilityId& to);
/// Registrations whose given facility folds so. @return how many changed
Result<std::int64_t> link_registrations(Connection& connection, const std::string& folded, const FacilityId& to);

/// What the last list said under this folded name.
Result<std::optional<Blob>> find_row_digest(Connection& connection, const std::string& folded);
Status keep_row_digest(Connection& connection, const std::string& folded, const Blob& digest);

/// kind: added edited renamed merged
Status insert_facility_change(Connection& connection, const FacilityId& id, std::string_view kind,
                              const std::string& fields, const Fact& fact);

}  // namespace uketsuke
