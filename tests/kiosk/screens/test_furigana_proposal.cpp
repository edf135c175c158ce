// Furigana out of earlier registrations, or of what was typed for a name: shown in the empty field, taken by Enter,
// never over what was typed.
#include <gtest/gtest.h>
#include <imgui.h>

#include "common/names.h"
#include "kiosk/screens/form_keyboard.h"
#include "tests/kiosk/screens/staff_stage.h"

namespace uketsuke {
namespace {

using test::StaffStage;

/// The form with its first applicant named, the keyboard in the furigana.
void fill(StaffStage& stage, const std::string& name, const std::string& furigana) {
  stage.model.staff.organiser = true;
  stage.frame();
  FormKeyboard& keyboard = stage.screens.application;
  keyboard.typed.applicants.at(0).name = name;
  keyboard.typed.applicants.at(0).furigana = furigana;
  keyboard.readings = {{"山田", "やまだ"}, {"太郎", "たろう"}};
  go_to(keyboard, {FormField::furigana, 0});
  for (int i = 0; i < 5; ++i) stage.frame();
}

TEST(FuriganaProposal, IsTakenByEnterInTheEmptyField) {
  StaffStage stage(test::desk(StaffScreen::application));
  fill(stage, "山田 太郎", "");
  EXPECT_EQ(proposed_furigana(stage.screens.application, 0), "やまだ たろう");
  EXPECT_EQ(stage.screens.application.typed.applicants.at(0).furigana, "") << "only proposed";
  stage.press(ImGuiKey_Enter);
  EXPECT_EQ(stage.screens.application.typed.applicants.at(0).furigana, "やまだ たろう");
  EXPECT_EQ(stage.screens.application.place.field, FormField::profession);
}

TEST(FuriganaProposal, IsNotTakenByTab) {
  StaffStage stage(test::desk(StaffScreen::application));
  fill(stage, "山田 太郎", "");
  stage.press(ImGuiKey_Tab);
  EXPECT_EQ(stage.screens.application.typed.applicants.at(0).furigana, "");
}

TEST(FuriganaProposal, LeavesWhatWasTyped) {
  StaffStage stage(test::desk(StaffScreen::application));
  fill(stage, "山田 太郎", "さんでん");
  EXPECT_EQ(proposed_furigana(stage.screens.application, 0), "");
  stage.press(ImGuiKey_Enter);
  EXPECT_EQ(stage.screens.application.typed.applicants.at(0).furigana, "さんでん");
  stage.screens.application.typed.applicants.at(0) = {"山田 花子", "", "", ""};
  EXPECT_EQ(proposed_furigana(stage.screens.application, 0), "");
}

TEST(FuriganaProposal, ComesOfAnEarlierRegistrationAtTheFacility) {
  StaffStage stage(test::desk(StaffScreen::application));
  stage.frame();
  FormKeyboard& keyboard = stage.screens.application;
  keyboard.typed.applicants.at(0).name = "山田 太郎";
  keyboard.readings = {{"山田", "やまだ"}, {"太郎", "たろう"}};
  go_to(keyboard, {FormField::facility, 0});
  for (int i = 0; i < 5; ++i) stage.frame();
  stage.type("甲病院");
  EXPECT_EQ(stage.last_office<action::LookUpReadings>(), nullptr) << "the facility is still being typed";
  stage.asked.clear();
  go_to(keyboard, {FormField::furigana, 0});
  for (int i = 0; i < 5; ++i) stage.frame();
  ASSERT_EQ(stage.asked.size(), 1U) << "asked once";
  ASSERT_NE(stage.last_office<action::LookUpReadings>(), nullptr);
  EXPECT_EQ(stage.last_office<action::LookUpReadings>()->facility, "甲病院");

  stage.model.staff.office.readings = {"乙薬局", {{fold_name("山田太郎"), "さんでん"}}};
  stage.frame();
  EXPECT_EQ(proposed_furigana(keyboard, 0), "やまだ たろう") << "of another facility: not meant";
  stage.model.staff.office.readings = {"甲病院", {{fold_name("山田太郎"), "ヤマタ タロウ"}}};
  stage.frame();
  stage.press(ImGuiKey_Enter);
  EXPECT_EQ(keyboard.typed.applicants.at(0).furigana, "ヤマタ タロウ");
}

}  // namespace
}  // namespace uketsuke
