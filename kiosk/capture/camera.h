// Frames through GStreamer: a V4L2 camera that may come and go, or files as a camera would deliver them. GStreamer
// runs its own threads inside; every function here is called by one thread (the scanner's).
#pragma once

#include <chrono>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "kiosk/capture/frame_source.h"

namespace uketsuke {

/// `--camera off|auto|NAME|file:PATTERN`
struct CameraSettings {
  enum class Kind { off, automatic, device, files };
  Kind kind = Kind::automatic;
  std::string text;               ///< device: its name (or part of it) or /dev path; files: see find_frame_files
  std::optional<bool> full_hd{};  ///< 1920x1080 where a device has it; none: where this machine keeps up (full_hd.h)
  bool every_frame = false;       ///< files: each frame as fast as it is taken, instead of 30 a second
  std::chrono::milliseconds retry{1000};           ///< between tries while a camera is lost
  std::chrono::milliseconds no_frame_limit{4000};  ///< a camera that is silent for so long is lost
  std::string source_pipeline;                     ///< tests: a gst-launch text in place of the device
};

CameraSettings parse_camera_flag(std::string_view flag);

/// The camera's name as staff know it, for `doctor` and the choice of one.
struct CameraDevice {
  std::string name;
  std::string path;  ///< /dev/video0; empty where the system does not say
};
/// What is plugged in now.  Errors: as Camera::start.  Cost: some 10 ms to 1 s, opens each device
Result<std::vector<CameraDevice>> list_cameras();

class Camera : public FrameSource {
 public:
  explicit Camera(CameraSettings settings);
  ~Camera() override;
  /// Errors: Code::device_failed (a plugin is missing), Code::not_found, Code::bad_input (files).
  Status start() override;
  void stop() override;
  void use_smaller_frames() override;
  std::optional<LumaFrame> next_frame(std::chrono::milliseconds limit) override;
  [[nodiscard]] SourceState state() const override;
  [[nodiscard]] std::string detail() const override;
  /// files: why the frames ended early (a broken picture or video), Code::bad_input; none if they were all delivered.
  [[nodiscard]] std::optional<Error> failure() const;

 private:
  struct Parts;
  std::unique_ptr<Parts> parts_;
};

}  // namespace uketsuke
