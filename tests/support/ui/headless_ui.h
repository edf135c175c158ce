// Dear ImGui without a window: a context of a fixed size, real fonts, scripted touches and keys. Draws into nothing.
#pragma once

#include <imgui.h>

#include <functional>
#include <string>
#include <vector>

#include "kiosk/ui/fonts.h"
#include "kiosk/ui/text.h"
#include "kiosk/ui/ui.h"

namespace uketsuke::test {

class HeadlessUi {
 public:
  /// @param language  "ja" or "en"
  explicit HeadlessUi(float width = 1280, float height = 720, const std::string& language = "ja");
  HeadlessUi(const HeadlessUi&) = delete;
  HeadlessUi& operator=(const HeadlessUi&) = delete;
  ~HeadlessUi();

  [[nodiscard]] const Ui& ui() const { return ui_; }
  [[nodiscard]] Ui& ui() { return ui_; }

  /// One frame; `draw` calls a screen's draw function.
  void frame(const std::function<void(const Ui&)>& draw);
  /// Press and release at a place of the grid (units), over as many frames as ImGui needs.
  void tap(float x, float y, const std::function<void(const Ui&)>& draw);
  /// Press at one place, move to another in steps, release there.
  void drag(float from_x, float from_y, float to_x, float to_y, const std::function<void(const Ui&)>& draw);
  /// Into the focused field.
  void type(const std::string& utf8, const std::function<void(const Ui&)>& draw);
  void press(ImGuiKey key, const std::function<void(const Ui&)>& draw);
  [[nodiscard]] bool has_focused_field() const { return ImGui::GetIO().WantTextInput; }

 private:
  FontFiles fonts_;
  Texts texts_;
  Ui ui_;
  ImGuiContext* context_ = nullptr;
};

}  // namespace uketsuke::test
