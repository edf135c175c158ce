// The windows: GLFW, OpenGL 3 and a Dear ImGui context each. The only file that knows GLFW. Draws when something
// changed, sleeps otherwise. Every key and character passes the keyboard hook before a field sees it.
// Thread: main, but wake().
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <utility>

#include "common/result.h"
#include "kiosk/ui/fonts.h"
#include "kiosk/ui/ime_guard.h"
#include "kiosk/ui/textures.h"
#include "kiosk/ui/ui.h"

namespace uketsuke {

enum class Surface { attendee, staff };

struct WindowSettings {
  std::string title;
  std::optional<std::pair<int, int>> windowed;  ///< none: full screen, and a second monitor is the staff's
};

/// A key or a character as it came in.
struct KeyInput {
  enum class Kind { character, key };
  Kind kind = Kind::key;
  Surface surface = Surface::attendee;
  std::int64_t time_us = 0;  ///< monotonic
  char32_t codepoint = 0;    ///< character
  KeySort sort = KeySort::other;
  char ascii = 0;            ///< text keys: unshifted sign on a US layout, 0 if unknown
  bool pressed = false;      ///< also true for a repeat
  int function = 0;          ///< 1-12 for F1-F12
  std::array<int, 4> raw{};  ///< GLFW's key, scancode, action, modifiers
};

class Window {
 public:
  /// Errors: Code::device_failed (no display, no OpenGL 3), not_found (fonts); each says how to mend it
  static Result<std::unique_ptr<Window>> open(const WindowSettings& settings);
  ~Window();
  Window(const Window&) = delete;
  Window& operator=(const Window&) = delete;

  /// Staff have a monitor of their own. wait() changes it: a second monitor may come and go.
  [[nodiscard]] bool has_staff_window() const;
  /// Asked by the desktop. Never in full screen: there the way out is the staff's, behind their PIN.
  [[nodiscard]] bool should_close() const;

  /// Gets every key and character first, and gives those that are typing back through give(). Without a hook all are.
  void set_keyboard_hook(std::function<void(const KeyInput&)> hook);
  /// To the focused field, through the input method's guard.
  void give(const KeyInput& input);

  /// While what was typed is being written, what is typed next waits for the fresh form (a few seconds at most).
  void hold_keys(bool held);

  /// Sleeps until input, wake() or the limit; handles what came. 0: does not sleep.
  void wait(double seconds);
  /// Any thread.
  static void wake();
  /// Input came, was not drawn yet, or the window was uncovered.
  [[nodiscard]] bool needs_frame(Surface surface) const;
  /// When somebody last touched or typed there (monotonic); keys that were a scan are none.
  [[nodiscard]] std::int64_t last_input_us(Surface surface) const;
  /// The language or the like changed: draw again.
  void ask_frame();
  /// One frame: `page` calls a screen, then the picture is on the glass (or the buffer was swapped).
  void draw(Surface surface, const Texts& texts, const std::function<void(const Ui&)>& page);

  void show_preview(const PreviewPixels& picture);
  void clear_preview();

 private:
  struct Parts;
  explicit Window(std::unique_ptr<Parts> parts);
  std::unique_ptr<Parts> parts_;
};

}  // namespace uketsuke
