// A camera's frames to the codes in them, one after the other, in little more time than the plain pass takes: what
// costs more takes turns, on the part of the frame where a code is likely. Knows no camera and no clock but the frame's
// number. One thread (scanner).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "kiosk/capture/qr_reader.h"
#include "kiosk/capture/read_passes.h"
#include "kiosk/capture/read_texture.h"

namespace uketsuke {

class CameraReader {
 public:
  /// Percent of the plain pass's cost that a frame without a code may cost besides it.
  static constexpr std::int64_t kExtraPercent = 24;
  /// The same for so many frames after a code was read or half read: it is there.
  static constexpr std::int64_t kExtraNearCodePercent = 250;
  static constexpr unsigned kRememberedFrames = 20;
  /// A frame that looks like the one before is not read again so often.
  static constexpr unsigned kSameFrames = 10;

  /// The next frame of one camera; sizes may change. What counts: see read_codes; a second frame confirms as well.
  /// @return passes is 0 for a frame that was left out; codes are then those of the one before
  /// Errors: Code::bad_frame if sizes disagree.  Cost: tests/bench/qr_read
  Result<ReadCodes> read(const LumaFrame& frame);

 private:
  struct SeenOnce {
    std::string text;
    std::uint64_t frame = 0;
  };
  bool take(Look look, const Pass& pass, ReadCodes& read, const GrayArea& area);
  void take_turns(const GrayView& picture, std::int64_t budget, ReadCodes& read);
  [[nodiscard]] GrayArea choose_area(const GrayView& picture, double share) const;
  [[nodiscard]] bool is_near_code() const;

  std::uint64_t frame_ = 0;
  unsigned same_ = 0;
  std::size_t turn_ = 0;
  std::optional<Texture> texture_;  ///< of the frame that was read last
  std::optional<GrayArea> remembered_;
  std::uint64_t remembered_frame_ = 0;
  std::vector<SeenOnce> seen_once_;
  std::vector<ReadCode> last_codes_;
};

}  // namespace uketsuke
