// Keys are made once a row, then rows are put in the order of their keys.

#include "kiosk/output/roster_order.h"

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <limits>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>

#include "common/names.h"

namespace uketsuke {
namespace {

struct SortKey {
  bool last = false;      ///< nothing to sort by: after all others
  std::int64_t rank = 0;  ///< category or group number
  std::string first;      ///< folded facility or group text
  bool no_furigana = false;
  std::string kana;
  std::string name;
  std::int64_t number = 0;
  std::size_t row = 0;

  friend bool operator<(const SortKey& a, const SortKey& b) {
    return std::tie(a.last, a.rank, a.first, a.no_furigana, a.kana, a.name, a.number, a.row) <
           std::tie(b.last, b.rank, b.first, b.no_furigana, b.kana, b.name, b.number, b.row);
  }
};

/// "3" before "10" before "A".
void set_group(SortKey& key, const std::string& group) {
  key.last = group.empty();
  std::int64_t number = 0;
  const auto read = std::from_chars(group.data(), group.data() + group.size(), number);
  const bool numeric = read.ec == std::errc() && read.ptr == group.data() + group.size();
  key.rank = numeric ? number : std::numeric_limits<std::int64_t>::max();
  if (!numeric) key.first = group;
}

SortKey make_key(const RegistrationRow& row, RosterSort sort) {
  SortKey key;
  key.number = row.number;
  if (sort == RosterSort::number) return key;
  key.kana = gojuon_key(row.attendee.furigana);
  key.no_furigana = trim(row.attendee.furigana).empty();
  key.name = fold_name(row.attendee.name);
  switch (sort) {
    case RosterSort::kana:
    case RosterSort::number:
      break;
    case RosterSort::facility:
      key.first = fold_facility(row.attendee.facility);
      key.last = key.first.empty();
      break;
    case RosterSort::profession:
      key.rank = static_cast<std::int64_t>(row.attendee.profession.category);
      break;
    case RosterSort::group:
      set_group(key, row.group);
      break;
  }
  return key;
}

/// rows[i] becomes the row that keys[i] names, along the cycles of the permutation: a long list is not held twice.
void put_in_order(std::vector<RegistrationRow>& rows, std::vector<SortKey>& keys) {
  for (std::size_t start = 0; start < rows.size(); ++start) {
    if (keys[start].row == start) continue;
    RegistrationRow first = std::move(rows[start]);
    std::size_t place = start;
    while (keys[place].row != start) {
      const std::size_t from = std::exchange(keys[place].row, place);
      rows[place] = std::move(rows[from]);
      place = from;
    }
    rows[place] = std::move(first);
    keys[place].row = place;
  }
}

}  // namespace

void sort_rows(std::vector<RegistrationRow>& rows, RosterSort sort) {
  std::vector<SortKey> keys;
  keys.reserve(rows.size());
  for (std::size_t i = 0; i < rows.size(); ++i) {
    keys.push_back(make_key(rows[i], sort));
    keys.back().row = i;
  }
  std::sort(keys.begin(), keys.end());
  put_in_order(rows, keys);
}

}  // namespace uketsuke
