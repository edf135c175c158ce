// See view_gatherer.h.
#include "kiosk/capture/view_gatherer.h"

#include <algorithm>

namespace uketsuke {
namespace {

bool holds_middle_of(const GrayArea& area, const GrayArea& other) {
  const int x = other.x + other.width / 2;
  const int y = other.y + other.height / 2;
  return x >= area.x && x < area.x + area.width && y >= area.y && y < area.y + area.height;
}

bool is_same_place(const GrayArea& a, const GrayArea& b) { return holds_middle_of(a, b) && holds_middle_of(b, a); }

bool holds(const std::vector<ReadText>& codes, const std::string& text) {
  return std::any_of(codes.begin(), codes.end(), [&](const ReadText& code) { return code.text == text; });
}

}  // namespace

std::optional<CodesInView> ViewGatherer::add(const std::vector<ReadText>& in_frame, std::int64_t now_us, bool alone) {
  present_.erase(
      std::remove_if(present_.begin(), present_.end(),
                     [&](const Present& code) { return now_us - code.seen_us > kGoneUs && !settling_since_us_; }),
      present_.end());
  std::optional<CodesInView> left;
  if (has_taken_a_place(in_frame)) left = flush(now_us);
  for (const ReadText& code : in_frame) {
    const auto known = std::find_if(present_.begin(), present_.end(),
                                    [&](const Present& present) { return present.first.text == code.text; });
    if (known != present_.end()) {
      known->seen_us = now_us;
      continue;
    }
    present_.push_back({code, now_us});
    if (!settling_since_us_) settling_since_us_ = now_us;
  }
  if (left) return left;
  // The code of an earlier frame that is settling still may be of the same sheet.
  if (settling_since_us_ == now_us && alone) return flush(now_us);
  if (settling_since_us_ && now_us - *settling_since_us_ >= kSettleUs) return flush(now_us);
  if (!settling_since_us_ && !in_frame.empty() && now_us - reported_us_ >= kRefreshUs) {
    return gather(now_us - kSettleUs, now_us);
  }
  return std::nullopt;
}

std::optional<CodesInView> ViewGatherer::flush(std::int64_t now_us) {
  if (!settling_since_us_) return std::nullopt;
  const std::int64_t since = *settling_since_us_;
  settling_since_us_.reset();
  return gather(since, now_us);
}

bool ViewGatherer::is_known(const std::string& text) const {
  return std::any_of(present_.begin(), present_.end(),
                     [&](const Present& present) { return present.first.text == text; });
}

bool ViewGatherer::has_taken_a_place(const std::vector<ReadText>& in_frame) const {
  if (!settling_since_us_) return false;
  return std::any_of(in_frame.begin(), in_frame.end(), [&](const ReadText& code) {
    return !is_known(code.text) && std::any_of(present_.begin(), present_.end(), [&](const Present& present) {
      return present.seen_us >= *settling_since_us_ && !holds(in_frame, present.first.text) &&
             is_same_place(present.first.area, code.area);
    });
  });
}

CodesInView ViewGatherer::gather(std::int64_t since_us, std::int64_t now_us) {
  CodesInView view;
  for (const Present& code : present_) {
    if (code.seen_us >= since_us) view.codes.push_back(code.first);
  }
  reported_us_ = now_us;
  return view;
}

}  // namespace uketsuke
