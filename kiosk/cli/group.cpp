// group plan, group settle: the tables of a workshop, one a line, and what they come to.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "kiosk/cli/commands.h"
#include "kiosk/cli/exit_code.h"
#include "kiosk/cli/group_people.h"
#include "kiosk/cli/rows.h"

namespace uketsuke::cli {
namespace {

struct GroupCall {
  std::string code;
  std::optional<std::string> size;
  std::optional<std::string> mode;
  std::optional<std::string> seed;
};

constexpr std::size_t kUsualSize = 6;
constexpr std::size_t kLargestSize = 100;

/// A number without sign; none where it is none or has over nine digits.
std::optional<std::size_t> number_of(const std::string& text) {
  if (text.empty() || text.size() > 9 || text.find_first_not_of("0123456789") != std::string::npos) return std::nullopt;
  return static_cast<std::size_t>(std::stoul(text));
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

Status read_options(const GroupCall& call, GroupingTask& task) {
  const std::size_t size = call.size ? number_of(*call.size).value_or(0) : kUsualSize;
  if (size < 2 || size > kLargestSize) {
    return fail(Code::bad_call, "a table has 2 to 100 people, usually 6 to 8", "--size");
  }
  const auto seed = call.seed ? number_of(*call.seed) : std::optional<std::size_t>(1);
  if (!seed) return fail(Code::bad_call, "the seed is a number of at most nine digits", "--seed");
  task.seed = *seed;
  if (!call.mode) return {};
  const auto mode = grouping_mode_from_word(*call.mode);
  if (!mode) return fail(Code::bad_call, "\"" + *call.mode + "\" is neither same nor mixed", "--mode");
  task.mode = *mode;
  return {};
}

/// Names of the tables by their numbers in the grouping, and who sits where.
struct Tables {
  const GroupPeople& people;
  const Grouping& grouping;
  const std::vector<std::string>& names;
};

/// "看護職3 リハ職2", in the order of professions.
std::string profession_words(const std::array<std::int64_t, kProfessionCategoryCount>& counts) {
  std::string words;
  for (std::size_t i = 0; i < counts.size(); ++i) {
    if (counts[i] == 0) continue;
    words += fmt::format("{}{}{}", words.empty() ? "" : " ", japanese(static_cast<ProfessionCategory>(i)), counts[i]);
  }
  return words;
}

void print_table(Session& session, const Tables& tables, std::size_t table) {
  std::vector<std::string> registrations;
  std::string names;
  std::array<std::int64_t, kProfessionCategoryCount> counts{};
  for (std::size_t i = 0; i < tables.people.rows.size(); ++i) {
    if (tables.grouping.table_of[i] != table) continue;
    const RegistrationRow& row = tables.people.rows[i];
    registrations.push_back(row.registration.value);
    names += (names.empty() ? "" : "、") + row.attendee.name;
    ++counts[static_cast<std::size_t>(row.attendee.profession.category)];
  }
  if (registrations.empty()) return;
  JsonObject professions;
  for (std::size_t i = 0; i < counts.size(); ++i) {
    const auto category = static_cast<ProfessionCategory>(i);
    if (counts[i] > 0) professions.number(word(category), counts[i]);
  }
  JsonObject object;
  object.text("group", tables.names[table])
      .texts("people", registrations)
      .number("size", static_cast<std::int64_t>(registrations.size()))
      .object("professions", professions);
  session.print(object, fmt::format("{}グループ  {}名（{}）  {}", tables.names[table], registrations.size(),
                                    profession_words(counts), names));
}

void print_score(Session& session, const Tables& tables, std::int64_t changed) {
  const GroupingScore& score = tables.grouping.score;
  const GroupingTask& task = tables.people.task;
  std::vector<JsonObject> parts;
  std::string words;
  for (const ScorePart& part : score.parts) {
    JsonObject object;
    object.text("what", word(part.what))
        .number("pairs", part.pairs)
        .number("weight", part.weight)
        .number("cost", part.pairs * part.weight);
    parts.push_back(std::move(object));
    words += fmt::format("  {}{}組×{}", japanese(part.what), part.pairs, part.weight);
  }
  JsonObject object;
  object.number("score", score.cost)
      .objects("parts", parts)
      .number("people", static_cast<std::int64_t>(tables.people.rows.size()))
      .number("tables", static_cast<std::int64_t>(score.tables))
      .number("smallest", static_cast<std::int64_t>(score.smallest))
      .number("largest", static_cast<std::int64_t>(score.largest))
      .text("mode", word(task.mode))
      .number("seed", static_cast<std::int64_t>(task.seed))
      .number("moved", static_cast<std::int64_t>(tables.grouping.moves))
      .number("changed", changed);
  session.print(object, fmt::format("{}  {}名  {}グループ（{}～{}名）  席の移動{}名  評価{}（少ないほど良い）{}",
                                    japanese(task.mode), tables.people.rows.size(), score.tables, score.smallest,
                                    score.largest, tables.grouping.moves, score.cost, words));
}

/// Writes what changed, then prints. @param edits  everybody whose group may change
Result<int> finish(Session& session, const GroupCall& call, const Tables& tables, std::vector<GroupEdit> edits) {
  for (std::size_t i = 0; i < tables.people.rows.size(); ++i) {
    edits.push_back({tables.people.rows[i].registration, tables.names[tables.grouping.table_of[i]]});
  }
  auto store = session.open_store();
  if (!store) return tl::unexpected(store.error());
  const auto changed = store->set_groups(EventCode(call.code), edits, session.change());
  if (!changed) return tl::unexpected(changed.error());
  for (std::size_t table = 0; table < tables.names.size(); ++table) print_table(session, tables, table);
  print_score(session, tables, *changed);
  return kDone;
}

/// Who was admitted has been told the table: that seat stays, as far as there is such a table.
void lock_told(GroupPeople& people, std::size_t tables) {
  for (std::size_t i = 0; i < people.rows.size(); ++i) {
    const auto number = number_of(people.rows[i].group);
    if (!people.rows[i].checked_in_at || !number || *number < 1 || *number > tables) continue;
    people.task.people[i].locked = *number - 1;
  }
}

Result<int> plan(Session& session, const GroupCall& call) {
  const auto event = find_event(session, call.code);
  if (!event) return tl::unexpected(event.error());
  auto people = load_group_people(session, event->summary.event, false);
  if (!people) return tl::unexpected(people.error());
  if (auto done = read_options(call, people->task); !done) return tl::unexpected(done.error());
  const std::size_t size = call.size ? number_of(*call.size).value_or(kUsualSize) : kUsualSize;
  const std::size_t tables = std::max<std::size_t>(count_tables(people->rows.size(), size), 1);
  lock_told(*people, tables);
  const Grouping grouping = plan_groups(people->task, tables);
  std::vector<std::string> names;
  for (std::size_t table = 1; table <= tables; ++table) names.push_back(std::to_string(table));
  return finish(session, call, {*people, grouping, names}, {});
}

/// Numbers first, in their order, then other names.
bool comes_before(const std::string& a, const std::string& b) {
  const auto one = number_of(a);
  const auto other = number_of(b);
  if (one.has_value() != other.has_value()) return one.has_value();
  if (one && *one != *other) return *one < *other;
  return a < b;
}

/// The tables that those present were given, in order.
std::vector<std::string> names_in_use(const GroupPeople& people) {
  std::vector<std::string> names;
  for (const RegistrationRow& row : people.rows) {
    if (!row.group.empty()) names.push_back(row.group);
  }
  std::sort(names.begin(), names.end(), comes_before);
  names.erase(std::unique(names.begin(), names.end()), names.end());
  return names;
}

/// Those who have not come keep their table, should they come late, unless nobody sits there any more.
Result<std::vector<GroupEdit>> clear_dissolved(Session& session, const Event& event, const Tables& tables) {
  const auto everybody = load_group_people(session, event, false);
  if (!everybody) return tl::unexpected(everybody.error());
  std::vector<std::string> used;
  for (const std::size_t table : tables.grouping.table_of) used.push_back(tables.names[table]);
  std::vector<GroupEdit> edits;
  for (const RegistrationRow& row : everybody->rows) {
    if (row.checked_in_at || row.group.empty()) continue;
    if (std::find(used.begin(), used.end(), row.group) == used.end()) edits.push_back({row.registration, ""});
  }
  return edits;
}

Result<int> settle(Session& session, const GroupCall& call) {
  const auto event = find_event(session, call.code);
  if (!event) return tl::unexpected(event.error());
  auto people = load_group_people(session, event->summary.event, true);
  if (!people) return tl::unexpected(people.error());
  if (auto done = read_options(call, people->task); !done) return tl::unexpected(done.error());
  std::vector<std::string> names = names_in_use(*people);
  if (names.empty()) return fail(Code::refused, "受付済みの方にグループがありません。先に group plan で割り当ててください。");
  std::vector<std::optional<std::size_t>> seated;
  for (const RegistrationRow& row : people->rows) {
    const auto found = std::find(names.begin(), names.end(), row.group);
    seated.push_back(found == names.end()
                         ? std::nullopt
                         : std::optional<std::size_t>(static_cast<std::size_t>(found - names.begin())));
  }
  std::size_t keep = names.size();
  if (call.size) keep = std::min(keep, count_tables(people->rows.size(), number_of(*call.size).value_or(kUsualSize)));
  const Grouping grouping = settle_groups(people->task, seated, keep);
  const Tables tables{*people, grouping, names};
  auto cleared = clear_dissolved(session, event->summary.event, tables);
  if (!cleared) return tl::unexpected(cleared.error());
  return finish(session, call, tables, std::move(*cleared));
}

std::vector<Argument> group_arguments(GroupCall& call, const std::string& size_help) {
  return {needs("CODE", call.code, "the event's code"), may("--size", call.size, size_help),
          may("--mode", call.mode,
              "same: same professions together, from different settings (default); mixed: one of each a table"),
          may("--seed", call.seed, "another number gives other tables of the same worth (default 1)")};
}

}  // namespace

Command make_group_plan() {
  const auto call = std::make_shared<GroupCall>();
  return {"group plan", "lay the confirmed participants out at workshop tables; who was admitted keeps the table",
          "uketsuke --json group plan AIKAWA --size 6 --mode same",
          group_arguments(*call, "people a table (default 6)"),
          [call](Session& session) { return plan(session, *call); }};
}

Command make_group_settle() {
  const auto call = std::make_shared<GroupCall>();
  return {"group settle",
          "close the holes of those who have not come with the fewest moves; who came without a table gets one",
          "uketsuke --json group settle AIKAWA",
          group_arguments(*call, "dissolve the emptiest tables until about so many sit at each (default: all stay)"),
          [call](Session& session) { return settle(session, *call); }};
}

}  // namespace uketsuke::cli
