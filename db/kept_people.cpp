// See kept_people.h.
#include "db/kept_people.h"

#include <algorithm>
#include <optional>
#include <utility>
#include <vector>

namespace uketsuke {

namespace {

Result<std::optional<MarkKey>> find_key(Connection& connection) {
  return connection.find("SELECT key FROM mark_key WHERE one = 1", {}, [](const Row& row) {
    MarkKey key;
    const Blob bytes = row.blob(0);
    std::copy_n(bytes.begin(), std::min(bytes.size(), key.bytes.size()), key.bytes.begin());
    return key;
  });
}

Result<MarkKey> find_or_make_key(Connection& connection) {
  const auto found = find_key(connection);
  if (!found) return tl::unexpected(found.error());
  if (*found) return **found;
  const MarkKey key = make_mark_key();
  auto done =
      connection.run("INSERT INTO mark_key (one, key) VALUES (1, ?1)", {Blob(key.bytes.begin(), key.bytes.end())});
  if (!done) return tl::unexpected(done.error());
  return key;
}

struct Present {
  RegistrationId registration;
  Attendee attendee;
};

Result<std::vector<Present>> list_present(Connection& connection, const EventCode& event) {
  return connection.list(
      "SELECT r.id, p.name, p.email, p.facility FROM registrations r JOIN people p ON p.registration = r.id"
      " WHERE r.event = ?1 AND r.role = 'participant' AND r.first_entry_utc_ms IS NOT NULL",
      {event}, [](const Row& row) {
        Present present;
        present.registration = row.id<RegistrationId>(0);
        present.attendee.name = row.text(1);
        present.attendee.email = row.text(2);
        present.attendee.facility = row.text(3);
        return present;
      });
}

std::string text_of(const Blob& mark) { return {mark.begin(), mark.end()}; }

}  // namespace

Status keep_marks(Connection& connection, const EventCode& event) {
  const auto people = list_present(connection, event);
  if (!people) return tl::unexpected(people.error());
  if (people->empty()) return {};
  const auto key = find_or_make_key(connection);
  if (!key) return tl::unexpected(key.error());
  for (const Present& present : *people) {
    for (const std::string& person_key : person_keys(present.attendee)) {
      auto done = connection.run("INSERT INTO person_marks (registration, mark) VALUES (?1, ?2) ON CONFLICT DO NOTHING",
                                 {present.registration, mark_person(*key, person_key)});
      if (!done) return done;
    }
  }
  return {};
}

Status keep_kinds(Connection& connection, const EventCode& event, const std::map<RegistrationId, std::string>& kinds) {
  for (const auto& [registration, kind] : kinds) {
    auto done = connection.run(
        "INSERT INTO kept_kinds (registration, kind) SELECT r.id, ?3 FROM registrations r"
        " WHERE r.id = ?2 AND r.event = ?1 AND NOT EXISTS (SELECT 1 FROM kept_kinds WHERE registration = ?2)",
        {event, registration, kind});
    if (!done) return done;
  }
  return {};
}

Status forget_mark_key(Connection& connection) {
  const auto has_names =
      connection.get("SELECT EXISTS (SELECT 1 FROM people)", {}, [](const Row& row) { return row.boolean(0); });
  if (!has_names) return tl::unexpected(has_names.error());
  if (*has_names) return {};
  const auto marks =
      connection.list("SELECT DISTINCT mark FROM person_marks", {}, [](const Row& row) { return row.blob(0); });
  if (!marks) return tl::unexpected(marks.error());
  const MarkKey once = make_mark_key();
  for (const Blob& mark : *marks) {
    auto done =
        connection.run("UPDATE person_marks SET mark = ?2 WHERE mark = ?1", {mark, mark_person(once, text_of(mark))});
    if (!done) return done;
  }
  return connection.run("DELETE FROM mark_key");
}

Result<KeptPeople> load_kept_people(Connection& connection) {
  KeptPeople kept;
  auto key = find_key(connection);
  if (!key) return tl::unexpected(key.error());
  kept.key = *key;
  auto done = connection.visit("SELECT registration, mark FROM person_marks", {}, [&kept](const Row& row) {
    kept.marks[row.text(0)].push_back(text_of(row.blob(1)));
    return true;
  });
  if (!done) return tl::unexpected(done.error());
  done = connection.visit("SELECT registration, kind FROM kept_kinds", {}, [&kept](const Row& row) {
    kept.kinds.emplace(row.text(0), row.text(1));
    return true;
  });
  if (!done) return tl::unexpected(done.error());
  return kept;
}

}  // namespace uketsuke
