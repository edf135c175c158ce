// The cells of a record by field. For the readers of rows. Any thread.
#pragma once

#include <algorithm>
#include <string>
#include <vector>

#include "common/names.h"
#include "kiosk/intake/roster_mapping.h"

namespace uketsuke {

class RowCells {
 public:
  /// @param columns  of `map`: the row's, or those of one person in it
  RowCells(const std::vector<std::string>& cells, const ColumnMap& map, const FieldColumns& columns)
      : cells_(cells), map_(map), columns_(columns) {}

  [[nodiscard]] bool has(RosterField field) const { return at(field).has_value(); }
  /// The cell of a field without outer spaces; empty where there is none.
  [[nodiscard]] std::string text(RosterField field) const {
    const auto& column = at(field);
    return column && *column < cells_.size() ? trim(cells_[*column]) : std::string();
  }
  /// … with line breaks and tabs as spaces.
  [[nodiscard]] std::string line(RosterField field) const {
    std::string value = text(field);
    std::replace_if(
        value.begin(), value.end(), [](char c) { return c == '\n' || c == '\r' || c == '\t'; }, ' ');
    return value;
  }
  [[nodiscard]] std::string title(RosterField field) const {
    const auto& column = at(field);
    return column && *column < map_.titles.size() ? trim(map_.titles[*column]) : std::string();
  }
  /// … of the name, in one column or in parts.
  [[nodiscard]] std::string name_title() const {
    return title(has(RosterField::name) ? RosterField::name : RosterField::family_name);
  }

 private:
  [[nodiscard]] const std::optional<std::size_t>& at(RosterField field) const {
    return columns_[static_cast<std::size_t>(field)];
  }

  const std::vector<std::string>& cells_;
  const ColumnMap& map_;
  const FieldColumns& columns_;
};

}  // namespace uketsuke
