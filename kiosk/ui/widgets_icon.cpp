// Symbols of vector shapes, the camera's picture, a ticket's code.
#include <qrencode.h>

#include <algorithm>
#include <memory>
#include <string>

#include "kiosk/ui/draw.h"

namespace uketsuke {

namespace {

/// Draws in a square of 100 x 100.
struct Pen {
  ImVec2 origin;
  float scale = 1;
  ImU32 color = 0;

  [[nodiscard]] ImVec2 at(float x, float y) const { return {origin.x + x * scale, origin.y + y * scale}; }
  void line(ImVec2 from, ImVec2 to, float thickness) const {
    ImDrawList* list = ImGui::GetWindowDrawList();
    const ImVec2 a = at(from.x, from.y);
    const ImVec2 b = at(to.x, to.y);
    list->AddLine(a, b, color, thickness * scale);
    list->AddCircleFilled(a, thickness * scale / 2, color);
    list->AddCircleFilled(b, thickness * scale / 2, color);
  }
  void ring(float x, float y, float radius, float thickness) const {
    ImGui::GetWindowDrawList()->AddCircle(at(x, y), radius * scale, color, 64, thickness * scale);
  }
  void dot(float x, float y, float radius) const {
    ImGui::GetWindowDrawList()->AddCircleFilled(at(x, y), radius * scale, color, 48);
  }
  void box(float x, float y, float w, float h, float corner) const {
    ImGui::GetWindowDrawList()->AddRectFilled(at(x, y), at(x + w, y + h), color, corner * scale);
  }
};

void draw_check(const Pen& pen) {
  pen.ring(50, 50, 44, 9);
  pen.line({29, 52}, {44, 67}, 11);
  pen.line({44, 67}, {72, 36}, 11);
}

/// A person inside a ring of a tick already done: two ticks.
void draw_already(const Pen& pen) {
  pen.ring(50, 50, 44, 9);
  pen.line({22, 52}, {34, 64}, 9);
  pen.line({34, 64}, {56, 38}, 9);
  pen.line({46, 60}, {50, 64}, 9);
  pen.line({50, 64}, {76, 36}, 9);
}

void draw_attention(const Pen& pen) {
  pen.line({50, 10}, {94, 88}, 8);
  pen.line({94, 88}, {6, 88}, 8);
  pen.line({6, 88}, {50, 10}, 8);
  pen.line({50, 40}, {50, 61}, 9);
  pen.dot(50, 75, 6);
}

void draw_refuse(const Pen& pen) {
  pen.ring(50, 50, 44, 9);
  pen.line({22, 50}, {78, 50}, 12);
}

void draw_staff(const Pen& pen) {
  pen.dot(50, 28, 20);
  ImDrawList* list = ImGui::GetWindowDrawList();
  list->PathArcTo(pen.at(50, 92), 38 * pen.scale, 3.14159F, 2 * 3.14159F, 48);
  list->PathFillConvex(pen.color);
}

void draw_fault(const Pen& pen) {
  pen.box(8, 18, 84, 56, 6);
  pen.line({34, 90}, {66, 90}, 8);
  Pen hole = pen;
  hole.color = IM_COL32_WHITE;
  hole.line({40, 34}, {60, 58}, 8);
  hole.line({60, 34}, {40, 58}, 8);
}

void draw_camera(const Pen& pen) {
  pen.box(6, 28, 88, 56, 8);
  pen.box(32, 16, 36, 20, 6);
  Pen hole = pen;
  hole.color = IM_COL32_WHITE;
  hole.ring(50, 56, 17, 6);
}

void draw_lock(const Pen& pen) {
  pen.ring(50, 38, 22, 9);
  pen.box(20, 44, 60, 46, 6);
}

}  // namespace

void icon(const Ui& ui, Rect area, Icon which, Color color) {
  const float side = std::min(area.w, area.h);
  const Rect square{area.x + (area.w - side) / 2, area.y + (area.h - side) / 2, side, side};
  const Pen pen{top_left(ui, square), ui.theme.px(side) / 100.0F, packed(color)};
  switch (which) {
    case Icon::check:
      return draw_check(pen);
    case Icon::already:
      return draw_already(pen);
    case Icon::attention:
      return draw_attention(pen);
    case Icon::refuse:
      return draw_refuse(pen);
    case Icon::staff:
      return draw_staff(pen);
    case Icon::fault:
      return draw_fault(pen);
    case Icon::camera:
      return draw_camera(pen);
    case Icon::lock:
      return draw_lock(pen);
  }
}

bool preview(const Ui& ui, Rect area) {
  if (ui.preview.texture == 0) return false;
  const float wanted = area.w / area.h;
  float cut_x = 0;
  float cut_y = 0;
  if (ui.preview.aspect > wanted) {
    cut_x = (1 - wanted / ui.preview.aspect) / 2;
  } else {
    cut_y = (1 - ui.preview.aspect / wanted) / 2;
  }
  // Left and right exchanged, as in a mirror: people move the ticket the right way.
  ImGui::GetWindowDrawList()->AddImageRounded(static_cast<ImTextureID>(ui.preview.texture), top_left(ui, area),
                                              bottom_right(ui, area), {1 - cut_x, cut_y}, {cut_x, 1 - cut_y},
                                              IM_COL32_WHITE, ui.theme.px(12));
  return true;
}

void qr(const Ui& ui, Rect area, std::string_view text) {
  const std::string zero_ended(text);
  const std::unique_ptr<QRcode, decltype(&QRcode_free)> code(
      QRcode_encodeString(zero_ended.c_str(), 0, QR_ECLEVEL_Q, QR_MODE_8, 1), &QRcode_free);
  if (!code) return;
  fill(ui, area, color::kWhite);
  const int modules = code->width + 8;  // four modules of quiet zone on each side
  const float side = std::min(ui.theme.px(area.w), ui.theme.px(area.h));
  const auto module = static_cast<float>(std::max(1, static_cast<int>(side) / modules));
  const ImVec2 corner = top_left(ui, area);
  const float margin = (side - module * static_cast<float>(modules)) / 2 + 4 * module;
  for (int y = 0; y < code->width; ++y) {
    for (int x = 0; x < code->width; ++x) {
      if ((code->data[y * code->width + x] & 1U) == 0) continue;
      const ImVec2 from(corner.x + margin + static_cast<float>(x) * module,
                        corner.y + margin + static_cast<float>(y) * module);
      ImGui::GetWindowDrawList()->AddRectFilled(from, {from.x + module, from.y + module}, IM_COL32_BLACK);
    }
  }
}

}  // namespace uketsuke
