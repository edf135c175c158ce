// Many schedules of kiosks and a hub, each by its seed. UKETSUKE_LONG=1: 20 000; UKETSUKE_SEED=n: that one alone, step
// by step.
#include <gtest/gtest.h>

#include <cstdlib>
#include <iostream>
#include <string>

#include "tests/hub_simulation/sim_world.h"

namespace uketsuke::simulation {
namespace {

constexpr std::uint64_t kOrdinary = 500;
constexpr std::uint64_t kLong = 20'000;

void add(Tally& all, const Tally& one) {
  all.facts += one.facts;
  all.cuts += one.cuts;
  all.crashes += one.crashes;
  all.restored_kiosks += one.restored_kiosks;
  all.restored_hubs += one.restored_hubs;
  all.started_over += one.started_over;
  all.settled += one.settled;
  all.double_entries += one.double_entries;
  all.clocks_off += one.clocks_off;
  all.lost_for_good += one.lost_for_good;
  all.full += one.full;
}

void print(const Tally& all) {
  std::cout << all.facts << " facts, " << all.cuts << " cuts, " << all.crashes << " crashes, " << all.restored_kiosks
            << " kiosks and " << all.restored_hubs << " hubs restored, " << all.started_over << " started over, "
            << all.settled << " settled, " << all.double_entries << " double entries, " << all.clocks_off
            << " clocks off, " << all.full << " times full, " << all.lost_for_good << " facts without any copy\n";
}

TEST(HubSimulation, HoldsInEverySchedule) {
  std::uint64_t first = 1;
  std::uint64_t last = std::getenv("UKETSUKE_LONG") != nullptr ? kLong : kOrdinary;
  if (const char* seed = std::getenv("UKETSUKE_SEED")) first = last = std::strtoull(seed, nullptr, 10);
  Tally all;
  int failed = 0;
  for (std::uint64_t seed = first; seed <= last && failed < 5; ++seed) {
    World world(seed, Broken::nothing, first == last ? &std::cout : nullptr);
    const std::string wrong = world.run();
    add(all, world.tally());
    if (wrong.empty()) continue;
    ADD_FAILURE() << "UKETSUKE_SEED=" << seed << ": " << wrong;
    ++failed;
  }
  print(all);
  if (first == last || failed > 0) return;
  for (const std::int64_t came_up : {all.facts, all.cuts, all.crashes, all.restored_kiosks, all.restored_hubs,
                                     all.started_over, all.settled, all.double_entries, all.clocks_off, all.full}) {
    EXPECT_GT(came_up, static_cast<std::int64_t>(last) / 20) << "too little happens for the simulation to mean much";
  }
}

TEST(HubSimulation, IsTheSameForTheSameSeed) {
  World one(7);
  World two(7);
  EXPECT_EQ(one.run(), two.run());
  EXPECT_EQ(one.tally().facts, two.tally().facts);
}

class BrokenRule : public testing::TestWithParam<Broken> {};

TEST_P(BrokenRule, IsFound) {
  constexpr std::uint64_t kMost = 3'000;
  std::uint64_t seed = 1;
  std::string wrong;
  for (; seed <= kMost && wrong.empty(); ++seed) wrong = World(seed, GetParam()).run();
  EXPECT_FALSE(wrong.empty()) << "not in " << kMost << " schedules";
  std::cout << "after " << seed - 1 << " schedules: " << wrong << "\n";
}

INSTANTIATE_TEST_SUITE_P(HubSimulation, BrokenRule, testing::ValuesIn(kAllBroken),
                         [](const auto& one) { return std::string(word(one.param)); });

}  // namespace
}  // namespace uketsuke::simulation
