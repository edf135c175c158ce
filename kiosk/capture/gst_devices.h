// Which cameras are plugged in, and news of that (GstDeviceMonitor). For camera.cpp only. Thread: scanner.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "kiosk/capture/camera.h"
#include "kiosk/capture/gst_parts.h"

namespace uketsuke::gst {

using Device = Object<GstDevice>;

/// What happened since it was asked last.
struct DeviceNews {
  bool added = false;            ///< some camera came
  bool current_removed = false;  ///< the one in use went
};

class CameraDevices {
 public:
  CameraDevices() = default;
  ~CameraDevices();
  CameraDevices(const CameraDevices&) = delete;
  CameraDevices& operator=(const CameraDevices&) = delete;

  /// Errors: Code::device_failed
  Status start();
  void stop();
  /// @param wanted  empty: the first one; else its path, its name, or a part of its name
  [[nodiscard]] Device find(const std::string& wanted) const;
  [[nodiscard]] std::vector<CameraDevice> list() const;
  /// @param current  the device in use, or null
  DeviceNews take_news(GstDevice* current);

 private:
  Object<GstDeviceMonitor> monitor_;
};

std::string device_name(GstDevice* device);
std::string device_path(GstDevice* device);

/// Caps to ask a device for, best first: MJPEG 1280x720 at 30 (before it 1920x1080, if `full_hd`), other MJPEG, raw.
/// Only what it says it can.
std::vector<std::string> choose_caps(GstDevice* device, bool full_hd);

}  // namespace uketsuke::gst
