#include "common/grouping_mode.h"

#include <cstdint>

namespace uketsuke {

GroupingMode see_mode(const std::vector<GroupPerson>& people, const std::vector<std::optional<std::size_t>>& table_of) {
  std::int64_t pairs = 0;
  std::int64_t alike = 0;
  std::int64_t table_pairs = 0;
  std::int64_t table_alike = 0;
  for (std::size_t a = 0; a < people.size(); ++a) {
    for (std::size_t b = a + 1; b < people.size(); ++b) {
      if (!table_of[a] || !table_of[b]) continue;
      const std::int64_t same = people[a].profession == people[b].profession ? 1 : 0;
      const bool together = table_of[a] == table_of[b];
      ++pairs;
      alike += same;
      table_pairs += together ? 1 : 0;
      table_alike += together ? same : 0;
    }
  }
  return table_alike * pairs >= alike * table_pairs ? GroupingMode::same : GroupingMode::mixed;
}

}  // namespace uketsuke
