// See read_texture.h.
#include "kiosk/capture/read_texture.h"

#include <algorithm>
#include <cstddef>
#include <cstdlib>

namespace uketsuke {
namespace {

constexpr int kSample = 4;
constexpr int kSteep = 28;  // gray values: above what a sensor's noise does
constexpr int kSameMean = 3;

struct Block {
  int sum = 0;
  int across = 0;
  int down = 0;
};

Block measure_block(const GrayView& picture, int left, int top) {
  Block block;
  for (int y = top; y < top + kTextureBlock; y += kSample) {
    const std::uint8_t* row = picture.row(y);
    const std::uint8_t* below = picture.row(std::min(y + kSample, picture.height - 1));
    for (int x = left; x < left + kTextureBlock; x += kSample) {
      const int here = row[x];
      block.sum += here;
      block.across += std::abs(here - row[std::min(x + kSample, picture.width - 1)]) > kSteep ? 1 : 0;
      block.down += std::abs(here - below[x]) > kSteep ? 1 : 0;
    }
  }
  return block;
}

}  // namespace

Texture measure_texture(const GrayView& picture) {
  constexpr int kCount = (kTextureBlock / kSample) * (kTextureBlock / kSample);
  Texture texture{picture.width, picture.height, picture.width / kTextureBlock, picture.height / kTextureBlock, {}, {}};
  for (int row = 0; row < texture.rows; ++row) {
    for (int column = 0; column < texture.columns; ++column) {
      const Block block = measure_block(picture, column * kTextureBlock, row * kTextureBlock);
      texture.means.push_back(static_cast<std::uint8_t>(block.sum / kCount));
      texture.edges.push_back(static_cast<std::uint8_t>(std::min(block.across, block.down)));
    }
  }
  return texture;
}

bool looks_same(const Texture& now, const Texture& before) {
  if (now.width != before.width || now.height != before.height || now.means.empty()) return false;
  for (std::size_t i = 0; i < now.means.size(); ++i) {
    if (std::abs(now.means[i] - before.means[i]) > kSameMean) return false;
  }
  return true;
}

GrayArea busiest_area(const Texture& texture, int width, int height) {
  const int columns = std::min((width + kTextureBlock - 1) / kTextureBlock, texture.columns);
  const int rows = std::min((height + kTextureBlock - 1) / kTextureBlock, texture.rows);
  // Sums of everything above and to the left.
  const auto stride = static_cast<std::size_t>(texture.columns) + 1;
  std::vector<int> sums(stride * (static_cast<std::size_t>(texture.rows) + 1), 0);
  const auto sum = [&](int column, int row) -> int& {
    return sums[static_cast<std::size_t>(row) * stride + static_cast<std::size_t>(column)];
  };
  for (int row = 0; row < texture.rows; ++row) {
    for (int column = 0; column < texture.columns; ++column) {
      const int edges = texture.edges[static_cast<std::size_t>(row * texture.columns + column)];
      sum(column + 1, row + 1) = edges + sum(column, row + 1) + sum(column + 1, row) - sum(column, row);
    }
  }
  GrayArea best{(texture.width - width) / 2, (texture.height - height) / 2, width, height};
  int most = 0;
  for (int row = 0; row + rows <= texture.rows; ++row) {
    for (int column = 0; column + columns <= texture.columns; ++column) {
      const int edges =
          sum(column + columns, row + rows) - sum(column, row + rows) - sum(column + columns, row) + sum(column, row);
      if (edges <= most) continue;
      most = edges;
      best.x = column * kTextureBlock + (columns * kTextureBlock - width) / 2;
      best.y = row * kTextureBlock + (rows * kTextureBlock - height) / 2;
    }
  }
  return best;
}

}  // namespace uketsuke
