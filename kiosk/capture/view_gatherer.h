// Frames' codes to views: waits a moment after a code is first seen, so that the other codes of the same sheet, which
// may be read some frames later, come in the same view. Pure: time is passed in. One thread (scanner).
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "kiosk/capture/scan_input.h"

namespace uketsuke {

class ViewGatherer {
 public:
  /// From the first sight of a code to its report: two or three frames of a camera at 30 a second.
  static constexpr std::int64_t kSettleUs = 80'000;
  /// A code that was not read for so long has left; read again, it settles anew.
  static constexpr std::int64_t kGoneUs = 300'000;
  /// While nothing changes, the view is reported this often: whoever filters repeats knows that it is still there.
  static constexpr std::int64_t kRefreshUs = 250'000;

  /// Call it for every frame, also without codes, and when no frame came.
  /// @param alone  nothing else in this frame looks like a code: there is none to wait for
  /// @return a view that is due; at most once for each change and refresh. A code that comes to where a settling one
  ///         stood has taken its place: the two are no sheet, the earlier one's view is due
  std::optional<CodesInView> add(const std::vector<ReadText>& in_frame, std::int64_t now_us, bool alone = false);
  /// What is still settling (the source ended).
  std::optional<CodesInView> flush(std::int64_t now_us);

 private:
  struct Present {
    ReadText first;
    std::int64_t seen_us = 0;
  };
  CodesInView gather(std::int64_t since_us, std::int64_t now_us);
  [[nodiscard]] bool is_known(const std::string& text) const;
  [[nodiscard]] bool has_taken_a_place(const std::vector<ReadText>& in_frame) const;

  std::vector<Present> present_;
  std::optional<std::int64_t> settling_since_us_;
  std::int64_t reported_us_ = 0;
};

}  // namespace uketsuke
