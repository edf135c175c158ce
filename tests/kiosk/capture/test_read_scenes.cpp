// The reader on a small fixed set of generated camera frames: what it reads at least, and that each pass is needed.
// tests/bench/qr_read measures more of them, beside other readers.
#include <gtest/gtest.h>

#include <algorithm>
#include <limits>
#include <ostream>
#include <string>
#include <vector>

#include "kiosk/capture/qr_reader.h"
#include "kiosk/capture/read_passes.h"
#include "tests/support/qr_picture.h"
#include "tests/support/scene/qr_scene.h"

namespace uketsuke {
namespace {

using testing::SceneKind;

/// Smaller than the benchmark's, so that the test takes seconds.
testing::Scene small_scene(SceneKind kind, unsigned seed) {
  testing::ScenePlan plan = testing::plan_scene(kind, seed);
  plan.width = 480;
  plan.height = 400;
  plan.x = 240 + seed % 7;
  plan.y = 200 - seed % 5;
  plan.module_pixels = std::min(plan.module_pixels, plan.is_long ? 4.2 : 6.0);
  return {testing::render_scene(plan, seed), plan.text, kind};
}

/// All passes, however busy the machine.
ReadCodes read_without_hurry(const LumaFrame& frame) {
  return read_codes(frame, [] { return std::numeric_limits<std::int64_t>::max() / 2; }).value();
}

struct Count {
  int frames = 0;
  int plain = 0;
  int read = 0;
  int wrong = 0;
};

Count count_reads(unsigned seeds) {
  Count count;
  for (const SceneKind kind : testing::kCodeKinds) {
    for (unsigned seed = 0; seed < seeds; ++seed) {
      const testing::Scene scene = small_scene(kind, seed);
      ++count.frames;
      count.plain += run_pass(view_of(scene.frame), plain_pass()).codes.empty() ? 0 : 1;
      for (const ReadCode& code : read_without_hurry(scene.frame).codes) {
        ++(code.text == scene.text ? count.read : count.wrong);
      }
    }
  }
  return count;
}

TEST(ReadScenes, ReadsMostHardFramesAndNothingFalse) {
  const Count count = count_reads(4);
  std::printf("%d frames: plain %d, all passes %d\n", count.frames, count.plain, count.read);
  EXPECT_EQ(count.wrong, 0);
  EXPECT_GE(count.read, 44);  // 46 with ZXing 1.4.0 and ZBar 0.23.92
  EXPECT_GE(count.read * 10, count.plain * 14);
}

TEST(ReadScenes, EmptyFramesHoldNothing) {
  for (unsigned seed = 0; seed < 4; ++seed) {
    EXPECT_TRUE(read_without_hurry(small_scene(SceneKind::empty, seed).frame).codes.empty()) << seed;
  }
}

/// A frame that the plain pass does not read and this one does.
struct Need {
  const char* pass;
  SceneKind kind;
  unsigned seed;
};
void PrintTo(const Need& need, std::ostream* out) { *out << need.pass << " for " << testing::name_of(need.kind); }

constexpr Need kNeeds[]{Need{"inverted", SceneKind::inverted, 0},
                        Need{"global", SceneKind::faint, 0},
                        Need{"levelled", SceneKind::faint, 6},
                        Need{"raised", SceneKind::small, 1},
                        Need{"sharp", SceneKind::faint, 10},
                        Need{"zbar", SceneKind::faxed, 1},
                        Need{"half", SceneKind::noisy, 8},
                        Need{"smooth", SceneKind::photocopied, 8},
                        Need{"half raised", SceneKind::faxed, 10},
                        Need{"despeckled", SceneKind::noisy, 8},
                        Need{"raised smooth", SceneKind::photocopied, 11},
                        Need{"sharper raised", SceneKind::blurred, 3},
                        Need{"sharper raised levelled", SceneKind::uneven, 12},
                        Need{"wide", SceneKind::blurred, 6},
                        Need{"tall", SceneKind::faxed, 12},
                        Need{"tall despeckled", SceneKind::faxed, 10},
                        Need{"inverted raised", SceneKind::inverted, 1},
                        Need{"inverted sharper raised", SceneKind::inverted, 2},
                        Need{"inverted levelled", SceneKind::inverted, 3},
                        Need{"despeckled raised", SceneKind::noisy, 3},
                        Need{"raised global", SceneKind::faint, 2},
                        Need{"raised sharp", SceneKind::faint, 6},
                        Need{"zbar sharp", SceneKind::glaring, 13},
                        Need{"zbar raised", SceneKind::faxed, 2},
                        Need{"zbar half", SceneKind::faint, 10}};

TEST(ReadScenes, AThirdOfTheSizeReadsLargeModulesUnderHeavyNoise) {
  testing::QrPicture picture(480, 400);
  picture.draw("KTSK0123456789ABCDEFGHJKMNPQR", {240, 200, 9, 3, false}).add_noise(120, 1);
  const LumaFrame frame = picture.frame();
  EXPECT_TRUE(run_pass(view_of(frame), plain_pass()).codes.empty());
  EXPECT_EQ(run_pass(view_of(frame), {"third", {Step::shrink_third}, Decoder::zxing_local}).codes.size(), 1U);
}

TEST(ReadScenes, EveryPassIsNeededByAFrameHere) {
  for (const Pass& pass : still_passes()) {
    const bool is_shown =
        pass.name == "plain" || pass.name == "third" ||
        std::any_of(std::begin(kNeeds), std::end(kNeeds), [&](const Need& need) { return pass.name == need.pass; });
    EXPECT_TRUE(is_shown) << pass.name;
  }
}

class NeededPass : public ::testing::TestWithParam<Need> {};

TEST_P(NeededPass, ReadsAFrameThatThePlainOneDoesNot) {
  const Need& need = GetParam();
  const testing::Scene scene = small_scene(need.kind, need.seed);
  const GrayView picture = view_of(scene.frame);
  EXPECT_TRUE(run_pass(picture, plain_pass()).codes.empty());
  const auto& passes = still_passes();
  const auto pass = std::find_if(passes.begin(), passes.end(), [&](const Pass& one) { return one.name == need.pass; });
  ASSERT_NE(pass, passes.end());
  const Look look = run_pass(picture, *pass);
  ASSERT_EQ(look.codes.size(), 1U);
  EXPECT_EQ(look.codes[0].text, scene.text);
}

INSTANTIATE_TEST_SUITE_P(ReadScenes, NeededPass, ::testing::ValuesIn(kNeeds));

}  // namespace
}  // namespace uketsuke
