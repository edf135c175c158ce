// One gray picture on its way from a source to the reader and the preview. A plain value; copies share the pixels.
// Any thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <ctime>
#include <memory>
#include <vector>

namespace uketsuke {

/// 8-bit gray, `height` rows of `row_stride` bytes of which the first `width` are the picture.
struct LumaFrame {
  int width = 0;
  int height = 0;
  int row_stride = 0;  ///< >= width; sources may pad rows
  std::shared_ptr<const std::vector<std::uint8_t>> pixels;
  std::int64_t captured_us = 0;  ///< monotonic, when the source had it; 0 for a still picture
};

/// True where the sizes agree with each other and with the bytes that are there.
inline bool is_valid(const LumaFrame& frame) {
  if (frame.width <= 0 || frame.height <= 0 || frame.row_stride < frame.width || !frame.pixels) return false;
  const auto rows = static_cast<std::size_t>(frame.height - 1);
  const auto stride = static_cast<std::size_t>(frame.row_stride);
  return frame.pixels->size() >= rows * stride + static_cast<std::size_t>(frame.width);
}

/// CLOCK_MONOTONIC in microseconds: the one clock of everything that is captured, traced or measured.
inline std::int64_t monotonic_us() {
  timespec now{};
  clock_gettime(CLOCK_MONOTONIC, &now);
  return static_cast<std::int64_t>(now.tv_sec) * 1'000'000 + now.tv_nsec / 1'000;
}

}  // namespace uketsuke
