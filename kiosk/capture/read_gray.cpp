// See read_gray.h. Inner loops run over plain rows so that the compiler can make them wide.
#include "kiosk/capture/read_gray.h"

#include <algorithm>
#include <array>
#include <cstring>

namespace uketsuke {
namespace {

/// Where an output pixel falls between two input pixels: their indices, and 256ths of the second.
struct Tap {
  int first = 0;
  int second = 0;
  int weight = 0;
};

/// Pixel centres meet: (out + 0.5) * from / to - 0.5.
std::vector<Tap> make_taps(int from, int to) {
  std::vector<Tap> taps(static_cast<std::size_t>(to));
  std::int64_t out = 0;
  for (Tap& tap : taps) {
    const std::int64_t at = std::max<std::int64_t>(0, (2 * out + 1) * from * 128 / to - 128);
    tap.first = std::min(static_cast<int>(at / 256), from - 1);
    tap.second = std::min(tap.first + 1, from - 1);
    tap.weight = static_cast<int>(at % 256);
    ++out;
  }
  return taps;
}

int clamp_index(int index, int size) { return std::clamp(index, 0, size - 1); }

/// Runs `line(rows above, here, below, out)` over every row, edges repeated.
template <class Line>
GrayPicture filter_rows(const GrayView& in, const Line& line) {
  GrayPicture out(in.width, in.height);
  for (int y = 0; y < in.height; ++y) {
    line(in.row(clamp_index(y - 1, in.height)), in.row(y), in.row(clamp_index(y + 1, in.height)), out.row(y));
  }
  return out;
}

void order(std::uint8_t& low, std::uint8_t& high) {
  const std::uint8_t smaller = std::min(low, high);
  high = std::max(low, high);
  low = smaller;
}

/// Source: Paeth, "Median finding on a 3-by-3 grid", Graphics Gems (1990): 19 exchanges.
std::uint8_t median_of_nine(std::array<std::uint8_t, 9> v) {
  order(v[1], v[2]), order(v[4], v[5]), order(v[7], v[8]), order(v[0], v[1]), order(v[3], v[4]), order(v[6], v[7]);
  order(v[1], v[2]), order(v[4], v[5]), order(v[7], v[8]), order(v[0], v[3]), order(v[5], v[8]), order(v[4], v[7]);
  order(v[3], v[6]), order(v[1], v[4]), order(v[2], v[5]), order(v[4], v[7]), order(v[4], v[2]), order(v[6], v[4]);
  order(v[4], v[2]);
  return v[4];
}

/// Sums over columns of 2 * radius + 1 rows, moved down row by row.
class ColumnSums {
 public:
  ColumnSums(const GrayView& in, int radius) : in_(in), radius_(radius), sums_(static_cast<std::size_t>(in.width), 0) {
    for (int y = -radius; y <= radius; ++y) add(y, 1);
  }
  void move_below(int y) {
    add(y - radius_, -1);
    add(y + radius_ + 1, 1);
  }
  [[nodiscard]] const std::vector<int>& sums() const { return sums_; }

 private:
  void add(int y, int sign) {
    const std::uint8_t* row = in_.row(clamp_index(y, in_.height));
    for (std::size_t x = 0; x < sums_.size(); ++x) sums_[x] += sign * row[x];
  }
  GrayView in_;
  int radius_;
  std::vector<int> sums_;
};

}  // namespace

GrayView view_of(const LumaFrame& frame) { return {frame.pixels->data(), frame.width, frame.height, frame.row_stride}; }

GrayArea clip(const GrayArea& area, const GrayView& picture) {
  const int left = std::clamp(area.x, 0, picture.width);
  const int top = std::clamp(area.y, 0, picture.height);
  const int right = std::clamp(area.x + area.width, left, picture.width);
  const int bottom = std::clamp(area.y + area.height, top, picture.height);
  if (right == left || bottom == top) return {};
  return {left, top, right - left, bottom - top};
}

GrayView crop(const GrayView& picture, const GrayArea& area) {
  return {picture.row(area.y) + area.x, area.width, area.height, picture.row_stride};
}

GrayPicture copy(const GrayView& picture) {
  GrayPicture out(picture.width, picture.height);
  for (int y = 0; y < picture.height; ++y) {
    std::memcpy(out.row(y), picture.row(y), static_cast<std::size_t>(picture.width));
  }
  return out;
}

GrayPicture invert(const GrayView& picture) {
  GrayPicture out(picture.width, picture.height);
  for (int y = 0; y < picture.height; ++y) {
    const std::uint8_t* from = picture.row(y);
    std::uint8_t* to = out.row(y);
    for (int x = 0; x < picture.width; ++x) to[x] = static_cast<std::uint8_t>(255 - from[x]);
  }
  return out;
}

GrayPicture resize(const GrayView& picture, int width, int height) {
  GrayPicture out(width, height);
  const std::vector<Tap> columns = make_taps(picture.width, width);
  const std::vector<Tap> rows = make_taps(picture.height, height);
  std::vector<std::uint16_t> between(static_cast<std::size_t>(picture.width));  // 8.8 bits
  for (int y = 0; y < height; ++y) {
    const Tap& row = rows[static_cast<std::size_t>(y)];
    const std::uint8_t* upper = picture.row(row.first);
    const std::uint8_t* lower = picture.row(row.second);
    for (int x = 0; x < picture.width; ++x) {
      between[static_cast<std::size_t>(x)] =
          static_cast<std::uint16_t>(upper[x] * (256 - row.weight) + lower[x] * row.weight);
    }
    std::uint8_t* to = out.row(y);
    for (const Tap& column : columns) {
      const int left = between[static_cast<std::size_t>(column.first)];
      const int right = between[static_cast<std::size_t>(column.second)];
      *to++ = static_cast<std::uint8_t>((left * (256 - column.weight) + right * column.weight + 32768) / 65536);
    }
  }
  return out;
}

GrayPicture shrink(const GrayView& picture, int factor) {
  GrayPicture out(picture.width / factor, picture.height / factor);
  std::vector<unsigned> sums(static_cast<std::size_t>(picture.width));
  const auto count = static_cast<unsigned>(factor * factor);
  for (int y = 0; y < out.height; ++y) {
    std::fill(sums.begin(), sums.end(), 0);
    for (int i = 0; i < factor; ++i) {
      const std::uint8_t* from = picture.row(y * factor + i);
      for (std::size_t x = 0; x < sums.size(); ++x) sums[x] += from[x];
    }
    std::uint8_t* to = out.row(y);
    const unsigned* sum = sums.data();
    for (int x = 0; x < out.width; ++x) {
      unsigned total = count / 2;
      for (int i = 0; i < factor; ++i) total += *sum++;
      to[x] = static_cast<std::uint8_t>(total / count);
    }
  }
  return out;
}

GrayPicture smooth(const GrayView& picture) {
  GrayPicture out(picture.width, picture.height);
  std::vector<std::uint16_t> column(static_cast<std::size_t>(picture.width) + 4);
  for (int y = 0; y < picture.height; ++y) {
    std::array<const std::uint8_t*, 5> rows{};
    for (int i = 0; i < 5; ++i) rows[static_cast<std::size_t>(i)] = picture.row(clamp_index(y + i - 2, picture.height));
    for (int x = 0; x < picture.width; ++x) {
      column[static_cast<std::size_t>(x) + 2] =
          static_cast<std::uint16_t>(rows[0][x] + rows[4][x] + 4 * (rows[1][x] + rows[3][x]) + 6 * rows[2][x]);
    }
    const auto width = static_cast<std::size_t>(picture.width);
    column[0] = column[1] = column[2];
    column[width + 3] = column[width + 2] = column[width + 1];
    std::uint8_t* to = out.row(y);
    for (std::size_t x = 0; x < width; ++x) {
      to[x] = static_cast<std::uint8_t>(
          (column[x] + column[x + 4] + 4 * (column[x + 1] + column[x + 3]) + 6 * column[x + 2] + 128) / 256);
    }
  }
  return out;
}

GrayPicture sharpen(const GrayView& picture, int sixteenths) {
  GrayPicture out = smooth(picture);
  for (int y = 0; y < picture.height; ++y) {
    const std::uint8_t* from = picture.row(y);
    std::uint8_t* to = out.row(y);
    for (int x = 0; x < picture.width; ++x) {
      to[x] = static_cast<std::uint8_t>(std::clamp(from[x] + (from[x] - to[x]) * sixteenths / 16, 0, 255));
    }
  }
  return out;
}

GrayPicture despeckle(const GrayView& picture) {
  if (picture.width < 3) return copy(picture);
  const int last = picture.width - 1;
  return filter_rows(picture, [last](const std::uint8_t* above, const std::uint8_t* here, const std::uint8_t* below,
                                     std::uint8_t* out) {
    for (int x = 1; x < last; ++x) {
      out[x] = median_of_nine({above[x - 1], above[x], above[x + 1], here[x - 1], here[x], here[x + 1], below[x - 1],
                               below[x], below[x + 1]});
    }
    out[0] = here[0];
    out[last] = here[last];
  });
}

GrayPicture level(const GrayView& picture, int radius) {
  GrayPicture out(picture.width, picture.height);
  ColumnSums columns(picture, radius);
  const int count = (2 * radius + 1) * (2 * radius + 1);
  for (int y = 0; y < picture.height; ++y) {
    const std::vector<int>& sums = columns.sums();
    const auto sum_at = [&](int x) { return sums[static_cast<std::size_t>(clamp_index(x, picture.width))]; };
    int sum = 0;
    for (int x = -radius; x <= radius; ++x) sum += sum_at(x);
    const std::uint8_t* from = picture.row(y);
    std::uint8_t* to = out.row(y);
    for (int x = 0; x < picture.width; ++x) {
      to[x] = from[x] * count < sum ? 0 : 255;
      sum += sum_at(x + radius + 1) - sum_at(x - radius);
    }
    columns.move_below(y);
  }
  return out;
}

}  // namespace uketsuke
