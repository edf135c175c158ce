// Between the widgets' files: from units to ImGui. Not for screens (the only header of ui that shows ImGui). Thread:
// ui.
#pragma once

#include <imgui.h>

#include "kiosk/ui/theme.h"
#include "kiosk/ui/ui.h"
#include "kiosk/ui/widgets.h"

namespace uketsuke {

inline ImU32 packed(Color color) {
  return IM_COL32((color.rgb >> 16) & 0xFFU, (color.rgb >> 8) & 0xFFU, color.rgb & 0xFFU, color.alpha);
}
inline ImVec4 as_vec4(Color color) { return ImGui::ColorConvertU32ToFloat4(packed(color)); }
inline ImVec2 top_left(const Ui& ui, Rect area) { return {ui.theme.x(area.x), ui.theme.y(area.y)}; }
inline ImVec2 bottom_right(const Ui& ui, Rect area) {
  return {ui.theme.x(area.x + area.w), ui.theme.y(area.y + area.h)};
}
inline ImVec2 size_px(const Ui& ui, Rect area) { return {ui.theme.px(area.w), ui.theme.px(area.h)}; }

inline ImFont* font_of(const Ui& ui, bool bold) { return bold ? ui.fonts.bold : ui.fonts.regular; }
/// Whole pixels: every other size would be rasterised anew.
inline float font_px(const Ui& ui, float units) {
  const float pixels = static_cast<float>(static_cast<int>(ui.theme.px(units) + 0.5F));
  return pixels < 6 ? 6 : pixels;
}

/// The 50-sound pad and others: a button whose id is made of the pad's and a number.
bool pad_button(const Ui& ui, int index, Rect area, const char* words, const ButtonStyle& style);

}  // namespace uketsuke
