// What would help a code that is seen but cannot be read. Plain values. Any thread.
#pragma once

namespace uketsuke {

enum class ReadHint {
  none,
  too_small,  ///< closer to the camera
  too_close,  ///< cut off: away from it
  too_dark,   ///< a brighter screen
  glaring,    ///< a lamp mirrored in it: tilt
  blurred     ///< hold still
};

/// What the camera suggests to the attendee from now on.
struct ReadHintChanged {
  ReadHint hint = ReadHint::none;
};

}  // namespace uketsuke
