// Which finder patterns stand as those of one code do; see find_patterns.h.
#include <algorithm>
#include <cmath>

#include "kiosk/capture/find_patterns.h"

namespace uketsuke {
namespace {

constexpr double kQuiet = 6;        // modules beyond the middle of a pattern's own 3.5: quiet zone, and what tilt adds
constexpr double kLeastApart = 8;   // modules: version 1 has 14, tilted by 55 degrees
constexpr double kMostApart = 180;  // version 40 has 170
constexpr double kMostApartOfPair = 60;

double distance(const FinderPattern& a, const FinderPattern& b) { return std::hypot(a.x - b.x, a.y - b.y); }

bool is_alike(const FinderPattern& a, const FinderPattern& b) {
  return a.inverted == b.inverted && a.module_pixels < b.module_pixels * 1.6 && b.module_pixels < a.module_pixels * 1.6;
}

struct Box {
  double left, top, right, bottom;
  void take(double x, double y, double margin) {
    left = std::min(left, x - margin);
    right = std::max(right, x + margin);
    top = std::min(top, y - margin);
    bottom = std::max(bottom, y + margin);
  }
};

SuspectedCode make_code(Box box, const FinderPattern& one, int patterns, const GrayView& picture) {
  const GrayArea area{static_cast<int>(box.left), static_cast<int>(box.top), static_cast<int>(box.right - box.left),
                      static_cast<int>(box.bottom - box.top)};
  return {clip(area, picture), one.module_pixels, one.inverted, patterns};
}

/// How badly three fit, 0 is best; above 1 not at all. `corner` is where the arms meet.
double misfit(const FinderPattern& corner, const FinderPattern& a, const FinderPattern& b) {
  const double first = distance(corner, a);
  const double second = distance(corner, b);
  const double module = (corner.module_pixels + a.module_pixels + b.module_pixels) / 3;
  if (std::min(first, second) < kLeastApart * module || std::max(first, second) > kMostApart * module) return 2;
  const double cosine = ((a.x - corner.x) * (b.x - corner.x) + (a.y - corner.y) * (b.y - corner.y)) / (first * second);
  const double longer = std::max(first, second) / std::min(first, second);
  return std::max(std::abs(cosine) / 0.65, (longer - 1) / 1.2);
}

void add_triples(const std::vector<FinderPattern>& patterns, const GrayView& picture,
                 std::vector<std::pair<double, SuspectedCode>>& found) {
  for (std::size_t i = 0; i < patterns.size(); ++i) {
    for (std::size_t j = i + 1; j < patterns.size(); ++j) {
      if (!is_alike(patterns[i], patterns[j])) continue;
      for (std::size_t k = 0; k < patterns.size(); ++k) {  // the corner
        const FinderPattern& corner = patterns[k];
        if (k == i || k == j || !is_alike(corner, patterns[i]) || !is_alike(corner, patterns[j])) continue;
        const double bad = misfit(corner, patterns[i], patterns[j]);
        if (bad > 1) continue;
        Box box{corner.x, corner.y, corner.x, corner.y};
        const double margin = corner.module_pixels * (3.5 + kQuiet);
        for (const FinderPattern* one : {&corner, &patterns[i], &patterns[j]}) box.take(one->x, one->y, margin);
        box.take(patterns[i].x + patterns[j].x - corner.x, patterns[i].y + patterns[j].y - corner.y, margin);
        const int rows = std::min({corner.rows, patterns[i].rows, patterns[j].rows, 3});
        found.emplace_back(bad - 0.2 * rows, make_code(box, corner, 3, picture));
      }
    }
  }
}

/// The code of a pair may lie on either side of it, or the pair may be its diagonal.
void add_pairs(const std::vector<FinderPattern>& patterns, const GrayView& picture,
               std::vector<std::pair<double, SuspectedCode>>& found) {
  for (std::size_t i = 0; i < patterns.size(); ++i) {
    for (std::size_t j = i + 1; j < patterns.size(); ++j) {
      const FinderPattern& a = patterns[i];
      const FinderPattern& b = patterns[j];
      const double apart = distance(a, b) / ((a.module_pixels + b.module_pixels) / 2);
      if (!is_alike(a, b) || apart < kLeastApart || apart > kMostApartOfPair) continue;
      if (std::min(a.rows, b.rows) < 2) continue;
      const double half = distance(a, b) * 1.2 + a.module_pixels * 4;
      Box box{a.x, a.y, a.x, a.y};
      box.take((a.x + b.x) / 2, (a.y + b.y) / 2, half);
      found.emplace_back(10 - std::min({a.rows, b.rows, 3}) + apart / 1000, make_code(box, a, 2, picture));
    }
  }
}

bool overlaps(const GrayArea& a, const GrayArea& b) {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}

}  // namespace

std::vector<SuspectedCode> suspect_codes(const std::vector<FinderPattern>& patterns, const GrayView& picture) {
  std::vector<std::pair<double, SuspectedCode>> found;
  add_triples(patterns, picture, found);
  add_pairs(patterns, picture, found);
  std::stable_sort(found.begin(), found.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
  std::vector<SuspectedCode> codes;
  for (const auto& [bad, code] : found) {
    const GrayArea& area = code.area;
    const bool taken =
        std::any_of(codes.begin(), codes.end(), [&](const SuspectedCode& known) { return overlaps(known.area, area); });
    if (taken || area.width == 0) continue;
    codes.push_back(code);
    if (codes.size() == kMaxSuspected) break;
  }
  return codes;
}

}  // namespace uketsuke
