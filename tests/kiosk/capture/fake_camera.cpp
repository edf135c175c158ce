// See fake_camera.h. GObject boilerplate of a GstDevice and a GstDeviceProvider.
#include "tests/kiosk/capture/fake_camera.h"

#include <gst/gst.h>

#include <mutex>
#include <vector>

namespace {

struct FakeDevice {
  GstDevice parent;
  char* launch;
};
struct FakeDeviceClass {
  GstDeviceClass parent;
};
G_DEFINE_TYPE(FakeDevice, fake_device, GST_TYPE_DEVICE)

GstElement* fake_device_create(GstDevice* device, const gchar* name) {
  auto* self = reinterpret_cast<FakeDevice*>(device);
  GstElement* element = gst_parse_bin_from_description(self->launch, TRUE, nullptr);
  gst_object_set_name(GST_OBJECT(element), name);
  return element;
}
void fake_device_finalize(GObject* object) {
  g_free(reinterpret_cast<FakeDevice*>(object)->launch);
  G_OBJECT_CLASS(fake_device_parent_class)->finalize(object);
}
void fake_device_class_init(FakeDeviceClass* type) {
  GST_DEVICE_CLASS(type)->create_element = fake_device_create;
  G_OBJECT_CLASS(type)->finalize = fake_device_finalize;
}
void fake_device_init(FakeDevice* self) { self->launch = nullptr; }

struct FakeProvider {
  GstDeviceProvider parent;
};
struct FakeProviderClass {
  GstDeviceProviderClass parent;
};
G_DEFINE_TYPE(FakeProvider, fake_provider, GST_TYPE_DEVICE_PROVIDER)

/// What is plugged in, for a provider that starts later.
struct Plugged {
  std::mutex mutex;
  std::vector<GstDevice*> devices;
  GstDeviceProvider* running = nullptr;
};
Plugged& plugged() {
  static Plugged it;
  return it;
}

gboolean fake_provider_start(GstDeviceProvider* provider) {
  const std::scoped_lock lock(plugged().mutex);
  plugged().running = provider;
  for (GstDevice* device : plugged().devices) gst_device_provider_device_add(provider, device);
  return TRUE;
}
void fake_provider_stop(GstDeviceProvider* /*provider*/) {
  const std::scoped_lock lock(plugged().mutex);
  plugged().running = nullptr;
}
void fake_provider_class_init(FakeProviderClass* type) {
  auto* provider = GST_DEVICE_PROVIDER_CLASS(type);
  provider->start = fake_provider_start;
  provider->stop = fake_provider_stop;
  gst_device_provider_class_set_static_metadata(provider, "Fake cameras", "Source/Video", "For tests", "Uketsuke");
}
void fake_provider_init(FakeProvider* /*self*/) {}

}  // namespace

namespace uketsuke::testing {

void use_fake_cameras() {
  gst_init(nullptr, nullptr);
  static const bool registered =
      gst_device_provider_register(nullptr, "uketsukefake", GST_RANK_PRIMARY, fake_provider_get_type()) != FALSE;
  static_cast<void>(registered);
}

void plug_in(const FakeCamera& camera) {
  std::string caps_text = "video/x-raw,format=YUY2,width=640,height=480,framerate=30/1";
  std::string launch = "videotestsrc is-live=true ! video/x-raw,format=YUY2,width=640,height=480,framerate=30/1";
  if (camera.mjpeg) {
    caps_text = "image/jpeg,width=1280,height=720,framerate=30/1;" + caps_text;
    launch = "videotestsrc is-live=true ! video/x-raw,width=1280,height=720,framerate=30/1 ! jpegenc";
  }
  if (camera.full_hd) {
    caps_text = "image/jpeg,width=1920,height=1080,framerate=30/1;" + caps_text;
    launch = "videotestsrc is-live=true ! video/x-raw,width=[1280,1920],height=[720,1080],framerate=30/1 ! jpegenc";
  }
  // It offers MJPEG, but only raw frames ever come out: asked for MJPEG, nothing can be agreed on.
  if (camera.broken_mjpeg) launch = "videotestsrc is-live=true ! video/x-raw,width=640,height=480,framerate=30/1";
  GstCaps* caps = gst_caps_from_string(caps_text.c_str());
  auto* device = reinterpret_cast<FakeDevice*>(g_object_new(fake_device_get_type(), "display-name", camera.name.c_str(),
                                                            "device-class", "Video/Source", "caps", caps, nullptr));
  gst_caps_unref(caps);
  device->launch = g_strdup(launch.c_str());
  gst_object_ref_sink(device);
  const std::scoped_lock lock(plugged().mutex);
  plugged().devices.push_back(GST_DEVICE(device));
  if (plugged().running != nullptr) gst_device_provider_device_add(plugged().running, GST_DEVICE(device));
}

void pull_out_cameras() {
  const std::scoped_lock lock(plugged().mutex);
  for (GstDevice* device : plugged().devices) {
    if (plugged().running != nullptr) gst_device_provider_device_remove(plugged().running, device);
    gst_object_unref(device);
  }
  plugged().devices.clear();
}

}  // namespace uketsuke::testing
