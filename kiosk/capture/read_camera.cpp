// See read_camera.h.
#include "kiosk/capture/read_camera.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace uketsuke {
namespace {

/// A part smaller than this holds no code that could be read.
constexpr int kLeastSide = 96;
/// A finder pattern that fewer rows show is clutter.
constexpr int kLeastRows = 2;

GrayArea moved_inside(GrayArea area, const GrayView& picture) {
  area.width = std::min(area.width, picture.width);
  area.height = std::min(area.height, picture.height);
  area.x = std::clamp(area.x, 0, picture.width - area.width);
  area.y = std::clamp(area.y, 0, picture.height - area.height);
  return area;
}

}  // namespace

/// Every second frame: the code that is there now may be another one in another place.
bool CameraReader::is_near_code() const {
  return remembered_.has_value() && frame_ - remembered_frame_ <= kRememberedFrames && frame_ % 2 == 0;
}

Result<ReadCodes> CameraReader::read(const LumaFrame& frame) {
  if (!is_valid(frame)) return fail(Code::bad_frame, "The frame's width, height, row length and bytes disagree.");
  ++frame_;
  cost_ = 0;
  const GrayView picture = view_of(frame);
  Texture texture = measure_texture(picture);
  ReadCodes read;
  const std::int64_t plain_cost = cost_of(plain_pass(), picture.area());
  const bool same = texture_ && looks_same(texture, *texture_);
  if (same && ++same_ % kSameFrames != 0) {
    read.codes = last_codes_;
    read.alone = last_alone_;
    // The time that the plain pass would have taken.
    if (read.codes.empty() && same_ < 2 * camera_passes().size()) look_closer(picture, plain_cost, read);
  } else {
    if (!same) {
      same_ = 0;
      texture_ = std::move(texture);
    }
    suspected_.clear();
    run(picture, {0, 0, picture.width, picture.height}, plain_pass(), read);
    if (read.codes.empty()) look_closer(picture, plain_cost * kExtraPercent / 100, read);
    read.alone = is_alone(picture, read.codes);
  }
  last_codes_ = read.codes;
  last_alone_ = read.alone;
  cost_percent_ = cost_ * 100 / std::max<std::int64_t>(1, plain_cost);
  return read;
}

/// One finder pattern beside the code is enough to wait for what it belongs to: a second ticket on the same sheet.
bool CameraReader::is_alone(const GrayView& picture, const std::vector<ReadCode>& codes) {
  if (codes.size() != 1) return false;
  cost_ += picture.area() * kSearchPercent / 100;
  const GrayArea own = with_margin(area_of(codes.front().corners));
  const std::vector<FinderPattern> patterns = find_patterns(picture);
  return std::none_of(patterns.begin(), patterns.end(), [&own](const FinderPattern& pattern) {
    const bool inside =
        pattern.x >= own.x && pattern.x < own.x + own.width && pattern.y >= own.y && pattern.y < own.y + own.height;
    return !inside && pattern.rows >= kLeastRows;
  });
}

/// @param otherwise  what may be spent where no code is suspected
void CameraReader::look_closer(const GrayView& picture, std::int64_t otherwise, ReadCodes& read) {
  suspected_ = suspect_codes(find_patterns(picture), picture);
  cost_ += picture.area() * kSearchPercent / 100;
  const std::int64_t budget = picture.area() * near_code_percent_ / 100;
  if (suspected_.empty()) {
    take_turns(picture, is_near_code() ? budget : otherwise, read);
    return;
  }
  const auto shares = static_cast<std::int64_t>(suspected_.size());
  for (const SuspectedCode& code : suspected_) read_suspected(picture, code, budget / shares, read);
  if (!read.codes.empty()) suspected_.clear();
}

/// The best passes on each frame; the others in turn, frame by frame.
void CameraReader::read_suspected(const GrayView& picture, const SuspectedCode& code, std::int64_t budget,
                                  ReadCodes& read) {
  constexpr std::size_t kEachFrame = 3;
  const std::vector<Pass>& passes = code.inverted ? inverted_passes() : suspected_passes();
  const std::size_t before = read.codes.size();
  const std::int64_t end = cost_ + budget;
  for (std::size_t made = 0; made < passes.size() && read.codes.size() == before; ++made) {
    const std::size_t others = passes.size() - kEachFrame;
    const Pass& pass = made < kEachFrame ? passes[made] : passes[kEachFrame + closer_turn_++ % others];
    if (made > 0 && cost_ + cost_of(pass, std::int64_t{code.area.width} * code.area.height) > end) return;
    run(picture, code.area, pass, read);
  }
}

void CameraReader::run(const GrayView& picture, const GrayArea& area, const Pass& pass, ReadCodes& read) {
  const GrayView part = crop(picture, area);
  ++read.passes;
  cost_ += cost_of(pass, part.area());
  take(run_pass(part, pass), pass, read, area);
}

GrayArea CameraReader::choose_area(const GrayView& picture, double share) const {
  if (share >= 1) return {0, 0, picture.width, picture.height};
  const int width = std::max(kLeastSide, static_cast<int>(picture.width * std::sqrt(share)));
  const int height = std::max(kLeastSide, static_cast<int>(picture.height * std::sqrt(share)));
  if (!is_near_code()) return moved_inside(busiest_area(*texture_, width, height), picture);
  const GrayArea& code = *remembered_;
  return moved_inside({code.x + (code.width - width) / 2, code.y + (code.height - height) / 2, width, height}, picture);
}

void CameraReader::take_turns(const GrayView& picture, std::int64_t budget, ReadCodes& read) {
  const std::vector<Pass>& passes = camera_passes();
  for (std::size_t made = 0; made < passes.size() && read.codes.empty(); ++made) {
    const Pass& pass = passes[turn_ % passes.size()];
    const std::int64_t whole = cost_of(pass, picture.area());
    const double share = static_cast<double>(budget) / static_cast<double>(whole);
    GrayArea area = choose_area(picture, share);
    if (is_near_code()) {  // no more than the code needs, so that the budget lasts for several
      const GrayArea near = clip(with_margin(*remembered_), picture);
      if (near.width > 0 && std::int64_t{near.width} * near.height < std::int64_t{area.width} * area.height)
        area = near;
    }
    const std::int64_t cost = cost_of(pass, std::int64_t{area.width} * area.height);
    if (made > 0 && cost > budget) return;
    ++turn_;
    budget -= cost;
    run(picture, area, pass, read);
    if (!is_near_code()) return;
  }
}

void CameraReader::take(Look look, const Pass& pass, ReadCodes& read, const GrayArea& area) {
  seen_once_.erase(std::remove_if(seen_once_.begin(), seen_once_.end(),
                                  [&](const SeenOnce& seen) { return frame_ - seen.frame > kRememberedFrames; }),
                   seen_once_.end());
  for (ReadCode& code : look.codes) {
    for (CodePoint2d& corner : code.corners) corner = {corner.x + area.x, corner.y + area.y};
    remembered_ = area_of(code.corners);
    remembered_frame_ = frame_;
    const bool seen =
        std::any_of(seen_once_.begin(), seen_once_.end(), [&](const SeenOnce& once) { return once.text == code.text; });
    if (pass.is_trusted || seen || has_ticket_form(code.text)) {
      read.codes.push_back(std::move(code));
    } else {
      seen_once_.push_back({std::move(code.text), frame_});
    }
  }
}

}  // namespace uketsuke
