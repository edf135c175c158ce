// Pictures of QR codes for tests: drawn at any scale, angle and place, inverted, noisy. Header only; links qrencode.
#pragma once

#include <qrencode.h>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <fstream>
#include <memory>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "common/result.h"
#include "kiosk/capture/frame.h"

namespace uketsuke::testing {

/// Modules of a code, true is dark; `size` in each direction.
struct QrModules {
  int size = 0;
  std::vector<bool> dark;
  [[nodiscard]] bool at(int x, int y) const {
    return x >= 0 && y >= 0 && x < size && y < size && dark[static_cast<std::size_t>(y * size + x)];
  }
};

inline QrModules make_qr(const std::string& text) {
  const std::unique_ptr<QRcode, decltype(&QRcode_free)> code(
      QRcode_encodeString(text.c_str(), 0, QR_ECLEVEL_Q, QR_MODE_8, 1), &QRcode_free);
  CHECK(code != nullptr);
  QrModules modules{code->width, {}};
  for (int i = 0; i < code->width * code->width; ++i) modules.dark.push_back((code->data[i] & 1) != 0);
  return modules;
}

/// Where and how a code lies in the picture.
struct QrPlace {
  double x = 0;  ///< of its middle
  double y = 0;
  double module_pixels = 6;
  double degrees = 0;
  bool inverted = false;
};

/// A gray picture that codes are drawn into.
class QrPicture {
 public:
  QrPicture(int width, int height, std::uint8_t paper = 230)
      : width_(width), height_(height), pixels_(static_cast<std::size_t>(width * height), paper) {}

  QrPicture& draw(const std::string& text, const QrPlace& place) {
    const QrModules modules = make_qr(text);
    const double turn = place.degrees * 3.14159265358979 / 180.0;
    const double half = modules.size / 2.0 + 4;  // with its quiet zone
    for (int y = 0; y < height_; ++y) {
      for (int x = 0; x < width_; ++x) {
        const double dx = (x + 0.5 - place.x) / place.module_pixels;
        const double dy = (y + 0.5 - place.y) / place.module_pixels;
        const double u = dx * std::cos(turn) + dy * std::sin(turn);
        const double v = -dx * std::sin(turn) + dy * std::cos(turn);
        if (std::abs(u) > half || std::abs(v) > half) continue;
        const bool dark = modules.at(static_cast<int>(std::floor(u + modules.size / 2.0)),
                                     static_cast<int>(std::floor(v + modules.size / 2.0)));
        pixels_[static_cast<std::size_t>(y * width_ + x)] = dark != place.inverted ? 20 : 235;
      }
    }
    return *this;
  }

  QrPicture& add_noise(double sigma, unsigned seed) {
    std::mt19937 random(seed);
    std::normal_distribution<double> noise(0, sigma);
    for (std::uint8_t& pixel : pixels_) {
      pixel = static_cast<std::uint8_t>(std::clamp(pixel + noise(random), 0.0, 255.0));
    }
    return *this;
  }

  /// Rows padded to `row_stride` bytes; 0: not padded.
  [[nodiscard]] LumaFrame frame(int row_stride = 0) const {
    LumaFrame frame{width_, height_, row_stride == 0 ? width_ : row_stride, nullptr, 0};
    std::vector<std::uint8_t> bytes(static_cast<std::size_t>(frame.row_stride * height_), 0);
    for (int y = 0; y < height_; ++y) {
      std::copy_n(pixels_.begin() + y * width_, width_, bytes.begin() + y * frame.row_stride);
    }
    frame.pixels = std::make_shared<const std::vector<std::uint8_t>>(std::move(bytes));
    return frame;
  }

  void write_pgm(const std::string& file) const {
    std::ofstream out(file, std::ios::binary);
    out << "P5\n" << width_ << " " << height_ << "\n255\n";
    out.write(reinterpret_cast<const char*>(pixels_.data()), static_cast<std::streamsize>(pixels_.size()));
    CHECK(out.good());
  }

  [[nodiscard]] int width() const { return width_; }
  [[nodiscard]] int height() const { return height_; }
  [[nodiscard]] const std::vector<std::uint8_t>& pixels() const { return pixels_; }

 private:
  int width_;
  int height_;
  std::vector<std::uint8_t> pixels_;
};

/// A code in the middle of a camera's picture.
inline QrPicture ticket_picture(const std::string& text, double module_pixels = 6, double degrees = 0) {
  QrPicture picture(640, 480);
  return picture.draw(text, {320, 240, module_pixels, degrees, false});
}

}  // namespace uketsuke::testing
