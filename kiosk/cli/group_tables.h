// The tables of a workshop, planned or settled, for `group` and for the window's screen: who is laid out, which seats
// stay, what is to be written. Writes nothing. Any thread, one at a time.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "common/grouping.h"
#include "common/result.h"
#include "kiosk/cli/group_people.h"
#include "kiosk/cli/session.h"

namespace uketsuke::cli {

inline constexpr std::size_t kUsualTable = 6;
inline constexpr std::size_t kSmallestTable = 2;
inline constexpr std::size_t kLargestTable = 100;

struct TableWish {
  std::optional<std::size_t> size;  ///< none: 6 for a plan; settle keeps all tables
  std::optional<GroupingMode> mode;  ///< none: same for a plan; settle goes by how the tables were laid out
  std::uint64_t seed = 1;
};

struct ArrangedTables {
  GroupPeople people;
  Grouping grouping;
  std::vector<std::string> names;  ///< of the tables, by their numbers in the grouping
  std::vector<GroupEdit> cleared;  ///< those who have not come and whose table is dissolved
};

/// The confirmed participants anew. Who was admitted or is pinned keeps the table.
/// Errors: Code::bad_call for a size that no table has; refused where somebody pinned sits beyond the last table
Result<ArrangedTables> plan_tables(const Session& session, const Event& event, const TableWish& wish);

/// Those present, with the fewest moves; who is pinned stays. Errors: Code::refused where nobody has a table
Result<ArrangedTables> settle_tables(const Session& session, const Event& event, const TableWish& wish);

/// Everybody whose group may change, for Store::set_groups.
std::vector<GroupEdit> edits_of(const ArrangedTables& arranged);

/// What the tables as they stand come to, of those who have one.
Result<GroupingScore> score_tables(const Session& session, const Event& event, GroupingMode mode);

/// A table's number; none where its name is none.
std::optional<std::size_t> table_number(const std::string& name);
/// Numbers first, in their order, then other names; the empty one last.
bool table_comes_before(const std::string& a, const std::string& b);

std::string_view japanese(GroupingMode mode);
std::string_view japanese(Disturbance disturbance);

}  // namespace uketsuke::cli
