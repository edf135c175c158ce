// How the window sounds and looks, as staff set it; kept in the store. Plain values. Any thread.
#pragma once

namespace uketsuke {

struct ScreenSettings {
  static constexpr int kUsualVolume = 70;
  int volume_percent = kUsualVolume;  ///< of the tones, 0 to 100
  bool big_text = false;              ///< attendees' words in large letters, for everybody
  friend bool operator==(const ScreenSettings&, const ScreenSettings&) = default;
};

}  // namespace uketsuke
