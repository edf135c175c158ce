// See known_readings.h.
#include "db/known_readings.h"

#include "common/names.h"
#include "db/connection.h"
#include "db/store.h"

namespace uketsuke {

Result<std::vector<KnownReading>> list_known_readings(const std::string& folder, const std::string& facility) {
  const std::string folded = fold_facility(facility);
  if (folded.empty()) return std::vector<KnownReading>();
  auto connection = Connection::open(store_file(folder), OpenMode::read_only);
  if (!connection) return tl::unexpected(connection.error());
  std::vector<KnownReading> known;
  auto read = connection->visit(
      "SELECT p.folded_name, p.furigana FROM people p JOIN registrations r ON r.id = p.registration"
      " WHERE p.furigana <> '' AND p.folded_facility <> '' AND p.folded_facility IN (SELECT ?1 UNION"
      "  SELECT n.folded FROM facility_of_name n JOIN facility_of_name m ON m.facility = n.facility WHERE m.folded = "
      "?1)"
      " ORDER BY p.folded_name, r.received_utc_ms DESC, r.id",
      {folded}, [&known](const Row& row) {
        std::string name = row.text(0);
        if (known.empty() || known.back().folded_name != name) known.push_back({std::move(name), row.text(1)});
        return true;
      });
  if (!read) return tl::unexpected(read.error());
  return known;
}

}  // namespace uketsuke
