#include "kiosk/ui/board.h"

#include <algorithm>
#include <cmath>

#include "common/result.h"
#include "kiosk/ui/draw.h"

namespace uketsuke {

namespace {

constexpr float kDragBegins = 12;  ///< so far from where it went down, a touch is a drag
constexpr float kEdge = 36;        ///< a chip held so near the edge scrolls
constexpr float kEdgeScroll = 14;  ///< … by so much a frame
constexpr float kScrollBarUnits = 24;

struct Point {
  float x = 0;
  float y = 0;
};

Point pointer(const Ui& ui) {
  const ImVec2 at = ImGui::GetIO().MousePos;
  return {(at.x - ui.theme.x(0)) / ui.theme.scale(), (at.y - ui.theme.y(0)) / ui.theme.scale()};
}

bool holds(const Rect& area, Point at) {
  return at.x >= area.x && at.x < area.x + area.w && at.y >= area.y && at.y < area.y + area.h;
}

Rect moved(const Rect& area, float x, float y) { return {area.x + x, area.y + y, area.w, area.h}; }

/// A board that is being drawn: its place and how far it is scrolled.
struct Shown {
  const Ui& ui;
  Rect area;
  const BoardPlan& plan;
  float scroll = 0;

  [[nodiscard]] Rect on_page(const Rect& r) const { return moved(r, area.x, area.y - scroll); }
  [[nodiscard]] bool is_visible(const Rect& r) const { return r.y + r.h > area.y && r.y < area.y + area.h; }
  [[nodiscard]] std::optional<std::size_t> chip_at(Point at) const {
    if (!holds(area, at)) return std::nullopt;
    for (std::size_t i = 0; i < plan.chips.size(); ++i) {
      if (holds(on_page(plan.chips[i].area), at)) return i;
    }
    return std::nullopt;
  }
  [[nodiscard]] std::optional<std::size_t> card_at(Point at) const {
    if (!holds(area, at)) return std::nullopt;
    for (std::size_t i = 0; i < plan.cards.size(); ++i) {
      if (holds(on_page(plan.cards[i]), at)) return i;
    }
    return std::nullopt;
  }
};

void draw_all(const Shown& shown, const BoardPainter& painter, const BoardState& state, Point at) {
  const bool holding = state.is_drag && state.pressed.has_value();
  const auto target = holding ? shown.card_at(at) : std::nullopt;
  for (std::size_t i = 0; i < shown.plan.cards.size(); ++i) {
    const Rect area = shown.on_page(shown.plan.cards[i]);
    if (shown.is_visible(area)) painter.card(i, area, target == i);
  }
  for (std::size_t i = 0; i < shown.plan.chips.size(); ++i) {
    const Rect area = shown.on_page(shown.plan.chips[i].area);
    if (shown.is_visible(area) && !(holding && state.pressed == i)) painter.chip(i, area, false);
  }
  if (!holding) return;
  Rect held = shown.plan.chips[*state.pressed].area;
  held.x = at.x - held.w / 2;
  held.y = at.y - held.h / 2;
  painter.chip(*state.pressed, held, true);
}

void scroll_by(const Ui& ui, float units) { ImGui::SetScrollY(ImGui::GetScrollY() + ui.theme.px(units)); }

/// While the finger is down.
void follow_drag(const Shown& shown, BoardState& state, Point at) {
  const float x = at.x - state.down_x;
  const float y = at.y - state.down_y;
  state.is_drag = state.is_drag || std::sqrt(x * x + y * y) > kDragBegins;
  if (!state.is_drag) return;
  if (!state.pressed) {
    const float delta = ImGui::GetIO().MouseDelta.y;
    if (delta != 0) ImGui::SetScrollY(ImGui::GetScrollY() - delta);
  } else if (at.y < shown.area.y + kEdge) {
    scroll_by(shown.ui, -kEdgeScroll);
  } else if (at.y > shown.area.y + shown.area.h - kEdge) {
    scroll_by(shown.ui, kEdgeScroll);
  }
}

/// The finger went up.
std::optional<BoardEvent> finish(const Shown& shown, const BoardState& state, Point at) {
  if (state.is_drag) {
    const auto card = shown.card_at(at);
    if (!state.pressed || !card || shown.plan.chips[*state.pressed].card == *card) return std::nullopt;
    return BoardEvent{state.pressed, card};
  }
  if (state.pressed) return BoardEvent{state.pressed, std::nullopt};
  const auto card = shown.card_at(at);
  if (!card) return std::nullopt;
  return BoardEvent{std::nullopt, card};
}

}  // namespace

std::optional<BoardEvent> board(const Ui& ui, const char* id, Rect area, const BoardPlan& plan,
                                const BoardPainter& painter, BoardState& state) {
  for (const BoardPlan::Chip& chip : plan.chips) {
    CHECK(chip.area.w >= kTouchUnits - 0.5F && chip.area.h >= kTouchUnits - 0.5F);
  }
  if (state.pressed && *state.pressed >= plan.chips.size()) state = {};
  std::optional<BoardEvent> event;
  ImGui::SetCursorScreenPos(top_left(ui, area));
  ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, ImVec2(0, 0));
  ImGui::PushStyleVar(ImGuiStyleVar_ScrollbarSize, ui.theme.px(kScrollBarUnits));
  ImGui::SetNextWindowContentSize({0, ui.theme.px(plan.height)});
  ImGui::BeginChild(id, size_px(ui, area), ImGuiChildFlags_None,
                    ImGuiWindowFlags_NoBackground | ImGuiWindowFlags_NoNav);
  ImGui::PopStyleVar(2);
  const Shown shown{ui, area, plan, ImGui::GetScrollY() / ui.theme.scale()};
  const Point at = pointer(ui);
  // One item under all, so that the finger stays the board's while it is down.
  const float width = area.w - (plan.height > area.h ? kScrollBarUnits + 4 : 0);
  ImGui::SetCursorScreenPos(top_left(ui, {area.x, area.y, width, area.h}));
  ImGui::InvisibleButton("##surface", size_px(ui, {0, 0, width, area.h}));
  if (ImGui::IsItemActivated()) state = {shown.chip_at(at), true, false, at.x, at.y};
  if (ImGui::IsItemActive()) follow_drag(shown, state, at);
  if (ImGui::IsItemDeactivated() && state.is_down) {
    event = finish(shown, state, at);
    state = {};
  }
  draw_all(shown, painter, state, at);
  ImGui::SetCursorPos({0, ui.theme.px(plan.height)});
  ImGui::Dummy({1, 1});
  ImGui::EndChild();
  return event;
}

}  // namespace uketsuke
