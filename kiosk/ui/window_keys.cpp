#include "kiosk/ui/window_keys.h"

#include <GLFW/glfw3.h>
#include <imgui.h>

// Of the backend, which leaves it to those who need it.
ImGuiKey ImGui_ImplGlfw_KeyToImGuiKey(int keycode, int scancode);

namespace uketsuke {

namespace {

constexpr int kModifiers = GLFW_MOD_SHIFT | GLFW_MOD_CONTROL | GLFW_MOD_ALT | GLFW_MOD_SUPER;

/// Which are down now.
int modifiers_now(GLFWwindow* window) {
  const auto down = [window](int left, int right) {
    return glfwGetKey(window, left) == GLFW_PRESS || glfwGetKey(window, right) == GLFW_PRESS;
  };
  return (down(GLFW_KEY_LEFT_SHIFT, GLFW_KEY_RIGHT_SHIFT) ? GLFW_MOD_SHIFT : 0) |
         (down(GLFW_KEY_LEFT_CONTROL, GLFW_KEY_RIGHT_CONTROL) ? GLFW_MOD_CONTROL : 0) |
         (down(GLFW_KEY_LEFT_ALT, GLFW_KEY_RIGHT_ALT) ? GLFW_MOD_ALT : 0) |
         (down(GLFW_KEY_LEFT_SUPER, GLFW_KEY_RIGHT_SUPER) ? GLFW_MOD_SUPER : 0);
}

}  // namespace

KeySort sort_of(int key, int mods) {
  if (key >= GLFW_KEY_LEFT_SHIFT && key <= GLFW_KEY_RIGHT_SUPER) return KeySort::modifier;
  if (key == GLFW_KEY_ENTER || key == GLFW_KEY_KP_ENTER) return KeySort::enter;
  if (key == GLFW_KEY_TAB) return KeySort::tab;
  if (key == GLFW_KEY_BACKSPACE) return KeySort::backspace;
  if (key == GLFW_KEY_ESCAPE) return KeySort::escape;
  if ((mods & (GLFW_MOD_CONTROL | GLFW_MOD_ALT | GLFW_MOD_SUPER)) != 0) return KeySort::other;
  const bool types =
      (key >= GLFW_KEY_SPACE && key <= GLFW_KEY_WORLD_2) || (key >= GLFW_KEY_KP_0 && key <= GLFW_KEY_KP_EQUAL);
  return types ? KeySort::text : KeySort::other;
}

bool is_typing(const KeyInput& input) {
  return input.kind == KeyInput::Kind::character || (input.pressed && input.sort != KeySort::modifier);
}

char ascii_of(int key) {
  if (key >= GLFW_KEY_A && key <= GLFW_KEY_Z) return static_cast<char>('a' + key - GLFW_KEY_A);
  if (key >= GLFW_KEY_KP_0 && key <= GLFW_KEY_KP_9) return static_cast<char>('0' + key - GLFW_KEY_KP_0);
  if (key >= GLFW_KEY_SPACE && key <= GLFW_KEY_GRAVE_ACCENT) return static_cast<char>(key);
  return 0;
}

bool has_modifiers_of(GLFWwindow* window, const KeyInput& input) {
  return modifiers_now(window) == (input.raw[3] & kModifiers);
}

void give_as_typed(const KeyInput& input) {
  if (input.raw[2] == GLFW_REPEAT) return;
  ImGuiIO& io = ImGui::GetIO();
  const int modifiers = input.raw[3];
  io.AddKeyEvent(ImGuiMod_Ctrl, (modifiers & GLFW_MOD_CONTROL) != 0);
  io.AddKeyEvent(ImGuiMod_Shift, (modifiers & GLFW_MOD_SHIFT) != 0);
  io.AddKeyEvent(ImGuiMod_Alt, (modifiers & GLFW_MOD_ALT) != 0);
  io.AddKeyEvent(ImGuiMod_Super, (modifiers & GLFW_MOD_SUPER) != 0);
  io.AddKeyEvent(ImGui_ImplGlfw_KeyToImGuiKey(input.raw[0], input.raw[1]), input.raw[2] == GLFW_PRESS);
}

}  // namespace uketsuke
