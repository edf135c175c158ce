// See gst_picture_feed.h.
#include "kiosk/capture/gst_picture_feed.h"

#include <cstring>

#include "kiosk/capture/gst_parts.h"
#include "kiosk/capture/image_file.h"

namespace uketsuke::gst {
namespace {

constexpr int kFramesPerSecond = 30;

/// GStreamer expects gray rows to begin at multiples of four bytes.
std::size_t padded(int width) { return (static_cast<std::size_t>(width) + 3) & ~std::size_t{3}; }

GstBuffer* to_buffer(const LumaFrame& frame) {
  const std::size_t stride = padded(frame.width);
  const std::size_t size = stride * static_cast<std::size_t>(frame.height);
  GstBuffer* buffer = gst_buffer_new_allocate(nullptr, size, nullptr);
  GstMapInfo map{};
  if (buffer == nullptr || gst_buffer_map(buffer, &map, GST_MAP_WRITE) == FALSE) return buffer;
  std::memset(map.data, 255, size);
  for (std::size_t y = 0; y < static_cast<std::size_t>(frame.height); ++y) {
    const std::uint8_t* row = frame.pixels->data() + y * static_cast<std::size_t>(frame.row_stride);
    std::memcpy(map.data + y * stride, row, static_cast<std::size_t>(frame.width));
  }
  gst_buffer_unmap(buffer, &map);
  return buffer;
}

}  // namespace

void PictureFeed::attach(GstAppSrc* source) {
  GstAppSrcCallbacks callbacks{};
  callbacks.need_data = &PictureFeed::need_data;
  gst_app_src_set_callbacks(source, &callbacks, this, nullptr);
  gst_app_src_set_max_bytes(source, 1);  // one picture ahead
}

void PictureFeed::need_data(GstAppSrc* source, guint /*length*/, gpointer self) {
  static_cast<PictureFeed*>(self)->push_next(source);
}

void PictureFeed::push_next(GstAppSrc* source) {
  if (next_ >= files_.size()) {
    gst_app_src_end_of_stream(source);
    return;
  }
  const auto frame = read_image_file(files_[next_]);
  if (!frame) {
    const std::string text = kPictureError + frame.error().what;
    GST_ELEMENT_ERROR(source, RESOURCE, READ, ("%s", text.c_str()), (nullptr));
    gst_app_src_end_of_stream(source);
    next_ = files_.size();
    return;
  }
  push(source, *frame);
}

bool PictureFeed::push(GstAppSrc* source, const LumaFrame& frame) {
  GstBuffer* buffer = to_buffer(frame);
  GST_BUFFER_PTS(buffer) = gst_util_uint64_scale(next_, GST_SECOND, kFramesPerSecond);
  GST_BUFFER_DURATION(buffer) = GST_SECOND / kFramesPerSecond;
  ++next_;
  const Caps caps(gst_caps_new_simple("video/x-raw", "format", G_TYPE_STRING, "GRAY8", "width", G_TYPE_INT, frame.width,
                                      "height", G_TYPE_INT, frame.height, "framerate", GST_TYPE_FRACTION,
                                      kFramesPerSecond, 1, nullptr));
  const Sample sample(gst_sample_new(buffer, caps.get(), nullptr, nullptr));
  gst_buffer_unref(buffer);
  return gst_app_src_push_sample(source, sample.get()) == GST_FLOW_OK;
}

}  // namespace uketsuke::gst
