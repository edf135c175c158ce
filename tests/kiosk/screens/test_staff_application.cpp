// 申込の入力 by the keyboard alone: twenty forms in a row, the facility completed, 同上 by one key, errors at their
// field.
#include <gtest/gtest.h>

#include "common/names.h"
#include "kiosk/screens/application_form.h"
#include "tests/kiosk/screens/staff_stage.h"

namespace uketsuke {
namespace {

using test::StaffStage;

Model typing() {
  Model model = test::desk(StaffScreen::application);
  model.staff.application.form = 1;
  for (const char* name : {"医療法人社団青嶺会 つきかげ診療所", "星見台病院", "星見台訪問看護ステーション"}) {
    model.staff.application.known.push_back({name, fold_facility(name), "相談室 佐藤", "renkei@example.jp", "046-1"});
  }
  return model;
}

/// What the kiosk does once the store took it.
const action::SubmitApplication* taken(StaffStage& stage) {
  const auto* submit = stage.last<action::SubmitApplication>();
  if (submit == nullptr) return nullptr;
  ++stage.model.staff.application.form;
  stage.frame();
  stage.frame();
  stage.frame();
  return submit;
}

void type_and_enter(StaffStage& stage, const std::string& text) {
  if (!text.empty()) stage.type(text);
  stage.press(ImGuiKey_Enter);
  stage.frame();
  stage.frame();
  stage.frame();
}

TEST(ApplicationScreen, TwentyFormsByTheKeyboardAlone) {
  StaffStage stage(typing());
  stage.frame();
  ASSERT_TRUE(stage.has_focused_field()) << "the facility has the keyboard when the screen opens";
  for (int i = 1; i <= 20; ++i) {
    stage.asked.clear();
    const std::string number = std::to_string(i);
    for (const std::string& text :
         {"事業所" + number, std::string("担当 花子"), std::string("046-000-0000"), "j" + number + "@example.jp",
          "山田 " + number, std::string("やまだ"), std::string("4"), std::string(), "田中 " + number, std::string(),
          std::string("15"), std::string(), std::string(), std::string("医師"), std::string()}) {
      type_and_enter(stage, text);
    }
    const auto* submit = taken(stage);
    ASSERT_TRUE(submit) << "form " << i;
    const Application& form = submit->application;
    ASSERT_EQ(form.attendees.size(), 2U) << "form " << i;
    EXPECT_EQ(form.channel, Channel::fax);
    EXPECT_TRUE(form.received.has_value());
    EXPECT_EQ(form.attendees[0].name, "山田 " + number);
    EXPECT_EQ(form.attendees[0].facility, "事業所" + number);
    EXPECT_EQ(form.attendees[0].phone, "046-000-0000");
    EXPECT_EQ(form.attendees[0].profession.category, ProfessionCategory::nurse);
    EXPECT_EQ(form.attendees[1].profession.category, ProfessionCategory::other);
    ASSERT_EQ(form.questions.size(), 1U);
    EXPECT_EQ(form.questions[0].professions, "医師");
    EXPECT_TRUE(stage.screens.application.typed.facility.empty()) << "empty again";
    EXPECT_FALSE(stage.screens.application.typed.date.empty()) << "with the date kept";
  }
}

TEST(ApplicationScreen, CompletesTheFacility) {
  StaffStage stage(typing());
  stage.frame();
  stage.type("星見");
  stage.frame();
  stage.press(ImGuiKey_DownArrow);
  stage.press(ImGuiKey_DownArrow);
  type_and_enter(stage, "");
  const TypedForm& typed = stage.screens.application.typed;
  EXPECT_EQ(typed.facility, "星見台訪問看護ステーション");
  EXPECT_EQ(typed.email, "renkei@example.jp");
  EXPECT_EQ(stage.screens.application.place.field, FormField::contact);
}

TEST(ApplicationScreen, SaysTheSameAsAboveByOneKey) {
  StaffStage stage(typing());
  stage.frame();
  for (const char* text : {"甲", "", "", "k@example.jp", "山田", "", "1"}) type_and_enter(stage, text);
  ASSERT_EQ(stage.screens.application.place.field, FormField::own_email);
  stage.type("=");
  for (int i = 0; i < 4; ++i) stage.frame();
  EXPECT_EQ(stage.screens.application.typed.applicants[0].email, "同上");
  EXPECT_EQ(stage.screens.application.place, (FormPlace{FormField::name, 1}));
  std::vector<FormFault> faults;
  const Application form = application_of(stage.screens.application.typed,
                                          {&stage.model.summary.event, stage.model.zone, stage.model.now}, faults);
  ASSERT_TRUE(faults.empty()) << faults.front().text_id;
  EXPECT_EQ(form.attendees[0].email, "k@example.jp");
}

TEST(ApplicationScreen, SaysWhatIsMissingAtItsField) {
  StaffStage stage(typing());
  stage.frame();
  for (const char* text : {"甲", "", "", "", "山田", "", "16", "", "", "", ""}) type_and_enter(stage, text);
  for (const Action& asked : stage.asked) {
    EXPECT_FALSE(std::holds_alternative<action::SubmitApplication>(asked)) << "furigana may be asked for, no more";
  }
  ASSERT_FALSE(stage.screens.application.faults.empty());
  EXPECT_EQ(stage.screens.application.place, (FormPlace{FormField::profession, 0}));
  EXPECT_EQ(stage.screens.application.faults.front().text_id, "application_bad_profession");
}

TEST(ApplicationForm, TelephoneIsShorter) {
  TypedForm form;
  form.channel = 3;
  EXPECT_TRUE(is_short(form));
  EXPECT_EQ(places_of(form).size(), 6U);
  form.applicants[0] = {"山田", "", "1", ""};
  Event event;
  std::vector<FormFault> faults;
  const Application application = application_of(form, {&event, Zone(), {0}}, faults);
  EXPECT_TRUE(faults.empty());
  EXPECT_FALSE(application.received) << "now";
  EXPECT_EQ(application.channel, Channel::telephone);
}

TEST(ApplicationForm, ReadsTheDateAsItIsTyped) {
  const Zone zone;
  const UtcMillis now = parse_any_time("2026-01-05", zone)->time;
  const auto day = [&](const std::string& text) {
    const auto read = read_form_date(text, zone, now);
    return read ? format_rfc3339(*read, zone).substr(0, 10) : "none";
  };
  EXPECT_EQ(day("1/5"), "2026-01-05");
  EXPECT_EQ(day("12/25"), "2025-12-25") << "the last such day";
  EXPECT_EQ(day("１０月９日"), "2025-10-09");
  EXPECT_EQ(day("10.9"), "2025-10-09");
  EXPECT_EQ(day("R7.10.9"), "2025-10-09");
  EXPECT_EQ(day("2025-10-09"), "2025-10-09");
  EXPECT_EQ(day("2026-01-06"), "none") << "after now";
  for (const char* bad : {"", "x", "13/1", "2/30", "10/9/1"}) EXPECT_EQ(day(bad), "none") << bad;
}

TEST(ApplicationForm, PostmarkIsAskedOfPostOnly) {
  Event event;
  event.post_rule = PostRule::postmark;
  TypedForm form;
  EXPECT_FALSE(asks_postmark(form, event));
  form.channel = 1;
  EXPECT_TRUE(asks_postmark(form, event));
  event.post_rule = PostRule::arrival;
  EXPECT_FALSE(asks_postmark(form, event));
}

TEST(ApplicationForm, TakesTenApplicants) {
  TypedForm form;
  form.date = "2025/1/1";
  for (TypedApplicant& one : form.applicants) one = {"人", "", "1", ""};
  Event event;
  std::vector<FormFault> faults;
  EXPECT_EQ(shown_rows(form), kMostApplicants);
  EXPECT_EQ(application_of(form, {&event, Zone(), {1'761'296'400'000}}, faults).attendees.size(), 10U);
  EXPECT_TRUE(faults.empty());
}

}  // namespace
}  // namespace uketsuke
