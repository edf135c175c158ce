// How old the roster is, in the words of staff; the line about a stick and its two buttons.
#include <gtest/gtest.h>

#include "kiosk/screens/roster_age.h"
#include "tests/kiosk/screens/staff_stage.h"

namespace uketsuke {
namespace {

using test::StaffStage;

Model organisers_desk() {
  Model model = test::desk(StaffScreen::search);
  model.staff.organiser = true;
  return model;
}

/// The words for that model.
std::string age(const Model& model, const std::string& language = "ja") {
  const test::HeadlessUi headless(1280, 720, language);
  return roster_age_of(model, headless.ui());
}

TEST(RosterAge, IsToldWithItsDayAndTime) {
  Model model = organisers_desk();
  EXPECT_EQ(age(model), "") << "no source is known";
  model.sync.has_source = true;
  EXPECT_EQ(age(model), "名簿をまだ取れません");
  model.sync.synced_at = test::minutes_past_six(-20);
  EXPECT_EQ(age(model), "名簿は10月24日（金）17:40現在");
  model.sync.error = "つながりませんでした";
  EXPECT_EQ(age(model), "名簿は10月24日（金）17:40現在（新しい名簿を取れません）");
}

TEST(StickOffer, IsForOrganisersAndHasTwoAnswers) {
  StaffStage stage(organisers_desk());
  stage.model.sync.offers = {{"/media/usb", {"/media/usb/名簿.csv", "/media/usb/b.xlsx"}}};
  stage.frame();
  stage.tap(976, 664);
  const auto* open = stage.last<SyncAction>();
  ASSERT_NE(open, nullptr);
  EXPECT_TRUE(std::holds_alternative<action::OpenStickOffer>(*open));
  stage.tap(1170, 664);
  const auto* dismiss = stage.last<SyncAction>();
  ASSERT_NE(dismiss, nullptr);
  EXPECT_TRUE(std::holds_alternative<action::DismissStickOffer>(*dismiss));
}

TEST(StickOffer, ADeskWithoutAnOrganiserIsNotAsked) {
  StaffStage stage(organisers_desk());
  stage.model.staff.organiser = false;
  stage.model.sync.offers = {{"/media/usb", {"/media/usb/a.csv"}}};
  stage.frame();
  stage.tap(976, 664);
  EXPECT_EQ(stage.last<SyncAction>(), nullptr);
}

}  // namespace
}  // namespace uketsuke
