// See group_tables.h.
#include "kiosk/cli/group_tables.h"

#include <algorithm>
#include <utility>

#include "common/grouping_mode.h"
#include "db/group_pins.h"

namespace uketsuke::cli {
namespace {

Status check_size(const TableWish& wish) {
  if (!wish.size || (*wish.size >= kSmallestTable && *wish.size <= kLargestTable)) return {};
  return fail(Code::bad_call, "a table has 2 to 100 people, usually 6 to 8", "--size");
}

/// Who was admitted has been told the table: that seat stays, as far as there is such a table. A pinned one stays.
Status lock_seats(GroupPeople& people, const std::set<RegistrationId>& pins, std::size_t tables) {
  for (std::size_t i = 0; i < people.rows.size(); ++i) {
    const RegistrationRow& row = people.rows[i];
    const bool pinned = pins.count(row.registration) > 0 && !row.group.empty();
    if (!pinned && !row.checked_in_at) continue;
    const auto number = table_number(row.group);
    const bool there = number && *number >= 1 && *number <= tables;
    if (there) people.task.people[i].locked = *number - 1;
    if (there || !pinned) continue;
    return fail(Code::refused, "席を固定した" + row.attendee.name + "さんは" + row.group +
                                   "グループですが、この人数では" + std::to_string(tables) +
                                   "グループまでです。固定を外すか、1グループの人数を減らしてください。");
  }
  return {};
}

/// The tables that those present were given, in order.
std::vector<std::string> names_in_use(const GroupPeople& people) {
  std::vector<std::string> names;
  for (const RegistrationRow& row : people.rows) {
    if (!row.group.empty()) names.push_back(row.group);
  }
  std::sort(names.begin(), names.end(), table_comes_before);
  names.erase(std::unique(names.begin(), names.end()), names.end());
  return names;
}

/// Those who have not come keep their table, should they come late, unless nobody sits there any more.
Result<std::vector<GroupEdit>> clear_dissolved(const Session& session, const Event& event,
                                               const ArrangedTables& arranged, const std::set<RegistrationId>& pins) {
  const auto everybody = load_group_people(session, event, false);
  if (!everybody) return tl::unexpected(everybody.error());
  std::vector<std::string> used;
  for (const std::size_t table : arranged.grouping.table_of) used.push_back(arranged.names[table]);
  std::vector<GroupEdit> edits;
  for (const RegistrationRow& row : everybody->rows) {
    if (row.checked_in_at || row.group.empty() || pins.count(row.registration) > 0) continue;
    if (std::find(used.begin(), used.end(), row.group) == used.end()) edits.push_back({row.registration, ""});
  }
  return edits;
}

}  // namespace

std::optional<std::size_t> table_number(const std::string& name) {
  if (name.empty() || name.size() > 9 || name.find_first_not_of("0123456789") != std::string::npos) return std::nullopt;
  return static_cast<std::size_t>(std::stoul(name));
}

bool table_comes_before(const std::string& a, const std::string& b) {
  if (a.empty() != b.empty()) return b.empty();
  const auto one = table_number(a);
  const auto other = table_number(b);
  if (one.has_value() != other.has_value()) return one.has_value();
  if (one && *one != *other) return *one < *other;
  return a < b;
}

Result<ArrangedTables> plan_tables(const Session& session, const Event& event, const TableWish& wish) {
  if (auto sane = check_size(wish); !sane) return tl::unexpected(sane.error());
  auto people = load_group_people(session, event, false);
  if (!people) return tl::unexpected(people.error());
  people->task.mode = wish.mode.value_or(GroupingMode::same);
  people->task.seed = wish.seed;
  const auto pins = list_group_pins(session.folder(), event.code);
  if (!pins) return tl::unexpected(pins.error());
  const std::size_t size = wish.size.value_or(kUsualTable);
  const std::size_t tables = std::max<std::size_t>(count_tables(people->rows.size(), size), 1);
  if (auto locked = lock_seats(*people, *pins, tables); !locked) return tl::unexpected(locked.error());
  ArrangedTables arranged{std::move(*people), {}, {}, {}};
  arranged.grouping = plan_groups(arranged.people.task, tables);
  for (std::size_t table = 1; table <= tables; ++table) arranged.names.push_back(std::to_string(table));
  return arranged;
}

Result<ArrangedTables> settle_tables(const Session& session, const Event& event, const TableWish& wish) {
  if (auto sane = check_size(wish); !sane) return tl::unexpected(sane.error());
  auto people = load_group_people(session, event, true);
  if (!people) return tl::unexpected(people.error());
  people->task.seed = wish.seed;
  const auto pins = list_group_pins(session.folder(), event.code);
  if (!pins) return tl::unexpected(pins.error());
  ArrangedTables arranged{std::move(*people), {}, {}, {}};
  arranged.names = names_in_use(arranged.people);
  if (arranged.names.empty()) {
    return fail(Code::refused, "受付済みの方にグループがありません。先に group plan で割り当ててください。");
  }
  std::vector<std::optional<std::size_t>> seated;
  for (std::size_t i = 0; i < arranged.people.rows.size(); ++i) {
    const RegistrationRow& row = arranged.people.rows[i];
    const auto found = std::find(arranged.names.begin(), arranged.names.end(), row.group);
    seated.push_back(found == arranged.names.end()
                         ? std::nullopt
                         : std::optional<std::size_t>(static_cast<std::size_t>(found - arranged.names.begin())));
    if (seated.back() && pins->count(row.registration) > 0) arranged.people.task.people[i].locked = seated.back();
  }
  GroupingTask& task = arranged.people.task;
  task.mode = wish.mode ? *wish.mode : see_mode(task.people, seated);
  std::size_t keep = arranged.names.size();
  if (wish.size) keep = std::min(keep, count_tables(arranged.people.rows.size(), *wish.size));
  arranged.grouping = settle_groups(task, seated, keep);
  auto cleared = clear_dissolved(session, event, arranged, *pins);
  if (!cleared) return tl::unexpected(cleared.error());
  arranged.cleared = std::move(*cleared);
  return arranged;
}

std::vector<GroupEdit> edits_of(const ArrangedTables& arranged) {
  std::vector<GroupEdit> edits = arranged.cleared;
  for (std::size_t i = 0; i < arranged.people.rows.size(); ++i) {
    edits.push_back({arranged.people.rows[i].registration, arranged.names[arranged.grouping.table_of[i]]});
  }
  return edits;
}

Result<GroupingScore> score_tables(const Session& session, const Event& event, GroupingMode mode) {
  const auto people = load_group_people(session, event, false);
  if (!people) return tl::unexpected(people.error());
  // Of those who have a table; each of the others would be a table of his own.
  GroupingTask task;
  task.mode = mode;
  std::vector<std::string> names;
  std::vector<std::size_t> table_of;
  std::vector<std::optional<std::size_t>> place(people->rows.size());
  for (std::size_t i = 0; i < people->rows.size(); ++i) {
    const std::string& group = people->rows[i].group;
    if (group.empty()) continue;
    auto name = std::find(names.begin(), names.end(), group);
    if (name == names.end()) name = names.insert(names.end(), group);
    place[i] = task.people.size();
    task.people.push_back(people->task.people[i]);
    table_of.push_back(static_cast<std::size_t>(name - names.begin()));
  }
  for (const auto& [a, b] : people->task.met) {
    if (place[a] && place[b]) task.met.emplace_back(*place[a], *place[b]);
  }
  return score_groups(task, table_of);
}

std::string_view japanese(GroupingMode mode) { return mode == GroupingMode::same ? "同職種" : "多職種混合"; }

std::string_view japanese(Disturbance disturbance) {
  switch (disturbance) {
    case Disturbance::same_facility:
      return "同じ事業所";
    case Disturbance::met_before:
      return "以前に同席";
    case Disturbance::unlike_profession:
      return "異なる職種";
    case Disturbance::related_profession:
      return "近い職種";
    case Disturbance::same_profession:
      return "同じ職種";
    case Disturbance::same_setting:
      return "同じ場";
  }
  return {};
}

}  // namespace uketsuke::cli
