// How tables were laid out, seen from who sits where.
#include <gtest/gtest.h>

#include "common/grouping_mode.h"

namespace uketsuke {
namespace {

using Tables = std::vector<std::optional<std::size_t>>;

std::vector<GroupPerson> two_nurses_and_two_doctors() {
  std::vector<GroupPerson> people(4);
  people[0].profession = people[1].profession = ProfessionCategory::nurse;
  people[2].profession = people[3].profession = ProfessionCategory::doctor;
  return people;
}

TEST(SeeMode, LikeProfessionsAtATableAreTheSameAndOneOfEachIsMixed) {
  const auto people = two_nurses_and_two_doctors();
  EXPECT_EQ(see_mode(people, Tables{0, 0, 1, 1}), GroupingMode::same);
  EXPECT_EQ(see_mode(people, Tables{0, 1, 0, 1}), GroupingMode::mixed);
}

TEST(SeeMode, WhoHasNoTableDoesNotCount) {
  auto people = two_nurses_and_two_doctors();
  people.push_back(people[0]);
  people.push_back(people[2]);
  EXPECT_EQ(see_mode(people, Tables{0, 1, 0, 1, std::nullopt, std::nullopt}), GroupingMode::mixed);
  EXPECT_EQ(see_mode(people, Tables(6)), GroupingMode::same) << "nobody sits yet";
  EXPECT_EQ(see_mode({}, {}), GroupingMode::same);
}

}  // namespace
}  // namespace uketsuke
