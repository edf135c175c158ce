// A staff screen on a stage: model, screens' state, scripted touches and keys; every action asked is kept.
#pragma once

#include <string>
#include <variant>
#include <vector>

#include "kiosk/screens/staff_screens.h"
#include "tests/support/ui/headless_ui.h"

namespace uketsuke::test {

/// The desk of the Ebina evening at 18:05, unlocked.
Model desk(StaffScreen screen = StaffScreen::search);
/// A confirmed person with a reception number; the registration's id is "r" and the number.
RegistrationRow row(std::int64_t number, const std::string& name, const std::string& furigana = "");
/// 18:00 plus so many minutes on the evening.
UtcMillis minutes_past_six(std::int64_t minutes);

class StaffStage {
 public:
  explicit StaffStage(Model model, float width = 1280, float height = 720, const std::string& language = "ja");
  Model model;
  StaffScreens screens;
  std::vector<Action> asked;

  void frame();
  /// Units of the grid.
  void tap(float x, float y);
  void drag(float from_x, float from_y, float to_x, float to_y);
  void type(const std::string& utf8);
  void press(ImGuiKey key);
  [[nodiscard]] bool has_focused_field() const { return headless_.has_focused_field(); }

  /// The newest action where it is that one of the office's; else null.
  template <class Wanted>
  const Wanted* last_office() const {
    const auto* office = last<OfficeAction>();
    return office == nullptr ? nullptr : std::get_if<Wanted>(office);
  }

  /// The only action so far; null if there is none, several, or another.
  template <class Wanted>
  const Wanted* only() const {
    return asked.size() == 1 ? std::get_if<Wanted>(&asked.front()) : nullptr;
  }
  template <class Wanted>
  const Wanted* last() const {
    return asked.empty() ? nullptr : std::get_if<Wanted>(&asked.back());
  }

 private:
  void draw(const Ui& ui);
  HeadlessUi headless_;
};

}  // namespace uketsuke::test
