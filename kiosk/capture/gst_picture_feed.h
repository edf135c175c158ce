// Pictures into a GStreamer appsrc, one a 30th of a second of stream time. For camera.cpp only. Its function runs on
// GStreamer's streaming thread; the object outlives the pipeline.
#pragma once

#include <gst/app/gstappsrc.h>

#include <cstddef>
#include <filesystem>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "common/result.h"
#include "kiosk/capture/frame.h"

namespace uketsuke::gst {

class PictureFeed {
 public:
  explicit PictureFeed(std::vector<std::filesystem::path> files);
  /// Becomes the source of frames of `source`.
  void attach(GstAppSrc* source);

 private:
  static void need_data(GstAppSrc* source, guint length, gpointer self);
  void push_next(GstAppSrc* source);

  struct Next {
    std::filesystem::path file;
    std::size_t number = 0;
  };
  std::optional<Next> take_next();

  std::mutex mutex_;
  std::vector<std::filesystem::path> files_;
  std::size_t next_ = 0;
};

/// The error of a broken picture travels through the pipeline's bus with this in front of Error.what.
inline constexpr const char* kPictureError = "picture: ";

}  // namespace uketsuke::gst
