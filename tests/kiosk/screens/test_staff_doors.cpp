// 受付口: the tab where there is a hub, a door a row, who was let in twice and the way to them; what staff read on
// every screen.
#include <gtest/gtest.h>

#include "kiosk/screens/staff_doors.h"
#include "tests/kiosk/screens/staff_stage.h"

namespace uketsuke {
namespace {

using test::desk;
using test::minutes_past_six;
using test::StaffStage;

DoorMovement movement(const std::string& door, std::int64_t minutes) {
  DoorMovement one;
  one.door = KioskId(door);
  one.movement.happened = minutes_past_six(minutes);
  return one;
}

Model doors(StaffScreen screen = StaffScreen::doors) {
  Model model = desk(screen);
  model.staff.organiser = false;
  HubView& hub = model.hub;
  hub.state.joined = true;
  hub.state.online = true;
  hub.state.since = minutes_past_six(0);
  hub.status.shared = true;
  hub.status.exchanged = minutes_past_six(4);
  hub.doors = {{KioskId("west"), "西口", true, 12, {}},
               {KioskId("north"), "北口", false, 0, minutes_past_six(3)},
               {KioskId("east"), "東口", false, 30, minutes_past_six(5)}};
  LetInTwice twice;
  twice.registration = RegistrationId("r7");
  twice.number = 7;
  twice.name = "髙橋 花子";
  twice.entries = {movement("west", 3), movement("east", 2)};
  hub.status.twice = {twice};
  hub.twice_untold = 1;
  return model;
}

std::string trouble(const Model& model) { return doors_trouble_of(model, test::HeadlessUi(1280, 720, "ja").ui()); }

TEST(DoorsScreen, TheTabIsTheDesksAndThereOnlyWhereThereIsAHub) {
  StaffStage stage(doors(StaffScreen::search));
  stage.tap(12 + 5 * 111 + 50, 42);
  const auto* show = stage.only<action::ShowStaffScreen>();
  ASSERT_TRUE(show);
  EXPECT_EQ(show->screen, StaffScreen::doors);
  stage.asked.clear();
  stage.model.hub.state.joined = false;
  stage.frame();
  stage.tap(12 + 5 * 111 + 50, 42);
  EXPECT_TRUE(stage.asked.empty());
}

TEST(DoorsScreen, AllEightTabsOfAnOrganiserLeaveRoomForTheDirections) {
  Model model = doors(StaffScreen::search);
  model.staff.organiser = true;
  model.summary.event.exit_scan = true;
  StaffStage stage(model);
  stage.tap(12 + 7 * 98.5F + 40, 42);
  ASSERT_TRUE(stage.last<action::ShowStaffScreen>());
  EXPECT_EQ(stage.last<action::ShowStaffScreen>()->screen, StaffScreen::office);
  stage.tap(804, 42);
  EXPECT_TRUE(stage.last<action::SetDirection>());
}

TEST(DoorsScreen, ARowOfSomebodyLetInTwiceOpensThem) {
  StaffStage stage(doors());
  stage.tap(900, 290);
  const auto* open = stage.only<action::OpenPerson>();
  ASSERT_TRUE(open);
  EXPECT_EQ(open->registration.value, "r7");
}

TEST(DoorsScreen, BothLanguagesAndSizesAreDrawnOnlineOfflineAndAlone) {
  for (const char* language : {"ja", "en"}) {
    for (const bool online : {true, false}) {
      Model model = doors();
      model.hub.state.online = online;
      model.hub.state.clock_ahead_ms = online ? 0 : -400'000;
      StaffStage stage(model, 1920, 1080, language);
      EXPECT_TRUE(stage.asked.empty());
      stage.model.hub.state.joined = false;
      stage.frame();
      stage.tap(900, 290);
      EXPECT_TRUE(stage.asked.empty()) << "there is nothing to touch";
    }
  }
}

TEST(DoorsTrouble, PeopleLetInTwiceComeBeforeAClock) {
  Model model = doors();
  model.hub.state.clock_ahead_ms = 5'000;
  EXPECT_EQ(trouble(model), "2つの受付口で受付された方が1名います。「受付口」で確認してください");
  model.hub.twice_untold = 0;
  EXPECT_EQ(trouble(model), "この端末の時計が5秒進んでいます。時計を合わせてください");
}

TEST(DoorsTrouble, AClockIsToldBeyondTwoSecondsEitherWay) {
  Model model = doors();
  model.hub.twice_untold = 0;
  for (const std::int64_t fine : {0, 2'000, -2'000}) {
    model.hub.state.clock_ahead_ms = fine;
    EXPECT_EQ(trouble(model), "") << fine;
  }
  model.hub.state.clock_ahead_ms = 2'001;
  EXPECT_EQ(trouble(model), "この端末の時計が2秒進んでいます。時計を合わせてください");
  model.hub.state.clock_ahead_ms = -400'000;
  EXPECT_EQ(trouble(model), "この端末の時計が6分遅れています。時計を合わせてください");
  model.hub.state.joined = false;
  EXPECT_EQ(trouble(model), "");
}

}  // namespace
}  // namespace uketsuke
