// See view_gatherer.h.
#include "kiosk/capture/view_gatherer.h"

#include <algorithm>

namespace uketsuke {

std::optional<CodesInView> ViewGatherer::add(const std::vector<ReadText>& in_frame, std::int64_t now_us, bool alone) {
  present_.erase(
      std::remove_if(present_.begin(), present_.end(),
                     [&](const Present& code) { return now_us - code.seen_us > kGoneUs && !settling_since_us_; }),
      present_.end());
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

CodesInView ViewGatherer::gather(std::int64_t since_us, std::int64_t now_us) {
  CodesInView view;
  for (const Present& code : present_) {
    if (code.seen_us >= since_us) view.codes.push_back(code.first);
  }
  reported_us_ = now_us;
  return view;
}

}  // namespace uketsuke
