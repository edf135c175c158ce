// Where frames come from: a camera, files, or a test. Owned and called by one thread (the scanner's).
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

#include "common/result.h"
#include "kiosk/capture/frame.h"

namespace uketsuke {

enum class SourceState {
  off,       ///< not started, stopped, or `--camera off`
  starting,  ///< started, no frame yet
  running,
  lost,  ///< unplugged or failed; tried again by itself
  ended  ///< files: the last frame was delivered
};

inline std::string_view word(SourceState state) {
  switch (state) {
    case SourceState::off:
      return "off";
    case SourceState::starting:
      return "starting";
    case SourceState::running:
      return "running";
    case SourceState::lost:
      return "lost";
    case SourceState::ended:
      return "ended";
  }
  return "off";
}

/// An edge: the camera outside, made-up frames in tests.
class FrameSource {
 public:
  FrameSource() = default;
  FrameSource(const FrameSource&) = delete;
  FrameSource& operator=(const FrameSource&) = delete;
  virtual ~FrameSource() = default;

  /// Errors: what no retry mends (a missing plugin, no such file). A camera that is not there is `lost`, not an error.
  virtual Status start() = 0;
  virtual void stop() = 0;
  /// The frames are too large to be read in time: smaller ones from now on, where it has any.
  virtual void use_smaller_frames() {}
  /// The newest frame not handed out yet; also drives retries and hot-plugging, so call it all the time.
  /// @return none after `limit` at the latest
  virtual std::optional<LumaFrame> next_frame(std::chrono::milliseconds limit) = 0;
  [[nodiscard]] virtual SourceState state() const = 0;
  /// One sentence for staff on what is wrong, or which device runs.
  [[nodiscard]] virtual std::string detail() const = 0;
};

}  // namespace uketsuke
