// A camera that tests plug in and pull out: a GStreamer device provider of our own, so that the real device monitor
// tells of it. Its element shows a test picture as MJPEG or raw.
#pragma once

#include <string>

namespace uketsuke::testing {

struct FakeCamera {
  std::string name;           ///< as staff see it
  bool mjpeg = true;          ///< offers MJPEG 1280x720 at 30 (and raw 640x480)
  bool broken_mjpeg = false;  ///< … but fails when asked for it
  bool full_hd = false;       ///< offers MJPEG 1920x1080 at 30, too
};

/// Registers the provider with GStreamer (once), nothing plugged in.
void use_fake_cameras();
void plug_in(const FakeCamera& camera);
/// Every one that is plugged in.
void pull_out_cameras();

}  // namespace uketsuke::testing
