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

/// One seed given: that one, told step by step.
TEST(HubSimulation, HoldsInEverySchedule) {
  std::uint64_t first = 1;
  std::uint64_t last = std::getenv("UKETSUKE_LONG") != nullptr ? kLong : kOrdinary;
  if (const char* seed = std::getenv("UKETSUKE_SEED")) first = last = std::strtoull(seed, nullptr, 10);
  Tally all;
  for (std::uint64_t seed = first; seed <= last; ++seed) {
    World world(seed, Broken::nothing, first == last ? &std::cout : nullptr);
    const std::string wrong = world.run();
    ASSERT_EQ(wrong, "") << "UKETSUKE_SEED=" << seed;
    for (const auto& [what, times] : world.tally()) all[what] += times;
  }
  for (const auto& [what, times] : all) std::cout << what << ": " << times << "\n";
  if (first == last) return;
  for (const char* what : {"facts", "cuts", "crashes", "restored kiosks", "restored hubs", "started over", "settled",
                           "double entries", "clocks off", "no seat"}) {
    EXPECT_GT(all[what], static_cast<std::int64_t>(last) / 5) << what << ": too few for the simulation to mean much";
  }
}

TEST(HubSimulation, IsTheSameForTheSameSeed) {
  World one(7);
  World two(7);
  EXPECT_EQ(one.run(), two.run());
  EXPECT_EQ(one.tally(), two.tally());
}

/// A rule that is broken, and a schedule not long before the one in which that is found.
struct Mistake {
  Broken broken = Broken::nothing;
  std::uint64_t from = 1;
};
void PrintTo(const Mistake& one, std::ostream* out) { *out << word(one.broken); }
constexpr Mistake kMistakes[] = {
    {Broken::grants_without_subtracting},
    {Broken::place_before_rows},
    {Broken::takes_facts_twice},
    {Broken::skips_gaps},
    {Broken::ignores_history},
    {Broken::forgets_what_it_sent},
    {Broken::waits_by_clock, 1'650},
    {Broken::acknowledges_too_early},
    {Broken::last_arrival_wins},
    {Broken::restored_kiosk_keeps_account, 140},
    {Broken::restored_kiosk_lets_in, 605},
    {Broken::restored_hub_asks_nobody, 620},
    {Broken::given_up_seats_are_unspent},
    {Broken::settles_with_one_word},
    {Broken::any_session, 800},
};

class BrokenRule : public testing::TestWithParam<Mistake> {};

TEST_P(BrokenRule, IsFound) {
  constexpr std::uint64_t kMost = 3'000;
  std::string wrong;
  std::uint64_t seed = GetParam().from;
  for (; wrong.empty() && seed < GetParam().from + kMost; ++seed) wrong = World(seed, GetParam().broken).run();
  EXPECT_NE(wrong, "") << "not in " << kMost << " schedules";
  std::cout << "in schedule " << seed - 1 << ": " << wrong << "\n";
}

INSTANTIATE_TEST_SUITE_P(HubSimulation, BrokenRule, testing::ValuesIn(kMistakes),
                         [](const auto& one) { return std::string(word(one.param.broken)); });

}  // namespace
}  // namespace uketsuke::simulation
