// What the reader's benchmarks share: the readers beside each other, thread CPU time, photographs. Header only.
#pragma once

// Before ZXing, whose macros have the names of its classes.
#include <zbar.h>

#define ZX_USE_UTF8 1
#include <ZXing/ReadBarcode.h>

#include <algorithm>
#include <cstdint>
#include <ctime>
#include <exception>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <memory>
#include <string>
#include <vector>

#include "kiosk/capture/image_file.h"
#include "kiosk/capture/read_gray.h"

namespace uketsuke::bench {

using Texts = std::vector<std::string>;

/// Of this thread: what others do on the machine is not counted.
inline double cpu_ms() {
  timespec now{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) * 1e3 + static_cast<double>(now.tv_nsec) / 1e6;
}

/// ZXing as it comes: QR codes only, its own retries on.
inline Texts read_plain_zxing(const LumaFrame& frame) {
  Texts texts;
  try {
    ZXing::DecodeHints hints;
    hints.setFormats(ZXing::BarcodeFormat::QRCode);
    hints.setTryHarder(true);
    hints.setTryDownscale(true);
    hints.setMaxNumberOfSymbols(8);
    const ZXing::ImageView view(frame.pixels->data(), frame.width, frame.height, ZXing::ImageFormat::Lum,
                                frame.row_stride);
    for (const auto& found : ZXing::ReadBarcodes(view, hints)) {
      if (!found.isValid()) continue;
      const bool is_text = found.contentType() != ZXing::ContentType::Binary;
      texts.push_back(is_text ? found.text() : std::string(found.bytes().begin(), found.bytes().end()));
    }
  } catch (const std::exception&) {
    texts.clear();
  }
  return texts;
}

/// ZBar as it comes: QR codes only, dark on light and light on dark.
inline Texts read_plain_zbar(const LumaFrame& frame) {
  const std::unique_ptr<zbar::zbar_image_scanner_t, decltype(&zbar::zbar_image_scanner_destroy)> scanner(
      zbar::zbar_image_scanner_create(), &zbar::zbar_image_scanner_destroy);
  zbar::zbar_image_scanner_set_config(scanner.get(), zbar::ZBAR_NONE, zbar::ZBAR_CFG_ENABLE, 0);
  zbar::zbar_image_scanner_set_config(scanner.get(), zbar::ZBAR_QRCODE, zbar::ZBAR_CFG_ENABLE, 1);
  zbar::zbar_image_scanner_set_config(scanner.get(), zbar::ZBAR_NONE, zbar::ZBAR_CFG_TEST_INVERTED, 1);
  const std::unique_ptr<zbar::zbar_image_t, decltype(&zbar::zbar_image_destroy)> image(zbar::zbar_image_create(),
                                                                                       &zbar::zbar_image_destroy);
  const GrayPicture packed = copy(view_of(frame));
  zbar::zbar_image_set_format(image.get(), 'Y' | '8' << 8 | '0' << 16 | '0' << 24);
  zbar::zbar_image_set_size(image.get(), static_cast<unsigned>(frame.width), static_cast<unsigned>(frame.height));
  zbar::zbar_image_set_data(image.get(), packed.bytes.data(), packed.bytes.size(), nullptr);
  zbar::zbar_scan_image(scanner.get(), image.get());
  Texts texts;
  for (const auto* symbol = zbar::zbar_image_first_symbol(image.get()); symbol != nullptr;
       symbol = zbar::zbar_symbol_next(symbol)) {
    texts.emplace_back(zbar::zbar_symbol_get_data(symbol), zbar::zbar_symbol_get_data_length(symbol));
  }
  return texts;
}

/// A frame and what it says; empty: nothing.
struct Sample {
  LumaFrame frame;
  std::string text;
};

/// Quotation marks stand in the photographs' texts with or without a backslash.
inline std::string without_escapes(std::string text) {
  text.erase(std::remove(text.begin(), text.end(), '\\'), text.end());
  return text;
}

inline std::vector<Sample> load_photos(const std::filesystem::path& folder) {
  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
    if (entry.path().extension() == ".png") files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());
  std::vector<Sample> samples;
  for (std::filesystem::path& file : files) {
    const auto frame = read_image_file(file);
    std::ifstream bytes(file.replace_extension(".bin"), std::ios::binary);
    if (!bytes) bytes = std::ifstream(file.replace_extension(".txt"), std::ios::binary);
    if (frame) samples.push_back({*frame, {std::istreambuf_iterator<char>(bytes), {}}});
  }
  return samples;
}

inline bool says(const Texts& texts, const std::string& text) {
  return std::any_of(texts.begin(), texts.end(),
                     [&](const std::string& read) { return without_escapes(read) == without_escapes(text); });
}

/// @param share  0.5: the median
inline double quantile(std::vector<double> values, double share) {
  if (values.empty()) return 0;
  std::sort(values.begin(), values.end());
  return values[std::min(values.size() - 1, static_cast<std::size_t>(share * static_cast<double>(values.size())))];
}

}  // namespace uketsuke::bench
