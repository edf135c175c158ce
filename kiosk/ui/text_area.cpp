#include "kiosk/ui/text_area.h"

#include <imgui.h>
#include <misc/cpp/imgui_stdlib.h>

#include <algorithm>

#include "common/names.h"
#include "kiosk/ui/draw.h"

namespace uketsuke {

namespace {

void limit_bytes(std::string& value) {
  if (value.size() <= kLongestText) return;
  std::size_t end = kLongestText;
  while (end > 0 && (static_cast<unsigned char>(value[end]) & 0xC0) == 0x80) --end;
  value.resize(end);
}

}  // namespace

bool text_area(const Ui& ui, const char* id, Rect area, std::string& value, bool focus) {
  const float pixels = font_px(ui, 22);
  ImGui::SetCursorScreenPos(top_left(ui, area));
  ImGui::PushFont(ui.fonts.regular, pixels);
  ImGui::PushStyleVar(ImGuiStyleVar_FramePadding, ImVec2(ui.theme.px(12), ui.theme.px(10)));
  ImGui::PushStyleVar(ImGuiStyleVar_FrameRounding, ui.theme.px(8));
  ImGui::PushStyleVar(ImGuiStyleVar_FrameBorderSize, std::max(1.0F, ui.theme.px(2)));
  ImGui::PushStyleVar(ImGuiStyleVar_ScrollbarSize, ui.theme.px(24));
  ImGui::PushStyleColor(ImGuiCol_FrameBg, as_vec4(color::kPanel));
  ImGui::PushStyleColor(ImGuiCol_Text, as_vec4(color::kInk));
  ImGui::PushStyleColor(ImGuiCol_Border, as_vec4(color::kSoftInk));
  ImGui::PushStyleColor(ImGuiCol_InputTextCursor, as_vec4(color::kInk));
  ImGui::PushStyleColor(ImGuiCol_TextSelectedBg, as_vec4(color::kSelected));
  if (focus) ImGui::SetKeyboardFocusHere();
  const bool changed = ImGui::InputTextMultiline(id, &value, size_px(ui, area));
  if (ImGui::IsItemActive()) outline(ui, area, color::kPrimary, 4, 8);
  ImGui::PopStyleColor(5);
  ImGui::PopStyleVar(4);
  ImGui::PopFont();
  if (changed) limit_bytes(value);
  return changed;
}

std::string read_clipboard() {
  const char* copied = ImGui::GetClipboardText();
  std::string text = copied == nullptr ? std::string() : std::string(copied);
  limit_bytes(text);
  return is_valid_utf8(text) ? text : std::string();
}

}  // namespace uketsuke
