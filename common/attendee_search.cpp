// See attendee_search.h.
#include "common/attendee_search.h"

#include <algorithm>

#include "common/count_characters.h"
#include "common/names.h"
#include "common/utf8.h"

namespace uketsuke {

namespace {

constexpr std::string_view kCircles = "○○";
constexpr std::string_view kWideSpace = "\u3000";

}  // namespace

bool is_enough_to_search(std::string_view kana) { return count_characters(fold_kana(kana)) >= kFewestKana; }

std::string shown_name(std::string_view name) {
  const std::string whole = trim(name);
  const std::size_t space = std::min(whole.find(' '), whole.find(kWideSpace));
  if (space != std::string::npos) return whole.substr(0, space) + " " + std::string(kCircles);
  std::size_t first = 0;
  if (!whole.empty()) next_code_point(whole, first);
  return whole.substr(0, first) + std::string(kCircles);
}

}  // namespace uketsuke
