#include "tests/support/ui/headless_ui.h"

#include <gtest/gtest.h>

#include "common/result.h"

namespace uketsuke::test {

HeadlessUi::HeadlessUi(float width, float height, const std::string& language) {
  auto fonts = FontFiles::find();
  CHECK(fonts.has_value());
  fonts_ = std::move(*fonts);
  auto texts = Texts::load(std::string(UKETSUKE_SOURCE_DIR) + "/assets/lang", language);
  CHECK(texts.has_value());
  texts_ = std::move(*texts);
  context_ = ImGui::CreateContext();
  ImGui::SetCurrentContext(context_);
  ImGuiIO& io = ImGui::GetIO();
  io.IniFilename = nullptr;
  io.LogFilename = nullptr;
  io.ConfigInputTrickleEventQueue = true;
  io.DisplaySize = {width, height};
  io.BackendFlags |= ImGuiBackendFlags_RendererHasTextures;
  ui_.fonts = fonts_.add_to(*io.Fonts);
  ui_.theme = Theme(width, height);
  ui_.texts = &texts_;
}

HeadlessUi::~HeadlessUi() {
  ImGui::SetCurrentContext(context_);
  for (ImTextureData* texture : ImGui::GetPlatformIO().Textures) {
    texture->SetTexID(ImTextureID_Invalid);
    texture->SetStatus(ImTextureStatus_Destroyed);
  }
  ImGui::DestroyContext(context_);
}

void HeadlessUi::frame(const std::function<void(const Ui&)>& draw) {
  ImGui::SetCurrentContext(context_);
  ImGui::GetIO().DeltaTime = 1.0F / 60;
  ImGui::NewFrame();
  draw(ui_);
  ImGui::Render();
  for (ImTextureData* texture : ImGui::GetPlatformIO().Textures) {
    if (texture->Status == ImTextureStatus_WantDestroy) {
      texture->SetTexID(ImTextureID_Invalid);
      texture->SetStatus(ImTextureStatus_Destroyed);
    } else if (texture->Status != ImTextureStatus_OK && texture->Status != ImTextureStatus_Destroyed) {
      texture->SetTexID(1);
      texture->SetStatus(ImTextureStatus_OK);
    }
  }
}

void HeadlessUi::tap(float x, float y, const std::function<void(const Ui&)>& draw) {
  ImGui::SetCurrentContext(context_);
  ImGuiIO& io = ImGui::GetIO();
  io.AddMousePosEvent(ui_.theme.x(x), ui_.theme.y(y));
  frame(draw);
  io.AddMouseButtonEvent(0, true);
  frame(draw);
  io.AddMouseButtonEvent(0, false);
  frame(draw);
  frame(draw);
}

void HeadlessUi::drag(float from_x, float from_y, float to_x, float to_y, const std::function<void(const Ui&)>& draw) {
  ImGui::SetCurrentContext(context_);
  ImGuiIO& io = ImGui::GetIO();
  io.AddMousePosEvent(ui_.theme.x(from_x), ui_.theme.y(from_y));
  frame(draw);
  io.AddMouseButtonEvent(0, true);
  frame(draw);
  constexpr int kSteps = 4;
  for (int step = 1; step <= kSteps; ++step) {
    const float part = static_cast<float>(step) / kSteps;
    io.AddMousePosEvent(ui_.theme.x(from_x + (to_x - from_x) * part), ui_.theme.y(from_y + (to_y - from_y) * part));
    frame(draw);
  }
  io.AddMouseButtonEvent(0, false);
  frame(draw);
  frame(draw);
}

void HeadlessUi::type(const std::string& utf8, const std::function<void(const Ui&)>& draw) {
  ImGui::SetCurrentContext(context_);
  ImGui::GetIO().AddInputCharactersUTF8(utf8.c_str());
  frame(draw);
  frame(draw);
}

void HeadlessUi::press(ImGuiKey key, const std::function<void(const Ui&)>& draw) {
  ImGui::SetCurrentContext(context_);
  ImGui::GetIO().AddKeyEvent(key, true);
  frame(draw);
  ImGui::GetIO().AddKeyEvent(key, false);
  frame(draw);
}

}  // namespace uketsuke::test
