// The page of a first start, by touch and by keyboard.
#include <gtest/gtest.h>

#include "kiosk/screens/first_screen.h"
#include "tests/support/ui/headless_ui.h"

namespace uketsuke {
namespace {

using test::HeadlessUi;

struct Stage {
  HeadlessUi headless;
  FirstStart start;
  FirstStartState state;
  std::vector<FirstChoice> chosen;

  explicit Stage(FirstStep step) {
    start.step = step;
    frame();
  }
  void draw(const Ui& ui) {
    if (const auto one = draw_first_screen(start, state, ui)) chosen.push_back(*one);
  }
  void frame() {
    headless.frame([this](const Ui& ui) { draw(ui); });
  }
  void tap(float x, float y) {
    headless.tap(x, y, [this](const Ui& ui) { draw(ui); });
  }
  void press(ImGuiKey key) {
    headless.press(key, [this](const Ui& ui) { draw(ui); });
  }
  void type(const std::string& text) {
    headless.type(text, [this](const Ui& ui) { draw(ui); });
  }
  template <class Wanted>
  const Wanted* last() const {
    return chosen.empty() ? nullptr : std::get_if<Wanted>(&chosen.back());
  }
};

TEST(FirstScreen, OffersTheRealThingAndPractice) {
  Stage stage(FirstStep::welcome);
  stage.tap(300, 230);
  EXPECT_TRUE(stage.last<first::Prepare>());
  stage.tap(900, 230);
  EXPECT_TRUE(stage.last<first::Practise>());
  stage.type("1");
  EXPECT_TRUE(stage.last<first::Prepare>());
  stage.type("2");
  EXPECT_TRUE(stage.last<first::Practise>());
  stage.tap(160, 670);
  EXPECT_TRUE(stage.last<first::Leave>());
  stage.start.busy = true;
  stage.chosen.clear();
  stage.tap(300, 230);
  stage.type("2");
  EXPECT_TRUE(stage.chosen.empty()) << "one thing at a time";
}

TEST(FirstScreen, ChecksThePcAndComesBack) {
  Stage stage(FirstStep::welcome);
  stage.tap(640, 670);
  EXPECT_TRUE(stage.last<first::CheckMachine>());
  stage.chosen.clear();
  stage.type("3");
  EXPECT_TRUE(stage.last<first::CheckMachine>());

  stage.start.step = FirstStep::checks;
  stage.start.busy = true;
  stage.chosen.clear();
  stage.tap(160, 670);
  stage.press(ImGuiKey_Escape);
  EXPECT_TRUE(stage.chosen.empty()) << "they are being made";
  stage.start.busy = false;
  for (const char* what : {"camera", "reader", "scanner", "sound", "printer", "disk", "speed", "encryption", "clock"}) {
    stage.start.checks.push_back({what, false, "直し方"});
  }
  stage.tap(160, 670);
  EXPECT_TRUE(stage.last<first::CheckMachine>()) << "again";
  stage.tap(1110, 670);
  EXPECT_TRUE(stage.last<first::GoBack>());
  stage.chosen.clear();
  stage.press(ImGuiKey_Escape);
  EXPECT_TRUE(stage.last<first::GoBack>());

  stage.start.step = FirstStep::event;
  stage.tap(640, 670);
  EXPECT_TRUE(stage.last<first::CheckMachine>()) << "also from where a file is chosen";
}

TEST(FirstScreen, TakesAPinTwice) {
  Stage stage(FirstStep::pin);
  stage.type("1357");
  stage.press(ImGuiKey_Enter);
  EXPECT_FALSE(stage.last<first::ChoosePin>());
  stage.type("1358");
  stage.press(ImGuiKey_Enter);
  ASSERT_TRUE(stage.last<first::ChoosePin>());
  EXPECT_EQ(stage.last<first::ChoosePin>()->pin, "1357");
  EXPECT_EQ(stage.last<first::ChoosePin>()->repeated, "1358");
  stage.press(ImGuiKey_Escape);
  EXPECT_TRUE(stage.last<first::GoBack>());
}

FilePlace stick() {
  FilePlace place;
  place.folder = "/media/STICK";
  place.name = "STICK";
  place.removable = true;
  place.files = {{"ebina.pack", 2000, {}}, {"aikawa.toml", 900, {}}};
  return place;
}

TEST(FirstScreen, TakesAFileByTouchOrByArrowsAndEnter) {
  Stage stage(FirstStep::event);
  stage.start.places = {stick()};
  stage.tap(600, 190);
  ASSERT_TRUE(stage.last<first::TakeFile>());
  EXPECT_EQ(stage.last<first::TakeFile>()->path, "/media/STICK/ebina.pack");
  stage.press(ImGuiKey_DownArrow);
  stage.press(ImGuiKey_Enter);
  EXPECT_EQ(stage.last<first::TakeFile>()->path, "/media/STICK/aikawa.toml");
  stage.tap(160, 670);
  EXPECT_TRUE(stage.last<first::LookAgain>());
}

TEST(FirstScreen, TakesThePassphraseByKeyboardAndByPad) {
  Stage stage(FirstStep::passphrase);
  stage.start.pack = "/media/STICK/ebina.pack";
  stage.frame();
  stage.type("kotoba12");
  stage.press(ImGuiKey_Enter);
  ASSERT_TRUE(stage.last<first::OpenPack>());
  EXPECT_EQ(stage.last<first::OpenPack>()->passphrase, "kotoba12");
  for (int i = 0; i < 3; ++i) stage.tap(940, 225);  // 1
  stage.tap(300, 330);
  EXPECT_EQ(stage.last<first::OpenPack>()->passphrase, "111");
  EXPECT_EQ(stage.state.passphrase, "") << "it does not stay";
}

}  // namespace
}  // namespace uketsuke
