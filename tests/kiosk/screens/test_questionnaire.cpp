// The questionnaire's code after the event: when it stands there, and what address is one.
#include <gtest/gtest.h>

#include "common/questionnaire.h"
#include "kiosk/screens/attendee_screens.h"
#include "tests/support/ui/headless_ui.h"

namespace uketsuke {
namespace {

using test::HeadlessUi;

constexpr UtcMillis kStart{1761298200000};  // 2025-10-24T18:30+09:00
constexpr UtcMillis kEnd{1761305400000};    // 20:30

Event event_with(const std::string& address) {
  Event event;
  event.title = "研修会";
  event.starts_at = kStart;
  event.doors_open_at = kStart;
  event.form = {{"questionnaire", address}};
  return event;
}

int vertices_at(const Event& event, UtcMillis now) {
  Model model;
  model.loaded = true;
  model.summary.event = event;
  model.now = now;
  HeadlessUi headless;
  for (int i = 0; i < 2; ++i) {
    headless.frame([&](const Ui& ui) { EXPECT_FALSE(draw_attendee(model, ui)); });
  }
  return ImGui::GetDrawData()->TotalVtxCount;
}

TEST(Questionnaire, StandsThereFromTheEndOn) {
  Event event = event_with("https://forms.example.jp/a1b2c3");
  event.ends_at = kEnd;
  const int before = vertices_at(event, {kEnd.value - 1});
  EXPECT_GT(vertices_at(event, kEnd), before + 1000)
      << "a code of 29 x 29 modules has some 400 dark ones, 4 corners each";
  event.form.clear();
  EXPECT_EQ(vertices_at(event, kEnd), before);
}

TEST(Questionnaire, WithoutAnEndItComesTwoHoursAfterTheStart) {
  const Event event = event_with("https://forms.example.jp/a1b2c3");
  EXPECT_FALSE(asks_now(event, {kStart.value + 120 * kMillisPerMinute - 1}));
  EXPECT_TRUE(asks_now(event, {kStart.value + 120 * kMillisPerMinute}));
}

TEST(Questionnaire, OnlyAnHttpsAddressIsOne) {
  EXPECT_EQ(questionnaire_url(event_with("https://forms.example.jp/a")), "https://forms.example.jp/a");
  for (const char* other : {"", "http://forms.example.jp/a", "javascript:alert(1)", "アンケート",
                            "https://forms.example.jp/a b", "https://アンケート.jp"}) {
    EXPECT_EQ(questionnaire_url(event_with(other)), "") << other;
  }
  EXPECT_EQ(questionnaire_url(event_with("https://" + std::string(300, 'a'))), "");
  EXPECT_EQ(questionnaire_url(Event()), "");
}

}  // namespace
}  // namespace uketsuke
