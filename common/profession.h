// Given words of a profession -> the category that is counted. The synonyms are data (assets/professions.toml). Any thread.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "common/roster.h"

namespace uketsuke {

/// Synonyms, looked up folded. A value; immutable after construction.
class ProfessionTable {
 public:
  ProfessionTable() = default;
  /// @param synonyms  word and its category; each category's own name is known without being listed
  explicit ProfessionTable(const std::vector<std::pair<std::string, ProfessionCategory>>& synonyms);

  struct Found {
    Profession profession;
    bool known = false;  ///< false: other, and the words are to be listed
  };
  /// Several professions in one cell ("看護師;介護支援専門員", 、／) count as the first known one. Empty: other, known.
  [[nodiscard]] Found find(std::string_view given) const;

 private:
  std::vector<std::pair<std::string, ProfessionCategory>> sorted_;  ///< folded word, category
};

}  // namespace uketsuke
