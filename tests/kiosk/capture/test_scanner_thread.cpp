// The scanner thread: frames in, views, preview and changes out; and what `read` makes of files.
#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <memory>
#include <optional>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "common/inbox.h"
#include "kiosk/capture/camera.h"
#include "kiosk/capture/read_files.h"
#include "kiosk/capture/scanner_thread.h"
#include "tests/kiosk/capture/pixbuf_file.h"
#include "tests/support/temp_folder.h"

namespace uketsuke {
namespace {

using std::chrono::milliseconds;
using testing::QrPicture;
using testing::TempFolder;
using testing::ticket_picture;

const std::string kA = "KTSK000000000000000000000000A";
const std::string kB = "KTSK000000000000000000000000B";

/// Made-up frames; runs on the scanner thread, driven by the script that it was given.
class ScriptedSource : public FrameSource {
 public:
  struct Step {
    SourceState state = SourceState::running;
    LumaFrame frame;  ///< without pixels: none comes
  };
  explicit ScriptedSource(std::vector<Step> steps, Status started = {})
      : steps_(std::move(steps)), started_(std::move(started)) {}
  Status start() override { return started_; }
  void stop() override { state_ = SourceState::off; }
  std::optional<LumaFrame> next_frame(milliseconds limit) override {
    if (next_ == steps_.size()) {
      std::this_thread::sleep_for(std::min(limit, milliseconds(5)));
      return std::nullopt;
    }
    const Step& step = steps_[next_++];
    state_ = step.state;
    if (!step.frame.pixels) return std::nullopt;
    LumaFrame frame = step.frame;
    frame.captured_us = monotonic_us();
    return frame;
  }
  [[nodiscard]] SourceState state() const override { return state_; }
  [[nodiscard]] std::string detail() const override { return "script"; }

 private:
  std::vector<Step> steps_;
  std::size_t next_ = 0;
  Status started_;
  SourceState state_ = SourceState::starting;
};

/// The same at 30 frames a second.
class PacedSource : public ScriptedSource {
 public:
  using ScriptedSource::ScriptedSource;
  std::optional<LumaFrame> next_frame(milliseconds limit) override {
    std::this_thread::sleep_for(milliseconds(33));
    return ScriptedSource::next_frame(limit);
  }
};

/// One frame; the next call returns once the test has been told.
class HeldSource : public ScriptedSource {
 public:
  HeldSource(LumaFrame frame, Inbox<bool>& told)
      : ScriptedSource({{SourceState::running, std::move(frame)}}), told_(told) {}
  std::optional<LumaFrame> next_frame(milliseconds limit) override {
    if (calls_++ == 1) told_.wait_for(milliseconds(20'000));
    return ScriptedSource::next_frame(limit);
  }

 private:
  Inbox<bool>& told_;
  int calls_ = 0;
};

class ScannerThreadTest : public ::testing::Test {
 protected:
  std::unique_ptr<ScannerThread> run(std::unique_ptr<FrameSource> source) {
    ScannerPorts ports{[this](CodesInView view) { codes_.put(std::move(view)); },
                       [this](SourceChange change) { changes_.put(std::move(change)); }};
    return std::make_unique<ScannerThread>(std::move(source), ports, preview_);
  }
  std::vector<std::string> next_view() {
    std::vector<std::string> texts;
    const auto view = codes_.wait_for(milliseconds(5'000));
    if (!view) return texts;
    for (const ReadText& code : view->codes) {
      EXPECT_EQ(code.source, ScanSource::camera);
      EXPECT_GT(code.frame_in_us, 0);
      EXPECT_GE(code.decoded_us, code.frame_in_us);
      texts.push_back(code.text);
    }
    std::sort(texts.begin(), texts.end());
    return texts;
  }
  /// The preview comes behind the codes.
  std::optional<LumaFrame> next_preview() {
    for (int tries = 0; tries < 5'000; ++tries) {
      if (auto frame = preview_.take()) return frame;
      std::this_thread::sleep_for(milliseconds(1));
    }
    return std::nullopt;
  }
  bool becomes(SourceState state) {
    while (const auto change = changes_.wait_for(milliseconds(5'000))) {
      if (change->state == state) return true;
    }
    return false;
  }

  Inbox<CodesInView> codes_;
  Inbox<SourceChange> changes_;
  Mailbox<LumaFrame> preview_;
};

using Texts = std::vector<std::string>;

TEST_F(ScannerThreadTest, PostsACodeAndThePreview) {
  const auto thread = run(std::make_unique<ScriptedSource>(
      std::vector<ScriptedSource::Step>{{SourceState::running, ticket_picture(kA).frame()}}));
  EXPECT_EQ(next_view(), Texts{kA});
  const auto frame = next_preview();
  ASSERT_TRUE(frame);
  EXPECT_EQ(frame->width, 640);
  EXPECT_EQ(thread->decode_times().frames, 1U);
  EXPECT_EQ(thread->decode_times().reads, 1U);
  EXPECT_GT(thread->decode_times().last_us, 0);
}

/// The frame with a thumb over a part of it.
LumaFrame cover(const QrPicture& picture, std::size_t left, std::size_t top, std::size_t width, std::size_t height) {
  LumaFrame frame = picture.frame();
  std::vector<std::uint8_t> pixels = *frame.pixels;
  const auto stride = static_cast<std::size_t>(frame.row_stride);
  for (std::size_t y = top; y < top + height; ++y) {
    std::fill_n(pixels.begin() + static_cast<std::ptrdiff_t>(y * stride + left), width, 120);
  }
  frame.pixels = std::make_shared<const std::vector<std::uint8_t>>(std::move(pixels));
  return frame;
}

TEST_F(ScannerThreadTest, ASheetReadInPartsIsOneView) {
  QrPicture both(1280, 720);
  both.draw(kA, {320, 360, 6, 0, false}).draw(kB, {960, 360, 6, 0, false});
  const LumaFrame second_not_readable = cover(both, 930, 340, 100, 100);
  const auto thread = run(std::make_unique<ScriptedSource>(std::vector<ScriptedSource::Step>{
      {SourceState::running, second_not_readable}, {SourceState::running, both.frame()}}));
  EXPECT_EQ(next_view(), (Texts{kA, kB}));
}

TEST_F(ScannerThreadTest, ASingleTicketWaitsForNoOther) {
  Inbox<bool> told;
  const auto thread = run(std::make_unique<HeldSource>(ticket_picture(kA).frame(), told));
  const auto view = codes_.wait_for(milliseconds(10'000));
  told.put(true);
  ASSERT_TRUE(view) << "told while the camera gives no further frame";
  EXPECT_EQ(view->codes.size(), 1U);
}

TEST_F(ScannerThreadTest, TellsWhenTheCameraIsLostAndBack) {
  const LumaFrame blank = QrPicture(64, 48).frame();
  const auto thread = run(std::make_unique<ScriptedSource>(std::vector<ScriptedSource::Step>{
      {SourceState::running, blank}, {SourceState::lost, {}}, {SourceState::lost, {}}, {SourceState::running, blank}}));
  EXPECT_TRUE(becomes(SourceState::running));
  EXPECT_TRUE(becomes(SourceState::lost));
  const auto back = changes_.wait_for(milliseconds(5'000));
  ASSERT_TRUE(back);
  EXPECT_EQ(back->state, SourceState::running);
}

TEST_F(ScannerThreadTest, ASourceThatCannotStartIsToldAndTheThreadStops) {
  const auto thread = run(std::make_unique<ScriptedSource>(std::vector<ScriptedSource::Step>{},
                                                           fail(Code::device_failed, "A plugin is missing.")));
  const auto change = changes_.wait_for(milliseconds(5'000));
  ASSERT_TRUE(change);
  EXPECT_EQ(change->state, SourceState::lost);
  EXPECT_EQ(change->detail, "A plugin is missing.");
}

TEST_F(ScannerThreadTest, ReadsTurnedSmallAndInvertedTicketsThroughARealPipeline) {
  const TempFolder folder;
  int number = 1000;
  const auto add = [&](const QrPicture& picture, int times) {
    for (int i = 0; i < times; ++i) picture.write_pgm(folder.file(std::to_string(number++) + ".pgm"));
  };
  QrPicture inverted(640, 480);
  inverted.draw(kB, {300, 200, 5, 12, true});
  add(QrPicture(640, 480), 3);
  add(ticket_picture(kA, 2.6, 33), 9);
  add(QrPicture(640, 480), 12);
  add(inverted, 9);
  const auto thread = run(std::make_unique<Camera>(parse_camera_flag("file:" + folder.path())));
  EXPECT_EQ(next_view(), Texts{kA});
  Texts next = next_view();
  while (next == Texts{kA}) next = next_view();  // refreshed while it stays
  EXPECT_EQ(next, Texts{kB});
  EXPECT_TRUE(becomes(SourceState::ended));
  EXPECT_EQ(thread->decode_times().frames, 33U);
}

/// A code whose data is covered, held for `frames` frames of 30 a second.
std::vector<ScriptedSource::Step> show_covered_code(int frames) {
  std::vector<ScriptedSource::Step> steps;
  for (int i = 0; i < frames; ++i) {
    QrPicture picture(640, 480);
    picture.draw(kA, {300.0 + 4 * (i % 3), 230, 5, 0, false});
    steps.push_back({SourceState::running, cover(picture, 290, 215, 80, 85)});
  }
  return steps;
}

TEST_F(ScannerThreadTest, TellsAHintForACodeThatIsSeenAndNotReadAndTakesItBack) {
  Inbox<ReadHint> hints;
  ScannerPorts ports{[](const CodesInView&) {}, [](const SourceChange&) {}, [&](ReadHint hint) { hints.put(hint); }};
  const ScannerThread thread(std::make_unique<PacedSource>(show_covered_code(45)), ports, preview_);
  EXPECT_EQ(hints.wait_for(milliseconds(10'000)), ReadHint::blurred);
  EXPECT_EQ(hints.wait_for(milliseconds(10'000)), ReadHint::none) << "nothing is there any more";
}

TEST_F(ScannerThreadTest, StopsWithinAMoment) {
  const auto begin = std::chrono::steady_clock::now();
  for (int i = 0; i < 10; ++i) run(std::make_unique<ScriptedSource>(std::vector<ScriptedSource::Step>{}));
  EXPECT_LT(std::chrono::steady_clock::now() - begin, milliseconds(3'000));
}

// read ------------------------------------------------------------------------------------------------------------

TEST(ReadFiles, APictureGivesTextsTimeAndPasses) {
  const TempFolder folder;
  QrPicture both(1280, 720);
  both.draw(kA, {320, 360, 6, 0, false}).draw(kB, {960, 360, 6, 0, false});
  testing::write_picture(both, folder.file("both.png"), "png");
  const auto reading = read_picture(folder.file("both.png"));
  ASSERT_TRUE(reading) << reading.error().what;
  Texts texts = reading->texts;
  std::sort(texts.begin(), texts.end());
  EXPECT_EQ(texts, (Texts{kA, kB}));
  EXPECT_EQ(reading->passes, 1U);
  EXPECT_GT(reading->decode_ms, 0);
  QrPicture(200, 200).write_pgm(folder.file("blank.pgm"));
  EXPECT_TRUE(read_picture(folder.file("blank.pgm"))->texts.empty());
  EXPECT_EQ(read_picture(folder.file("none.png")).error().code, Code::not_found);
}

TEST(ReadFiles, FramesGiveEachTextOnceInOrder) {
  const TempFolder folder;
  const Texts shown{kB, kB, kA, kB, kA};
  for (std::size_t i = 0; i < shown.size(); ++i) {
    ticket_picture(shown[i]).write_pgm(folder.file("f" + std::to_string(i) + ".pgm"));
  }
  const auto reading = read_frames(folder.path());
  ASSERT_TRUE(reading) << reading.error().what;
  EXPECT_EQ(reading->texts, (Texts{kB, kA}));
  EXPECT_EQ(reading->frames, 5U);
  EXPECT_EQ(reading->passes, 4U);  // the second is as the first
  EXPECT_EQ(read_frames(folder.file("nothing%d.png")).error().code, Code::not_found);
}

TEST(ReadFiles, TimedViewsFollowTheFilm) {
  const TempFolder folder;
  for (int i = 0; i < 30; ++i) {
    const QrPicture picture = i < 10 ? ticket_picture(kA) : (i < 20 ? QrPicture(640, 480) : ticket_picture(kB));
    picture.write_pgm(folder.file(std::to_string(100 + i) + ".pgm"));
  }
  const auto views = read_timed_views(folder.path());
  ASSERT_TRUE(views);
  ASSERT_GE(views->size(), 2U);
  EXPECT_EQ(views->front().view.codes[0].text, kA);
  EXPECT_EQ(views->back().view.codes[0].text, kB);
  EXPECT_EQ(views->front().time_us, 0) << "a single ticket waits for no other";
  const auto second =
      std::find_if(views->begin(), views->end(), [](const TimedView& timed) { return timed.view.codes[0].text == kB; });
  EXPECT_NEAR(static_cast<double>(second->time_us), 20 * 1e6 / 30, 1'000);
}

}  // namespace
}  // namespace uketsuke
