// See read_hints.h.
#include "kiosk/capture/read_hints.h"

#include <algorithm>
#include <cmath>
#include <cstddef>

namespace uketsuke {
namespace {

constexpr double kSmallModule = 2.6;    // pixels; turned codes measure up to 1.4 times what they have
constexpr int kDimPaper = 100;          // gray values: the light part of a code
constexpr int kFaint = 40;              // between its dark and its light part
constexpr int kSaturated = 250;         // gray value
constexpr double kGlaringShare = 0.08;  // of the code's middle, in one piece
constexpr double kFade = 0.93;          // of a vote, a frame

/// Gray values that a tenth of the pixels lie below, and above.
struct Tones {
  int dark = 0;
  int light = 0;
};

Tones measure_tones(const GrayView& part) {
  std::array<int, 256> counts{};
  int total = 0;
  for (int y = 0; y < part.height; y += 2) {
    for (int x = 0; x < part.width; x += 2, ++total) ++counts[part.row(y)[x]];
  }
  const auto below = [&](int percent) {
    int sum = 0;
    for (int value = 0; value < 256; ++value) {
      sum += counts[static_cast<std::size_t>(value)];
      if (sum * 100 >= total * percent) return value;
    }
    return 255;
  };
  return {below(10), below(90)};
}

/// All but a few pixels, which noise may darken.
bool is_saturated(const GrayView& part, int left, int top, int side) {
  int darker = 0;
  for (int y = top; y < top + side; ++y) {
    for (int x = left; x < left + side; ++x) darker += part.row(y)[x] < kSaturated ? 1 : 0;
  }
  return darker * 12 <= side * side;
}

/// Share of squares that hold light alone: of 3 modules hardly one does.
double glaring_share(const GrayView& part, double module_pixels) {
  const int side = std::max(4, static_cast<int>(std::lround(module_pixels * 3)));
  int squares = 0;
  int saturated = 0;
  for (int y = 0; y + side <= part.height; y += side / 2) {
    for (int x = 0; x + side <= part.width; x += side / 2, ++squares) {
      saturated += is_saturated(part, x, y, side) ? 1 : 0;
    }
  }
  return squares == 0 ? 0 : static_cast<double>(saturated) / squares;
}

/// Without the quiet zone and what lies around.
GrayView middle_of(const GrayView& picture, const GrayArea& area) {
  return crop(picture,
              {area.x + area.width / 4, area.y + area.height / 4, (area.width + 1) / 2, (area.height + 1) / 2});
}

bool is_cut_off(const GrayView& picture, const SuspectedCode& code) {
  const GrayArea& area = code.area;
  const bool at_edge =
      area.x <= 0 || area.y <= 0 || area.x + area.width >= picture.width || area.y + area.height >= picture.height;
  return at_edge && code.patterns < 3;
}

}  // namespace

ReadHint likely_hint(const GrayView& picture, const SuspectedCode& code) {
  if (is_cut_off(picture, code)) return ReadHint::too_close;
  const GrayView part = middle_of(picture, code.area);
  if (glaring_share(part, code.module_pixels) > kGlaringShare) return ReadHint::glaring;
  const Tones tones = measure_tones(part);
  if (tones.light < kDimPaper || tones.light - tones.dark < kFaint) return ReadHint::too_dark;
  if (code.module_pixels < kSmallModule) return ReadHint::too_small;
  return ReadHint::blurred;
}

ReadHint ReadHints::leading() const {
  const auto most = std::max_element(votes_.begin(), votes_.end());
  return static_cast<ReadHint>(most - votes_.begin());
}

ReadHint ReadHints::clear() {
  *this = ReadHints();
  return shown_;
}

ReadHint ReadHints::add(std::optional<ReadHint> likely, std::int64_t now_us) {
  if (!likely) {
    if (since_us_ && now_us - seen_us_ > kGoneUs) clear();
    return shown_;
  }
  if (!since_us_) since_us_ = now_us;
  seen_us_ = now_us;
  for (double& vote : votes_) vote *= kFade;
  votes_[static_cast<std::size_t>(*likely)] += 1;
  if (now_us - *since_us_ < kShowAfterUs) return shown_;
  const ReadHint best = leading();
  if (best != next_) {
    next_ = best;
    next_since_us_ = now_us;
  }
  if (shown_ == ReadHint::none || now_us - next_since_us_ >= kChangeAfterUs) shown_ = next_;
  return shown_;
}

}  // namespace uketsuke
