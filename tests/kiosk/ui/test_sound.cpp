// Tones play to their end; a machine without sound is no error.
#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <thread>

#include "kiosk/ui/sound.h"
#include "tests/support/temp_folder.h"

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

/// The loudest sample of a tone as it would reach a loudspeaker of that volume; of 32767.
int loudest_sample(int volume_percent) {
  const testing::TempFolder folder;
  const std::string file = folder.file("heard.raw");
  {
    SoundPlayer player({kSounds, "audio/x-raw,format=S16LE ! filesink location=" + file, volume_percent});
    player.play("welcome");
    EXPECT_TRUE(wait_until([&] { return player.played() == 1 || player.failed(); }));
  }
  std::ifstream stream(file, std::ios::binary);
  const std::string bytes{std::istreambuf_iterator<char>(stream), {}};
  int loudest = 0;
  for (std::size_t at = 0; at + 1 < bytes.size(); at += 2) {
    const auto low = static_cast<unsigned char>(bytes[at]);
    const auto high = static_cast<unsigned char>(bytes[at + 1]);
    loudest = std::max(loudest, std::abs(static_cast<std::int16_t>(low | (high << 8))));
  }
  return loudest;
}

TEST(Sound, HalfTheVolumeIsAQuarterOfTheSwing) {
  const int whole = loudest_sample(100);
  EXPECT_GT(whole, 3'000) << "a tenth of what a loudspeaker takes, at least";
  EXPECT_NEAR(loudest_sample(50), whole / 4, whole / 50);
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
