// A window of GLFW and Dear ImGui with the kiosk's fonts and nothing else: what the parts alone cost. For benchmarks.
// Thread: main.
#pragma once

#include <functional>
#include <string>

#include "kiosk/ui/fonts.h"
#include "kiosk/ui/textures.h"

struct GLFWwindow;

namespace uketsuke::bench {

class BareWindow {
 public:
  BareWindow();
  ~BareWindow();
  BareWindow(const BareWindow&) = delete;
  BareWindow& operator=(const BareWindow&) = delete;

  /// One frame: `page` draws into one window that fills the screen; the buffer is swapped when it returns.
  void draw(const std::function<void()>& page);
  /// Sleeps until input or the limit.
  void wait(double seconds);
  void show(const PreviewPixels& picture) { preview_.upload(picture); }
  /// In the current page.
  void draw_preview(float x, float y, float width, float height) const;
  /// In the current page, at a height in pixels.
  void write(float x, float y, float pixels, const std::string& words, bool bold = false) const;

 private:
  FontFiles files_;
  Fonts fonts_;
  PreviewTexture preview_;
  GLFWwindow* window_ = nullptr;
};

}  // namespace uketsuke::bench
