// The titles that columns go by, and how well a title fits a field. Data and one function; for roster_mapping.cpp.
// Any thread.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "kiosk/intake/roster_mapping.h"

namespace uketsuke {

/// How surely a title means a field; the surest of all columns wins, two equals are an error.
struct TitleFit {
  RosterField field = RosterField::name;
  int rank = 0;                ///< 5 exact … 1 a word within a sentence
  bool with_furigana = false;  ///< 氏名（ふりがな）
};

/// @param title  as given. none: the title says nothing that is read
std::optional<TitleFit> fit_title(std::string_view title);

/// Examples for the error that no name was found.
std::string_view understood_titles();

}  // namespace uketsuke
