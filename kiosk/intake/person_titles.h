// Titles of a table that holds several people in one row: 参加者1氏名, 氏名（2人目）, お名前② …; whose each column is.
// For roster_mapping.cpp. Any thread.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/intake/title_words.h"

namespace uketsuke {

/// Most people in one row.
inline constexpr std::size_t kMostPeopleInARow = 10;

/// What a title says, and of whom.
struct PersonTitle {
  std::size_t person = 0;  ///< 1 … of those in the row; 0: of the row
  std::optional<TitleFit> fit;
};

/// True for what each person may have a column of their own for.
bool is_of_a_person(RosterField field);

/// What a title says once the number of a person is taken out of it.
std::optional<TitleFit> fit_numbered_title(std::string_view title);

/// One a title, in their order, each as it stands: of the row.
/// @param taken  titles that are spoken for: they say nothing
std::vector<PersonTitle> find_plain_titles(const std::vector<std::string>& titles, const std::vector<bool>& taken);

/// … but for what is of a single person: a mapping file says who the people of the row are.
std::vector<PersonTitle> find_shared_titles(const std::vector<std::string>& titles, const std::vector<bool>& taken);

/// … with the people that the titles tell of. All are of the row unless the names of a first person and of another one
/// stand there. Where the first person's name has no number (氏名, 氏名2 …), what stands beside it without one is that
/// person's.
std::vector<PersonTitle> find_person_titles(const std::vector<std::string>& titles, const std::vector<bool>& taken);

}  // namespace uketsuke
