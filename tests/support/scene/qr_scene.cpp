// See qr_scene.h. Light is a float a pixel, 0 to 255; the code is sampled 4 x 4 times a pixel through a homography.
#include "tests/support/scene/qr_scene.h"

#include <qrencode.h>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <memory>
#include <random>
#include <utility>
#include <vector>

#include "common/result.h"

namespace uketsuke::testing {
namespace {

constexpr double kRadians = 3.14159265358979 / 180.0;
constexpr double kFocal = 1100;  // pixels: a lens of 60 degrees
constexpr double kPaper = 225;
constexpr double kInk = 25;
constexpr int kQuiet = 4;  // modules

/// Numbers from a seed, the same with every standard library: the engine is specified, distributions are not.
class Dice {
 public:
  explicit Dice(unsigned seed) : engine_(seed) {}
  double between(double low, double high) {
    return low + (high - low) * (static_cast<double>(engine_()) / 4294967296.0);
  }
  unsigned below(unsigned end) { return static_cast<unsigned>(between(0, end)); }
  double gauss() {  // twelve uniform ones: near enough, no logarithm
    double sum = -6;
    for (int i = 0; i < 12; ++i) sum += between(0, 1);
    return sum;
  }

 private:
  std::mt19937 engine_;
};

struct Modules {
  int size = 0;
  std::vector<bool> dark;
};

Modules encode(const std::string& text, bool is_long) {
  const std::unique_ptr<QRcode, decltype(&QRcode_free)> code(
      is_long ? QRcode_encodeString(text.c_str(), 9, QR_ECLEVEL_M, QR_MODE_8, 1)
              : QRcode_encodeString(text.c_str(), 2, QR_ECLEVEL_Q, QR_MODE_8, 1),
      &QRcode_free);
  CHECK(code != nullptr);
  Modules modules{code->width, {}};
  for (int i = 0; i < code->width * code->width; ++i) modules.dark.push_back((code->data[i] & 1) != 0);
  return modules;
}

std::string make_text(Dice& dice, bool is_long) {
  static constexpr char kDigits[] = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
  std::string text = is_long ? "https://example.jp/reception?ticket=" : "KTSK";
  const std::size_t length = is_long ? 150 : 29;
  while (text.size() < length) text += kDigits[dice.below(32)];
  return text;
}

/// Pixels of light.
struct Light {
  int width = 0;
  int height = 0;
  std::vector<float> values;
  float& at(int x, int y) {
    return values[static_cast<std::size_t>(y) * static_cast<std::size_t>(width) + static_cast<std::size_t>(x)];
  }
};

/// From a pixel to the code's plane, in modules from its middle.
class Plane {
 public:
  explicit Plane(const ScenePlan& plan) : x_(plan.x), y_(plan.y) {
    const double turn = plan.degrees * kRadians;
    const double tilt = plan.tilt_degrees * kRadians;
    const double axis = plan.tilt_towards * kRadians;
    const double m = plan.module_pixels;
    // Turned in the plane, then tilted about an axis that lies in the picture.
    const auto image = [&](double u, double v, double(&column)[3]) {
      const double px = u * std::cos(turn) - v * std::sin(turn);
      const double py = u * std::sin(turn) + v * std::cos(turn);
      const double along = px * std::cos(axis) + py * std::sin(axis);
      const double across = -px * std::sin(axis) + py * std::cos(axis);
      const double shorter = across * std::cos(tilt);
      column[0] = m * (along * std::cos(axis) - shorter * std::sin(axis));
      column[1] = m * (along * std::sin(axis) + shorter * std::cos(axis));
      column[2] = m * across * std::sin(tilt) / kFocal;
    };
    image(1, 0, a_);
    image(0, 1, b_);
  }
  /// Solves (x w, y w, w) = u a + v b + (0, 0, 1).
  void find(double x, double y, double& u, double& v) const {
    const double dx = x - x_;
    const double dy = y - y_;
    const double p = a_[0] - dx * a_[2];
    const double q = b_[0] - dx * b_[2];
    const double r = a_[1] - dy * a_[2];
    const double s = b_[1] - dy * b_[2];
    const double determinant = p * s - q * r;
    u = (dx * s - q * dy) / determinant;
    v = (p * dy - dx * r) / determinant;
  }

 private:
  double x_;
  double y_;
  double a_[3]{};
  double b_[3]{};
};

void draw_code(Light& light, const ScenePlan& plan) {
  const Modules code = encode(plan.text, plan.is_long);
  const Plane plane(plan);
  const double half = code.size / 2.0;
  const double card = half + kQuiet;
  const int reach = static_cast<int>(card * 1.9 * plan.module_pixels) + 2;
  const double middle = (kPaper + kInk) / 2;
  const auto ink = static_cast<float>(middle + (kInk - middle) * plan.contrast);
  const auto paper = static_cast<float>(middle + (kPaper - middle) * plan.contrast);
  const auto sample = [&](double x, double y, float behind) {
    double u = 0;
    double v = 0;
    plane.find(x, y, u, v);
    if (std::abs(u) > card || std::abs(v) > card) return behind;
    const int column = static_cast<int>(std::floor(u + half));
    const int row = static_cast<int>(std::floor(v + half));
    const bool inside = column >= 0 && row >= 0 && column < code.size && row < code.size;
    const bool dark = inside && code.dark[static_cast<std::size_t>(row * code.size + column)];
    return dark != plan.inverted ? ink : paper;
  };
  for (int y = std::max(0, static_cast<int>(plan.y) - reach);
       y < std::min(light.height, static_cast<int>(plan.y) + reach); ++y) {
    for (int x = std::max(0, static_cast<int>(plan.x) - reach);
         x < std::min(light.width, static_cast<int>(plan.x) + reach); ++x) {
      float& pixel = light.at(x, y);
      float sum = 0;
      for (int i = 0; i < 16; ++i) sum += sample(x + (i % 4 + 0.5) / 4, y + (i / 4 + 0.5) / 4, pixel);
      pixel = sum / 16;
    }
  }
}

void fill(Light& light, int x, int y, int width, int height, double value) {
  for (int row = std::max(0, y); row < std::min(light.height, y + height); ++row) {
    for (int column = std::max(0, x); column < std::min(light.width, x + width); ++column) {
      light.at(column, row) = static_cast<float>(value);
    }
  }
}

/// Lines of something like text, boxes, stripes.
void draw_clutter(Light& light, Dice& dice) {
  for (int i = 0; i < 25; ++i) {
    const int x = static_cast<int>(dice.below(static_cast<unsigned>(light.width)));
    const int y = static_cast<int>(dice.below(static_cast<unsigned>(light.height)));
    const double value = dice.between(10, 245);
    const int size = 4 + static_cast<int>(dice.below(12));
    switch (dice.below(3)) {
      case 0:
        fill(light, x, y, size * 8, size * 5, value);
        fill(light, x + size, y + size, size * 6, size * 3, 255 - value);
        break;
      case 1:
        for (int line = 0; line < 5; ++line) {
          for (int letter = 0; letter < 18; ++letter) {
            const int wide = size / 3 + static_cast<int>(dice.below(static_cast<unsigned>(size)));
            fill(light, x + letter * size * 3 / 2, y + line * size * 2, wide, size, value);
          }
        }
        break;
      default:
        for (int stripe = 0; stripe < 9; ++stripe) fill(light, x + stripe * size, y, size / 2, size * 8, value);
        break;
    }
  }
}

Light draw_background(const ScenePlan& plan, Dice& dice) {
  Light light{plan.width, plan.height, {}};
  light.values.resize(static_cast<std::size_t>(plan.width) * static_cast<std::size_t>(plan.height));
  const double level = dice.between(70, 190);
  const double slope_x = dice.between(-40, 40) / plan.width;
  const double slope_y = dice.between(-40, 40) / plan.height;
  for (int y = 0; y < light.height; ++y) {
    for (int x = 0; x < light.width; ++x) light.at(x, y) = static_cast<float>(level + slope_x * x + slope_y * y);
  }
  if (plan.cluttered) draw_clutter(light, dice);
  return light;
}

/// Gradient, shadow and glare: the light that falls on the scene.
void light_up(Light& light, const ScenePlan& plan, Dice& dice) {
  if (plan.gradient == 0 && plan.shadow == 0 && plan.glare == 0) return;
  const double size = (plan.is_long ? 53 : 25) * plan.module_pixels;
  const double turn = dice.between(0, 360) * kRadians;
  const double edge = dice.between(-0.3, 0.3);
  for (int y = 0; y < light.height; ++y) {
    for (int x = 0; x < light.width; ++x) {
      const double dx = (x - plan.x) / size;
      const double dy = (y - plan.y) / size;
      const double along = dx * std::cos(turn) + dy * std::sin(turn);
      double value = light.at(x, y);
      value *= 1 - plan.gradient * std::clamp(along + 0.5, 0.0, 1.0);
      if (along > edge) value *= 1 - plan.shadow;
      const double far = std::hypot(dx - plan.glare_x, dy - plan.glare_y);
      if (plan.glare > 0) value += 300 * std::exp(-far * far / (plan.glare * plan.glare));
      light.at(x, y) = static_cast<float>(std::min(value, 255.0));
    }
  }
}

/// One direction of a Gaussian.
void blur_lines(Light& light, const std::vector<float>& kernel, int step_x, int step_y) {
  const Light from = light;
  const int radius = static_cast<int>(kernel.size()) / 2;
  const std::ptrdiff_t step = std::ptrdiff_t{step_y} * light.width + step_x;
  for (int y = 0; y < light.height; ++y) {
    const int room_y = step_y == 0 ? radius : std::min({y, light.height - 1 - y, radius});
    for (int x = 0; x < light.width; ++x) {
      const int room = std::min(room_y, step_x == 0 ? radius : std::min({x, light.width - 1 - x, radius}));
      if (room < radius) continue;
      const float* here = &from.values[static_cast<std::size_t>(y) * static_cast<std::size_t>(light.width) +
                                       static_cast<std::size_t>(x)];
      float sum = 0;
      for (int i = -radius; i <= radius; ++i) sum += kernel[static_cast<std::size_t>(i + radius)] * here[step * i];
      light.at(x, y) = sum;
    }
  }
}

void blur(Light& light, double sigma) {
  if (sigma <= 0.05) return;
  const int radius = static_cast<int>(std::ceil(sigma * 3));
  std::vector<float> kernel;
  double total = 0;
  for (int i = -radius; i <= radius; ++i) total += std::exp(-i * i / (2 * sigma * sigma));
  for (int i = -radius; i <= radius; ++i)
    kernel.push_back(static_cast<float>(std::exp(-i * i / (2 * sigma * sigma)) / total));
  blur_lines(light, kernel, 1, 0);
  blur_lines(light, kernel, 0, 1);
}

void smear(Light& light, double length, double degrees) {
  if (length < 0.5) return;
  Light from = light;
  const int count = static_cast<int>(std::ceil(length)) * 2 + 1;
  std::vector<std::pair<int, int>> steps;
  for (int i = 0; i < count; ++i) {
    const double at = length * (i / (count - 1.0) - 0.5);
    steps.emplace_back(static_cast<int>(std::lround(at * std::cos(degrees * kRadians))),
                       static_cast<int>(std::lround(at * std::sin(degrees * kRadians))));
  }
  const int margin = static_cast<int>(length) + 1;
  for (int y = margin; y < light.height - margin; ++y) {
    for (int x = margin; x < light.width - margin; ++x) {
      float sum = 0;
      for (const auto& [dx, dy] : steps) sum += from.at(x + dx, y + dy);
      light.at(x, y) = sum / static_cast<float>(count);
    }
  }
}

/// One bit a pixel, and dust.
void copy_by_machine(Light& light, Dice& dice) {
  for (float& value : light.values) value = value > 125 ? 245 : 15;
  const auto specks = light.values.size() / 150;
  for (std::size_t i = 0; i < specks; ++i) {
    const int x = static_cast<int>(dice.below(static_cast<unsigned>(light.width)));
    const int y = static_cast<int>(dice.below(static_cast<unsigned>(light.height)));
    fill(light, x, y, 1 + static_cast<int>(dice.below(2)), 1 + static_cast<int>(dice.below(2)),
         dice.below(2) == 0 ? 15 : 245);
  }
}

LumaFrame expose(Light& light, const ScenePlan& plan, Dice& dice) {
  std::vector<float> grain(65536);
  for (float& value : grain) value = static_cast<float>(dice.gauss());
  LumaFrame frame;
  frame.width = light.width;
  frame.height = std::max(1, static_cast<int>(light.height * plan.rows));
  frame.row_stride = frame.width;
  std::vector<std::uint8_t> bytes;
  bytes.reserve(static_cast<std::size_t>(frame.width) * static_cast<std::size_t>(frame.height));
  std::minstd_rand random(static_cast<unsigned>(dice.below(1'000'000'000)) + 1);
  for (int y = 0; y < frame.height; ++y) {
    for (int x = 0; x < frame.width; ++x) {
      const float value =
          light.at(x, static_cast<int>(y / plan.rows)) + static_cast<float>(plan.noise) * grain[random() % 65536];
      bytes.push_back(static_cast<std::uint8_t>(std::clamp(value, 0.0F, 255.0F)));
    }
  }
  frame.pixels = std::make_shared<const std::vector<std::uint8_t>>(std::move(bytes));
  return frame;
}

void set_hardship(ScenePlan& plan, SceneKind kind, Dice& dice) {
  const double m = plan.module_pixels;
  switch (kind) {
    case SceneKind::small:
      plan.module_pixels = dice.between(1.5, 3.5);
      break;
    case SceneKind::turned:
      plan.module_pixels = dice.between(1.7, 4);
      break;
    case SceneKind::tilted:
      plan.tilt_degrees = dice.between(20, 60);
      plan.tilt_towards = dice.between(0, 360);
      break;
    case SceneKind::blurred:
      plan.blur_pixels = m * dice.between(0.25, 0.7);
      break;
    case SceneKind::moving:
      plan.motion_pixels = m * dice.between(0.5, 2.2);
      plan.motion_degrees = dice.between(0, 180);
      break;
    case SceneKind::noisy:
      plan.noise = dice.between(8, 45);
      break;
    case SceneKind::uneven:
      plan.gradient = dice.between(0.3, 0.95);
      plan.shadow = dice.between(0, 0.8);
      break;
    case SceneKind::glaring:
      plan.glare = dice.between(0.1, 0.5);
      plan.glare_x = dice.between(-0.5, 0.5);
      plan.glare_y = dice.between(-0.5, 0.5);
      break;
    case SceneKind::inverted:
      plan.inverted = true;
      break;
    case SceneKind::cluttered:
      plan.cluttered = true;
      plan.contrast = dice.between(0.4, 1);
      break;
    case SceneKind::faint:
      plan.contrast = dice.between(0.04, 0.3);
      break;
    case SceneKind::photocopied:
      plan.one_bit = true;
      plan.blur_pixels = m * dice.between(0.2, 0.5);
      break;
    case SceneKind::faxed:
      plan.one_bit = true;
      plan.rows = 98.0 / 204.0;
      plan.degrees = dice.between(-4, 4);
      break;
    case SceneKind::empty:
      plan.cluttered = dice.below(2) == 0;
      plan.noise = dice.between(1, 8);
      break;
  }
}

}  // namespace

const char* name_of(SceneKind kind) {
  switch (kind) {
    case SceneKind::small:
      return "small";
    case SceneKind::turned:
      return "turned";
    case SceneKind::tilted:
      return "tilted";
    case SceneKind::blurred:
      return "blurred";
    case SceneKind::moving:
      return "moving";
    case SceneKind::noisy:
      return "noisy";
    case SceneKind::uneven:
      return "uneven";
    case SceneKind::glaring:
      return "glaring";
    case SceneKind::inverted:
      return "inverted";
    case SceneKind::cluttered:
      return "cluttered";
    case SceneKind::faint:
      return "faint";
    case SceneKind::photocopied:
      return "photocopied";
    case SceneKind::faxed:
      return "faxed";
    case SceneKind::empty:
      return "empty";
  }
  return "";
}

ScenePlan plan_scene(SceneKind kind, unsigned seed) {
  Dice dice(seed * 31 + static_cast<unsigned>(kind));
  ScenePlan plan;
  plan.is_long = kind != SceneKind::empty && dice.below(2) == 0;
  if (kind != SceneKind::empty) plan.text = make_text(dice, plan.is_long);
  plan.module_pixels = dice.between(1.8, 5);
  plan.degrees = dice.below(2) == 0 ? dice.between(-15, 15) : dice.between(0, 360);
  plan.noise = dice.between(1, 5);
  plan.blur_pixels = dice.between(0.3, 0.7);
  plan.cluttered = dice.below(4) == 0;
  set_hardship(plan, kind, dice);
  const double reach = (plan.is_long ? 61 : 33) * plan.module_pixels * 0.72;
  plan.x = dice.between(std::min(reach, 640.0), std::max(plan.width - reach, 640.0));
  plan.y = dice.between(std::min(reach, 360.0), std::max(plan.height - reach, 360.0));
  return plan;
}

LumaFrame render_scene(const ScenePlan& plan, unsigned seed) {
  Dice dice(seed);
  Light light = draw_background(plan, dice);
  if (!plan.text.empty()) draw_code(light, plan);
  light_up(light, plan, dice);
  smear(light, plan.motion_pixels, plan.motion_degrees);
  blur(light, plan.blur_pixels);
  if (plan.one_bit) copy_by_machine(light, dice);
  return expose(light, plan, dice);
}

}  // namespace uketsuke::testing
