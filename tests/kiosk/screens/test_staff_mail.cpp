// A mail pasted into the staff's screen: read beside its text, taken or held, and nothing before it was seen.
#include <gtest/gtest.h>

#include "tests/kiosk/screens/staff_stage.h"

namespace uketsuke {
namespace {

using test::StaffStage;

PastedMailReading reading(bool with_problem) {
  PastedMailReading made;
  Attendee attendee;
  attendee.name = "山田 太郎";
  attendee.facility = "みどり訪問看護ステーション";
  made.application.attendees.push_back(attendee);
  if (with_problem) made.problems.push_back({"貼り付け", 3, "氏名（ふりがな）", "氏名がありません", {}});
  return made;
}

TEST(MailScreen, WhatIsTypedIsReadAtOnce) {
  StaffStage stage(test::desk(StaffScreen::mail));
  stage.frame();
  stage.frame();
  stage.type("氏名");
  stage.frame();
  const auto* read = stage.last<action::ReadPasted>();
  ASSERT_NE(read, nullptr);
  EXPECT_EQ(read->text, "氏名");
}

TEST(MailScreen, NothingIsTakenBeforeItWasRead) {
  StaffStage stage(test::desk(StaffScreen::mail));
  stage.frame();
  stage.tap(1100, 572);
  EXPECT_EQ(stage.last<action::TakePasted>(), nullptr);
  stage.model.staff.mail.reading = reading(false);
  stage.tap(1100, 572);
  const auto* take = stage.last<action::TakePasted>();
  ASSERT_NE(take, nullptr);
  EXPECT_EQ(take->received, std::nullopt);
}

TEST(MailScreen, AMailWithProblemsIsShownAndCanBeHeld) {
  StaffStage stage(test::desk(StaffScreen::mail));
  stage.model.staff.mail.reading = reading(true);
  stage.frame();
  stage.tap(1100, 572);
  EXPECT_NE(stage.last<action::TakePasted>(), nullptr);
}

TEST(MailScreen, AReceiptThatLiesAheadIsNotTaken) {
  StaffStage stage(test::desk(StaffScreen::mail));
  stage.model.staff.mail.reading = reading(false);
  stage.frame();
  stage.tap(800, 572);
  stage.type("2099-01-01 10:00");
  stage.frame();
  stage.asked.clear();
  stage.tap(1100, 572);
  EXPECT_EQ(stage.last<action::TakePasted>(), nullptr);
}

}  // namespace
}  // namespace uketsuke
