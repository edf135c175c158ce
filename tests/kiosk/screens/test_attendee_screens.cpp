// The attendee's screens, drawn without a window: what is touched, what is said, what is never said.
#include <gtest/gtest.h>

#include "kiosk/screens/attendee_screens.h"
#include "kiosk/screens/result_words.h"
#include "kiosk/ui/line_break.h"
#include "tests/support/ui/headless_ui.h"

namespace uketsuke {
namespace {

using test::HeadlessUi;

Model ebina() {
  Model model;
  model.loaded = true;
  model.summary.event.title = "令和7年度 第1回多職種向け研修会";
  model.summary.event.venue = "海老名市医療センター 3階 大会議室";
  model.summary.event.starts_at = {1761298200000};      // 2025-10-24T18:30+09:00
  model.summary.event.doors_open_at = {1761296400000};  // 18:00
  model.now = {1761296700000};                          // 18:05
  return model;
}

struct Tapped {
  std::optional<Action> action;
  void operator()(const Ui& ui, const Model& model) {
    const std::optional<Action> asked = draw_attendee(model, ui);
    if (asked) action = asked;
  }
};

std::optional<Action> tap(const Model& model, float x, float y) {
  HeadlessUi headless;
  Tapped tapped;
  const auto draw = [&](const Ui& ui) { tapped(ui, model); };
  headless.frame(draw);
  headless.tap(x, y, draw);
  return tapped.action;
}

TEST(ScanScreen, LanguageButtonAsksForTheOtherLanguage) {
  const auto asked = tap(ebina(), 1200, 670);
  ASSERT_TRUE(asked && std::holds_alternative<action::SetLanguage>(*asked));
  EXPECT_EQ(std::get<action::SetLanguage>(*asked).language, Language::en);
}

TEST(ScanScreen, StaffButtonOpensTheGateWhereStaffHaveNoMonitorOfTheirOwn) {
  Model model = ebina();
  const auto asked = tap(model, 1010, 670);
  ASSERT_TRUE(asked && std::holds_alternative<action::OpenStaff>(*asked));
  model.two_windows = true;
  EXPECT_FALSE(tap(model, 1010, 670));
}

/// Vertices of the idle screen with the camera's picture in it.
int vertices_of_idle(ReadHint hint, const char* language) {
  HeadlessUi headless(1280, 720, language);
  headless.ui().preview.texture = 1;
  Model model = ebina();
  model.camera = CameraHealth::running;
  model.attendee.hint = hint;
  for (int i = 0; i < 2; ++i) {
    headless.frame([&](const Ui& ui) { EXPECT_FALSE(draw_attendee(model, ui)); });
  }
  return ImGui::GetDrawData()->TotalVtxCount;
}

TEST(ScanScreen, SaysInThePictureWhatWouldHelpTheCamera) {
  for (const char* language : {"ja", "en"}) {
    const int without = vertices_of_idle(ReadHint::none, language);
    for (const ReadHint hint :
         {ReadHint::too_small, ReadHint::too_close, ReadHint::too_dark, ReadHint::glaring, ReadHint::blurred}) {
      EXPECT_GT(vertices_of_idle(hint, language), without + 4 * 8) << static_cast<int>(hint);  // a letter is 4
    }
  }
}

TEST(SeveralScreen, OffersAllAndOneByOne) {
  Model model = ebina();
  model.attendee.screen = AttendeeScreen::several;
  model.attendee.several.codes.resize(3);
  const auto all = tap(model, 400, 460);
  ASSERT_TRUE(all && std::holds_alternative<action::TakeAllTickets>(*all));
  const auto single = tap(model, 980, 460);
  ASSERT_TRUE(single && std::holds_alternative<action::TakeOneByOne>(*single));
}

TEST(ResultScreen, TakesNoTouchAndDrawsEveryOutcomeInBothLanguages) {
  for (const char* language : {"ja", "en"}) {
    HeadlessUi headless(1280, 720, language);
    for (int i = 0; i <= static_cast<int>(ScanOutcome::not_recorded); ++i) {
      Model model = ebina();
      model.attendee.screen = AttendeeScreen::result;
      AttendeeResult result;
      result.outcome = static_cast<ScanOutcome>(i);
      result.name = "𠮷田　﨑子";
      result.group = "3";
      model.attendee.result = ShownResult{{result}, 0, 0};
      headless.frame([&](const Ui& ui) { EXPECT_FALSE(draw_attendee(model, ui)); });
    }
  }
}

/// Height of the letters in the last frame between two lines of the grid, without the space around them, as a share of
/// the window's height. What is no letter has the texture's white pixel.
float letters_between(const HeadlessUi& headless, float top, float bottom) {
  const Theme& theme = headless.ui().theme;
  const ImVec2 white = ImGui::GetIO().Fonts->TexUvWhitePixel;
  float highest = theme.y(bottom);
  float lowest = theme.y(top);
  for (const ImDrawList* list : ImGui::GetDrawData()->CmdLists) {
    for (const ImDrawVert& point : list->VtxBuffer) {
      const bool letter = point.uv.x != white.x || point.uv.y != white.y;
      if (!letter || point.pos.y < theme.y(top) || point.pos.y > theme.y(bottom)) continue;
      highest = std::min(highest, point.pos.y);
      lowest = std::max(lowest, point.pos.y);
    }
  }
  return std::max(0.0F, lowest - highest) / ImGui::GetIO().DisplaySize.y;
}

/// The smallest of all outcome words as they are drawn.
float smallest_outcome_word(HeadlessUi& headless, bool big_text) {
  float smallest = 1;
  for (int i = 0; i <= static_cast<int>(ScanOutcome::not_recorded); ++i) {
    for (const bool staff_come : {false, true}) {
      Model model = ebina();
      model.attendee.screen = AttendeeScreen::result;
      model.attendee.big_text = big_text;
      AttendeeResult result;
      result.outcome = static_cast<ScanOutcome>(i);
      result.name = "山田 太郎";
      result.staff_come = staff_come;
      model.attendee.result = ShownResult{{result}, 0, 0};
      headless.frame([&](const Ui& ui) { draw_attendee(model, ui); });
      smallest = std::min(smallest, letters_between(headless, big_text ? 180 : 320, big_text ? 372 : 500));
    }
  }
  return smallest;
}

TEST(ResultScreen, TheOutcomeWordIsASixthOfTheHeightHoweverItIsShown) {
  for (const char* language : {"ja", "en"}) {
    for (const auto& [width, height] : {std::pair{1280.0F, 720.0F}, {1920.0F, 1080.0F}}) {
      HeadlessUi headless(width, height, language);
      for (const bool big_text : {false, true}) {
        EXPECT_GE(smallest_outcome_word(headless, big_text), 1.0F / 6) << language << width << big_text;
      }
    }
  }
}

TEST(ResultScreen, SeveralTogetherHaveAWordAsLarge) {
  for (const char* language : {"ja", "en"}) {
    HeadlessUi headless(1280, 720, language);
    for (const ScanOutcome second : {ScanOutcome::admitted, ScanOutcome::cancelled}) {
      Model model = ebina();
      model.attendee.screen = AttendeeScreen::result;
      AttendeeResult result;
      result.outcome = ScanOutcome::admitted;
      std::vector<AttendeeResult> results(9, result);
      results.front().outcome = second;
      model.attendee.result = ShownResult{results, 0, 0};
      headless.frame([&](const Ui& ui) { draw_attendee(model, ui); });
      EXPECT_GE(letters_between(headless, 10, 195), 1.0F / 6) << language;
    }
  }
}

TEST(AttendeeScreens, LargeTextIsOneTapAwayAndOneTapBack) {
  Model model = ebina();
  const auto asked = tap(model, 830, 670);
  ASSERT_TRUE(asked && std::holds_alternative<action::SetBigText>(*asked));
  EXPECT_TRUE(std::get<action::SetBigText>(*asked).big);
  model.attendee.big_text = true;
  const auto back = tap(model, 830, 670);
  ASSERT_TRUE(back && std::holds_alternative<action::SetBigText>(*back));
  EXPECT_FALSE(std::get<action::SetBigText>(*back).big);
}

ResultLook plain(ResultLook look) {
  look.detail = without_break_hints(look.detail);
  return look;
}

ResultLook look(ScanOutcome outcome, const Model& model = ebina()) {
  const HeadlessUi headless;
  AttendeeResult result;
  result.outcome = outcome;
  result.name = "山田 太郎";
  result.first_at = UtcMillis{1761296820000};  // 18:07
  return plain(look_of(model, result, headless.ui()));
}

TEST(ResultWords, AreThoseOfTheTable) {
  EXPECT_EQ(look(ScanOutcome::admitted).headline, "受付完了");
  EXPECT_EQ(look(ScanOutcome::admitted).detail, "山田 太郎 様　どうぞお入りください。");
  EXPECT_EQ(look(ScanOutcome::already_in).detail, "18:07に受付がお済みです。そのままお入りください。");
  EXPECT_EQ(look(ScanOutcome::too_early).detail, "受付は18:00からです。もうしばらくお待ちください。");
  EXPECT_EQ(look(ScanOutcome::forged).headline, "係の者が伺います");
  EXPECT_EQ(look(ScanOutcome::not_a_ticket).headline, "確認できません");
  EXPECT_EQ(look(ScanOutcome::revoked).headline, "再発行済みです");
  EXPECT_EQ(look(ScanOutcome::too_late).headline, "受付終了");
  EXPECT_EQ(look(ScanOutcome::not_recorded).headline, "もう一度どうぞ");
}

TEST(ResultWords, NameTheGroup) {
  const HeadlessUi headless;
  AttendeeResult result;
  result.outcome = ScanOutcome::admitted;
  result.name = "山田 太郎";
  result.group = "3";
  EXPECT_EQ(plain(look_of(ebina(), result, headless.ui())).detail, "山田 太郎 様　3グループへお進みください。");
}

TEST(ResultWords, HideTheTrueReason) {
  EXPECT_EQ(look(ScanOutcome::cancelled).detail, look(ScanOutcome::declined).detail);
  EXPECT_EQ(look(ScanOutcome::waitlisted).detail, look(ScanOutcome::full).detail);
  EXPECT_EQ(look(ScanOutcome::waitlisted).detail, look(ScanOutcome::pending).detail);
  for (const char* said : {"キャンセル", "満席", "偽", "参加不可"}) {
    for (int i = 0; i <= static_cast<int>(ScanOutcome::not_recorded); ++i) {
      const ResultLook shown = look(static_cast<ScanOutcome>(i));
      EXPECT_EQ((shown.headline + shown.detail).find(said), std::string::npos) << said;
    }
  }
}

TEST(ResultWords, SecondFailureSaysThatStaffCome) {
  const HeadlessUi headless;
  AttendeeResult result;
  result.staff_come = true;
  EXPECT_EQ(look_of(ebina(), result, headless.ui()).headline, "係の者が伺います");
}

TEST(ResultWords, NameTheOtherEventOnlyWhereItIsKnown) {
  const HeadlessUi headless;
  AttendeeResult result;
  result.outcome = ScanOutcome::wrong_event;
  EXPECT_EQ(plain(look_of(ebina(), result, headless.ui())).detail, "本日の受付票をかざしてください。");
  result.other_event_title = "令和7年度 多職種研修会";
  result.other_event_starts_at = UtcMillis{1770975000000};
  const std::string detail = plain(look_of(ebina(), result, headless.ui())).detail;
  EXPECT_NE(detail.find("令和7年度 多職種研修会"), std::string::npos);
  EXPECT_NE(detail.find("令和8年2月13日"), std::string::npos) << detail;
}

TEST(ResultLooks, OnlyAnAdmissionOrExitIsGreen) {
  for (int i = 0; i <= static_cast<int>(ScanOutcome::not_recorded); ++i) {
    const auto outcome = static_cast<ScanOutcome>(i);
    const bool good = outcome == ScanOutcome::admitted || outcome == ScanOutcome::exited;
    EXPECT_EQ(look(outcome).background.rgb == color::kWelcome.rgb, good) << i;
    EXPECT_GE(contrast(look(outcome).background, look(outcome).ink), 6.0) << i;
  }
}

TEST(ResultStrip, ShowsBesideStaffScreensOfOneWindowOnly) {
  Model model = ebina();
  EXPECT_FALSE(has_result_strip(model));
  model.attendee.result = ShownResult{{AttendeeResult{}}, 0, 0};
  EXPECT_TRUE(has_result_strip(model));
  model.two_windows = true;
  EXPECT_FALSE(has_result_strip(model));
}

TEST(AttendeeScreens, DrawOnWideTallAndSmallWindows) {
  for (const auto& [width, height] : {std::pair{1920.0F, 1080.0F}, {1024.0F, 768.0F}, {800.0F, 1280.0F}}) {
    HeadlessUi headless(width, height);
    Model model = ebina();
    model.practice = true;
    for (const auto screen : {AttendeeScreen::scan, AttendeeScreen::fault, AttendeeScreen::several}) {
      model.attendee.screen = screen;
      headless.frame([&](const Ui& ui) { draw_attendee(model, ui); });
    }
  }
}

}  // namespace
}  // namespace uketsuke
