// See qr_reader.h.
#include "kiosk/capture/qr_reader.h"

#include <algorithm>
#include <string>
#include <utility>

#include "kiosk/capture/read_passes.h"

namespace uketsuke {
namespace {

/// Above so many pixels a picture is first seen smaller.
constexpr std::int64_t kHugePixels = 2'500'000;
/// A raised picture stays below this, so that a 50 megapixel photograph does not become 200.
constexpr std::int64_t kMaxRaisedCost = 64'000'000;

/// One picture's reading: what was tried, what was seen once.
class Reading {
 public:
  Reading(const LumaFrame& frame, const TimeLeft& time_left) : full_(view_of(frame)), time_left_(time_left) {
    for (factor_ = 1; full_.area() / (factor_ * factor_) > kHugePixels;) ++factor_;
    if (factor_ > 1) small_ = shrink(full_, factor_);
  }

  ReadCodes run() {
    const auto [first, last] = std::pair(still_passes().begin(), still_passes().end());
    const std::int64_t before = time_left_();
    bool done = try_small(*first) || try_full(*first);
    us_per_megapixel_ = std::max<std::int64_t>(1, (before - time_left_()) * 1'000'000 / seen_pixels_);
    for (auto pass = first + 1; !done && pass != last && small_.width > 0; ++pass) done = try_small(*pass);
    for (auto pass = first + 1; !done && pass != last; ++pass) done = try_full(*pass);
    return std::move(read_);
  }

 private:
  bool try_small(const Pass& pass) {
    if (small_.width == 0 || !is_affordable(pass, small_.view())) return false;
    Look look = run_counted(small_.view(), pass);
    for (ReadCode& code : look.codes) {
      for (CodePoint2d& corner : code.corners) corner = {corner.x * factor_, corner.y * factor_};
    }
    return take(std::move(look.codes), pass);
  }

  bool try_full(const Pass& pass) {
    if (!is_affordable(pass, full_)) return false;
    return take(run_counted(full_, pass).codes, pass);
  }

  [[nodiscard]] bool is_affordable(const Pass& pass, const GrayView& view) const {
    if (seen_pixels_ == 0) return true;
    const std::int64_t cost = cost_of(pass, view.area());
    return cost <= kMaxRaisedCost && cost * us_per_megapixel_ / 1'000'000 < time_left_();
  }

  Look run_counted(const GrayView& view, const Pass& pass) {
    ++read_.passes;
    seen_pixels_ += view.area();
    return run_pass(view, pass);
  }

  /// Keeps what counts; what does not is remembered. True where something counts.
  bool take(std::vector<ReadCode> codes, const Pass& pass) {
    for (ReadCode& code : codes) {
      if (counts(code, pass)) {
        read_.codes.push_back(std::move(code));
      } else {
        seen_once_.push_back(std::move(code.text));
      }
    }
    return !read_.codes.empty();
  }

  bool counts(const ReadCode& code, const Pass& pass) {
    if (pass.is_trusted || has_ticket_form(code.text)) return true;
    if (std::find(seen_once_.begin(), seen_once_.end(), code.text) != seen_once_.end()) return true;
    const GrayArea area = clip(with_margin(area_of(code.corners)), full_);
    if (area.width == 0) return false;
    const GrayView part = crop(full_, area);
    for (const Pass& other : still_passes()) {
      if (other.name == pass.name || !is_affordable(other, part)) continue;
      for (const ReadCode& again : run_counted(part, other).codes) {
        if (again.text == code.text) return true;
      }
    }
    return false;
  }

  GrayView full_;
  const TimeLeft& time_left_;
  int factor_ = 1;
  GrayPicture small_;
  std::int64_t seen_pixels_ = 0;
  std::int64_t us_per_megapixel_ = 0;
  std::vector<std::string> seen_once_;
  ReadCodes read_;
};

}  // namespace

TimeLeft picture_time() {
  const std::int64_t end = monotonic_us() + kPictureUs;
  return [end] { return end - monotonic_us(); };
}

Result<ReadCodes> read_codes(const LumaFrame& frame, const TimeLeft& time_left) {
  if (!is_valid(frame)) return fail(Code::bad_frame, "The frame's width, height, row length and bytes disagree.");
  return Reading(frame, time_left).run();
}

}  // namespace uketsuke
