// Films of a hand that brings a ticket or a phone to the camera, frame by frame from a seed: it comes from outside the
// picture, slows down, shakes; the lens hunts for focus; a lamp's mirror image sweeps over it. Header only.
#pragma once

#include <algorithm>
#include <cmath>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "kiosk/capture/read_gray.h"
#include "tests/support/scene/qr_scene.h"

namespace uketsuke::bench {

using testing::SceneKind;
using testing::ScenePlan;

inline constexpr int kFrames = 60;
inline constexpr double kFrameMs = 1000.0 / 30;
inline constexpr double kShutter = 0.2;  ///< share of a frame for which it is open: a 150th of a second

/// How one hand moves. A reach for the camera lasts longer and begins slower than this (its speed over time is
/// bell-shaped, so that the last 20 cm alone take 0.3 s), which makes codes wait for a sharp frame: these films are on
/// the fast side. When the code is first wholly in view it is smeared over 3 to 25 modules; nothing reads above 1.7.
/// Hence the floor.
struct Film {
  ScenePlan held;     ///< where it comes to rest
  double from_x = 0;  ///< where it comes from, outside the picture
  double from_y = 0;
  double arrival = 15;  ///< frames
  double shake = 0;     ///< pixels
  double focus = 0;     ///< sigma that the autofocus adds at its worst
  double focus_frames = 20;
  bool sweeps = false;  ///< a lamp's mirror image passes over it
};

inline double reach_of(const ScenePlan& plan) { return (plan.is_long ? 53 : 25) * plan.module_pixels * 0.71; }

inline Film make_film(unsigned seed) {
  std::mt19937 random(seed);
  const auto between = [&](double low, double high) {
    return low + (high - low) * static_cast<double>(random()) / 4294967296.0;
  };
  Film film;
  film.held = testing::plan_scene(SceneKind::turned, seed);
  film.held.module_pixels = between(2.0, film.held.is_long ? 4.5 : 7);
  film.held.x = between(450, 830);
  film.held.y = between(260, 460);
  film.held.tilt_degrees = between(0, 35);
  film.held.tilt_towards = between(0, 360);
  film.held.inverted = random() % 5 == 0;
  film.held.contrast = between(0.4, 1);
  film.held.noise = between(2, 9);
  const double reach = reach_of(film.held) + 10;  // from just outside: below, or one of the sides
  const auto side = random() % 3;
  film.from_x = side == 0 ? film.held.x : (side == 1 ? -reach : film.held.width + reach);
  film.from_y = side == 0 ? film.held.height + reach : film.held.y + between(0, 100);
  film.arrival = between(4, 10);
  film.shake = between(0.2, 2);
  film.focus = film.held.module_pixels * between(0, 0.5);
  film.focus_frames = between(8, 30);
  film.sweeps = random() % 5 == 0;
  return film;
}

/// Eases in: fast at first, slow where it is held.
inline ScenePlan plan_at(const Film& film, double frame) {
  ScenePlan plan = film.held;
  const double left = std::pow(std::max(0.0, 1 - frame / film.arrival), 3);
  plan.x += (film.from_x - film.held.x) * left + film.shake * std::sin(frame * 1.7);
  plan.y += (film.from_y - film.held.y) * left + film.shake * std::cos(frame * 1.1);
  plan.module_pixels *= 1 - 0.25 * left;
  plan.degrees += 25 * left + 0.4 * film.shake * std::sin(frame * 0.9);
  plan.blur_pixels += film.focus * std::abs(std::cos(frame / film.focus_frames * 3)) * std::exp(-frame / 20);
  if (film.sweeps) {
    plan.glare = 0.3;
    plan.glare_x = -1.5 + frame * 0.1;
  }
  return plan;
}

inline bool is_in_view(const ScenePlan& plan) {
  const double reach = reach_of(plan);
  return plan.x - reach > 0 && plan.y - reach > 0 && plan.x + reach < plan.width && plan.y + reach < plan.height;
}

/// Frames are rendered when a reader first asks for them.
class Shot {
 public:
  Shot(Film film, unsigned seed) : film_(std::move(film)), seed_(seed), frames_(kFrames) {
    while (in_view_ < kFrames && !is_in_view(plan_at(film_, in_view_))) ++in_view_;
  }
  /// The part of the frame that holds the code, its quiet zone and some more.
  [[nodiscard]] GrayArea area(int number) const {
    const ScenePlan plan = plan_at(film_, number);
    const double reach = reach_of(plan) * 1.35 + 8;
    return {static_cast<int>(plan.x - reach), static_cast<int>(plan.y - reach), static_cast<int>(2 * reach),
            static_cast<int>(2 * reach)};
  }
  const LumaFrame& frame(int number) {
    LumaFrame& frame = frames_[static_cast<std::size_t>(number)];
    if (!frame.pixels) {
      ScenePlan plan = plan_at(film_, number);
      const ScenePlan next = plan_at(film_, number + kShutter);
      plan.motion_pixels = std::hypot(next.x - plan.x, next.y - plan.y);
      plan.motion_degrees = std::atan2(next.y - plan.y, next.x - plan.x) * 57.29578;
      frame = testing::render_scene(plan, seed_ * 1000 + static_cast<unsigned>(number));
    }
    return frame;
  }
  [[nodiscard]] const std::string& text() const { return film_.held.text; }
  /// First frame that holds all of the code.
  [[nodiscard]] int in_view() const { return in_view_; }

 private:
  Film film_;
  unsigned seed_;
  int in_view_ = 0;
  std::vector<LumaFrame> frames_;
};

}  // namespace uketsuke::bench
