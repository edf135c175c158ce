// See gst_parts.h.
#include "kiosk/capture/gst_parts.h"

#include <string_view>

namespace uketsuke::gst {
namespace {

std::string_view package_of(std::string_view element) {
  for (const std::string_view good : {"v4l2src", "jpegdec", "pngdec", "matroskademux", "qtdemux", "vp8dec"}) {
    if (element == good) return "gstreamer1.0-plugins-good";
  }
  return "gstreamer1.0-plugins-base";
}

}  // namespace

Status begin(std::initializer_list<const char*> elements) {
  GError* error = nullptr;
  if (gst_init_check(nullptr, nullptr, &error) == FALSE) {
    const std::string why = error != nullptr ? error->message : "unknown reason";
    g_clear_error(&error);
    return fail(Code::device_failed, "GStreamer does not start: " + why, "camera");
  }
  for (const char* element : elements) {
    const Object<GstElementFactory> factory(gst_element_factory_find(element));
    if (factory) continue;
    return fail(Code::device_failed,
                std::string("GStreamer's plugin for ") + element + " is missing: apt install " +
                    std::string(package_of(element)),
                "camera");
  }
  return {};
}

std::string describe_error(GstMessage* message) {
  GError* error = nullptr;
  gst_message_parse_error(message, &error, nullptr);
  std::string text = error != nullptr ? error->message : "unknown error";
  g_clear_error(&error);
  const Text from(gst_object_get_name(GST_MESSAGE_SRC(message)));
  return from ? text + " (" + from.get() + ")" : text;
}

}  // namespace uketsuke::gst
