// Short tones through GStreamer, on a thread of their own: opening a sound device may take its time. A machine without
// one is no error: nothing is heard, the screens say it all. play() from any thread.
#pragma once

#include <cstdint>
#include <memory>
#include <string>

namespace uketsuke {

struct SoundSettings {
  std::string folder;                  ///< NAME.wav
  std::string sink = "autoaudiosink";  ///< tests: "fakesink"
  int volume_percent = 100;
};

class SoundPlayer {
 public:
  static constexpr std::int64_t kRetryUs = 20'000'000;
  explicit SoundPlayer(SoundSettings settings);
  ~SoundPlayer();
  SoundPlayer(const SoundPlayer&) = delete;
  SoundPlayer& operator=(const SoundPlayer&) = delete;

  /// 0 to 100; 0: nothing is played. From the next tone on.
  void set_volume(int percent);
  /// A newer tone cuts off an older one.
  void play(const std::string& name);
  /// Tones that were played to their end.
  [[nodiscard]] int played() const;
  /// True after a tone that could not be played, until one is again; it is tried anew after kRetryUs, for a loudspeaker
  /// may be plugged in.
  [[nodiscard]] bool failed() const;

 private:
  struct Parts;
  std::unique_ptr<Parts> parts_;
};

}  // namespace uketsuke
