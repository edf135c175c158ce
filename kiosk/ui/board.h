// A board of cards that scrolls, with chips on them: a chip is dragged to another card, or touched and then the card.
// A finger that begins beside the chips scrolls. Thread: ui.
#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <vector>

#include "kiosk/ui/theme.h"
#include "kiosk/ui/ui.h"

namespace uketsuke {

/// Where everything lies, in units from the board's own top left corner; the board may be higher than its area.
struct BoardPlan {
  std::vector<Rect> cards;
  struct Chip {
    Rect area;  ///< at least kTouchUnits high and wide
    std::size_t card = 0;
  };
  std::vector<Chip> chips;
  float height = 0;
};

/// How the two are drawn, at their place on the screen.
struct BoardPainter {
  std::function<void(std::size_t card, Rect area, bool is_target)> card;
  std::function<void(std::size_t chip, Rect area, bool is_held)> chip;
};

/// What a board keeps between frames.
struct BoardState {
  std::optional<std::size_t> pressed;  ///< chip under the finger that went down
  bool is_down = false;
  bool is_drag = false;
  float down_x = 0;  ///< where, in units of the page
  float down_y = 0;
};

struct BoardEvent {
  std::optional<std::size_t> chip;  ///< that was dragged or touched
  std::optional<std::size_t> card;  ///< where it was dropped, or the card that was touched beside its chips
};

/// @return what the finger did: chip and card of a drop, else one of the two of a touch
std::optional<BoardEvent> board(const Ui& ui, const char* id, Rect area, const BoardPlan& plan,
                                const BoardPainter& painter, BoardState& state);

}  // namespace uketsuke
