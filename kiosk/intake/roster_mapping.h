// Which column of a table holds what, found by the columns' titles or said by a mapping file. Any thread.
#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "common/result.h"

namespace uketsuke {

/// What a column may hold. The words are those of a mapping file.
enum class RosterField {
  name,
  furigana,
  family_name,
  given_name,
  family_kana,
  given_kana,
  facility,
  profession,
  email,
  phone,
  received,
  role,
  note,
  question,
  question_professions,
  id,
  channel,
  notice,
  facility_email,
  facility_phone,
  contact_person,
  facility_kind,
  postmark
};
inline constexpr std::size_t kRosterFieldCount = 23;

std::string_view word(RosterField field);
/// 氏名, ふりがな …: what staff read.
std::string_view japanese(RosterField field);
std::optional<RosterField> roster_field_from_word(std::string_view word);

/// A mapping file: field = "column title"; an empty title means that the field is not read. A list of titles: the first
/// that is there, none is needed. A preset also says by which titles its format is known and which rows it passes over.
struct MappingRules {
  std::vector<std::pair<RosterField, std::string>> columns;
  std::vector<std::pair<RosterField, std::vector<std::string>>> first_of;
  std::string preset;                    ///< what staff call the format; empty: no preset
  std::vector<std::string> when;         ///< titles that all stand in a header of it
  std::string skip_title;                ///< a row with one of the values there is no application …
  std::vector<std::string> skip_values;  ///< … such as 取下げ
  std::string file;
  /// [[person]]: the columns of each person of a row, as `columns`; empty: as the titles say.
  std::vector<std::vector<std::pair<RosterField, std::string>>> people{};
};

/// Errors: Code::bad_input with every problem, key and line
Result<MappingRules> parse_mapping_toml(std::string_view text, const std::string& file);

/// Which column each field is read from.
using FieldColumns = std::array<std::optional<std::size_t>, kRosterFieldCount>;

/// The result for one header.
struct ColumnMap {
  FieldColumns column;
  std::vector<FieldColumns> people;      ///< their own, where a row holds several; empty: a person a row
  bool name_holds_furigana = false;      ///< 氏名（ふりがな）: 山田 太郎（やまだ たろう）
  bool from_web_form = false;            ///< タイムスタンプ: what a Google Form downloads as
  std::vector<std::size_t> other_names;  ///< columns that read as 氏名 too, less surely: not read
  std::string preset;                    ///< whose titles these are; empty: nobody's
  std::optional<std::size_t> skip_column;
  std::vector<std::string> skip_values;  ///< folded; of skip_column
  std::vector<std::string> titles;       ///< as given; without the empty ones at the end
  std::size_t padded_count = 0;          ///< cells of the header with those

  [[nodiscard]] const std::optional<std::size_t>& at(RosterField field) const {
    return column[static_cast<std::size_t>(field)];
  }
  /// The column of the one name, or of the first person's; none: it is in parts.
  [[nodiscard]] const std::optional<std::size_t>& first_name() const;
  /// True if a column is read for some field.
  [[nodiscard]] bool reads(std::size_t at) const;
};

/// The first format whose `when` all stand in the header; null if none.
const MappingRules* find_format(const std::vector<std::string>& header, const std::vector<MappingRules>& formats);

/// @param rules  null: by the titles alone. With rules the fields they do not name are found by titles.
/// Errors: Code::bad_input: no name column (titles seen, titles understood); two columns for one field, which they are
/// and how to mend it; a title of the rules that is not in the header
Result<ColumnMap> map_columns(const std::vector<std::string>& header, const MappingRules* rules);

/// A title as it is compared: NFKC, lower case, without spaces, marks of required fields, numbering, ※ notes.
std::string fold_title(std::string_view title);
/// … with its numbering.
std::string fold_title_marks(std::string_view title);

}  // namespace uketsuke
