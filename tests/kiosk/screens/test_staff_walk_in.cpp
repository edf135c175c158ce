// 当日参加 and 代理: by touch, by keyboard alone, undisturbed by scans; refusals with their reasons.
#include <gtest/gtest.h>

#include "tests/kiosk/screens/staff_stage.h"

namespace uketsuke {
namespace {

using test::StaffStage;

Model form() {
  Model model = test::desk(StaffScreen::walk_in);
  model.staff.walk_in.form = 1;
  return model;
}

constexpr float kSendX = 316;
constexpr float kSendY = 566;

TEST(WalkInForm, NeedsTheKeyboardOnly) {
  StaffStage stage(form());
  stage.frame();
  ASSERT_TRUE(stage.has_focused_field()) << "the name has the keyboard when the form opens";
  stage.type("𠮷田 﨑子");
  stage.press(ImGuiKey_Enter);
  EXPECT_TRUE(stage.asked.empty());
  EXPECT_FALSE(stage.has_focused_field()) << "Enter leads to the profession, which is missing";
  for (const ImGuiKey key : {ImGuiKey_DownArrow, ImGuiKey_RightArrow, ImGuiKey_RightArrow, ImGuiKey_RightArrow}) {
    stage.press(key);
  }
  stage.press(ImGuiKey_Enter);
  const auto* submit = stage.only<action::SubmitWalkIn>();
  ASSERT_TRUE(submit);
  EXPECT_EQ(submit->attendee.name, "𠮷田 﨑子");
  EXPECT_EQ(submit->attendee.profession.given, "看護職");
  EXPECT_EQ(submit->attendee.profession.category, ProfessionCategory::nurse);
}

TEST(WalkInForm, TabGoesRoundTheFields) {
  StaffStage stage(form());
  stage.type("山田 太郎");
  stage.press(ImGuiKey_Tab);
  stage.type("やまだ たろう");
  stage.press(ImGuiKey_Tab);
  stage.type("星見台病院");
  stage.press(ImGuiKey_Tab);
  EXPECT_FALSE(stage.has_focused_field());
  stage.type("1");
  stage.asked.clear();
  stage.press(ImGuiKey_Enter);
  const auto* submit = stage.only<action::SubmitWalkIn>();
  ASSERT_TRUE(submit);
  EXPECT_EQ(submit->attendee.furigana, "やまだ たろう");
  EXPECT_EQ(submit->attendee.facility, "星見台病院");
  EXPECT_EQ(submit->attendee.profession.category, ProfessionCategory::doctor);
  stage.press(ImGuiKey_Tab);
  EXPECT_TRUE(stage.has_focused_field()) << "after the last comes the first";
}

TEST(WalkInForm, TakesTheProfessionByOneTap) {
  StaffStage stage(form());
  stage.type("山田 太郎");
  stage.tap(kSendX, kSendY);
  EXPECT_TRUE(stage.asked.empty()) << "without a profession nothing is sent";
  stage.tap(860, 190);
  stage.tap(kSendX, kSendY);
  ASSERT_TRUE(stage.only<action::SubmitWalkIn>());
  EXPECT_EQ(stage.only<action::SubmitWalkIn>()->attendee.profession.category, ProfessionCategory::dentist);
}

TEST(WalkInForm, OffersTheWordsOfTheEvent) {
  Model model = form();
  model.summary.event.professions = {"医師", "歯科医師", "薬剤師", "看護職", "介護職", "リハ職", "その他"};
  const std::vector<Profession> choices = profession_choices(model.summary.event);
  ASSERT_EQ(choices.size(), 7U);
  EXPECT_EQ(choices[4].category, ProfessionCategory::care_worker);
  EXPECT_EQ(choices[6].category, ProfessionCategory::other);
  EXPECT_EQ(profession_choices(test::desk().summary.event).size(), kProfessionCategoryCount);
}

TEST(WalkInForm, StaysAsItIsWhileAScanComes) {
  StaffStage stage(form());
  stage.type("山田");
  stage.model.attendee.result = ShownResult{{AttendeeResult{}}, 0, 0};
  stage.model.staff.recent.push_back({});
  stage.model.staff.notice = Notice{NoticeKind::bad, "notice_scan_lost", {}, {}, 0};
  ++stage.model.revision;
  stage.frame();
  stage.type(" 太郎");
  EXPECT_TRUE(stage.has_focused_field());
  EXPECT_EQ(stage.screens.walk_in.name, "山田 太郎");
}

TEST(WalkInForm, StaysAsItIsUnderARefusal) {
  StaffStage stage(form());
  stage.type("山田 太郎");
  stage.tap(860, 190);
  stage.model.staff.refusal = Refusal{};
  stage.frame();
  stage.frame();
  stage.press(ImGuiKey_Enter);
  EXPECT_TRUE(stage.asked.empty()) << "keys belong to the dialog";
  stage.model.staff.refusal.reset();
  stage.frame();
  EXPECT_EQ(stage.screens.walk_in.name, "山田 太郎");
  stage.tap(kSendX, kSendY);
  EXPECT_TRUE(stage.only<action::SubmitWalkIn>());
}

TEST(WalkInForm, IsEmptyForTheNextPersonAndKeepsTheFacilityWhereAsked) {
  StaffStage stage(form());
  stage.type("山田 太郎");
  stage.model.staff.walk_in.form = 2;
  stage.model.staff.walk_in.facility = "星見台病院";
  stage.frame();
  EXPECT_TRUE(stage.screens.walk_in.name.empty());
  EXPECT_EQ(stage.screens.walk_in.facility, "星見台病院");
}

TEST(WalkInForm, TakesOverAKnownFacilityByOneTap) {
  Model model = form();
  model.staff.facility.text = "星見";
  model.staff.facility.facilities = {{"星見台病院", "星見台病院", 4, 1}};
  StaffStage stage(model);
  stage.press(ImGuiKey_Tab);
  stage.press(ImGuiKey_Tab);
  stage.type("星見");
  ASSERT_TRUE(stage.last<action::ListFacilities>());
  EXPECT_EQ(stage.last<action::ListFacilities>()->text, "星見");
  stage.tap(110, 474);
  EXPECT_EQ(stage.screens.walk_in.facility, "星見台病院");
}

TEST(WalkInDone, LeadsToTheNextAndToTheSameFacility) {
  Model model = form();
  model.staff.walk_in.done = WalkInResult{};
  model.staff.walk_in.done->number = 31;
  model.staff.walk_in.attendee.name = "山田 太郎";
  model.staff.walk_in.attendee.facility = "星見台病院";
  StaffStage stage(model);
  stage.tap(1040, 200);
  ASSERT_TRUE(stage.only<action::StartWalkIn>());
  EXPECT_TRUE(stage.only<action::StartWalkIn>()->facility.empty());
  stage.asked.clear();
  stage.tap(1040, 360);
  ASSERT_TRUE(stage.only<action::StartWalkIn>());
  EXPECT_EQ(stage.only<action::StartWalkIn>()->facility, "星見台病院");
  stage.asked.clear();
  stage.press(ImGuiKey_Enter);
  EXPECT_TRUE(stage.last<action::StartWalkIn>());
}

TEST(SubstituteForm, BeginsWithTheOriginalsFacilityAndProfession) {
  Model model = test::desk(StaffScreen::substitute);
  model.staff.substitute_form = 1;
  model.staff.person = test::row(13, "髙橋　一郎");
  StaffStage stage(model);
  stage.frame();
  stage.type("代理 花子");
  stage.press(ImGuiKey_Enter);
  const auto* submit = stage.only<action::SubmitSubstitute>();
  ASSERT_TRUE(submit);
  EXPECT_EQ(submit->attendee.name, "代理 花子");
  EXPECT_EQ(submit->attendee.facility, model.staff.person->attendee.facility);
  EXPECT_EQ(submit->attendee.profession.category, ProfessionCategory::nurse);
}

Model refused(bool can_override) {
  Model model = form();
  Refusal refusal;
  refusal.name = "山田 太郎";
  refusal.walk_in_outcome = WalkInOutcome::full;
  refusal.can_override = can_override;
  model.staff.refusal = refusal;
  return model;
}

TEST(RefusalDialog, LiftsWithEachOfTheSixReasons) {
  StaffStage stage(refused(true));
  for (int i = 0; i < 6; ++i) {
    stage.asked.clear();
    stage.tap(196 + 300.0F * static_cast<float>(i % 3) + 140, 354 + 100.0F * static_cast<float>(i / 3) + 45);
    ASSERT_TRUE(stage.only<action::OverrideRefusal>()) << i;
    EXPECT_EQ(stage.only<action::OverrideRefusal>()->reason, static_cast<OverrideReason>(i));
  }
}

TEST(RefusalDialog, OffersNoReasonWhereNoneLifts) {
  StaffStage stage(refused(false));
  for (int i = 0; i < 6; ++i) {
    stage.tap(196 + 300.0F * static_cast<float>(i % 3) + 140, 354 + 100.0F * static_cast<float>(i / 3) + 45);
  }
  EXPECT_TRUE(stage.asked.empty());
}

TEST(RefusalDialog, KeepsTouchesFromThePageBelow) {
  StaffStage stage(refused(false));
  stage.tap(70, 40);
  stage.tap(1200, 40);
  EXPECT_TRUE(stage.asked.empty());
}

TEST(RefusalDialog, IsClosedByButtonAndEscapeOnly) {
  StaffStage stage(refused(true));
  stage.model.attendee.result = ShownResult{{AttendeeResult{}}, 0, 0};
  stage.frame();
  EXPECT_TRUE(stage.asked.empty()) << "a scan closes no dialog";
  stage.tap(640, 615);
  EXPECT_TRUE(stage.only<action::CloseRefusal>());
  stage.asked.clear();
  stage.press(ImGuiKey_Escape);
  EXPECT_TRUE(stage.only<action::CloseRefusal>());
}

TEST(RefusalDialog, LeadsFromANamesakeToTheRegistration) {
  Model model = refused(true);
  model.staff.refusal->walk_in_outcome = WalkInOutcome::duplicate;
  model.staff.refusal->duplicate_of = RegistrationId("r7");
  StaffStage stage(model);
  stage.tap(410, 615);
  ASSERT_TRUE(stage.only<action::OpenPerson>());
  EXPECT_EQ(stage.only<action::OpenPerson>()->registration.value, "r7");
}

}  // namespace
}  // namespace uketsuke
