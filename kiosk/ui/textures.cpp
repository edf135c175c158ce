#include "kiosk/ui/textures.h"

#define GL_GLEXT_PROTOTYPES
#include <GL/gl.h>
#include <GL/glext.h>

namespace uketsuke {

void PreviewTexture::upload(const PreviewPixels& picture) {
  if (picture.pixels == nullptr || picture.width <= 0 || picture.height <= 0) return;
  if (texture_ == 0) {
    glGenTextures(1, &texture_);
    glBindTexture(GL_TEXTURE_2D, texture_);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MIN_FILTER, GL_LINEAR);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MAG_FILTER, GL_LINEAR);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_WRAP_S, GL_CLAMP_TO_EDGE);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_WRAP_T, GL_CLAMP_TO_EDGE);
    const GLint gray[] = {GL_RED, GL_RED, GL_RED, GL_ONE};
    glTexParameteriv(GL_TEXTURE_2D, GL_TEXTURE_SWIZZLE_RGBA, gray);
  }
  glBindTexture(GL_TEXTURE_2D, texture_);
  glPixelStorei(GL_UNPACK_ALIGNMENT, 1);
  glPixelStorei(GL_UNPACK_ROW_LENGTH, picture.row_stride);
  if (width_ != picture.width || height_ != picture.height) {
    glTexImage2D(GL_TEXTURE_2D, 0, GL_R8, picture.width, picture.height, 0, GL_RED, GL_UNSIGNED_BYTE, picture.pixels);
    width_ = picture.width;
    height_ = picture.height;
  } else {
    glTexSubImage2D(GL_TEXTURE_2D, 0, 0, 0, picture.width, picture.height, GL_RED, GL_UNSIGNED_BYTE, picture.pixels);
  }
  glPixelStorei(GL_UNPACK_ROW_LENGTH, 0);
  picture_.texture = texture_;
  picture_.aspect = static_cast<float>(picture.width) / static_cast<float>(picture.height);
}

void PreviewTexture::destroy() {
  if (texture_ != 0) glDeleteTextures(1, &texture_);
  texture_ = 0;
  picture_ = {};
}

}  // namespace uketsuke
