// Sizes and colours. Screens are laid out in a virtual grid of 1280 x 720 units, centred in the window. Values only.
// Thread: ui.
#pragma once

#include <cstdint>

namespace uketsuke {

constexpr float kGridWidth = 1280.0F;
constexpr float kGridHeight = 720.0F;
/// Smallest side of anything that is touched, in units.
constexpr float kTouchUnits = 72.0F;

/// A rectangle in units of the grid.
struct Rect {
  float x = 0;
  float y = 0;
  float w = 0;
  float h = 0;
};

/// The rectangle less `by` units on every side.
inline Rect inset(Rect r, float by) { return {r.x + by, r.y + by, r.w - 2 * by, r.h - 2 * by}; }

/// 0xRRGGBB, opaque unless alpha says so.
struct Color {
  std::uint32_t rgb = 0;
  std::uint8_t alpha = 255;
};

/// Text and background pairs hold at least 7:1, buttons 4.5:1; the five of outcomes are told apart by those who see no
/// red, green or blue (tests compute it).
namespace color {
constexpr Color kPaper{0xF4F6F8};  ///< background of attendee screens
constexpr Color kPanel{0xFFFFFF};
constexpr Color kInk{0x14202B};      ///< text on paper and panel
constexpr Color kSoftInk{0x3C4A57};  ///< second-rank text
constexpr Color kLine{0xB8C2CC};
constexpr Color kWhite{0xFFFFFF};
constexpr Color kPrimary{0x0B4F8A};    ///< buttons, staff bar
constexpr Color kWelcome{0x0B7048};    ///< admitted: green
constexpr Color kAlready{0x1238B0};    ///< already in: blue
constexpr Color kAttention{0xF2C200};  ///< ink on it
constexpr Color kRefuse{0x7A1A08};     ///< brown red; never flashing
constexpr Color kFault{0x2E3238};
constexpr Color kPractice{0xB3005E};  ///< 練習
constexpr Color kSelected{0xCFE3F7};  ///< ticked rows, ink on it
constexpr Color kDim{0x000000, 150};  ///< behind dialogs
}  // namespace color

/// From the grid to pixels. A value, made anew when the window's size changes.
class Theme {
 public:
  Theme() = default;
  /// The grid at the largest scale that fits, centred.
  Theme(float width_px, float height_px);
  [[nodiscard]] float scale() const { return scale_; }
  [[nodiscard]] float px(float units) const { return units * scale_; }
  [[nodiscard]] float x(float units) const { return left_ + units * scale_; }
  [[nodiscard]] float y(float units) const { return top_ + units * scale_; }
  /// The whole window in units; its x and y are at most 0.
  [[nodiscard]] Rect whole() const;

 private:
  float scale_ = 1.0F;
  float left_ = 0;
  float top_ = 0;
  float width_ = kGridWidth;
  float height_ = kGridHeight;
};

/// WCAG 2.1 contrast ratio of two opaque colours, 1 to 21.
double contrast(Color a, Color b);

}  // namespace uketsuke
