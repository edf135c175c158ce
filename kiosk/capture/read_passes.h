// The passes: ways to look at a picture, each a value. Which are made, and when, is for qr_reader.h and read_camera.h.
// Stateless. Any thread.
#pragma once

#include <array>
#include <string_view>
#include <vector>

#include "kiosk/capture/read_code.h"

namespace uketsuke {

/// What is done to the picture; one after the other.
enum class Step {
  none,
  invert,
  raise_half,   ///< 1.5 times the size, bilinear
  raise_twice,  ///< twice the size
  raise_tall,   ///< twice the height alone: FAX sends half as many rows
  raise_wide,   ///< twice the width alone
  shrink_half,
  shrink_third,
  sharpen,
  sharpen_more,
  despeckle,
  smooth,
  level_near,  ///< see level: a neighbourhood of 13 pixels
  level_far    ///< 41 pixels
};

enum class Decoder { zxing_local, zxing_global, zxing_middle, zbar };

struct Pass {
  std::string_view name;
  std::array<Step, 3> steps{};
  Decoder decoder = Decoder::zxing_local;
  /// What it reads counts at once. What others read must have a ticket's form or be read a second time.
  bool is_trusted = false;
};

/// For a picture, in order of what they read for their cost; the first is the plain one.
const std::vector<Pass>& still_passes();
/// The plain one of the camera, and those that take turns where it reads nothing.
const Pass& plain_pass();
const std::vector<Pass>& camera_passes();
/// For a place where finder patterns stand as those of a code do, but the plain pass read none; the best first.
const std::vector<Pass>& suspected_passes();
const std::vector<Pass>& inverted_passes();

/// Makes the steps and lets the decoder look; again while it finds several, since of a sheet of ten it sees some at a
/// time. Corners come in the pixels of `picture`.
Look run_pass(const GrayView& picture, const Pass& pass);

/// What it costs, in pixels of the plain pass that take the same time; estimated, so that it is the same everywhere.
std::int64_t cost_of(const Pass& pass, std::int64_t pixels);

/// True for the form of this scheme's tickets, after what scanners do to a text is undone; the store authenticates.
bool has_ticket_form(std::string_view text);

}  // namespace uketsuke
