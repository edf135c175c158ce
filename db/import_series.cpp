// See import_series.h.
#include "db/import_series.h"

#include <algorithm>
#include <string_view>

#include "common/utf8.h"
#include "db/registration_writes.h"

namespace uketsuke {
namespace {

bool have_a_character_in_common(std::string_view a, std::string_view b) {
  for (std::size_t i = 0; i < a.size();) {
    const std::size_t start = i;
    next_code_point(a, i);
    if (b.find(a.substr(start, i - start)) != std::string_view::npos) return true;
  }
  return false;
}

bool agree(const KnownPerson& a, const KnownPerson& b) {
  if (a.folded_name == b.folded_name) return true;
  if (!a.folded_email.empty() && a.folded_email == b.folded_email) return true;
  return !a.folded_facility.empty() && a.folded_facility == b.folded_facility &&
         have_a_character_in_common(a.folded_name, b.folded_name);
}

}  // namespace

bool is_same_series(const IdsOfSource& earlier, const std::vector<RosterPerson>& people, const Forms& applications) {
  std::size_t both = 0;
  std::size_t agreed = 0;
  for (const Application* form : applications) {
    const auto known = form->external_id.empty() ? earlier.end() : earlier.find(form->external_id);
    if (known == earlier.end()) continue;
    ++both;
    agreed += std::any_of(form->attendees.begin(), form->attendees.end(), [&](const Attendee& attendee) {
      const KnownPerson keys = fold_person(attendee);
      return std::any_of(known->second.begin(), known->second.end(),
                         [&](std::size_t place) { return agree(keys, people.at(place).keys); });
    });
  }
  return both > 0 && agreed * 2 >= both;
}

}  // namespace uketsuke
