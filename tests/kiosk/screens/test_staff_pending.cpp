// 申込の確認, a pair of suspected duplicates, 申込状況, and the decisions on a person's page.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "kiosk/kiosk.h"
#include "kiosk/screens/staff_received.h"
#include "tests/kiosk/screens/staff_stage.h"

namespace uketsuke {
namespace {

using test::StaffStage;
using ::testing::ElementsAre;

RegistrationRow pending(std::int64_t number, const std::string& name) {
  RegistrationRow row = test::row(number, name);
  row.status = RegistrationStatus::pending;
  row.late = true;
  return row;
}

Model waiting() {
  Model model = test::desk(StaffScreen::pending);
  model.staff.pending.rows = {pending(31, "遅い 一"), pending(32, "遅い 二"), pending(33, "遅い 三")};
  return model;
}

TEST(PendingScreen, AcceptsTheTickedOnesWithAReasonByOneTap) {
  StaffStage stage(waiting());
  stage.tap(300, 240);
  stage.tap(300, 400);
  stage.tap(1000, 570);
  ASSERT_TRUE(stage.screens.pending.question.has_value()) << "first the reason";
  EXPECT_TRUE(stage.asked.empty());
  stage.frame();
  stage.tap(360, 320);
  ASSERT_TRUE(stage.only<action::DecideChosen>());
  EXPECT_EQ(stage.only<action::DecideChosen>()->decision, Decision::accept);
  EXPECT_THAT(stage.only<action::DecideChosen>()->registrations,
              ElementsAre(RegistrationId("r31"), RegistrationId("r33")));
  EXPECT_EQ(stage.only<action::DecideChosen>()->reason, "主催者判断");
  EXPECT_FALSE(stage.screens.pending.question.has_value());
}

TEST(PendingScreen, DeclinesAndForgetsTicksOnceItIsDone) {
  StaffStage stage(waiting());
  stage.tap(120, 570);  // 全員を選択
  EXPECT_EQ(stage.screens.pending.ticks.size(), 3U);
  stage.tap(480, 570);
  stage.frame();
  stage.tap(360, 320);
  ASSERT_TRUE(stage.only<action::DecideChosen>());
  EXPECT_EQ(stage.only<action::DecideChosen>()->decision, Decision::decline);
  EXPECT_EQ(stage.only<action::DecideChosen>()->reason, "満席のため");
  ++stage.model.staff.pending.decided;
  stage.frame();
  EXPECT_TRUE(stage.screens.pending.ticks.empty());
}

TEST(PendingScreen, NothingTickedIsNothingDone) {
  StaffStage stage(waiting());
  stage.tap(1000, 570);
  stage.tap(480, 570);
  EXPECT_TRUE(stage.asked.empty());
  EXPECT_FALSE(stage.screens.pending.question.has_value());
}

TEST(PendingScreen, ASplitRestOpensItsPageAndIsNotTicked) {
  Model model = waiting();
  model.staff.pending.rows[1].status = RegistrationStatus::waitlisted;
  model.staff.pending.rows[1].split = true;
  StaffStage stage(model);
  stage.tap(300, 320);
  ASSERT_TRUE(stage.only<action::OpenPerson>());
  EXPECT_TRUE(stage.screens.pending.ticks.empty());
}

TEST(PairScreen, MergesOrKeepsTheLaterOne) {
  Model model = waiting();
  model.staff.pending.pairs = {{test::row(3, "山田 太郎"), pending(40, "山田　太郎")},
                               {test::row(4, "佐藤 花子"), pending(41, "佐藤 花子")}};
  StaffStage stage(model);
  stage.tap(650, 160);
  ASSERT_TRUE(stage.screens.pending.pairs);
  stage.tap(540, 570);
  ASSERT_TRUE(stage.only<action::DecideChosen>());
  EXPECT_EQ(stage.only<action::DecideChosen>()->decision, Decision::merge);
  EXPECT_THAT(stage.only<action::DecideChosen>()->registrations, ElementsAre(RegistrationId("r40")));
  stage.asked.clear();
  stage.tap(252, 570);  // the next pair
  stage.frame();
  stage.tap(1020, 570);
  ASSERT_TRUE(stage.only<action::DecideChosen>());
  EXPECT_EQ(stage.only<action::DecideChosen>()->decision, Decision::keep);
  EXPECT_THAT(stage.only<action::DecideChosen>()->registrations, ElementsAre(RegistrationId("r41")));
}

TEST(PairScreen, OfTwoWhoBothCameTheLaterIsOpenedInsteadOfMerged) {
  Model model = waiting();
  SuspectedPair pair{test::row(3, "山田 太郎"), test::row(40, "山田　太郎")};
  pair.earlier.checked_in_at = test::minutes_past_six(2);
  pair.later.checked_in_at = test::minutes_past_six(4);
  model.staff.pending.pairs = {pair};
  StaffStage stage(model);
  stage.tap(650, 160);
  stage.tap(540, 570);
  ASSERT_TRUE(stage.only<action::OpenPerson>());
  EXPECT_EQ(stage.only<action::OpenPerson>()->registration, RegistrationId("r40"));
  stage.asked.clear();
  stage.tap(1020, 570);
  ASSERT_TRUE(stage.only<action::DecideChosen>());
  EXPECT_EQ(stage.only<action::DecideChosen>()->decision, Decision::keep);
}

TEST(PersonScreen, APendingOneIsAcceptedOrDeclined) {
  Model model = test::desk(StaffScreen::person);
  model.staff.person = pending(13, "髙橋　一郎");
  StaffStage stage(model);
  stage.tap(1050, 370);
  ASSERT_TRUE(stage.screens.person.question.has_value());
  EXPECT_EQ(stage.screens.person.question->decision, Decision::accept);
  stage.frame();
  stage.tap(640, 540);  // 何もしない
  EXPECT_FALSE(stage.screens.person.question.has_value());
  EXPECT_TRUE(stage.asked.empty());
  stage.tap(1050, 460);
  stage.frame();
  stage.tap(360, 320);
  ASSERT_TRUE(stage.only<action::DecideChosen>());
  EXPECT_EQ(stage.only<action::DecideChosen>()->decision, Decision::decline);
}

TEST(PersonScreen, AConfirmedOneWhoHasNotComeIsCancelled) {
  Model model = test::desk(StaffScreen::person);
  model.staff.person = test::row(13, "髙橋　一郎");
  StaffStage stage(model);
  stage.tap(1050, 460);
  ASSERT_TRUE(stage.screens.person.question.has_value());
  EXPECT_EQ(stage.screens.person.question->decision, Decision::cancel);
  Model inside = model;
  inside.staff.person->inside = true;
  inside.staff.person->checked_in_at = test::minutes_past_six(1);
  StaffStage there(inside);
  for (const float y : {370.0F, 460.0F}) there.tap(1050, y);
  EXPECT_FALSE(there.screens.person.question.has_value()) << "who came is not cancelled";
}

TEST(ReceivedScreen, JoinsDaysSoThatEveryBarHasRoomForItsNumber) {
  std::vector<DayCount> days;
  for (int i = 0; i < 40; ++i) days.push_back({UtcMillis{i * 86'400'000LL}, 2, i >= 30 ? 1 : 0});
  const std::vector<ReceivedBar> bars = join_days(days, 14);
  ASSERT_EQ(bars.size(), 14U);
  EXPECT_EQ(bars[0].days, 3);
  std::int64_t people = 0;
  std::int64_t late = 0;
  for (const ReceivedBar& bar : bars) {
    people += bar.people;
    late += bar.late;
  }
  EXPECT_EQ(people, 80);
  EXPECT_EQ(late, 10);
  EXPECT_EQ(join_days({days.begin(), days.begin() + 5}, 14).size(), 5U);
  EXPECT_TRUE(join_days({}, 14).empty());
}

TEST(ReceivedScreen, DrawsWhateverThereIsAndLeadsToTheCheck) {
  Model model = test::desk(StaffScreen::received);
  StaffStage empty(model);
  empty.frame();
  model.staff.received = ApplicationCounts{};
  StaffStage none(model);
  none.frame();
  for (int i = 0; i < 100; ++i) model.staff.received->days.push_back({UtcMillis{i * 86'400'000LL}, i, i / 2});
  model.staff.received->channels = {{Channel::google_form, 40, 30, 5, 3, 2}, {Channel::fax, 9, 9, 0, 0, 0}};
  StaffStage full(model);
  full.frame();
  full.tap(1130, 160);
  ASSERT_TRUE(full.only<action::ShowStaffScreen>());
  EXPECT_EQ(full.only<action::ShowStaffScreen>()->screen, StaffScreen::pending);
}

}  // namespace
}  // namespace uketsuke
