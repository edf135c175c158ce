// Writes test pictures as PNG, JPEG or WebP. Header only.
#pragma once

#include <gdk-pixbuf/gdk-pixbuf.h>

#include <string>
#include <vector>

#include "common/result.h"
#include "tests/support/qr_picture.h"

namespace uketsuke::testing {

/// @param type  "png" or "jpeg"
inline void write_picture(const QrPicture& picture, const std::string& file, const char* type) {
  std::vector<guchar> rgb;
  rgb.reserve(picture.pixels().size() * 3);
  for (const std::uint8_t value : picture.pixels()) rgb.insert(rgb.end(), {value, value, value});
  GdkPixbuf* pixbuf = gdk_pixbuf_new_from_data(rgb.data(), GDK_COLORSPACE_RGB, FALSE, 8, picture.width(),
                                               picture.height(), picture.width() * 3, nullptr, nullptr);
  GError* error = nullptr;
  CHECK(gdk_pixbuf_save(pixbuf, file.c_str(), type, &error, nullptr) != FALSE);
  g_object_unref(pixbuf);
}

}  // namespace uketsuke::testing
