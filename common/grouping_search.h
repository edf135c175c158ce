// The local search of grouping.cpp: swaps two seats while that helps. Knows seats, tables and costs, nobody's
// profession. Whole numbers and a random sequence of its own, so that a seed gives the same tables everywhere.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "common/grouping_cost.h"

namespace uketsuke {

/// splitmix64: the same numbers on every machine. Source: Steele, Lea, Flood, "Fast splittable pseudorandom number
/// generators", 2014
class SeedSequence {
 public:
  explicit SeedSequence(std::uint64_t seed) : state_(seed) {}
  std::uint64_t next();
  /// 0 … below - 1; below at least 1.
  std::size_t below(std::size_t limit) { return static_cast<std::size_t>(next() % limit); }

 private:
  std::uint64_t state_;
};

/// How each seat stands to its table.
struct SeatRule {
  bool locked = false;              ///< never swapped
  std::optional<std::size_t> home;  ///< costs more than anything to be elsewhere
  bool empty = false;               ///< nobody sits here; a table gets one such seat at most
};

class TableSearch {
 public:
  /// @param table_of  of every seat of `costs`, the empty ones too
  TableSearch(const PairCosts& costs, std::vector<SeatRule> rules, std::vector<std::size_t> table_of);

  /// Random swaps; one is taken while it costs less than a threshold that falls from `warmest` to 0.
  void anneal(SeedSequence& random, std::size_t swaps, std::int64_t warmest);
  /// Every swap that helps, until none does.
  void climb();
  [[nodiscard]] const std::vector<std::size_t>& table_of() const { return table_of_; }
  /// Of all pairs at one table, and of who is not at home.
  [[nodiscard]] std::int64_t cost() const;

 private:
  [[nodiscard]] std::int64_t home_cost(std::size_t seat, std::size_t table) const;
  [[nodiscard]] bool is_allowed(std::size_t a, std::size_t b) const;
  [[nodiscard]] std::int64_t gain(std::size_t a, std::size_t b) const;
  void swap(std::size_t a, std::size_t b);

  const PairCosts& costs_;
  std::vector<SeatRule> rules_;
  std::vector<std::size_t> table_of_;
  std::vector<std::vector<std::size_t>> at_table_;
  std::vector<std::size_t> place_;  ///< of each seat in its table
  std::vector<std::size_t> free_;   ///< seats that may be swapped
  std::vector<bool> has_empty_;     ///< by table
};

}  // namespace uketsuke
