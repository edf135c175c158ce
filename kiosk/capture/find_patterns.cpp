// See find_patterns.h. Rows become bits, 64 at a time, so that the flat part of a picture costs next to nothing.
#include "kiosk/capture/find_patterns.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <cstddef>
#include <cstdlib>
#include <cstring>

namespace uketsuke {
namespace {

constexpr int kRowStep = 3;
constexpr int kBlock = 16;          // pixels; one threshold each
constexpr int kReach = 2;           // blocks to each side that a threshold is made of
constexpr int kFlat = 24;           // gray values; a neighbourhood with less between dark and light is one colour
constexpr int kLeastStep = 22;      // gray values between neighbouring runs: above what noise makes of one colour
constexpr int kLeastWidth = 9;      // pixels of a whole pattern
constexpr double kLeastRows = 0.4;  // that show a pattern, for each pixel of its module: its middle is 3 modules tall
constexpr std::size_t kMaxSeen = 400;

/// One threshold a block: the mean of its neighbourhood; 0 where that is flat.
class Thresholds {
 public:
  explicit Thresholds(const GrayView& picture)
      : columns_((picture.width + kBlock - 1) / kBlock), rows_((picture.height + kBlock - 1) / kBlock) {
    measure(picture);
    values_.resize(means_.size());
    ranges_.resize(means_.size());
    for (int row = 0; row < rows_; ++row) {
      for (int column = 0; column < columns_; ++column) decide(column, row);
    }
  }
  [[nodiscard]] const std::uint8_t* row(int y) const { return &values_[at(0, y / kBlock)]; }
  [[nodiscard]] bool is_dark(const GrayView& picture, int x, int y) const {
    return picture.row(y)[x] < values_[at(x / kBlock, y / kBlock)];
  }
  /// What dark and light of a code differ by at least there.
  [[nodiscard]] int least_step(int x, int y) const {
    return std::max(kLeastStep, ranges_[at(x / kBlock, y / kBlock)] * 3 / 10);
  }

 private:
  [[nodiscard]] std::size_t at(int column, int row) const {
    return static_cast<std::size_t>(row) * static_cast<std::size_t>(columns_) + static_cast<std::size_t>(column);
  }

  void measure(const GrayView& picture) {
    const auto width = static_cast<std::size_t>(picture.width);
    means_.resize(at(0, rows_));
    lows_.resize(means_.size());
    highs_.resize(means_.size());
    std::vector<std::uint16_t> sums(width);
    for (int row = 0; row < rows_; ++row) {
      std::fill(sums.begin(), sums.end(), std::uint16_t{0});
      const int end = std::min(picture.height, (row + 1) * kBlock);
      int count = 0;
      for (int y = row * kBlock; y < end; y += 4, ++count) {
        const std::uint8_t* pixels = picture.row(y);
        for (std::size_t x = 0; x < width; ++x) sums[x] = static_cast<std::uint16_t>(sums[x] + pixels[x]);
      }
      for (int column = 0; column < columns_; ++column) {
        const int left = column * kBlock;
        const int right = std::min(picture.width, left + kBlock);
        int sum = 0;
        int low = 0xFFFF;
        int high = 0;
        for (int x = left; x < right; ++x) {
          const int value = sums[static_cast<std::size_t>(x)];
          sum += value;
          low = std::min(low, value);
          high = std::max(high, value);
        }
        means_[at(column, row)] = static_cast<std::uint8_t>(sum / (count * (right - left)));
        lows_[at(column, row)] = static_cast<std::uint8_t>(low / count);
        highs_[at(column, row)] = static_cast<std::uint8_t>(high / count);
      }
    }
  }

  void decide(int column, int row) {
    int sum = 0;
    int count = 0;
    int low = 255;
    int high = 0;
    for (int y = std::max(0, row - kReach); y <= std::min(rows_ - 1, row + kReach); ++y) {
      for (int x = std::max(0, column - kReach); x <= std::min(columns_ - 1, column + kReach); ++x) {
        sum += means_[at(x, y)];
        ++count;
        low = std::min<int>(low, lows_[at(x, y)]);
        high = std::max<int>(high, highs_[at(x, y)]);
      }
    }
    const int range = std::max(0, high - low);
    values_[at(column, row)] = range < kFlat ? std::uint8_t{0} : static_cast<std::uint8_t>(sum / count);
    ranges_[at(column, row)] = static_cast<std::uint8_t>(range);
  }

  int columns_;
  int rows_;
  std::vector<std::uint8_t> means_;
  std::vector<std::uint8_t> lows_;  ///< of the means of short columns: noise is less there
  std::vector<std::uint8_t> highs_;
  std::vector<std::uint8_t> values_;
  std::vector<std::uint8_t> ranges_;
};

/// Five runs of one row or column.
using Runs = std::array<int, 5>;

/// Width of a module if the runs are 1:1:3:1:1 within a tolerance; else 0.
/// @param slack  of a module
double module_of(const Runs& runs, double slack) {
  const int total = runs[0] + runs[1] + runs[2] + runs[3] + runs[4];
  if (total < kLeastWidth) return 0;
  const double module = total / 7.0;
  const double off = module * slack + 0.6;
  const auto near = [&](int run, double wanted, double by) { return std::abs(run - wanted) <= by; };
  if (!near(runs[2], 3 * module, 1.5 * off)) return 0;
  for (const std::size_t i : {0U, 1U, 3U, 4U}) {
    if (!near(runs[i], module, off)) return 0;
  }
  return module;
}

/// True where the middles of neighbouring runs differ clearly. @param first  pixel; the next one is `step` bytes on
bool is_stepped(const std::uint8_t* first, std::ptrdiff_t step, const Runs& runs, int least) {
  int before = 0;
  int at = 0;
  for (std::size_t i = 0; i < runs.size(); ++i) {
    const int here = first[step * (at + runs[i] / 2)];
    if (i > 0 && std::abs(here - before) < least) return false;
    before = here;
    at += runs[i];
  }
  return true;
}

/// The search over one picture.
class Search {
 public:
  explicit Search(const GrayView& picture)
      : picture_(picture),
        thresholds_(picture),
        dark_(static_cast<std::size_t>(picture.width) + 72, 0),
        ends_(static_cast<std::size_t>(picture.width) + 8, 0) {}

  std::vector<FinderPattern> run() {
    for (int y = kRowStep / 2; y < picture_.height && seen_.size() < kMaxSeen; y += kRowStep) look_along(y);
    seen_.erase(std::remove_if(seen_.begin(), seen_.end(),
                               [](const FinderPattern& one) { return one.rows < one.module_pixels * kLeastRows; }),
                seen_.end());
    std::stable_sort(seen_.begin(), seen_.end(),
                     [](const FinderPattern& a, const FinderPattern& b) { return a.rows > b.rows; });
    if (seen_.size() > kMaxPatterns) seen_.resize(kMaxPatterns);
    return std::move(seen_);
  }

 private:
  /// Where the row changes between dark and light. @return their number
  std::size_t find_changes(int y) {
    const std::uint8_t* pixels = picture_.row(y);
    const std::uint8_t* limits = thresholds_.row(y);
    const auto width = static_cast<std::size_t>(picture_.width);
    for (std::size_t left = 0; left < width; left += kBlock) {
      const std::uint8_t limit = limits[left / kBlock];
      const std::size_t right = std::min(width, left + kBlock);
      for (std::size_t x = left; x < right; ++x) dark_[x] = pixels[x] < limit ? 1 : 0;
    }
    std::size_t count = 0;
    std::uint64_t before = 0;
    for (std::size_t left = 0; left < width; left += 8) {
      std::uint64_t eight = 0;
      std::memcpy(&eight, &dark_[left], 8);
      if constexpr (std::endian::native == std::endian::big) eight = __builtin_bswap64(eight);
      std::uint64_t changes = eight ^ (eight << 8 | before);
      before = eight >> 56;
      for (; changes != 0 && count + 8 < ends_.size(); changes &= changes - 1) {
        ends_[count++] = static_cast<int>(left) + std::countr_zero(changes) / 8;
      }
    }
    if (count > 0 && ends_[count - 1] >= picture_.width) --count;
    return count;
  }

  void look_along(int y) {
    const std::size_t changes = find_changes(y);
    for (std::size_t i = 0; i + 5 < changes; ++i) {
      const int* end = &ends_[i];
      const Runs runs{end[1] - end[0], end[2] - end[1], end[3] - end[2], end[4] - end[3], end[5] - end[4]};
      if (runs[2] < runs[1] || runs[2] < runs[3]) continue;
      const double module = module_of(runs, 0.55);
      if (module > 0 && is_stepped(&picture_.row(y)[end[0]], 1, runs, thresholds_.least_step(end[2], y)))
        check_column((end[2] + end[3]) / 2.0, y, module);
    }
  }

  /// Pixels of one colour from (x, y) on; y moves behind them.
  int count_down(int x, int& y, int step, int most) const {
    const bool dark = thresholds_.is_dark(picture_, x, y);
    int count = 0;
    while (y >= 0 && y < picture_.height && count <= most && thresholds_.is_dark(picture_, x, y) == dark) {
      y += step;
      ++count;
    }
    return count;
  }

  void check_column(double middle, int row, double module) {
    const int x = static_cast<int>(middle);
    const int most = static_cast<int>(module * 5) + 3;
    int up = row;
    int down = row;
    const int above = count_down(x, up, -1, most);
    const int below = count_down(x, down, 1, most);
    const int last = picture_.height - 1;
    Runs runs{0, 0, above + below - 1, 0, 0};
    if (up >= 0) runs[1] = count_down(x, up, -1, most);
    if (up >= 0) runs[0] = count_down(x, up, -1, most);
    if (down <= last) runs[3] = count_down(x, down, 1, most);
    if (down <= last) runs[4] = count_down(x, down, 1, most);
    // The outermost run may end in something of the same colour.
    runs[0] = std::min(runs[0], static_cast<int>(runs[1] * 1.5) + 1);
    runs[4] = std::min(runs[4], static_cast<int>(runs[3] * 1.5) + 1);
    // A run that the edge of the picture cut away has no middle to look at.
    if (std::min({runs[0], runs[1], runs[3], runs[4]}) == 0) return;
    const double tall = module_of(runs, 0.65);
    if (tall <= 0 || tall > module * 2.2 || module > tall * 2.2) return;
    const int top = row - above + 1 - runs[1] - runs[0];
    if (!is_stepped(&picture_.row(top)[x], picture_.row_stride, runs, thresholds_.least_step(x, row))) return;
    const double middle_y = row + (below - above) / 2.0;
    keep({middle, middle_y, (module + tall) / 2, !thresholds_.is_dark(picture_, x, row), 1});
  }

  void keep(const FinderPattern& found) {
    for (FinderPattern& known : seen_) {
      const double near = known.module_pixels * 2;
      if (known.inverted != found.inverted || std::abs(known.x - found.x) > near || std::abs(known.y - found.y) > near)
        continue;
      const double share = 1.0 / ++known.rows;
      known.x += (found.x - known.x) * share;
      known.y += (found.y - known.y) * share;
      known.module_pixels += (found.module_pixels - known.module_pixels) * share;
      return;
    }
    if (seen_.size() < kMaxSeen) seen_.push_back(found);
  }

  GrayView picture_;
  Thresholds thresholds_;
  std::vector<std::uint8_t> dark_;  ///< 0 or 1 a pixel of the row
  std::vector<int> ends_;
  std::vector<FinderPattern> seen_;
};

}  // namespace

std::vector<FinderPattern> find_patterns(const GrayView& picture) {
  if (picture.width < kLeastWidth || picture.height < kLeastWidth) return {};
  return Search(picture).run();
}

}  // namespace uketsuke
