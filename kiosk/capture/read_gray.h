// Gray pictures and what the reader's passes do to them before a decoder looks. Pure functions of values; knows no
// decoder and no camera. Any thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "kiosk/capture/frame.h"

namespace uketsuke {

/// Someone else's pixels, or a part of them: 8-bit gray, `height` rows of `row_stride` bytes.
struct GrayView {
  const std::uint8_t* data = nullptr;
  int width = 0;
  int height = 0;
  int row_stride = 0;

  [[nodiscard]] const std::uint8_t* row(int y) const { return data + std::ptrdiff_t{y} * row_stride; }
  [[nodiscard]] std::int64_t area() const { return std::int64_t{width} * height; }
};

/// A picture with pixels of its own, rows without padding.
struct GrayPicture {
  std::vector<std::uint8_t> bytes;
  int width = 0;
  int height = 0;

  GrayPicture() = default;
  GrayPicture(int picture_width, int picture_height)
      : bytes(static_cast<std::size_t>(picture_width) * static_cast<std::size_t>(picture_height)),
        width(picture_width),
        height(picture_height) {}
  [[nodiscard]] GrayView view() const { return {bytes.data(), width, height, width}; }
  [[nodiscard]] std::uint8_t* row(int y) { return bytes.data() + std::ptrdiff_t{y} * width; }
};

/// A part of a picture, in its pixels.
struct GrayArea {
  int x = 0;
  int y = 0;
  int width = 0;
  int height = 0;
  friend bool operator==(const GrayArea&, const GrayArea&) = default;
};

/// The frame must be valid and outlive the view.
GrayView view_of(const LumaFrame& frame);
/// The part of `area` that lies in the picture; width 0 where none does.
GrayArea clip(const GrayArea& area, const GrayView& picture);
/// Shares the pixels. @param area  wholly inside, see clip
GrayView crop(const GrayView& picture, const GrayArea& area);

GrayPicture copy(const GrayView& picture);
GrayPicture invert(const GrayView& picture);
/// Bilinear, to any size; made for raising. For less than half the size use shrink.
GrayPicture resize(const GrayView& picture, int width, int height);
/// Means of factor x factor pixels; what is left over at the right and the bottom is dropped.
GrayPicture shrink(const GrayView& picture, int factor);
/// Unsharp mask: the picture plus what a Gaussian blur (5 x 5) took from it.
/// @param sixteenths  how much of that; 32 is twice
GrayPicture sharpen(const GrayView& picture, int sixteenths);
/// The median of 3 x 3 pixels: takes speckles and halftone dots.
GrayPicture despeckle(const GrayView& picture);
/// Gaussian blur, 5 x 5 (binomial): takes sensor noise.
GrayPicture smooth(const GrayView& picture);
/// Black and white: darker than the mean of its neighbourhood or not. Evens out gradients, shadow and glare.
/// @param radius  of the square neighbourhood, pixels
GrayPicture level(const GrayView& picture, int radius);

}  // namespace uketsuke
