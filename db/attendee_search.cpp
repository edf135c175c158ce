// See attendee_search.h.
#include "db/attendee_search.h"

#include "common/names.h"
#include "db/connection.h"
#include "db/parts.h"

namespace uketsuke {

Result<FoundAttendees> find_attendees(const std::string& folder, const EventCode& event, const std::string& kana) {
  auto connection = Connection::open(store_file(folder), OpenMode::read_only);
  if (!connection) return tl::unexpected(connection.error());
  const auto known = load_known_event(*connection, event);
  if (!known) return tl::unexpected(known.error());
  if (!*known) return tl::unexpected(no_such_event(*connection, event));
  const DisplayRules& rules = (*known)->event.display;
  if (!rules.attendee_search) return fail(Code::refused, "attendees do not search at this event");
  FoundAttendees found;
  if (!is_enough_to_search(kana)) return found;
  const bool facility = rules.show_facility;
  auto people = connection->list(
      "SELECT r.id, r.number, p.name, p.facility FROM people p INDEXED BY people_kana"
      " JOIN registrations r ON r.id = p.registration"
      " WHERE p.event = ?1 AND p.folded_kana >= ?2 AND p.folded_kana < ?2 || char(0x10FFFF)"
      " AND r.status IN ('confirmed', 'waitlisted', 'pending') AND r.substituted_by IS NULL"
      " ORDER BY p.gojuon, r.number LIMIT ?3",
      {event, fold_kana(kana), static_cast<std::int64_t>(kMostFound) + 1}, [facility](const Row& row) {
        return FoundAttendee{row.id<RegistrationId>(0), row.integer(1), shown_name(row.text(2)),
                             facility ? row.text(3) : std::string()};
      });
  if (!people) return tl::unexpected(people.error());
  found.too_many = people->size() > kMostFound;
  if (!found.too_many) found.people = std::move(*people);
  return found;
}

}  // namespace uketsuke
