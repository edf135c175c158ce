// Seeded generator of camera frames with a QR code in them, or without one. The same seed and kind give the same pixels
// on every machine with the same standard library. Links qrencode. Any thread.
#pragma once

#include <array>
#include <string>

#include "kiosk/capture/frame.h"

namespace uketsuke::testing {

/// What makes a frame hard; how much of it is drawn from the seed.
enum class SceneKind {
  small,        ///< modules of 1.5 to 3.5 pixels
  turned,       ///< any angle
  tilted,       ///< 20 to 60 degrees away from the camera
  blurred,      ///< out of focus
  moving,       ///< smeared along a line
  noisy,        ///< a dark room
  uneven,       ///< light from one side, the edge of a shadow
  glaring,      ///< a lamp mirrored in the sleeve
  inverted,     ///< light on dark: a phone in dark mode
  cluttered,    ///< text, stripes and boxes around it
  faint,        ///< little contrast
  photocopied,  ///< black and white, speckled
  faxed,        ///< the same at 204 x 98 dots an inch
  empty         ///< no code: clutter, noise and light only
};
inline constexpr std::array kCodeKinds{
    SceneKind::small, SceneKind::turned,      SceneKind::tilted,  SceneKind::blurred,  SceneKind::moving,
    SceneKind::noisy, SceneKind::uneven,      SceneKind::glaring, SceneKind::inverted, SceneKind::cluttered,
    SceneKind::faint, SceneKind::photocopied, SceneKind::faxed};

const char* name_of(SceneKind kind);

/// A code on its way before the camera; draw_scene chooses it from a seed, a film moves it.
struct ScenePlan {
  std::string text;      ///< empty: no code
  bool is_long = false;  ///< version 9 in place of 2
  double x = 640;        ///< of the code's middle, pixels
  double y = 360;
  double module_pixels = 4;
  double degrees = 0;
  double tilt_degrees = 0;
  double tilt_towards = 0;   ///< degrees: about which axis
  double blur_pixels = 0.4;  ///< sigma
  double motion_pixels = 0;  ///< length of the smear
  double motion_degrees = 0;
  double noise = 2;     ///< sigma, gray values
  double contrast = 1;  ///< of the code on its paper
  double gradient = 0;  ///< 0: even; 1: the far side is black
  double shadow = 0;    ///< how much darker beyond an edge through the code
  double glare = 0;     ///< radius of the lamp, in widths of the code
  double glare_x = 0;   ///< its middle, in widths from the code's
  double glare_y = 0;
  bool inverted = false;
  bool cluttered = false;
  bool one_bit = false;
  double rows = 1;  ///< share of the rows that is kept (FAX)
  int width = 1280;
  int height = 720;
};

struct Scene {
  LumaFrame frame;
  std::string text;  ///< what a reader may say; empty where there is no code
  SceneKind kind = SceneKind::empty;
};

/// The plan that the seed draws for the kind.
ScenePlan plan_scene(SceneKind kind, unsigned seed);
/// @param seed  of noise and clutter
LumaFrame render_scene(const ScenePlan& plan, unsigned seed);
inline Scene draw_scene(SceneKind kind, unsigned seed) {
  ScenePlan plan = plan_scene(kind, seed);
  return {render_scene(plan, seed), plan.text, kind};
}

}  // namespace uketsuke::testing
