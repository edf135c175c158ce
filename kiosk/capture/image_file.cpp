// gdk-pixbuf adapter: the only file that knows it. The size is known before the pixels are (size-prepared), so a
// bomb of a picture costs nothing.
#include "kiosk/capture/image_file.h"

#include <gdk-pixbuf/gdk-pixbuf.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <cstddef>
#include <fstream>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace uketsuke {
namespace {

struct Unref {
  void operator()(gpointer object) const { g_object_unref(object); }
};
using PixbufPtr = std::unique_ptr<GdkPixbuf, Unref>;
using LoaderPtr = std::unique_ptr<GdkPixbufLoader, Unref>;

std::string take_message(GError* error) {
  std::string message = error != nullptr ? error->message : "unknown reason";
  g_clear_error(&error);
  return message;
}

/// What size-prepared reported. Too large: the loader is told to make one pixel, and the picture is refused.
struct SizeSeen {
  std::int64_t width = 0;
  std::int64_t height = 0;
  std::int64_t rows = 0;  ///< decoded so far; stays 0 where a format does not tell
  [[nodiscard]] bool too_large() const { return width * height > kMaxImagePixels; }
};

void on_size_prepared(GdkPixbufLoader* loader, int width, int height, gpointer user_data) {
  auto* seen = static_cast<SizeSeen*>(user_data);
  seen->width = width;
  seen->height = height;
  if (seen->too_large()) gdk_pixbuf_loader_set_size(loader, 1, 1);
}

void on_area_updated(GdkPixbufLoader* /*loader*/, int /*x*/, int y, int /*width*/, int height, gpointer user_data) {
  auto* seen = static_cast<SizeSeen*>(user_data);
  seen->rows = std::max<std::int64_t>(seen->rows, std::int64_t{y} + height);
}

Error bad(const std::filesystem::path& file, const std::string& why) {
  return {Code::bad_input, file.string() + ": " + why, "image"};
}

/// Feeds the file in pieces until it ends, is refused, or turns out too large.
Status feed(GdkPixbufLoader* loader, const std::filesystem::path& file, const SizeSeen& seen) {
  std::ifstream in(file, std::ios::binary);
  if (!in) return fail(Code::not_found, file.string() + ": cannot be opened", "image");
  std::vector<char> piece(64 * 1024);
  bool empty = true;
  while (in.read(piece.data(), static_cast<std::streamsize>(piece.size())), in.gcount() > 0) {
    empty = false;
    GError* error = nullptr;
    const auto* bytes = reinterpret_cast<const guchar*>(piece.data());
    if (gdk_pixbuf_loader_write(loader, bytes, static_cast<gsize>(in.gcount()), &error) == FALSE) {
      return tl::unexpected(bad(file, "not a picture that can be read: " + take_message(error)));
    }
    if (seen.too_large()) return {};
  }
  if (empty) return tl::unexpected(bad(file, "is empty"));
  return {};
}

std::uint8_t to_luma(unsigned red, unsigned green, unsigned blue) {
  // ITU-R BT.601, as the camera's videoconvert does it.
  return static_cast<std::uint8_t>((299 * red + 587 * green + 114 * blue + 500) / 1000);
}

LumaFrame to_frame(const GdkPixbuf* pixbuf) {
  LumaFrame frame;
  frame.width = gdk_pixbuf_get_width(pixbuf);
  frame.height = gdk_pixbuf_get_height(pixbuf);
  frame.row_stride = frame.width;
  const auto channels = static_cast<std::size_t>(gdk_pixbuf_get_n_channels(pixbuf));
  const bool has_alpha = gdk_pixbuf_get_has_alpha(pixbuf) != FALSE;
  const auto stride = static_cast<std::size_t>(gdk_pixbuf_get_rowstride(pixbuf));
  const std::uint8_t* data = gdk_pixbuf_read_pixels(pixbuf);
  std::vector<std::uint8_t> pixels(static_cast<std::size_t>(frame.width) * static_cast<std::size_t>(frame.height));
  std::uint8_t* out = pixels.data();
  for (std::size_t y = 0; y < static_cast<std::size_t>(frame.height); ++y) {
    const std::uint8_t* in = data + y * stride;
    for (int x = 0; x < frame.width; ++x, in += channels) {
      const unsigned luma = to_luma(in[0], in[1], in[2]);
      const unsigned alpha = has_alpha ? in[3] : 255;
      *out++ = static_cast<std::uint8_t>((luma * alpha + 255 * (255 - alpha) + 127) / 255);
    }
  }
  frame.pixels = std::make_shared<const std::vector<std::uint8_t>>(std::move(pixels));
  return frame;
}

}  // namespace

Result<LumaFrame> read_image_file(const std::filesystem::path& file) {
  std::error_code ignored;
  if (!std::filesystem::exists(file, ignored)) return fail(Code::not_found, file.string() + ": no such file", "image");
  if (!std::filesystem::is_regular_file(file, ignored)) return tl::unexpected(bad(file, "is not a file"));
  const LoaderPtr loader(gdk_pixbuf_loader_new());
  SizeSeen seen;
  g_signal_connect(loader.get(), "size-prepared", G_CALLBACK(on_size_prepared), &seen);
  g_signal_connect(loader.get(), "area-updated", G_CALLBACK(on_area_updated), &seen);
  const Status fed = feed(loader.get(), file, seen);
  GError* error = nullptr;
  const bool closed = gdk_pixbuf_loader_close(loader.get(), &error) != FALSE;
  const std::string why = closed ? std::string() : take_message(error);
  if (!fed) return tl::unexpected(fed.error());
  if (seen.too_large()) {
    return tl::unexpected(bad(file, std::to_string(seen.width) + "x" + std::to_string(seen.height) +
                                        " is larger than the 50 megapixels that are read"));
  }
  if (!closed && seen.width == 0) return tl::unexpected(bad(file, "not a picture that can be read: " + why));
  if (!closed) return tl::unexpected(bad(file, "broken or cut off: " + why));
  // The library takes the first half of a PNG for a picture.
  if (seen.rows > 0 && seen.rows < seen.height) return tl::unexpected(bad(file, "is cut off"));
  GdkPixbuf* loaded = gdk_pixbuf_loader_get_pixbuf(loader.get());
  if (loaded == nullptr) return tl::unexpected(bad(file, "not a picture that can be read"));
  const PixbufPtr turned(gdk_pixbuf_apply_embedded_orientation(loaded));
  if (!turned) return tl::unexpected(bad(file, "not enough memory to turn it"));
  return to_frame(turned.get());
}

bool has_image_name(const std::filesystem::path& file) {
  static constexpr std::array<std::string_view, 7> kEndings{".png", ".jpg", ".jpeg", ".webp", ".pgm", ".ppm", ".pnm"};
  std::string ending = file.extension().string();
  std::transform(ending.begin(), ending.end(), ending.begin(),
                 [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return std::find(kEndings.begin(), kEndings.end(), ending) != kEndings.end();
}

}  // namespace uketsuke
