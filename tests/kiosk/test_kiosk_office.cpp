// The office's decisions through the kiosk: asked once, told in words, lists asked for again.
#include <gtest/gtest.h>

#include "tests/kiosk/kiosk_driver.h"

namespace uketsuke {
namespace {

using namespace test;

DecisionDone taken(Decision decision, std::vector<RegistrationStatus> statuses) {
  DecisionDone done;
  done.decision = decision;
  done.result.taken = true;
  for (const RegistrationStatus status : statuses) {
    DecidedOne one;
    one.status = status;
    done.result.each.push_back(std::move(one));
  }
  return done;
}

TEST(KioskOffice, AsksTheStoreOnceForAllThatAreChosen) {
  KioskDriver driver;
  driver.unlock();
  driver.act(action::DecideChosen{Decision::accept, {RegistrationId("a"), RegistrationId("b")}, "電話連絡あり"});
  const auto request = driver.last<DecideRegistrations>();
  EXPECT_EQ(request.registrations.size(), 2U);
  EXPECT_EQ(request.reason, "電話連絡あり");
  EXPECT_EQ(request.by, "花子");
  driver.act(action::DecideChosen{Decision::accept, {RegistrationId("a")}, "電話連絡あり"});
  driver.last<DecideRegistrations>();
  EXPECT_EQ(driver.count_last, 0) << "the first is not answered yet";
}

TEST(KioskOffice, NobodyDecidesWhileStaffAreLocked) {
  KioskDriver driver;
  driver.act(action::DecideChosen{Decision::decline, {RegistrationId("a")}, "x"});
  driver.last<DecideRegistrations>();
  EXPECT_EQ(driver.count_last, 0);
}

TEST(KioskOffice, TellsWhatCameOfItAndAsksForTheListAgain) {
  KioskDriver driver;
  driver.unlock();
  driver.act(action::ShowStaffScreen{StaffScreen::pending});
  const auto first = driver.last<LoadPending>();
  PendingDone loaded;
  loaded.serial = first.serial;
  loaded.rows.resize(2);
  driver.send(loaded);
  EXPECT_EQ(driver.model().staff.pending.rows.size(), 2U);
  driver.send(taken(Decision::accept, {RegistrationStatus::confirmed, RegistrationStatus::waitlisted}));
  ASSERT_TRUE(driver.model().staff.notice);
  EXPECT_EQ(driver.model().staff.notice->text_id, "notice_accepted_waitlisted");
  EXPECT_EQ(driver.model().staff.pending.decided, 1U);
  EXPECT_GT(driver.last<LoadPending>().serial, first.serial);
  driver.send(loaded);
  EXPECT_TRUE(driver.model().staff.pending.waiting) << "an old answer is dropped";
}

TEST(KioskOffice, ARefusalSaysWhyAndThatNothingChanged) {
  KioskDriver driver;
  driver.unlock();
  DecisionDone done = taken(Decision::cancel, {RegistrationStatus::confirmed});
  done.result.taken = false;
  done.result.each[0].refusal = "受付番号2の方は入室中です。";
  driver.send(done);
  ASSERT_TRUE(driver.model().staff.notice);
  EXPECT_EQ(driver.model().staff.notice->text_id, "notice_decision_refused");
  EXPECT_EQ(driver.model().staff.notice->detail, "受付番号2の方は入室中です。");
  EXPECT_EQ(driver.model().staff.pending.decided, 0U);
  EXPECT_FALSE(driver.model().staff.busy);
}

TEST(KioskOffice, CountsAreLoadedWhereTheyAreShown) {
  KioskDriver driver;
  driver.unlock();
  driver.act(action::ShowStaffScreen{StaffScreen::received});
  driver.last<LoadApplicationCounts>();
  EXPECT_EQ(driver.count_last, 1);
  driver.send(ApplicationCountsDone{});
  EXPECT_TRUE(driver.model().staff.received);
  driver.act(action::LockStaff{});
  EXPECT_FALSE(driver.model().staff.received);
}

}  // namespace
}  // namespace uketsuke
