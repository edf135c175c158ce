// See walk_in_table.h.
#include "db/walk_in_table.h"

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

#include "common/grouping.h"
#include "common/grouping_mode.h"
#include "common/names.h"

namespace uketsuke {

namespace {

struct Seated {
  RegistrationId registration;
  std::string table;
  GroupPerson person;
};

GroupPerson person_of(const Row& row, int column) {
  GroupPerson person;
  person.profession = category_from_word(row.text(column)).value_or(ProfessionCategory::other);
  person.facility = row.text(column + 1);
  person.setting = setting_from_word(row.text(column + 2));
  return person;
}

/// Participants who hold a seat at a table.
Result<std::vector<Seated>> list_seated(Connection& connection, const EventCode& event) {
  return connection.list(
      "SELECT r.id, r.group_name, r.category, coalesce(f.folded, p.folded_facility, ''), coalesce(f.setting, '')"
      " FROM registrations r LEFT JOIN people p ON p.registration = r.id LEFT JOIN facilities f ON f.id = r.facility"
      " WHERE r.event = ?1 AND r.status = 'confirmed' AND r.role = 'participant' AND r.group_name <> ''"
      " AND r.substituted_by IS NULL AND (r.seat_released = 0 OR r.first_entry_utc_ms IS NOT NULL)"
      " ORDER BY r.number",
      {event}, [](const Row& row) {
        return Seated{row.id<RegistrationId>(0), row.text(1), person_of(row, 2)};
      });
}

/// The newcomer's facility as the tables see it: the one that the name means.
Result<GroupPerson> find_newcomer(Connection& connection, const Attendee& attendee) {
  GroupPerson person;
  person.profession = attendee.profession.category;
  person.facility = fold_facility(attendee.facility);
  const auto listed = connection.find(
      "SELECT f.folded, f.setting FROM facility_of_name n JOIN facilities f ON f.id = n.facility WHERE n.folded = ?1",
      {person.facility}, [](const Row& row) { return std::pair(row.text(0), row.text(1)); });
  if (!listed) return tl::unexpected(listed.error());
  if (*listed) {
    person.facility = (*listed)->first;
    person.setting = setting_from_word((*listed)->second);
  }
  return person;
}

/// Who of this event sat with the newcomer at an earlier one of the series.
Result<std::vector<RegistrationId>> list_met(Connection& connection, const Event& event, const Attendee& attendee) {
  if (event.series.empty()) return std::vector<RegistrationId>();
  return connection.list(
      "SELECT DISTINCT now.registration FROM events e JOIN people mine ON mine.event = e.code"
      " JOIN registrations me ON me.id = mine.registration JOIN registrations you ON you.event = e.code"
      " AND you.group_name = me.group_name AND you.id <> me.id AND you.first_entry_utc_ms IS NOT NULL"
      " JOIN people yours ON yours.registration = you.id JOIN people now ON now.event = ?1"
      " AND now.folded_name = yours.folded_name AND ((now.folded_email = yours.folded_email AND now.folded_email <> '')"
      " OR (now.folded_facility = yours.folded_facility AND now.folded_facility <> ''))"
      " WHERE e.series = ?2 AND e.starts_at_utc_ms < ?3 AND mine.folded_name = ?4"
      " AND ((mine.folded_email = ?5 AND ?5 <> '') OR (mine.folded_facility = ?6 AND ?6 <> ''))"
      " AND me.group_name <> '' AND me.first_entry_utc_ms IS NOT NULL",
      {event.code, event.series, event.starts_at, fold_name(attendee.name), fold_email(attendee.email),
       fold_facility(attendee.facility)},
      [](const Row& row) { return row.id<RegistrationId>(0); });
}

/// Numbers first, in their order, then other names.
bool comes_before(const std::string& a, const std::string& b) {
  const auto number = [](const std::string& text) {
    std::int64_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    return error == std::errc() && end == text.data() + text.size() ? std::optional(value) : std::nullopt;
  };
  const auto one = number(a);
  const auto other = number(b);
  if (one.has_value() != other.has_value()) return one.has_value();
  if (one && *one != *other) return *one < *other;
  return a < b;
}

std::vector<std::string> tables_of(const std::vector<Seated>& seated) {
  std::vector<std::string> names;
  for (const Seated& one : seated) names.push_back(one.table);
  std::sort(names.begin(), names.end(), comes_before);
  names.erase(std::unique(names.begin(), names.end()), names.end());
  return names;
}

}  // namespace

Result<std::string> find_walk_in_table(Connection& connection, const Event& event, const Attendee& attendee) {
  if (attendee.role != Role::participant) return std::string();
  const auto seated = list_seated(connection, event.code);
  if (!seated) return tl::unexpected(seated.error());
  if (seated->empty() || seated->size() >= kMostGrouped) return std::string();
  const auto newcomer = find_newcomer(connection, attendee);
  if (!newcomer) return tl::unexpected(newcomer.error());
  const auto met = list_met(connection, event, attendee);
  if (!met) return tl::unexpected(met.error());
  const std::vector<std::string> tables = tables_of(*seated);
  GroupingTask task;
  std::vector<std::size_t> table_of;
  for (const Seated& one : *seated) {
    if (std::find(met->begin(), met->end(), one.registration) != met->end()) {
      task.met.emplace_back(task.people.size(), seated->size());
    }
    task.people.push_back(one.person);
    const auto table = std::find(tables.begin(), tables.end(), one.table);
    table_of.push_back(static_cast<std::size_t>(table - tables.begin()));
  }
  task.mode = see_mode(task.people, {table_of.begin(), table_of.end()});
  task.people.push_back(*newcomer);
  return tables[find_cheapest_table(task, table_of, tables.size())];
}

}  // namespace uketsuke
