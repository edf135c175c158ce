// The statements stand beside their functions.
#include "db/list_reader.h"

#include <filesystem>
#include <utility>

#include "db/handover_queries.h"
#include "db/head_counts.h"
#include "db/kept_people.h"
#include "db/store.h"

namespace uketsuke {

Result<ListReader> ListReader::open(const std::string& folder) {
  const std::string file = store_file(folder);
  std::error_code error;
  if (!std::filesystem::exists(file, error)) {
    return fail(Code::not_found, "there is no store in " + folder + ": make one with `uketsuke init`");
  }
  auto connection = Connection::open(file, OpenMode::read_only);
  if (!connection) return tl::unexpected(in_layer(file, connection.error()));
  return ListReader(std::move(*connection));
}

Result<bool> ListReader::is_purged(const EventCode& event) { return uketsuke::is_purged(connection_, event); }

Result<std::vector<HeadCount>> ListReader::list_heads(const Event& event) {
  return uketsuke::list_heads(connection_, event);
}

Result<KeptPeople> ListReader::load_kept_people() { return uketsuke::load_kept_people(connection_); }

Result<std::vector<Question>> ListReader::list_questions(const EventCode& event) {
  return connection_.list(
      "SELECT q.professions, q.question FROM applications a JOIN questions q ON q.application = a.id"
      " WHERE a.event = ?1 AND EXISTS (SELECT 1 FROM registrations r WHERE r.application = a.id"
      " AND r.status NOT IN ('cancelled', 'declined'))"
      " ORDER BY a.received_utc_ms, a.happened_utc_ms, a.hlc, a.id, q.position",
      {event}, [](const Row& row) {
        return Question{row.text(0), row.text(1)};
      });
}

Result<std::vector<ListedFacility>> ListReader::list_facilities() {
  return connection_.list(
      "SELECT id, name, folded, kind, municipality, contact, email FROM facilities ORDER BY name, id", {},
      [](const Row& row) {
        return ListedFacility{row.id<FacilityId>(0), row.text(1), row.text(2), row.text(3),
                              row.text(4),           row.text(5), row.text(6)};
      });
}

Result<std::unordered_map<std::string, FacilityId>> ListReader::list_facility_names() {
  std::unordered_map<std::string, FacilityId> names;
  auto done = connection_.visit("SELECT folded, facility FROM facility_of_name", {}, [&names](const Row& row) {
    names.emplace(row.text(0), row.id<FacilityId>(1));
    return true;
  });
  if (!done) return tl::unexpected(done.error());
  return names;
}

Result<std::unordered_map<std::string, FacilityId>> ListReader::list_registration_facilities(const EventCode& event) {
  std::unordered_map<std::string, FacilityId> found;
  auto done = connection_.visit("SELECT id, facility FROM registrations WHERE event = ?1 AND facility IS NOT NULL",
                                {event}, [&found](const Row& row) {
                                  found.emplace(row.text(0), row.id<FacilityId>(1));
                                  return true;
                                });
  if (!done) return tl::unexpected(done.error());
  return found;
}

}  // namespace uketsuke
