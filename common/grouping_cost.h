// What two people at one table cost, as a table of pairs. For grouping.cpp and grouping_search.cpp only. Any thread.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "common/grouping.h"

namespace uketsuke {

/// Weight of each disturbance in a mode; 0: it does not count. One facility at a table outweighs all else a swap can
/// win.
std::array<std::uint16_t, kDisturbanceCount> disturbance_weights(GroupingMode mode);

/// Which disturbances a pair is, without having met.
std::array<bool, kDisturbanceCount> disturbances(const GroupPerson& a, const GroupPerson& b);

/// Cost of every pair; after the people stand `empty` seats, which cost nothing beside anybody.
class PairCosts {
 public:
  PairCosts(const GroupingTask& task, std::size_t empty);
  [[nodiscard]] std::size_t seats() const { return seats_; }
  [[nodiscard]] std::int32_t at(std::size_t a, std::size_t b) const { return costs_[a * seats_ + b]; }

 private:
  void put(std::size_t a, std::size_t b, std::uint16_t cost);

  std::size_t seats_;
  std::vector<std::uint16_t> costs_;
};

}  // namespace uketsuke
