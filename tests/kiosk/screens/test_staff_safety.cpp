// Screens around what must not be lost or seen: a broken store's window, the question before names are erased, what the
// desk is shown of the office.
#include <gtest/gtest.h>

#include "kiosk/screens/broken_screen.h"
#include "tests/kiosk/screens/staff_stage.h"

namespace uketsuke {
namespace {

using test::desk;
using test::StaffStage;

Model asked_to_erase() {
  Model model = desk();
  model.staff.hand_over.due = true;
  model.staff.hand_over.people = 30;
  return model;
}

TEST(HandOverDialog, TwoTouchesEraseAndOnePutsOff) {
  StaffStage stage(asked_to_erase());
  stage.frame();
  stage.tap(415, 510);
  EXPECT_TRUE(stage.asked.empty()) << "the first touch asks again";
  stage.tap(415, 510);
  EXPECT_TRUE(stage.only<action::EraseHandedOver>());
  StaffStage other(asked_to_erase());
  other.frame();
  other.tap(865, 510);
  EXPECT_TRUE(other.only<action::EraseLater>());
}

TEST(HandOverDialog, CoversWhatLiesBelowAndIsNotTheDesks) {
  StaffStage stage(asked_to_erase());
  stage.frame();
  stage.tap(399, 42);  // a tab
  EXPECT_TRUE(stage.asked.empty());
  Model model = asked_to_erase();
  model.staff.organiser = false;
  StaffStage other(model);
  other.frame();
  other.tap(415, 510);
  EXPECT_FALSE(other.last<action::EraseHandedOver>());
  other.tap(399, 42);
  EXPECT_TRUE(other.last<action::ShowStaffScreen>());
}

TEST(StaffBar, TheDeskHasNoWayToTheOfficeAndTheLists) {
  Model model = desk();
  model.staff.organiser = false;
  StaffStage stage(model);
  stage.frame();
  for (const float x : {621.0F, 732.0F}) stage.tap(x, 42);
  EXPECT_TRUE(stage.asked.empty());
  stage.tap(510, 42);
  ASSERT_TRUE(stage.only<action::ShowStaffScreen>());
  EXPECT_EQ(stage.only<action::ShowStaffScreen>()->screen, StaffScreen::counts);
}

class BrokenStage {
 public:
  explicit BrokenStage(BrokenStore shown) : store(std::move(shown)) {}
  void tap(float x, float y) {
    headless_.tap(x, y, [&](const Ui& ui) {
      if (const auto choice = draw_broken_screen(store, state, ui)) chosen.push_back(*choice);
    });
  }
  BrokenStore store;
  BrokenState state;
  std::vector<BrokenChoice> chosen;

 private:
  test::HeadlessUi headless_{1280, 720};
};

TEST(BrokenScreen, OpensACopyByTwoTouchesOnly) {
  BrokenStore store;
  store.looking = false;
  store.copy = "/media/usb/uketsuke-1.db";
  BrokenStage stage(store);
  stage.tap(358, 630);
  EXPECT_TRUE(stage.chosen.empty());
  stage.tap(358, 630);
  EXPECT_EQ(stage.chosen, std::vector{BrokenChoice::open_copy});
  stage.tap(838, 630);
  stage.tap(1120, 630);
  EXPECT_EQ(stage.chosen, (std::vector{BrokenChoice::open_copy, BrokenChoice::look_again, BrokenChoice::quit}));
}

TEST(BrokenScreen, WithoutACopyThereIsNothingToOpen) {
  BrokenStore store;
  store.looking = false;
  BrokenStage stage(store);
  stage.tap(358, 630);
  stage.tap(358, 630);
  EXPECT_TRUE(stage.chosen.empty());
}

}  // namespace
}  // namespace uketsuke
