// Furigana out of what was typed for a name: shown in the empty field, taken by Enter, never over what was typed.
#include <gtest/gtest.h>
#include <imgui.h>

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

}  // namespace
}  // namespace uketsuke
