// What is touched or typed into: buttons, fields, lists.
#include <imgui_internal.h>
#include <misc/cpp/imgui_stdlib.h>

#include <algorithm>
#include <cmath>

#include "common/result.h"
#include "kiosk/ui/draw.h"
#include "kiosk/ui/line_break.h"

namespace uketsuke {

namespace {

constexpr std::size_t kFieldCharacters = 200;

/// The touch itself, without drawing. `at` in pixels.
bool touched(const Ui& ui, const char* id, Rect area, bool enabled) {
  CHECK(area.w >= kTouchUnits - 0.5F && area.h >= kTouchUnits - 0.5F);
  ImGui::SetCursorScreenPos(top_left(ui, area));
  ImGui::BeginDisabled(!enabled);
  const bool tapped = ImGui::InvisibleButton(id, size_px(ui, area));
  ImGui::EndDisabled();
  return tapped && enabled;
}

Color darker(Color color) {
  const auto part = [&color](unsigned shift) { return ((color.rgb >> shift) & 0xFFU) * 3 / 4 << shift; };
  return {part(16) | part(8) | part(0), color.alpha};
}

struct ButtonColors {
  Color fill;
  Color ink;
  Color line;
};

ButtonColors colors_of(const ButtonStyle& style, bool pressed) {
  if (!style.enabled) return {Color{0xDDE2E7}, Color{0x5A6672}, Color{0xDDE2E7}};
  if (style.quiet && !style.selected) {
    const Color ink = style.fill;
    return {pressed ? color::kSelected : color::kPanel, ink, ink};
  }
  const Color fill = pressed ? darker(style.fill) : style.fill;
  return {fill, style.ink, fill};
}

/// Invalid or overlong input is cut at a whole character.
void limit_characters(std::string& value) {
  std::size_t at = 0;
  for (std::size_t count = 0; count < kFieldCharacters && at < value.size(); ++count) {
    at += first_character_length(std::string_view(value).substr(at));
  }
  value.resize(std::min(at, value.size()));
}

}  // namespace

bool button(const Ui& ui, const char* id, Rect area, std::string_view words, const ButtonStyle& style) {
  const bool tapped = touched(ui, id, area, style.enabled);
  const ButtonColors colors = colors_of(style, ImGui::IsItemActive());
  fill(ui, area, colors.fill, 10);
  if (style.quiet) outline(ui, area, colors.line, 3, 10);
  TextStyle text;
  text.size = style.size;
  text.color = colors.ink;
  text.align = Align::center;
  text.bold = true;
  label(ui, inset(area, 8), words, text);
  return tapped;
}

bool pad_button(const Ui& ui, int index, Rect area, const char* words, const ButtonStyle& style) {
  ImGui::PushID(index);
  const bool tapped = button(ui, "##key", area, words, style);
  ImGui::PopID();
  return tapped;
}

bool touch_area(const Ui& ui, const char* id, Rect area) {
  const bool tapped = touched(ui, id, area, true);
  if (ImGui::IsItemActive()) fill(ui, area, Color{0x000000, 30}, 8);
  return tapped;
}

FieldEvent text_field(const Ui& ui, const char* id, Rect area, std::string& value, const FieldStyle& style) {
  const float pixels = font_px(ui, style.size);
  ImGui::SetCursorScreenPos(top_left(ui, area));
  ImGui::SetNextItemWidth(ui.theme.px(area.w));
  ImGui::PushFont(ui.fonts.regular, pixels);
  ImGui::PushStyleVar(ImGuiStyleVar_FramePadding, ImVec2(ui.theme.px(14), (ui.theme.px(area.h) - pixels) / 2));
  ImGui::PushStyleVar(ImGuiStyleVar_FrameRounding, ui.theme.px(8));
  ImGui::PushStyleVar(ImGuiStyleVar_FrameBorderSize, std::max(1.0F, ui.theme.px(2)));
  ImGui::PushStyleColor(ImGuiCol_FrameBg, as_vec4(color::kPanel));
  ImGui::PushStyleColor(ImGuiCol_Text, as_vec4(color::kInk));
  ImGui::PushStyleColor(ImGuiCol_TextDisabled, as_vec4(Color{0x5A6672}));
  ImGui::PushStyleColor(ImGuiCol_Border, as_vec4(color::kSoftInk));
  ImGui::PushStyleColor(ImGuiCol_InputTextCursor, as_vec4(color::kInk));
  ImGui::PushStyleColor(ImGuiCol_TextSelectedBg, as_vec4(color::kSelected));
  if (style.focus) ImGui::SetKeyboardFocusHere();
  ImGuiInputTextFlags flags = ImGuiInputTextFlags_EnterReturnsTrue;
  if (style.secret) flags |= ImGuiInputTextFlags_Password;
  if (style.digits) flags |= ImGuiInputTextFlags_CharsDecimal;
  const std::string before = value;
  const bool entered = ImGui::InputTextWithHint(id, style.hint.c_str(), &value, flags);
  if (ImGui::IsItemActive()) outline(ui, area, color::kPrimary, 4, 8);
  ImGui::PopStyleColor(6);
  ImGui::PopStyleVar(3);
  ImGui::PopFont();
  limit_characters(value);
  if (entered) return FieldEvent::submitted;
  return value == before ? FieldEvent::none : FieldEvent::changed;
}

namespace {

/// A finger drags the list; a drag of more than a few pixels is no tap.
bool drag_scrolls(const Ui& ui) {
  const ImGuiIO& io = ImGui::GetIO();
  const bool over = ImGui::IsWindowHovered(ImGuiHoveredFlags_AllowWhenBlockedByActiveItem);
  if (!over || !ImGui::IsMouseDown(ImGuiMouseButton_Left)) return false;
  const bool dragged = ImGui::IsMouseDragPastThreshold(ImGuiMouseButton_Left, ui.theme.px(12));
  if (dragged && io.MouseDelta.y != 0) ImGui::SetScrollY(ImGui::GetScrollY() - io.MouseDelta.y);
  return dragged;
}

}  // namespace

std::optional<std::size_t> list(const Ui& ui, const char* id, Rect area, std::size_t count,
                                const std::function<void(std::size_t, Rect)>& draw_row, const ListStyle& style) {
  std::optional<std::size_t> tapped;
  ImGui::SetCursorScreenPos(top_left(ui, area));
  ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, ImVec2(0, 0));
  ImGui::PushStyleVar(ImGuiStyleVar_ScrollbarSize, ui.theme.px(24));
  // Known before the rows are drawn: the scroll bar is there in the first frame, and there may be only one.
  ImGui::SetNextWindowContentSize({0, static_cast<float>(count) * ui.theme.px(style.row_height)});
  ImGui::BeginChild(id, size_px(ui, area), ImGuiChildFlags_None,
                    ImGuiWindowFlags_NoBackground | ImGuiWindowFlags_NoNav);
  ImGui::PopStyleVar(2);
  drag_scrolls(ui);
  const bool was_drag = ImGui::GetIO().MouseDragMaxDistanceSqr[0] > ui.theme.px(12) * ui.theme.px(12);
  const float row_px = ui.theme.px(style.row_height);
  const float scroll = ImGui::GetScrollY();
  const auto first = static_cast<std::size_t>(std::max(0.0F, std::floor(scroll / row_px)));
  const auto visible = static_cast<std::size_t>(std::ceil(ui.theme.px(area.h) / row_px)) + 1;
  const float row_width = area.w - (static_cast<float>(count) * style.row_height > area.h ? 28.0F : 0.0F);
  for (std::size_t i = first; i < std::min(count, first + visible); ++i) {
    const float y = area.y + (static_cast<float>(i) * row_px - scroll) / ui.theme.scale();
    const Rect row{area.x, y, row_width, style.row_height};
    ImGui::PushID(static_cast<int>(i));
    draw_row(i, row);
    fill(ui, {row.x, row.y + row.h - 2, row.w, 2}, style.line);
    if (touch_area(ui, "##row", row) && !was_drag) tapped = i;
    ImGui::PopID();
  }
  ImGui::SetCursorPos({0, static_cast<float>(count) * row_px});
  ImGui::Dummy({1, 1});
  ImGui::EndChild();
  return tapped;
}

}  // namespace uketsuke
