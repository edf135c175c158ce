// Ids sort by their time and are never the same.
#include <gtest/gtest.h>

#include <limits>
#include <regex>
#include <set>

#include "common/uuid.h"

namespace uketsuke {
namespace {

TEST(Uuid, IsVersionSevenInLowerCase) {
  const std::regex form("[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}");
  for (int i = 0; i < 1000; ++i) EXPECT_TRUE(std::regex_match(make_uuid({1'761'296'700'000}), form));
}

TEST(Uuid, BeginsWithItsMilliseconds) {
  EXPECT_EQ(make_uuid({0x0199'1234'5678}).substr(0, 13), "01991234-5678");
  EXPECT_EQ(make_uuid({0}).substr(0, 13), "00000000-0000");
}

TEST(Uuid, SortsByTime) {
  std::string last = make_uuid({1'761'296'700'000});
  for (std::int64_t i = 1; i < 1000; ++i) {
    std::string next = make_uuid({1'761'296'700'000 + i});
    EXPECT_LT(last, next);
    last = std::move(next);
  }
}

TEST(Uuid, IsNeverTheSameTwice) {
  std::set<std::string> seen;
  for (int i = 0; i < 20'000; ++i) seen.insert(make_uuid({1'761'296'700'000}));
  EXPECT_EQ(seen.size(), 20'000U);
}

TEST(Uuid, TimesOutOfRangeAreClamped) {
  EXPECT_EQ(make_uuid({-1}).substr(0, 13), "00000000-0000");
  EXPECT_EQ(make_uuid({std::numeric_limits<std::int64_t>::max()}).substr(0, 13), "ffffffff-ffff");
}

}  // namespace
}  // namespace uketsuke
