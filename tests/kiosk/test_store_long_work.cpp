// Work that may take long: told late and seldom, stopped by its own serial only.
#include <gtest/gtest.h>

#include <vector>

#include "kiosk/store_long_work.h"

namespace uketsuke {
namespace {

TEST(LongWork, TellsEachPercentOnce) {
  const LongWork work(std::chrono::milliseconds(0));
  std::vector<int> told;
  const KeepOn keep_on = work.begin(1, [&told](int percent) { told.push_back(percent); });
  for (const int percent : {0, 0, 1, 1, 50}) EXPECT_TRUE(keep_on(percent));
  EXPECT_EQ(told, (std::vector<int>{0, 1, 50}));
}

TEST(LongWork, TellsNothingWhileItIsShort) {
  const LongWork work(std::chrono::hours(1));
  int told = 0;
  const KeepOn keep_on = work.begin(1, [&told](int) { ++told; });
  EXPECT_TRUE(keep_on(99));
  EXPECT_EQ(told, 0);
}

TEST(LongWork, IsStoppedByItsOwnSerialOnly) {
  LongWork work;
  const KeepOn first = work.begin(1, [](int) {});
  const KeepOn second = work.begin(2, [](int) {});
  work.stop(1);
  EXPECT_FALSE(first(10));
  EXPECT_TRUE(second(10));
}

}  // namespace
}  // namespace uketsuke
