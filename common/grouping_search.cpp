// See grouping_search.h. A swap looks at the people of two tables only: about 4 x 6 additions.
#include "common/grouping_search.h"

#include <algorithm>
#include <utility>

namespace uketsuke {
namespace {

constexpr std::int64_t kNotAtHome = 1000000;

}  // namespace

std::uint64_t SeedSequence::next() {
  state_ += 0x9e3779b97f4a7c15ULL;
  std::uint64_t z = state_;
  z = (z ^ (z >> 30U)) * 0xbf58476d1ce4e5b9ULL;
  z = (z ^ (z >> 27U)) * 0x94d049bb133111ebULL;
  return z ^ (z >> 31U);
}

TableSearch::TableSearch(const PairCosts& costs, std::vector<SeatRule> rules, std::vector<std::size_t> table_of)
    : costs_(costs), rules_(std::move(rules)), table_of_(std::move(table_of)), place_(table_of_.size()) {
  for (std::size_t seat = 0; seat < table_of_.size(); ++seat) {
    const std::size_t table = table_of_[seat];
    if (at_table_.size() <= table) at_table_.resize(table + 1);
    place_[seat] = at_table_[table].size();
    at_table_[table].push_back(seat);
    if (!rules_[seat].locked) free_.push_back(seat);
  }
  has_empty_.resize(at_table_.size());
  for (std::size_t seat = 0; seat < table_of_.size(); ++seat) {
    if (rules_[seat].empty) has_empty_[table_of_[seat]] = true;
  }
}

std::int64_t TableSearch::home_cost(std::size_t seat, std::size_t table) const {
  const auto& home = rules_[seat].home;
  return home && *home != table ? kNotAtHome : 0;
}

/// Two different tables, and none gets a second empty seat.
bool TableSearch::is_allowed(std::size_t a, std::size_t b) const {
  if (table_of_[a] == table_of_[b]) return false;
  if (rules_[a].empty) return !has_empty_[table_of_[b]];
  return !rules_[b].empty || !has_empty_[table_of_[a]];
}

/// What the swap adds to the cost; below 0 it helps.
std::int64_t TableSearch::gain(std::size_t a, std::size_t b) const {
  const std::size_t table_a = table_of_[a];
  const std::size_t table_b = table_of_[b];
  std::int64_t added = home_cost(a, table_b) + home_cost(b, table_a) - home_cost(a, table_a) - home_cost(b, table_b);
  for (const std::size_t other : at_table_[table_a]) {
    if (other != a) added += costs_.at(b, other) - costs_.at(a, other);
  }
  for (const std::size_t other : at_table_[table_b]) {
    if (other != b) added += costs_.at(a, other) - costs_.at(b, other);
  }
  return added;
}

void TableSearch::swap(std::size_t a, std::size_t b) {
  std::swap(at_table_[table_of_[a]][place_[a]], at_table_[table_of_[b]][place_[b]]);
  std::swap(place_[a], place_[b]);
  std::swap(table_of_[a], table_of_[b]);
  if (rules_[a].empty || rules_[b].empty) {
    const std::size_t now_empty = rules_[a].empty ? a : b;
    const std::size_t now_taken = rules_[a].empty ? b : a;
    has_empty_[table_of_[now_empty]] = true;
    has_empty_[table_of_[now_taken]] = false;
  }
}

void TableSearch::anneal(SeedSequence& random, std::size_t swaps, std::int64_t warmest) {
  if (free_.size() < 2) return;
  for (std::size_t i = 0; i < swaps; ++i) {
    const std::size_t a = free_[random.below(free_.size())];
    const std::size_t b = free_[random.below(free_.size())];
    if (!is_allowed(a, b)) continue;
    const std::int64_t threshold = warmest * static_cast<std::int64_t>(swaps - i) / static_cast<std::int64_t>(swaps);
    const std::int64_t added = gain(a, b);
    if (added < threshold || added <= 0) swap(a, b);
  }
}

void TableSearch::climb() {
  for (bool helped = true; helped;) {
    helped = false;
    for (std::size_t i = 0; i < free_.size(); ++i) {
      for (std::size_t j = i + 1; j < free_.size(); ++j) {
        if (!is_allowed(free_[i], free_[j]) || gain(free_[i], free_[j]) >= 0) continue;
        swap(free_[i], free_[j]);
        helped = true;
      }
    }
  }
}

std::int64_t TableSearch::cost() const {
  std::int64_t total = 0;
  for (std::size_t seat = 0; seat < table_of_.size(); ++seat) total += home_cost(seat, table_of_[seat]);
  for (const std::vector<std::size_t>& seats : at_table_) {
    for (std::size_t a = 0; a < seats.size(); ++a) {
      for (std::size_t b = a + 1; b < seats.size(); ++b) total += costs_.at(seats[a], seats[b]);
    }
  }
  return total;
}

}  // namespace uketsuke
