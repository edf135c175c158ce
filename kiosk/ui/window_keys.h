// GLFW's keys in our words, and keys that waited for their field. Part of the window's adapter: for window.cpp.
// Thread: ui.
#pragma once

#include "kiosk/ui/window.h"

struct GLFWwindow;

namespace uketsuke {

KeySort sort_of(int key, int mods);
/// Unshifted sign on a US layout; 0 if unknown.
char ascii_of(int key);
/// A scanner's capitals come with Shift, and its keys are let go: neither shows anything, nor is it a hand.
bool is_typing(const KeyInput& input);

/// True while the modifiers that are down are those that the key was typed with.
bool has_modifiers_of(GLFWwindow* window, const KeyInput& input);
/// To the current Dear ImGui context, with the modifiers it was typed with: the backend would take those that are down
/// now. Letters go by the US layout.
void give_as_typed(const KeyInput& input);

}  // namespace uketsuke
