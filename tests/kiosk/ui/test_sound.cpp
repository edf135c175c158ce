// Tones play to their end; a machine without sound is no error.
#include <gtest/gtest.h>

#include <chrono>
#include <filesystem>
#include <thread>

#include "kiosk/ui/sound.h"

namespace uketsuke {
namespace {

const std::string kSounds = std::string(UKETSUKE_SOURCE_DIR) + "/assets/sounds";

template <class Condition>
bool wait_until(Condition condition) {
  const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(20);
  while (std::chrono::steady_clock::now() < end) {
    if (condition()) return true;
    std::this_thread::sleep_for(std::chrono::milliseconds(5));
  }
  return false;
}

TEST(Sound, EveryToneOfTheKioskPlays) {
  SoundPlayer player({kSounds, "fakesink"});
  int expected = 0;
  for (const char* name : {"welcome", "already", "attention", "refuse", "fault"}) {
    ASSERT_TRUE(std::filesystem::exists(kSounds + "/" + name + ".wav")) << name;
    player.play(name);
    ++expected;
    EXPECT_TRUE(wait_until([&] { return player.played() == expected || player.failed(); }));
  }
  EXPECT_FALSE(player.failed());
}

TEST(Sound, AMissingDeviceIsNoError) {
  SoundPlayer player({kSounds, "alsasink device=no-such-device"});
  player.play("welcome");
  EXPECT_TRUE(wait_until([&] { return player.failed(); }));
  player.play("welcome");
}

TEST(Sound, IsSilentWhereStaffTurnedItOff) {
  SoundPlayer player({kSounds, "fakesink", 0});
  player.play("no-such-tone");
  player.set_volume(50);
  player.play("already");
  EXPECT_TRUE(wait_until([&] { return player.played() == 1 || player.failed(); }));
  EXPECT_FALSE(player.failed());
}

TEST(Sound, StopsAtOnceWhileATonePlays) {
  const auto begin = std::chrono::steady_clock::now();
  {
    SoundPlayer player({kSounds, "fakesink sync=true"});
    for (int i = 0; i < 20; ++i) player.play("attention");
  }
  EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds(5));
}

}  // namespace
}  // namespace uketsuke
