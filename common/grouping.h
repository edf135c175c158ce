// Workshop tables: who sits with whom. Pure and deterministic: the same people and seed give the same tables on every
// machine (whole numbers only). Judges pairs of people at one table; a score says of which parts it is made. Any
// thread.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "common/roster.h"
#include "common/setting.h"

namespace uketsuke {

/// 同職種: same professions together, from different settings. 多職種: one of each profession a table.
enum class GroupingMode { same, mixed };
/// "same", "mixed".
std::string_view word(GroupingMode mode);
std::optional<GroupingMode> grouping_mode_from_word(std::string_view word);

/// One person as the tables see them.
struct GroupPerson {
  ProfessionCategory profession = ProfessionCategory::other;
  std::optional<Setting> setting;     ///< none: not known, then it disturbs nobody
  std::string facility;               ///< folded; empty: none
  std::optional<std::size_t> locked;  ///< this seat stays; settle_groups: where the person sits
};

struct GroupingTask {
  std::vector<GroupPerson> people;
  /// Who sat together earlier, as places in `people`; a pair given twice counts once.
  std::vector<std::pair<std::size_t, std::size_t>> met;
  GroupingMode mode = GroupingMode::same;
  std::uint64_t seed = 1;
};

/// What disturbs when two sit at one table.
enum class Disturbance {
  same_facility,
  met_before,
  unlike_profession,
  related_profession,
  same_profession,
  same_setting
};
constexpr std::size_t kDisturbanceCount = 6;
std::string_view word(Disturbance disturbance);

/// One part of a score: so many pairs at so much each.
struct ScorePart {
  Disturbance what = Disturbance::same_facility;
  std::int64_t pairs = 0;
  std::int64_t weight = 0;
};

/// The less the better; `cost` is the sum of pairs x weight.
struct GroupingScore {
  std::int64_t cost = 0;
  std::vector<ScorePart> parts;  ///< those that count in this mode, in Disturbance's order
  std::size_t tables = 0;        ///< with anybody at them
  std::size_t smallest = 0;
  std::size_t largest = 0;
};

struct Grouping {
  std::vector<std::size_t> table_of;  ///< of each person, from 0
  std::size_t moves = 0;              ///< settle_groups: who must stand up
  GroupingScore score;
};

/// As many tables as bring their mean nearest to `size`; of two equally near the fewer. At least 1 where anybody comes.
std::size_t count_tables(std::size_t people, std::size_t size);

/// Most people that one plan takes: the pairs are kept in memory, 2 bytes each.
inline constexpr std::size_t kMostGrouped = 8000;

/// Tables within one of each other (as far as locked seats let them be), as few disturbances as a local search finds.
/// @param tables  at least 1; locked seats are below it. At most kMostGrouped people.
/// Cost: tests/common/test_grouping.cpp measures 80 and 1 000 people
Grouping plan_groups(const GroupingTask& task, std::size_t tables);

/// Closes the holes of those who have not come: sizes within one of each other with the fewest people standing up, and
/// among these ways the one that disturbs least. People without a seat get one; who is locked stays, and so does the
/// table, even where the sizes then differ by more.
/// @param seated  where each of the people sits now, none: nowhere yet
/// @param keep    so many tables stay (those with locked seats, then the fullest; at least the former); the others of `seated` are dissolved. Table numbers stay.
Grouping settle_groups(const GroupingTask& task, const std::vector<std::optional<std::size_t>>& seated,
                       std::size_t keep);

/// The table for the last of `people`, who comes when all others sit: of the smallest tables the one that it costs
/// least. @param table_of  of everybody before the last one. @param tables  at least 1
std::size_t find_cheapest_table(const GroupingTask& task, const std::vector<std::size_t>& table_of, std::size_t tables);

/// What these tables come to.
GroupingScore score_groups(const GroupingTask& task, const std::vector<std::size_t>& table_of);

/// True if the two professions are near enough for a rare one to be joined to the other (医師 and 歯科医師).
bool are_related(ProfessionCategory a, ProfessionCategory b);

}  // namespace uketsuke
