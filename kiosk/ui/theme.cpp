#include "kiosk/ui/theme.h"

#include <algorithm>
#include <cmath>

namespace uketsuke {

Theme::Theme(float width_px, float height_px)
    : scale_(std::max(0.1F, std::min(width_px / kGridWidth, height_px / kGridHeight))),
      left_((width_px - kGridWidth * scale_) / 2),
      top_((height_px - kGridHeight * scale_) / 2),
      width_(width_px),
      height_(height_px) {}

Rect Theme::whole() const { return {-left_ / scale_, -top_ / scale_, width_ / scale_, height_ / scale_}; }

namespace {

double luminance(Color color) {
  const auto channel = [&color](unsigned shift) {
    const double value = static_cast<double>((color.rgb >> shift) & 0xFFU) / 255.0;
    return value <= 0.03928 ? value / 12.92 : std::pow((value + 0.055) / 1.055, 2.4);
  };
  return 0.2126 * channel(16) + 0.7152 * channel(8) + 0.0722 * channel(0);
}

}  // namespace

double contrast(Color a, Color b) {
  const double first = luminance(a);
  const double second = luminance(b);
  return (std::max(first, second) + 0.05) / (std::min(first, second) + 0.05);
}

}  // namespace uketsuke
