// Ids sort by their time and are never the same.
#include <gtest/gtest.h>

#include <limits>
#include <set>
#include <string>
#include <string_view>

#include "common/uuid.h"

namespace uketsuke {
namespace {

TEST(Uuid, IsVersionSevenInLowerCase) {
  constexpr std::string_view kForm = "xxxxxxxx-xxxx-7xxx-vxxx-xxxxxxxxxxxx";
  for (int i = 0; i < 1000; ++i) {
    const std::string id = make_uuid({1'761'296'700'000});
    ASSERT_EQ(id.size(), kForm.size());
    for (std::size_t at = 0; at < id.size(); ++at) {
      const std::string_view allowed = kForm[at] == 'x'   ? "0123456789abcdef"
                                       : kForm[at] == 'v' ? "89ab"
                                                          : kForm.substr(at, 1);
      EXPECT_NE(allowed.find(id[at]), std::string_view::npos) << id;
    }
  }
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

TEST(UuidMaker, SortsInTheOrderOfMakingWithinOneMillisecond) {
  UuidMaker maker;
  std::string last = maker.make({1'761'296'700'000});
  for (int i = 0; i < 20'000; ++i) {
    std::string next = maker.make({1'761'296'700'000});
    ASSERT_LT(last, next);
    ASSERT_EQ(next[14], '7');
    ASSERT_NE(std::string_view("89ab").find(next[19]), std::string_view::npos);
    last = std::move(next);
  }
  EXPECT_LT(last, maker.make({1'761'296'700'001}));
}

TEST(UuidMaker, TwoMakersMakeDifferentOnes) {
  UuidMaker one;
  UuidMaker other;
  std::set<std::string> seen;
  for (int i = 0; i < 5'000; ++i) {
    seen.insert(one.make({1'761'296'700'000}));
    seen.insert(other.make({1'761'296'700'000}));
  }
  EXPECT_EQ(seen.size(), 10'000U);
}

}  // namespace
}  // namespace uketsuke
