// A coarse look at a frame: what has changed since another, and where it is busy in both directions as a code is.
// A plain value. Any thread.
#pragma once

#include <cstdint>
#include <vector>

#include "kiosk/capture/read_gray.h"

namespace uketsuke {

/// Squares of kTextureBlock pixels; every fourth pixel of every fourth row is looked at.
inline constexpr int kTextureBlock = 32;

struct Texture {
  int width = 0;  ///< of the frame
  int height = 0;
  int columns = 0;  ///< blocks; those cut off at the right and the bottom are left out
  int rows = 0;
  std::vector<std::uint8_t> means;
  std::vector<std::uint8_t> edges;  ///< strong steps in the direction that has fewer of them
};

/// Cost: 720p 0.1 ms.
Texture measure_texture(const GrayView& picture);

/// True if every block's mean is nearly what it was. False for frames of different sizes, or without a block.
bool looks_same(const Texture& now, const Texture& before);

/// The part of that size, moved in steps of a block, which holds most edges; the middle where none has any.
GrayArea busiest_area(const Texture& texture, int width, int height);

}  // namespace uketsuke
