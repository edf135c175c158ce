// See gst_picture_feed.h.
#include "kiosk/capture/gst_picture_feed.h"

#include <cstring>
#include <utility>

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

Sample to_sample(const LumaFrame& frame, std::uint64_t number) {
  GstBuffer* buffer = to_buffer(frame);
  GST_BUFFER_PTS(buffer) = gst_util_uint64_scale(number, GST_SECOND, kFramesPerSecond);
  GST_BUFFER_DURATION(buffer) = GST_SECOND / kFramesPerSecond;
  const Caps caps(gst_caps_new_simple("video/x-raw", "format", G_TYPE_STRING, "GRAY8", "width", G_TYPE_INT, frame.width,
                                      "height", G_TYPE_INT, frame.height, "framerate", GST_TYPE_FRACTION,
                                      kFramesPerSecond, 1, nullptr));
  Sample sample(gst_sample_new(buffer, caps.get(), nullptr, nullptr));
  gst_buffer_unref(buffer);
  return sample;
}

}  // namespace

PictureFeed::PictureFeed(std::vector<std::filesystem::path> files) {
  const std::scoped_lock lock(mutex_);  // published to GStreamer's thread
  files_ = std::move(files);
}

void PictureFeed::attach(GstAppSrc* source) {
  GstAppSrcCallbacks callbacks{};
  callbacks.need_data = &PictureFeed::need_data;
  gst_app_src_set_callbacks(source, &callbacks, this, nullptr);
  gst_app_src_set_max_bytes(source, 1);  // one picture ahead
}

void PictureFeed::need_data(GstAppSrc* source, guint /*length*/, gpointer self) {
  static_cast<PictureFeed*>(self)->push_next(source);
}

std::optional<PictureFeed::Next> PictureFeed::take_next() {
  const std::scoped_lock lock(mutex_);
  if (next_ >= files_.size()) return std::nullopt;
  const std::size_t number = next_++;
  return Next{files_[number], number};
}

void PictureFeed::push_next(GstAppSrc* source) {
  const auto next = take_next();
  if (!next) {
    gst_app_src_end_of_stream(source);
    return;
  }
  const auto frame = read_image_file(next->file);
  if (!frame) {
    const std::string text = kPictureError + frame.error().what;
    GST_ELEMENT_ERROR(source, RESOURCE, READ, ("%s", text.c_str()), (nullptr));
    gst_app_src_end_of_stream(source);
    const std::scoped_lock lock(mutex_);
    next_ = files_.size();
    return;
  }
  const Sample sample = to_sample(*frame, next->number);
  gst_app_src_push_sample(source, sample.get());
}

}  // namespace uketsuke::gst
