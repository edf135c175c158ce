// What the parts of the kiosk tell each other about tones and large letters; part of messages.h, which includes it.
// Plain values, handed over between threads.
#pragma once

#include "common/screen_settings.h"

namespace uketsuke {

/// Done by the writing connection; kept over a restart.
struct SaveScreenSettings {
  ScreenSettings settings;
};
struct ScreenSettingsSaved {};

namespace action {
/// 文字を大きく, by the attendee, for himself.
struct SetBigText {
  bool big = false;
};
/// 画面と音, by staff, for everybody.
struct ChangeScreenSettings {
  ScreenSettings settings;
};
}  // namespace action

namespace effect {
struct SetVolume {
  int percent = ScreenSettings::kUsualVolume;
};
}  // namespace effect

}  // namespace uketsuke
