// The gate: digits by touch and by keyboard, the first PIN twice, lock-out.
#include <gtest/gtest.h>

#include "tests/kiosk/screens/staff_stage.h"

namespace uketsuke {
namespace {

using test::StaffStage;

Model gate(StaffGate which) {
  Model model = test::desk();
  model.staff.gate = which;
  return model;
}

/// The pad is 3 x 4 keys in {460, 214, 360, 396}.
void tap_digit(StaffStage& stage, int digit) {
  const int key = digit == 0 ? 10 : digit - 1;
  stage.tap(460 + 120.0F * static_cast<float>(key % 3) + 60, 214 + 99.0F * static_cast<float>(key / 3) + 50);
}

TEST(PinScreen, TakesDigitsByTouch) {
  StaffStage stage(gate(StaffGate::enter_pin));
  for (const int digit : {2, 0, 2, 5}) tap_digit(stage, digit);
  EXPECT_TRUE(stage.asked.empty());
  stage.tap(990, 510);
  ASSERT_TRUE(stage.only<action::EnterPin>());
  EXPECT_EQ(stage.only<action::EnterPin>()->pin, "2025");
  EXPECT_TRUE(stage.screens.pin.pin.empty());
}

TEST(PinScreen, TakesDigitsByKeyboardAndEnter) {
  StaffStage stage(gate(StaffGate::enter_pin));
  stage.type("12a3４x");
  stage.press(ImGuiKey_Backspace);
  stage.type("45");
  stage.press(ImGuiKey_Enter);
  ASSERT_TRUE(stage.only<action::EnterPin>());
  EXPECT_EQ(stage.only<action::EnterPin>()->pin, "12345");
}

TEST(PinScreen, SendsNothingShorterThanFourDigits) {
  StaffStage stage(gate(StaffGate::enter_pin));
  stage.type("123");
  stage.press(ImGuiKey_Enter);
  stage.tap(990, 510);
  EXPECT_TRUE(stage.asked.empty());
}

TEST(PinScreen, KeepsTwelveDigitsAtMost) {
  StaffStage stage(gate(StaffGate::enter_pin));
  stage.type("12345678901234");
  stage.press(ImGuiKey_Enter);
  ASSERT_TRUE(stage.only<action::EnterPin>());
  EXPECT_EQ(stage.only<action::EnterPin>()->pin, "123456789012");
}

TEST(PinScreen, SendsNothingWhileOneIsChecked) {
  StaffStage stage(gate(StaffGate::enter_pin));
  stage.model.staff.pin.checking = true;
  stage.type("1234");
  stage.press(ImGuiKey_Enter);
  EXPECT_TRUE(stage.asked.empty());
}

TEST(PinScreen, AsksForTheFirstPinTwice) {
  StaffStage stage(gate(StaffGate::first_pin));
  stage.type("2025");
  stage.press(ImGuiKey_Enter);
  EXPECT_TRUE(stage.asked.empty());
  stage.type("2026");
  stage.press(ImGuiKey_Enter);
  ASSERT_TRUE(stage.only<action::SetFirstPin>());
  EXPECT_EQ(stage.only<action::SetFirstPin>()->pin, "2025");
  EXPECT_EQ(stage.only<action::SetFirstPin>()->repeated, "2026");
  EXPECT_TRUE(stage.screens.pin.first.empty()) << "after the two differed both are asked for again";
}

TEST(PinScreen, TakesNoDigitWhileLockedOut) {
  StaffStage stage(gate(StaffGate::enter_pin));
  stage.model.staff.pin.locked_until = test::minutes_past_six(10);
  stage.frame();
  stage.type("1234");
  stage.press(ImGuiKey_Enter);
  for (const int digit : {1, 2, 3, 4}) tap_digit(stage, digit);
  stage.tap(990, 510);
  EXPECT_TRUE(stage.asked.empty());
  EXPECT_TRUE(stage.screens.pin.pin.empty());
}

TEST(PinScreen, IsLeftByButtonAndByEscape) {
  StaffStage stage(gate(StaffGate::enter_pin));
  stage.tap(290, 560);
  EXPECT_TRUE(stage.only<action::CancelPin>());
  stage.asked.clear();
  stage.press(ImGuiKey_Escape);
  EXPECT_TRUE(stage.only<action::CancelPin>());
}

TEST(PinScreen, ForgetsItsDigitsWhenTheGateIsLeft) {
  StaffStage stage(gate(StaffGate::enter_pin));
  stage.type("12");
  EXPECT_EQ(stage.screens.pin.pin, "12");
  stage.model.staff.gate = StaffGate::closed;
  stage.frame();
  EXPECT_TRUE(stage.screens.pin.pin.empty());
}

TEST(LockedScreen, OffersTheGateAndShowsNoName) {
  Model model = gate(StaffGate::closed);
  model.two_windows = true;
  StaffStage stage(model);
  stage.tap(640, 420);
  EXPECT_TRUE(stage.only<action::OpenStaff>());
}

}  // namespace
}  // namespace uketsuke
