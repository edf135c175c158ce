// See both_came.h.
#include "db/both_came.h"

#include <utility>

#include "db/store.h"

namespace uketsuke {

Result<std::vector<SuspectedIds>> list_both_came(Connection& connection, const EventCode& event) {
  return connection.list(
      "SELECT a.id, b.id FROM registrations b JOIN people pb ON pb.registration = b.id"
      " JOIN people pa ON pa.event = pb.event AND pa.folded_name = pb.folded_name AND pa.registration <> b.id"
      " JOIN registrations a ON a.id = pa.registration"
      " WHERE b.event = ?1 AND a.first_entry_utc_ms IS NOT NULL AND b.first_entry_utc_ms IS NOT NULL"
      " AND (a.received_utc_ms, a.number) < (b.received_utc_ms, b.number)"
      " AND NOT (pa.folded_email <> '' AND pb.folded_email <> '' AND pa.folded_email <> pb.folded_email"
      "  AND pa.folded_facility <> '' AND pb.folded_facility <> '' AND pa.folded_facility <> pb.folded_facility)"
      " AND NOT (pa.folded_kana <> '' AND pb.folded_kana <> '' AND pa.folded_kana <> pb.folded_kana)"
      " AND a.substituted_by IS NOT b.id"
      " AND NOT EXISTS (SELECT 1 FROM registration_changes c WHERE c.registration = b.id"
      "  AND (c.kind = 'accepted' OR c.kind = 'edited' AND c.fields = 'kept'))"
      " AND NOT EXISTS (SELECT 1 FROM overrides o WHERE o.registration = b.id AND o.over = 'duplicate')"
      " ORDER BY b.number, a.number",
      {event}, [](const Row& row) {
        return SuspectedIds{row.id<RegistrationId>(0), row.id<RegistrationId>(1)};
      });
}

Result<std::vector<SuspectedPair>> list_both_came(Reader& reader, const std::string& folder, const EventCode& event) {
  auto connection = Connection::open(store_file(folder), OpenMode::read_only);
  if (!connection) return tl::unexpected(connection.error());
  const auto found = list_both_came(*connection, event);
  if (!found) return tl::unexpected(found.error());
  std::vector<SuspectedPair> pairs;
  for (const SuspectedIds& ids : *found) {
    auto earlier = reader.load_registration(event, ids.earlier.value);
    if (!earlier) return tl::unexpected(earlier.error());
    auto later = reader.load_registration(event, ids.later.value);
    if (!later) return tl::unexpected(later.error());
    pairs.push_back({std::move(*earlier), std::move(*later)});
  }
  return pairs;
}

}  // namespace uketsuke
