// Short tones through GStreamer, on a thread of their own: opening a sound device may take its time. A machine without
// one is no error: nothing is heard, the screens say it all. play() from any thread.
#pragma once

#include <memory>
#include <string>

namespace uketsuke {

struct SoundSettings {
  std::string folder;                  ///< NAME.wav
  std::string sink = "autoaudiosink";  ///< tests: "fakesink"
};

class SoundPlayer {
 public:
  explicit SoundPlayer(SoundSettings settings);
  ~SoundPlayer();
  SoundPlayer(const SoundPlayer&) = delete;
  SoundPlayer& operator=(const SoundPlayer&) = delete;

  /// A newer tone cuts off an older one.
  void play(const std::string& name);
  /// Tones that were played to their end.
  [[nodiscard]] int played() const;
  /// True once a tone could not be played; why is in the log.
  [[nodiscard]] bool failed() const;

 private:
  struct Parts;
  std::unique_ptr<Parts> parts_;
};

}  // namespace uketsuke
