// Hints for codes that are seen but not read: what one frame tells, when it shows, that it does not flicker.
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "kiosk/capture/read_hints.h"
#include "tests/support/qr_picture.h"
#include "tests/support/scene/qr_scene.h"

namespace uketsuke {
namespace {

using testing::QrPicture;
using testing::ScenePlan;

constexpr std::int64_t kFrame = 33'333;

ScenePlan plain_plan() {
  ScenePlan plan;
  plan.text = "KTSK000000000000000000000000A";
  plan.module_pixels = 5;
  plan.degrees = 8;
  return plan;
}

ReadHint hint_of(const ScenePlan& plan) {
  const LumaFrame frame = testing::render_scene(plan, 7);
  const GrayView picture = view_of(frame);
  const auto codes = suspect_codes(find_patterns(picture), picture);
  return codes.empty() ? ReadHint::none : likely_hint(picture, codes.front());
}

TEST(LikelyHint, TellsTheHardshipOfAFrame) {
  ScenePlan small = plain_plan();
  small.module_pixels = 2;
  EXPECT_EQ(hint_of(small), ReadHint::too_small);
  ScenePlan blurred = plain_plan();
  blurred.blur_pixels = 2;
  EXPECT_EQ(hint_of(blurred), ReadHint::blurred);
  ScenePlan faint = plain_plan();
  faint.contrast = 0.17;
  faint.noise = 1;
  EXPECT_EQ(hint_of(faint), ReadHint::too_dark);
  ScenePlan glaring = plain_plan();
  glaring.glare = 0.35;
  EXPECT_EQ(hint_of(glaring), ReadHint::glaring);
}

TEST(LikelyHint, ACodeThatIsCutOffIsTooClose) {
  QrPicture picture(640, 480);
  picture.draw(plain_plan().text, {320, 30, 16, 0, false});  // its upper patterns are outside
  const LumaFrame frame = picture.frame();
  const GrayView view = view_of(frame);
  // Of such a code one pattern may be left: the pair is given.
  EXPECT_EQ(likely_hint(view, {{0, 0, 300, 200}, 16, false, 2}), ReadHint::too_close);
  EXPECT_NE(likely_hint(view, {{100, 100, 300, 200}, 16, false, 2}), ReadHint::too_close);
}

/// The same for some frames; what showed after each.
std::vector<ReadHint> feed(ReadHints& hints, std::optional<ReadHint> likely, int frames, std::int64_t& now_us) {
  std::vector<ReadHint> shown;
  for (int i = 0; i < frames; ++i, now_us += kFrame) shown.push_back(hints.add(likely, now_us));
  return shown;
}

TEST(ReadHints, ShowAfterASecondAndNotBefore) {
  ReadHints hints;
  std::int64_t now_us = 5'000'000;
  const auto shown = feed(hints, ReadHint::glaring, 40, now_us);
  for (int i = 0; i < 30; ++i) EXPECT_EQ(shown[static_cast<std::size_t>(i)], ReadHint::none) << i;
  EXPECT_EQ(shown[32], ReadHint::glaring);
}

TEST(ReadHints, GoAtOnceWhenReadAndSoonWhenNothingIsThere) {
  ReadHints hints;
  std::int64_t now_us = 0;
  feed(hints, ReadHint::too_small, 40, now_us);
  EXPECT_EQ(hints.clear(), ReadHint::none);
  EXPECT_EQ(feed(hints, ReadHint::too_small, 20, now_us).back(), ReadHint::none) << "a second anew";
  feed(hints, ReadHint::too_small, 20, now_us);
  const auto gone = feed(hints, std::nullopt, 20, now_us);
  EXPECT_EQ(gone[10], ReadHint::too_small) << "a frame in which nothing was seen is no end";
  EXPECT_EQ(gone.back(), ReadHint::none);
}

TEST(ReadHints, DoNotFlickerWhereFramesDisagree) {
  ReadHints hints;
  std::int64_t now_us = 0;
  feed(hints, ReadHint::blurred, 40, now_us);
  int changes = 0;
  ReadHint last = ReadHint::blurred;
  for (int i = 0; i < 300; ++i) {
    const ReadHint shown = feed(hints, i % 2 == 0 ? ReadHint::too_small : ReadHint::blurred, 1, now_us).back();
    changes += shown != last ? 1 : 0;
    last = shown;
  }
  EXPECT_LE(changes, 1);
  feed(hints, ReadHint::glaring, 70, now_us);
  EXPECT_EQ(feed(hints, ReadHint::glaring, 1, now_us).back(), ReadHint::glaring) << "it changed for good";
}

}  // namespace
}  // namespace uketsuke
