// See read_passes.h.
#include "kiosk/capture/read_passes.h"

#include <algorithm>
#include <iterator>
#include <string>
#include <utility>

#include "common/ticket.h"
#include "kiosk/capture/zbar_reader.h"
#include "kiosk/capture/zxing_reader.h"

namespace uketsuke {
namespace {

constexpr int kSharpen = 24;      // sixteenths: 1.5 times
constexpr int kSharpenMore = 64;  // 4 times
constexpr int kNear = 6;
constexpr int kFar = 20;

using S = Step;
using D = Decoder;

GrayPicture make_step(const GrayView& picture, Step step) {
  switch (step) {
    case Step::none:
      return copy(picture);
    case Step::invert:
      return invert(picture);
    case Step::raise_half:
      return resize(picture, picture.width * 3 / 2, picture.height * 3 / 2);
    case Step::raise_twice:
      return resize(picture, picture.width * 2, picture.height * 2);
    case Step::raise_tall:
      return resize(picture, picture.width, picture.height * 2);
    case Step::raise_wide:
      return resize(picture, picture.width * 2, picture.height);
    case Step::shrink_half:
      return shrink(picture, 2);
    case Step::shrink_third:
      return shrink(picture, 3);
    case Step::sharpen:
      return sharpen(picture, kSharpen);
    case Step::sharpen_more:
      return sharpen(picture, kSharpenMore);
    case Step::despeckle:
      return despeckle(picture);
    case Step::smooth:
      return smooth(picture);
    case Step::level_near:
      return level(picture, kNear);
    case Step::level_far:
      return level(picture, kFar);
  }
  return copy(picture);
}

Look look(const GrayView& picture, Decoder decoder) {
  switch (decoder) {
    case Decoder::zxing_local:
      return look_with_zxing(picture, Threshold::local);
    case Decoder::zxing_global:
      return look_with_zxing(picture, Threshold::global);
    case Decoder::zxing_middle:
      return look_with_zxing(picture, Threshold::middle);
    case Decoder::zbar:
      return look_with_zbar(picture);
  }
  return {};
}

/// Paints a code over, so that the next look is not led astray by its finder patterns. @param corners  of the picture
void paint_over(GrayPicture& picture, const CodePoint2d (&corners)[4]) {
  const auto [low, high] =
      std::minmax_element(std::begin(corners), std::end(corners), [](auto& a, auto& b) { return a.y < b.y; });
  for (int y = std::max(0, low->y); y <= std::min(picture.height - 1, high->y); ++y) {
    int left = picture.width;
    int right = -1;
    for (std::size_t i = 0; i < 4; ++i) {
      const CodePoint2d& from = corners[i];
      const CodePoint2d& to = corners[(i + 1) % 4];
      if (from.y == to.y || y < std::min(from.y, to.y) || y > std::max(from.y, to.y)) continue;
      const int x = from.x + static_cast<int>(std::int64_t{to.x - from.x} * (y - from.y) / (to.y - from.y));
      left = std::min(left, x);
      right = std::max(right, x);
    }
    std::uint8_t* row = picture.row(y);
    for (int x = std::max(0, left); x <= std::min(picture.width - 1, right); ++x) row[x] = 255;
  }
}

Look look_again(const GrayView& picture, Decoder decoder) {
  Look all = look(picture, decoder);
  if (all.codes.size() < 2) return all;
  GrayPicture rest = copy(picture);
  std::vector<ReadCode> found = all.codes;
  while (!found.empty() && all.codes.size() < kMaxCodesInFrame) {
    for (const ReadCode& code : found) paint_over(rest, code.corners);
    Look more = look(rest.view(), decoder);
    found = std::move(more.codes);
    all.codes.insert(all.codes.end(), found.begin(), found.end());
  }
  if (all.codes.size() > kMaxCodesInFrame) all.codes.resize(kMaxCodesInFrame);
  return all;
}

/// From the pixels that the decoder saw to those of the picture.
void scale_back(Look& look, const GrayView& from, const GrayView& to) {
  if (from.width == to.width && from.height == to.height) return;
  const auto x = [&](int value) { return static_cast<int>(std::int64_t{value} * to.width / from.width); };
  const auto y = [&](int value) { return static_cast<int>(std::int64_t{value} * to.height / from.height); };
  for (ReadCode& code : look.codes) {
    for (CodePoint2d& corner : code.corners) corner = {x(corner.x), y(corner.y)};
  }
}

}  // namespace

GrayArea area_of(const CodePoint2d (&corners)[4]) {
  const auto by_x = [](const CodePoint2d& a, const CodePoint2d& b) { return a.x < b.x; };
  const auto by_y = [](const CodePoint2d& a, const CodePoint2d& b) { return a.y < b.y; };
  const auto [left, right] = std::minmax_element(std::begin(corners), std::end(corners), by_x);
  const auto [top, bottom] = std::minmax_element(std::begin(corners), std::end(corners), by_y);
  return {left->x, top->y, right->x - left->x + 1, bottom->y - top->y + 1};
}

GrayArea with_margin(const GrayArea& area) {
  const int margin = std::max(area.width, area.height) / 3 + 8;
  return {area.x - margin, area.y - margin, area.width + 2 * margin, area.height + 2 * margin};
}

const Pass& plain_pass() {
  static const Pass kPlain{"plain", {}, D::zxing_local, true};
  return kPlain;
}

const std::vector<Pass>& still_passes() {
  static const std::vector<Pass> kPasses{
      plain_pass(),
      {"inverted", {S::invert}, D::zxing_local},
      {"global", {}, D::zxing_global},
      {"third", {S::shrink_third}, D::zxing_local},
      {"levelled", {S::level_near}, D::zxing_middle},
      {"raised", {S::raise_twice}, D::zxing_local},
      {"sharp", {S::sharpen}, D::zxing_local},
      {"zbar", {}, D::zbar},
      {"half", {S::shrink_half}, D::zxing_local},
      {"smooth", {S::smooth}, D::zxing_local},
      {"half raised", {S::raise_half}, D::zxing_local},
      {"despeckled", {S::despeckle}, D::zxing_local},
      {"raised smooth", {S::raise_twice, S::smooth}, D::zxing_local},
      {"sharper raised", {S::sharpen_more, S::raise_twice}, D::zxing_local},
      {"sharper raised levelled", {S::sharpen_more, S::raise_twice, S::level_far}, D::zxing_middle},
      {"wide", {S::raise_wide}, D::zxing_local},
      {"tall", {S::raise_tall}, D::zxing_local},
      {"tall despeckled", {S::raise_tall, S::despeckle}, D::zxing_local},
      {"inverted raised", {S::invert, S::raise_twice}, D::zxing_local},
      {"inverted sharper raised", {S::invert, S::sharpen_more, S::raise_twice}, D::zxing_local},
      {"inverted levelled", {S::invert, S::level_near}, D::zxing_middle},
      {"despeckled raised", {S::despeckle, S::raise_twice}, D::zxing_local},
      {"raised global", {S::raise_twice}, D::zxing_global},
      {"raised sharp", {S::raise_twice, S::sharpen_more}, D::zxing_local},
      {"zbar sharp", {S::sharpen}, D::zbar},
      {"zbar raised", {S::raise_twice}, D::zbar},
      {"zbar half", {S::shrink_half}, D::zbar},
  };
  return kPasses;
}

const std::vector<Pass>& camera_passes() {
  static const std::vector<Pass> kPasses{
      {"inverted", {S::invert}, D::zxing_local},
      {"raised", {S::raise_twice}, D::zxing_local},
      {"levelled", {S::level_near}, D::zxing_middle},
      {"inverted", {S::invert}, D::zxing_local},
      {"sharp", {S::sharpen}, D::zxing_local},
      {"global", {}, D::zxing_global},
      {"inverted", {S::invert}, D::zxing_local},
      {"sharper raised", {S::sharpen_more, S::raise_twice}, D::zxing_local},
      {"raised smooth", {S::raise_twice, S::smooth}, D::zxing_local},
      {"inverted raised", {S::invert, S::raise_twice}, D::zxing_local},
      {"zbar", {}, D::zbar},
  };
  return kPasses;
}

const std::vector<Pass>& suspected_passes() {
  static const std::vector<Pass> kPasses{
      {"global", {}, D::zxing_global},
      {"raised", {S::raise_twice}, D::zxing_local},
      {"sharper raised", {S::sharpen_more, S::raise_twice}, D::zxing_local},
      {"levelled", {S::level_near}, D::zxing_middle},
      {"raised smooth", {S::raise_twice, S::smooth}, D::zxing_local},
      {"sharp", {S::sharpen}, D::zxing_local},
      {"zbar", {}, D::zbar},
      {"sharper raised levelled", {S::sharpen_more, S::raise_twice, S::level_far}, D::zxing_middle},
      {"half", {S::shrink_half}, D::zxing_local},
  };
  return kPasses;
}

const std::vector<Pass>& inverted_passes() {
  static const std::vector<Pass> kPasses{
      {"inverted", {S::invert}, D::zxing_local},
      {"inverted raised", {S::invert, S::raise_twice}, D::zxing_local},
      {"inverted sharper raised", {S::invert, S::sharpen_more, S::raise_twice}, D::zxing_local},
      {"inverted levelled", {S::invert, S::level_near}, D::zxing_middle},
      {"zbar", {}, D::zbar},
      {"inverted global", {S::invert}, D::zxing_global},
      {"inverted half", {S::invert, S::shrink_half}, D::zxing_local},
  };
  return kPasses;
}

Look run_pass(const GrayView& picture, const Pass& pass) {
  if (picture.width < 3 || picture.height < 3) return {};
  GrayPicture made;
  GrayView seen = picture;
  for (const Step step : pass.steps) {
    if (step == Step::none) continue;
    made = make_step(seen, step);
    seen = made.view();
  }
  if (seen.width < 3 || seen.height < 3) return {};
  Look found = look_again(seen, pass.decoder);
  scale_back(found, seen, picture);
  return found;
}

std::int64_t cost_of(const Pass& pass, std::int64_t pixels) {
  std::int64_t size = 100;  // percent of the picture's pixels
  std::int64_t cost = 0;    // percent of the plain pass over the picture
  for (const Step step : pass.steps) {
    switch (step) {
      case Step::none:
        break;
      case Step::invert:
        cost += size / 20;
        break;
      case Step::raise_half:
        size = size * 9 / 4;
        cost += size * 3 / 10;
        break;
      case Step::raise_twice:
        size *= 4;
        cost += size * 3 / 10;
        break;
      case Step::raise_tall:
      case Step::raise_wide:
        size *= 2;
        cost += size * 3 / 10;
        break;
      case Step::shrink_half:
        cost += size / 10;
        size /= 4;
        break;
      case Step::shrink_third:
        cost += size / 10;
        size /= 9;
        break;
      case Step::sharpen:
      case Step::sharpen_more:
      case Step::smooth:
        cost += size / 5;
        break;
      case Step::despeckle:
        cost += size / 3;
        break;
      case Step::level_near:
      case Step::level_far:
        cost += size * 5 / 2;
        break;
    }
  }
  cost += pass.decoder == Decoder::zbar ? size * 11 : size;
  return pixels * cost / 100;
}

bool has_ticket_form(std::string_view text) {
  const std::string folded = fold_ticket_text(text);
  return folded.size() == kTicketLength && folded.compare(0, kTicketMark.size(), kTicketMark) == 0 &&
         folded.find_first_not_of("0123456789ABCDEFGHJKMNPQRSTVWXYZ") == std::string::npos;
}

}  // namespace uketsuke
