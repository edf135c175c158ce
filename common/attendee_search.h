// An attendee's own search for the name: what is looked for, and how little of a person it shows. Pure. Any thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "common/ids.h"

namespace uketsuke {

/// From so many kana on somebody is looked for; more people than kMostFound are shown to nobody.
inline constexpr std::size_t kFewestKana = 3;
inline constexpr std::size_t kMostFound = 5;

/// One who was found: all that the attendee's side knows of them.
struct FoundAttendee {
  RegistrationId registration;
  std::int64_t number = 0;  ///< the reception number, for staff
  std::string name;         ///< 山田 ○○
  std::string facility;     ///< empty where the event does not show it
};

struct FoundAttendees {
  std::vector<FoundAttendee> people;  ///< at most kMostFound, in 五十音 order
  bool too_many = false;              ///< more than that begin so: then none is there
};

/// kFewestKana or more, small and long marks and spaces apart.
bool is_enough_to_search(std::string_view kana);

/// "山田 太郎" -> "山田 ○○"; without a space between the names the first character alone stays: "山○○".
std::string shown_name(std::string_view name);

}  // namespace uketsuke
