// 集計: people without a roster are counted by a touch, and how many they are is seen beside the professions.
#include <gtest/gtest.h>

#include "tests/kiosk/screens/staff_stage.h"

namespace uketsuke {
namespace {

using test::StaffStage;

/// Nobody is registered; the categories are those of a lecture.
Model lecture() {
  Model model = test::desk(StaffScreen::counts);
  model.summary.counts = {};
  model.staff.office.heads = {{"介護職", 3}};
  return model;
}

// The lines of the categories are 80 apart from 208.
constexpr float kFirstLine = 244;
constexpr float kThirdLine = 404;
constexpr float kLess = 870;
constexpr float kMore = 1100;

TEST(CountsScreen, CountsSomebodyWhereNobodyIsRegistered) {
  StaffStage stage(lecture());
  stage.tap(kMore, kThirdLine);
  const auto* count = stage.only<action::CountHead>();
  ASSERT_NE(count, nullptr);
  EXPECT_EQ(count->head.category, "介護職");
  EXPECT_EQ(count->head.people, 1);
}

TEST(CountsScreen, TakesBackOnlyWhatWasCounted) {
  StaffStage stage(lecture());
  stage.tap(kLess, kFirstLine);
  EXPECT_TRUE(stage.asked.empty()) << "nobody of 一般 was counted";
  stage.tap(kLess, kThirdLine);
  ASSERT_NE(stage.only<action::CountHead>(), nullptr);
  EXPECT_EQ(stage.only<action::CountHead>()->head.people, -1);
}

TEST(CountsScreen, CountsNobodyWhileACountIsOnItsWay) {
  Model model = lecture();
  model.staff.busy = true;
  StaffStage stage(model);
  stage.tap(kMore, kFirstLine);
  EXPECT_TRUE(stage.asked.empty());
}

TEST(CountsScreen, ShowsProfessionsWhereThereIsARosterAndHeadsAfterATouch) {
  StaffStage stage(test::desk(StaffScreen::counts));
  stage.tap(kMore, kFirstLine);
  EXPECT_TRUE(stage.asked.empty()) << "the professions";
  stage.tap(1050, 160);
  stage.tap(kMore, kFirstLine);
  EXPECT_NE(stage.only<action::CountHead>(), nullptr);
  stage.tap(600, 160);
  stage.tap(kMore, kFirstLine);
  EXPECT_EQ(stage.asked.size(), 1U) << "the professions again";
}

TEST(CountsScreen, TurnsOverCategoriesBeyondTheFifth) {
  Model model = lecture();
  model.summary.event.professions = {"一", "二", "三", "四", "五", "六"};
  StaffStage stage(model);
  stage.tap(1180, 400);
  stage.tap(1000, kFirstLine);
  ASSERT_NE(stage.only<action::CountHead>(), nullptr);
  EXPECT_EQ(stage.only<action::CountHead>()->head.category, "六");
  stage.tap(1180, 400);
  stage.tap(1000, kFirstLine);
  EXPECT_EQ(stage.last<action::CountHead>()->head.category, "一") << "from the beginning again";
}

}  // namespace
}  // namespace uketsuke
