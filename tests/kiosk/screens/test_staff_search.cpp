// Finding people: 50-sound pad, number, words, facility; admitting from the list.
#include <gtest/gtest.h>

#include "tests/kiosk/screens/staff_stage.h"

namespace uketsuke {
namespace {

using test::StaffStage;

/// Columns of 72 from the right: column 0 is あ.
void tap_kana(StaffStage& stage, int column, int line) {
  stage.tap(736 - 72.0F * static_cast<float>(column) - 36, 176 + 72.0F * static_cast<float>(line) + 36);
}

Model with_found() {
  Model model = test::desk();
  model.staff.search.furigana = "や";
  model.staff.search.rows = {test::row(13, "髙橋　一郎", "たかはし いちろう"), test::row(29, "𠮷野 健", "よしの けん")};
  return model;
}

TEST(SearchScreen, AsksAnewAtEachTapOfThePad) {
  StaffStage stage(test::desk());
  tap_kana(stage, 7, 0);
  ASSERT_TRUE(stage.only<action::SearchByFurigana>());
  EXPECT_EQ(stage.only<action::SearchByFurigana>()->prefix, "や");
  tap_kana(stage, 6, 0);
  ASSERT_EQ(stage.asked.size(), 2U);
  EXPECT_EQ(stage.last<action::SearchByFurigana>()->prefix, "やま");
}

TEST(SearchScreen, FindsByNumberOnPadAndKeyboard) {
  StaffStage stage(test::desk());
  stage.tap(1006, 160);
  stage.asked.clear();
  stage.tap(136, 230);
  ASSERT_TRUE(stage.only<action::SearchByNumber>());
  EXPECT_EQ(stage.only<action::SearchByNumber>()->number, 1);
  stage.type("3");
  ASSERT_TRUE(stage.last<action::SearchByNumber>());
  EXPECT_EQ(stage.last<action::SearchByNumber>()->number, 13);
  stage.press(ImGuiKey_Backspace);
  EXPECT_EQ(stage.last<action::SearchByNumber>()->number, 1);
  stage.press(ImGuiKey_Backspace);
  EXPECT_TRUE(stage.last<action::SearchByFurigana>()) << "nothing typed clears the list";
}

TEST(SearchScreen, FindsByWordsAndHasTheKeyboardAtOnce) {
  StaffStage stage(test::desk());
  stage.tap(1180, 160);
  stage.asked.clear();
  stage.frame();
  stage.frame();
  ASSERT_TRUE(stage.has_focused_field());
  stage.type("星見台");
  ASSERT_TRUE(stage.last<action::SearchByText>());
  EXPECT_EQ(stage.last<action::SearchByText>()->text, "星見台");
}

TEST(SearchScreen, AdmitsByTheButtonOfTheRow) {
  StaffStage stage(with_found());
  stage.tap(1190, 202 + 132 + 50);
  const auto* admit = stage.only<action::AdmitChosen>();
  ASSERT_TRUE(admit);
  EXPECT_EQ(admit->registrations, std::vector<RegistrationId>{RegistrationId("r29")});
  EXPECT_EQ(admit->direction, Direction::entry);
}

TEST(SearchScreen, OpensThePersonByTheRow) {
  StaffStage stage(with_found());
  stage.tap(860, 202 + 60);
  ASSERT_TRUE(stage.only<action::OpenPerson>());
  EXPECT_EQ(stage.only<action::OpenPerson>()->registration.value, "r13");
}

TEST(SearchScreen, AdmitsNobodyTwice) {
  Model model = with_found();
  model.staff.search.rows[0].inside = true;
  model.staff.search.rows[0].checked_in_at = test::minutes_past_six(2);
  StaffStage stage(model);
  stage.tap(1190, 202 + 50);
  EXPECT_TRUE(stage.only<action::OpenPerson>()) << "the place of the button belongs to the row";
}

TEST(SearchScreen, LetsOutWhereTheEventHasExits) {
  Model model = with_found();
  model.summary.event.exit_scan = true;
  model.staff.search.rows[0].inside = true;
  model.staff.search.rows[0].checked_in_at = test::minutes_past_six(2);
  StaffStage stage(model);
  stage.tap(1190, 202 + 50);
  ASSERT_TRUE(stage.only<action::AdmitChosen>());
  EXPECT_EQ(stage.only<action::AdmitChosen>()->direction, Direction::exit);
}

TEST(SearchScreen, SendsNoSecondAdmissionWhileOneIsUnderway) {
  Model model = with_found();
  model.staff.busy = true;
  StaffStage stage(model);
  stage.tap(1190, 202 + 50);
  EXPECT_FALSE(stage.last<action::AdmitChosen>());
}

TEST(SearchScreen, OffersAWalkInWhenNobodyIsFound) {
  Model model = test::desk();
  model.staff.search.furigana = "ん";
  StaffStage stage(model);
  stage.tap(1006, 470);
  EXPECT_TRUE(stage.only<action::StartWalkIn>());
}

TEST(SearchScreen, ForgetsItsInputWhenLeft) {
  StaffStage stage(test::desk());
  tap_kana(stage, 0, 0);
  EXPECT_EQ(stage.screens.search.kana, "あ");
  stage.model.staff.screen = StaffScreen::roster;
  stage.frame();
  EXPECT_TRUE(stage.screens.search.kana.empty());
}

Model with_facility() {
  Model model = test::desk(StaffScreen::facility);
  model.staff.facility.facilities = {{"星見台病院", "星見台病院", 4, 1}, {"（医）白樺会 あかね", "あかね", 2, 0}};
  model.staff.facility.open = "星見台病院";
  model.staff.facility.people = {test::row(1, "大澤 邦彦"), test::row(2, "山﨑 由紀"), test::row(3, "勅使河原 龍之介"),
                                 test::row(4, "渡邊 武")};
  model.staff.facility.people[3].inside = true;
  model.staff.facility.people[3].checked_in_at = test::minutes_past_six(1);
  return model;
}

float row_y(int index) { return 202 + 84.0F * static_cast<float>(index) + 42; }

TEST(FacilityScreen, AdmitsTheTickedTogether) {
  StaffStage stage(with_facility());
  stage.tap(946, 570);
  EXPECT_TRUE(stage.asked.empty()) << "nobody is ticked";
  for (const int index : {0, 1, 2, 1}) stage.tap(800, row_y(index));
  stage.tap(946, 570);
  const auto* admit = stage.only<action::AdmitChosen>();
  ASSERT_TRUE(admit);
  EXPECT_EQ(admit->registrations, (std::vector<RegistrationId>{RegistrationId("r1"), RegistrationId("r3")}));
  EXPECT_TRUE(stage.screens.facility.ticks.empty());
}

TEST(FacilityScreen, TicksAllWhoAreStillOutside) {
  StaffStage stage(with_facility());
  stage.tap(1180, 160);
  stage.tap(946, 570);
  ASSERT_TRUE(stage.only<action::AdmitChosen>());
  EXPECT_EQ(stage.only<action::AdmitChosen>()->registrations.size(), 3U) << "one of the four is inside";
}

TEST(FacilityScreen, KeepsTicksWhenAScanRefreshesTheList) {
  StaffStage stage(with_facility());
  stage.tap(800, row_y(0));
  stage.tap(800, row_y(1));
  stage.model.staff.facility.people[0].inside = true;  // came in by ticket meanwhile
  stage.frame();
  stage.tap(946, 570);
  ASSERT_TRUE(stage.only<action::AdmitChosen>());
  EXPECT_EQ(stage.only<action::AdmitChosen>()->registrations, std::vector<RegistrationId>{RegistrationId("r2")});
}

TEST(FacilityScreen, ForgetsTicksWithAnotherFacility) {
  StaffStage stage(with_facility());
  stage.tap(800, row_y(0));
  stage.tap(300, 202 + 72 + 36);
  ASSERT_TRUE(stage.only<action::OpenFacility>());
  EXPECT_EQ(stage.only<action::OpenFacility>()->folded, "あかね");
  stage.model.staff.facility.open = "あかね";
  stage.frame();
  EXPECT_TRUE(stage.screens.facility.ticks.empty());
}

TEST(FacilityScreen, NarrowsTheListByWhatIsTyped) {
  StaffStage stage(with_facility());
  stage.tap(300, 160);
  stage.type("あか");
  ASSERT_TRUE(stage.last<action::ListFacilities>());
  EXPECT_EQ(stage.last<action::ListFacilities>()->text, "あか");
}

}  // namespace
}  // namespace uketsuke
