// group plan, settle, pin: the tables of a workshop, one a line, and what they come to; who keeps a seat.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "db/group_pins.h"
#include "kiosk/cli/commands.h"
#include "kiosk/cli/exit_code.h"
#include "kiosk/cli/group_tables.h"
#include "kiosk/cli/rows.h"

namespace uketsuke::cli {
namespace {

struct GroupCall {
  std::string code;
  std::optional<std::string> size;
  std::optional<std::string> mode;
  std::optional<std::string> seed;
};

/// A number without sign; none where it is none or has over nine digits.
std::optional<std::size_t> number_of(const std::string& text) { return table_number(text); }

Result<TableWish> read_wish(const GroupCall& call) {
  TableWish wish;
  if (call.size) wish.size = number_of(*call.size).value_or(0);
  const auto seed = call.seed ? number_of(*call.seed) : std::optional<std::size_t>(1);
  if (!seed) return fail(Code::bad_call, "the seed is a number of at most nine digits", "--seed");
  wish.seed = *seed;
  if (!call.mode) return wish;
  const auto mode = grouping_mode_from_word(*call.mode);
  if (!mode) return fail(Code::bad_call, "\"" + *call.mode + "\" is neither same nor mixed", "--mode");
  wish.mode = *mode;
  return wish;
}

/// "看護職3 リハ職2", in the order of professions.
std::string profession_words(const std::array<std::int64_t, kProfessionCategoryCount>& counts) {
  std::string words;
  for (std::size_t i = 0; i < counts.size(); ++i) {
    if (counts[i] == 0) continue;
    words += fmt::format("{}{}{}", words.empty() ? "" : " ", japanese(static_cast<ProfessionCategory>(i)), counts[i]);
  }
  return words;
}

void print_table(Session& session, const ArrangedTables& tables, std::size_t table) {
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

void print_score(Session& session, const ArrangedTables& tables, std::int64_t changed) {
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

/// Writes what changed, then prints.
Result<int> finish(Session& session, const GroupCall& call, const ArrangedTables& tables) {
  auto store = session.open_store();
  if (!store) return tl::unexpected(store.error());
  const auto changed = store->set_groups(EventCode(call.code), edits_of(tables), session.change());
  if (!changed) return tl::unexpected(changed.error());
  for (std::size_t table = 0; table < tables.names.size(); ++table) print_table(session, tables, table);
  print_score(session, tables, *changed);
  return kDone;
}

Result<int> arrange(Session& session, const GroupCall& call, decltype(plan_tables)& make) {
  const auto event = find_event(session, call.code);
  if (!event) return tl::unexpected(event.error());
  const auto wish = read_wish(call);
  if (!wish) return tl::unexpected(wish.error());
  const auto tables = make(session, event->summary.event, *wish);
  if (!tables) return tl::unexpected(tables.error());
  return finish(session, call, *tables);
}

struct PinCall {
  std::string code;
  std::vector<std::string> registrations;
  bool off = false;
};

Result<int> pin_seats(Session& session, const PinCall& call) {
  const auto rows = find_registrations(session, call.code, call.registrations);
  if (!rows) return tl::unexpected(rows.error());
  std::vector<RegistrationId> registrations;
  for (const RegistrationRow& row : *rows) registrations.push_back(row.registration);
  const auto changed =
      set_group_pins(session.folder(), EventCode(call.code), registrations, !call.off, session.change());
  if (!changed) return tl::unexpected(changed.error());
  for (const RegistrationRow& row : *rows) {
    JsonObject object;
    object.text("registration", row.registration.value).text_or_null("group", row.group).boolean("pinned", !call.off);
    session.print(object, fmt::format("{}  {}  {}グループ  {}", row.number, row.attendee.name,
                                      row.group.empty() ? "－" : row.group, call.off ? "固定なし" : "固定"));
  }
  return kDone;
}

std::vector<Argument> group_arguments(GroupCall& call, const std::string& size_help) {
  return {needs("CODE", call.code, "the event's code"), may("--size", call.size, size_help),
          may("--mode", call.mode,
              "same: same professions together, from different settings (default of plan); mixed: one of each a table; "
              "settle goes by how the tables were laid out"),
          may("--seed", call.seed, "another number gives other tables of the same worth (default 1)")};
}

}  // namespace

Command make_group_plan() {
  const auto call = std::make_shared<GroupCall>();
  return {"group plan", "lay the confirmed participants out at workshop tables; who was admitted keeps the table",
          "uketsuke --json group plan AIKAWA --size 6 --mode same",
          group_arguments(*call, "people a table (default 6)"),
          [call](Session& session) { return arrange(session, *call, plan_tables); }};
}

Command make_group_settle() {
  const auto call = std::make_shared<GroupCall>();
  return {"group settle",
          "close the holes of those who have not come with the fewest moves; who came without a table gets one",
          "uketsuke --json group settle AIKAWA",
          group_arguments(*call, "dissolve the emptiest tables until about so many sit at each (default: all stay)"),
          [call](Session& session) { return arrange(session, *call, settle_tables); }};
}

Command make_group_pin() {
  const auto call = std::make_shared<PinCall>();
  return {"group pin",
          "keep people at their table when tables are planned or settled anew, or let them go again",
          "uketsuke group pin AIKAWA 3 17",
          {needs("CODE", call->code, "the event's code"),
           needs_many("REGISTRATION", call->registrations, "ids or reception numbers"),
           may("--off", call->off, "they may be moved again")},
          [call](Session& session) { return pin_seats(session, *call); }};
}

}  // namespace uketsuke::cli
