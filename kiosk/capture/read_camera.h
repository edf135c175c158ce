// A camera's frames to the codes in them, one after the other, in little more time than the plain pass takes: where
// finder patterns stand as those of a code do, the costlier passes follow on the same frame; elsewhere they take turns
// on the busiest part. Knows no camera and no clock but the frame's number. One thread (scanner).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "kiosk/capture/find_patterns.h"
#include "kiosk/capture/qr_reader.h"
#include "kiosk/capture/read_passes.h"
#include "kiosk/capture/read_texture.h"

namespace uketsuke {

class CameraReader {
 public:
  /// Percent of the plain pass's cost that a frame in which no code is suspected may cost besides it and the search for
  /// finder patterns.
  static constexpr std::int64_t kExtraPercent = 8;
  /// The same where one is suspected, and for some frames after one was read or half read; see allow.
  static constexpr std::int64_t kExtraNearCodePercent = 150;
  static constexpr unsigned kRememberedFrames = 20;
  /// A frame that looks like the one before is not read again so often.
  static constexpr unsigned kSameFrames = 10;

  /// The next frame of one camera; sizes may change. What counts: see read_codes; a second frame confirms as well.
  /// @return passes is 0 for a frame that was left out; codes are then those of the one before
  /// Errors: Code::bad_frame if sizes disagree.  Cost: tests/bench/qr_read
  Result<ReadCodes> read(const LumaFrame& frame);

  /// From the next frame on, in place of kExtraNearCodePercent: what the camera's interval leaves (read_budget.h).
  void allow(std::int64_t near_code_percent) { near_code_percent_ = near_code_percent; }
  /// What the last frame cost, in percent of the plain pass; estimated, so that it is the same everywhere.
  [[nodiscard]] std::int64_t cost_percent() const { return cost_percent_; }
  /// Where codes seem to be in the last frame that was looked at; empty where it was read.
  [[nodiscard]] const std::vector<SuspectedCode>& suspected() const { return suspected_; }

 private:
  /// What searching a frame for finder patterns costs.
  static constexpr std::int64_t kSearchPercent = 15;
  struct SeenOnce {
    std::string text;
    std::uint64_t frame = 0;
  };
  void take(Look look, const Pass& pass, ReadCodes& read, const GrayArea& area);
  void look_closer(const GrayView& picture, std::int64_t plain_budget, ReadCodes& read);
  void read_suspected(const GrayView& picture, const SuspectedCode& code, std::int64_t budget, ReadCodes& read);
  void take_turns(const GrayView& picture, std::int64_t budget, ReadCodes& read);
  void run(const GrayView& picture, const GrayArea& area, const Pass& pass, ReadCodes& read);
  [[nodiscard]] GrayArea choose_area(const GrayView& picture, double share) const;
  [[nodiscard]] bool is_near_code() const;
  [[nodiscard]] bool is_alone(const GrayView& picture, const std::vector<ReadCode>& codes);

  std::uint64_t frame_ = 0;
  unsigned same_ = 0;
  std::size_t turn_ = 0;
  std::size_t closer_turn_ = 0;
  std::int64_t near_code_percent_ = kExtraNearCodePercent;
  std::int64_t cost_percent_ = 0;
  std::int64_t cost_ = 0;  ///< pixels of the plain pass, this frame
  std::vector<SuspectedCode> suspected_;
  std::optional<Texture> texture_;  ///< of the frame that was read last
  std::optional<GrayArea> remembered_;
  std::uint64_t remembered_frame_ = 0;
  std::vector<SeenOnce> seen_once_;
  std::vector<ReadCode> last_codes_;
  bool last_alone_ = false;
};

}  // namespace uketsuke
