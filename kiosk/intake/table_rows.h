// The rows of one table under its header -> applications, bad lines, notes; whether they came from a CSV or a sheet.
// For the readers of formats. One thread each.
#pragma once

#include <cstddef>
#include <cstdint>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/intake/roster_mapping.h"
#include "kiosk/intake/roster_reader.h"

namespace uketsuke {

class TableRows {
 public:
  /// @param file  as it is named in the bad lines and applications
  TableRows(std::string file, const RosterRules& rules) : file_(std::move(file)), rules_(rules) {}

  /// Finds the columns; without a name column the file is refused.
  void take_header(const std::vector<std::string>& cells, std::int64_t line);
  /// A row with as many cells as the header. A row that says 記入例 is passed over, with a note.
  /// @param text  the record as it stood, kept with a draft that has no readable cells
  void take_row(const std::vector<std::string>& cells, std::int64_t line, std::string_view text);
  void note_lost_characters(std::int64_t line, const std::string& name);
  /// The row is bad.
  void refuse(std::int64_t line, std::string field, std::string why, std::string_view text);
  /// The whole file is bad; what follows is not read.
  void refuse_file(std::int64_t line, std::string why);
  /// For staff to read; the row or file is taken.
  void note(std::int64_t line, std::string field, std::string why);

  /// Asked now and then. @return false once the reading is to stop
  bool goes_on(std::size_t at, std::size_t all);

  /// Nothing more is read: the file is bad, or the reading was stopped.
  [[nodiscard]] bool is_over() const { return content_.unusable || content_.stopped; }
  [[nodiscard]] bool has_header() const { return has_header_; }
  [[nodiscard]] const ColumnMap& columns() const { return map_; }
  /// The title of a column; empty without one.
  [[nodiscard]] std::string title(std::size_t column) const;
  /// True if the column is read for some field.
  [[nodiscard]] bool is_read(std::size_t column) const;
  RosterContent take_content() { return std::move(content_); }

 private:
  /// The cells behind their titles, as a draft keeps them.
  [[nodiscard]] std::string record_of(const std::vector<std::string>& cells) const;
  /// A column that is read, in our words: 氏名, 氏名2.
  [[nodiscard]] std::string own_title(std::size_t column) const;
  /// Tells staff that a row holds several people.
  void note_people(std::int64_t line);
  [[nodiscard]] bool is_skipped(const std::vector<std::string>& cells) const;
  bool refuse_long_cell(const std::vector<std::string>& cells, std::int64_t line, std::string_view text);

  std::string file_;
  const RosterRules& rules_;
  ColumnMap map_;
  bool has_header_ = false;
  std::set<std::string> seen_professions_;
  RosterContent content_;
};

/// A file that is bad as a whole.
RosterContent unusable_file(const std::string& file, std::string why, std::int64_t line = 1);
/// Adds what another file came to.
void append_content(RosterContent& all, RosterContent&& more);

}  // namespace uketsuke
