// The camera's picture as an OpenGL texture. Needs the context that draws it to be current. Thread: ui.
#pragma once

#include <cstdint>

#include "kiosk/ui/ui.h"

namespace uketsuke {

/// 8-bit gray, rows of `row_stride` bytes; owned by the caller.
struct PreviewPixels {
  const std::uint8_t* pixels = nullptr;
  int width = 0;
  int height = 0;
  int row_stride = 0;
};

class PreviewTexture {
 public:
  PreviewTexture() = default;
  PreviewTexture(const PreviewTexture&) = delete;
  PreviewTexture& operator=(const PreviewTexture&) = delete;

  /// Copies the picture to the graphics card.
  void upload(const PreviewPixels& picture);
  /// The camera went away: nothing to show.
  void clear() { picture_ = {}; }
  [[nodiscard]] PreviewPicture picture() const { return picture_; }
  /// Before the context ends.
  void destroy();

 private:
  unsigned texture_ = 0;
  int width_ = 0;
  int height_ = 0;
  PreviewPicture picture_;
};

}  // namespace uketsuke
