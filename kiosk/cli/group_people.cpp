// Roster rows -> people of a grouping; earlier tables of the series -> pairs.
#include "kiosk/cli/group_people.h"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "common/names.h"
#include "db/reader.h"
#include "kiosk/intake/facility_kinds.h"

namespace uketsuke::cli {
namespace {

bool has_seat(const RegistrationRow& row) {
  return row.attendee.role == Role::participant && row.status == RegistrationStatus::confirmed && !row.substituted_by &&
         (!row.seat_released || row.checked_in_at);
}

/// What someone is known again by: the name with the e-mail, and with the facility.
std::vector<std::string> keys_of(const Attendee& attendee) {
  std::vector<std::string> keys;
  const std::string name = fold_name(attendee.name);
  const std::string email = fold_email(attendee.email);
  const std::string facility = fold_facility(attendee.facility);
  if (!email.empty()) keys.push_back(name + "\x1f@" + email);
  if (!facility.empty()) keys.push_back(name + "\x1f" + facility);
  return keys;
}

using Known = std::map<std::string, std::size_t>;

/// Of one earlier event: who of the known ones sat at one table.
void add_met(const std::vector<RegistrationRow>& earlier, const Known& known, GroupingTask& task) {
  std::map<std::string, std::set<std::size_t>> tables;
  for (const RegistrationRow& row : earlier) {
    if (row.group.empty() || !row.checked_in_at) continue;
    for (const std::string& key : keys_of(row.attendee)) {
      const auto found = known.find(key);
      if (found != known.end()) tables[row.group].insert(found->second);
    }
  }
  for (const auto& [group, people] : tables) {
    for (auto a = people.begin(); a != people.end(); ++a) {
      for (auto b = std::next(a); b != people.end(); ++b) task.met.emplace_back(*a, *b);
    }
  }
}

Status load_met(Reader& reader, const Event& event, GroupPeople& people) {
  if (event.series.empty()) return {};
  Known known;
  for (std::size_t i = 0; i < people.rows.size(); ++i) {
    for (std::string& key : keys_of(people.rows[i].attendee)) known.emplace(std::move(key), i);
  }
  const auto events = reader.list_events();
  if (!events) return tl::unexpected(events.error());
  for (const EventSummary& other : *events) {
    if (other.event.series != event.series || other.event.starts_at >= event.starts_at) continue;
    const auto rows = reader.list_registrations(other.event.code, {});
    if (!rows) return tl::unexpected(rows.error());
    add_met(*rows, known, people.task);
  }
  return {};
}

}  // namespace

Result<GroupPeople> load_group_people(const Session& session, const Event& event, bool only_present) {
  const auto kinds = read_facility_kinds_file(session.asset_path("facility_kinds.toml"));
  if (!kinds) return tl::unexpected(kinds.error());
  auto reader = session.open_reader();
  if (!reader) return tl::unexpected(reader.error());
  auto rows = reader->list_registrations(event.code, {});
  if (!rows) return tl::unexpected(rows.error());
  GroupPeople people;
  for (RegistrationRow& row : *rows) {
    if (!has_seat(row) || (only_present && !row.checked_in_at)) continue;
    const auto kind = kinds->find(row.facility_kind, row.attendee.facility);
    people.task.people.push_back(
        {row.attendee.profession.category, kind ? std::optional<Setting>(kind->setting) : std::nullopt,
         fold_facility(row.facility_name.empty() ? row.attendee.facility : row.facility_name), std::nullopt});
    people.rows.push_back(std::move(row));
  }
  if (people.rows.size() > kMostGrouped) {
    return fail(Code::refused, std::to_string(kMostGrouped) + "名を超えるグループ分けはできません。");
  }
  if (auto done = load_met(*reader, event, people); !done) return tl::unexpected(done.error());
  return people;
}

}  // namespace uketsuke::cli
