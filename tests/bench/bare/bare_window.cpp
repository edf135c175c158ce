// See bare_window.h.
#include "tests/bench/bare/bare_window.h"

#include <GLFW/glfw3.h>
#include <imgui.h>
#include <imgui_impl_glfw.h>
#include <imgui_impl_opengl3.h>

#include "common/result.h"

namespace uketsuke::bench {

BareWindow::BareWindow() {
  auto found = FontFiles::find();
  CHECK(found.has_value());
  files_ = std::move(*found);
  CHECK(glfwInit() == GLFW_TRUE);
  glfwWindowHint(GLFW_CONTEXT_VERSION_MAJOR, 3);
  glfwWindowHint(GLFW_CONTEXT_VERSION_MINOR, 0);
  window_ = glfwCreateWindow(1280, 720, "bare", nullptr, nullptr);
  CHECK(window_ != nullptr);
  glfwMakeContextCurrent(window_);
  glfwSwapInterval(1);
  ImGui::CreateContext();
  ImGui::GetIO().IniFilename = nullptr;
  fonts_ = files_.add_to(*ImGui::GetIO().Fonts);
  CHECK(ImGui_ImplGlfw_InitForOpenGL(window_, true));
  CHECK(ImGui_ImplOpenGL3_Init("#version 130"));
}

BareWindow::~BareWindow() {
  preview_.destroy();
  ImGui_ImplOpenGL3_Shutdown();
  ImGui_ImplGlfw_Shutdown();
  ImGui::DestroyContext();
  glfwTerminate();
}

void BareWindow::draw(const std::function<void()>& page) {
  ImGui_ImplOpenGL3_NewFrame();
  ImGui_ImplGlfw_NewFrame();
  ImGui::NewFrame();
  ImGui::SetNextWindowPos({0, 0});
  ImGui::SetNextWindowSize(ImGui::GetIO().DisplaySize);
  ImGui::Begin("page", nullptr, ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove);
  page();
  ImGui::End();
  ImGui::Render();
  glViewport(0, 0, 1280, 720);
  ImGui_ImplOpenGL3_RenderDrawData(ImGui::GetDrawData());
  glfwSwapBuffers(window_);
}

void BareWindow::wait(double seconds) { glfwWaitEventsTimeout(seconds); }

void BareWindow::draw_preview(float x, float y, float width, float height) const {
  const PreviewPicture picture = preview_.picture();
  if (picture.texture == 0) return;
  ImGui::GetWindowDrawList()->AddImage(picture.texture, {x, y}, {x + width, y + height}, {0.9F, 0}, {0.1F, 1});
}

void BareWindow::write(float x, float y, float pixels, const std::string& words, bool bold) const {
  ImGui::GetWindowDrawList()->AddText(bold ? fonts_.bold : fonts_.regular, pixels, {x, y}, IM_COL32(255, 255, 255, 255),
                                      words.data(), words.data() + words.size());
}

}  // namespace uketsuke::bench
