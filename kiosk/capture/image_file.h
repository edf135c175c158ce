// Picture files to luma frames, by gdk-pixbuf (PNG, JPEG, WebP, PGM/PPM). Any thread.
#pragma once

#include <cstdint>
#include <filesystem>

#include "common/result.h"
#include "kiosk/capture/frame.h"

namespace uketsuke {

/// Larger pictures are refused before they are decoded.
inline constexpr std::int64_t kMaxImagePixels = 50'000'000;

/// Transparent parts are shown over white; a photograph is turned as its EXIF orientation says.
/// Errors: Code::not_found if there is no such file; Code::bad_input if it is no picture, broken, or too large.
Result<LumaFrame> read_image_file(const std::filesystem::path& file);

/// True if the name ends like a picture that read_image_file takes (.png .jpg .jpeg .webp .pgm .ppm .pnm).
bool has_image_name(const std::filesystem::path& file);

}  // namespace uketsuke
