// See gst_devices.h.
#include "kiosk/capture/gst_devices.h"

#include <algorithm>
#include <array>
#include <cctype>

namespace uketsuke::gst {
namespace {

std::string lower(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(),
                 [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return text;
}

/// Calls `visit` for each device until it returns true; hands over that one.
template <class Visit>
Device find_device(GstDeviceMonitor* monitor, const Visit& visit) {
  Device found;
  GList* devices = monitor != nullptr ? gst_device_monitor_get_devices(monitor) : nullptr;
  for (GList* entry = devices; entry != nullptr; entry = entry->next) {
    auto* device = GST_DEVICE(entry->data);
    if (!found && visit(device)) found.reset(GST_DEVICE(gst_object_ref(device)));
  }
  g_list_free_full(devices, gst_object_unref);
  return found;
}

}  // namespace

std::string device_name(GstDevice* device) {
  const Text name(gst_device_get_display_name(device));
  return name ? name.get() : "";
}

std::string device_path(GstDevice* device) {
  const Structure properties(gst_device_get_properties(device));
  if (!properties) return {};
  for (const char* key : {"device.path", "api.v4l2.path"}) {
    const char* path = gst_structure_get_string(properties.get(), key);
    if (path != nullptr) return path;
  }
  return {};
}

CameraDevices::~CameraDevices() { stop(); }

Status CameraDevices::start() {
  monitor_.reset(gst_device_monitor_new());
  gst_device_monitor_add_filter(monitor_.get(), "Video/Source", nullptr);
  if (gst_device_monitor_start(monitor_.get()) == FALSE) {
    monitor_.reset();
    return fail(Code::device_failed,
                "GStreamer cannot watch for cameras: apt install gstreamer1.0-plugins-good, and check /dev", "camera");
  }
  return {};
}

void CameraDevices::stop() {
  if (!monitor_) return;
  gst_device_monitor_stop(monitor_.get());
  monitor_.reset();
}

Device CameraDevices::find(const std::string& wanted) const {
  if (wanted.empty()) return find_device(monitor_.get(), [](GstDevice*) { return true; });
  Device exact = find_device(monitor_.get(), [&](GstDevice* device) {
    return device_path(device) == wanted || device_name(device) == wanted;
  });
  if (exact || wanted.front() == '/') return exact;
  return find_device(monitor_.get(), [&](GstDevice* device) {
    return lower(device_name(device)).find(lower(wanted)) != std::string::npos;
  });
}

std::vector<CameraDevice> CameraDevices::list() const {
  std::vector<CameraDevice> cameras;
  find_device(monitor_.get(), [&](GstDevice* device) {
    cameras.push_back({device_name(device), device_path(device)});
    return false;
  });
  return cameras;
}

DeviceNews CameraDevices::take_news(GstDevice* current) {
  DeviceNews news;
  if (!monitor_) return news;
  const Object<GstBus> bus(gst_device_monitor_get_bus(monitor_.get()));
  while (const Message message{gst_bus_pop(bus.get())}) {
    GstDevice* device = nullptr;
    if (GST_MESSAGE_TYPE(message.get()) == GST_MESSAGE_DEVICE_ADDED) {
      news.added = true;
    } else if (GST_MESSAGE_TYPE(message.get()) == GST_MESSAGE_DEVICE_REMOVED) {
      gst_message_parse_device_removed(message.get(), &device);
      const Device removed(device);
      if (current != nullptr && removed.get() == current) news.current_removed = true;
    }
  }
  return news;
}

std::vector<std::string> choose_caps(GstDevice* device, bool full_hd) {
  static constexpr const char* kFullHd = "image/jpeg,width=1920,height=1080,framerate=30/1";
  static constexpr std::array<const char*, 7> kWanted{
      kFullHd,
      "image/jpeg,width=1280,height=720,framerate=30/1",
      "image/jpeg,width=[640,1920],height=[480,1080],framerate=[15/1,60/1]",
      "video/x-raw,width=1280,height=720,framerate=[15/1,60/1]",
      "video/x-raw,width=[640,1920],height=[480,1080],framerate=[10/1,60/1]",
      "image/jpeg",
      "video/x-raw",
  };
  std::vector<std::string> chosen;
  const Caps offered(gst_device_get_caps(device));
  for (const char* wanted : kWanted) {
    if (wanted == kFullHd && !full_hd) continue;
    const Caps caps(gst_caps_from_string(wanted));
    if (offered && gst_caps_can_intersect(offered.get(), caps.get()) != FALSE) chosen.emplace_back(wanted);
  }
  if (chosen.empty()) chosen = {"image/jpeg", "video/x-raw"};
  return chosen;
}

}  // namespace uketsuke::gst
