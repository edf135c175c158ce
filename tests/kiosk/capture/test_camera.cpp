// Frames through real GStreamer pipelines: folders, videos, cameras that come and go.
#include <gst/gst.h>
#include <gtest/gtest.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>

#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <memory>
#include <string>
#include <vector>

#include "kiosk/capture/camera.h"
#include "kiosk/capture/full_hd.h"
#include "kiosk/capture/qr_reader.h"
#include "tests/kiosk/capture/fake_camera.h"
#include "tests/kiosk/capture/pixbuf_file.h"
#include "tests/support/temp_folder.h"

extern char** environ;

namespace uketsuke {
namespace {

using std::chrono::milliseconds;
using testing::FakeCamera;
using testing::QrPicture;
using testing::TempFolder;
using testing::write_picture;

std::string ticket(int number) { return "KTSK0123456789ABCDEFGHJKMNP" + std::to_string(10 + number); }

CameraSettings files(const std::string& pattern, bool every_frame = true) {
  CameraSettings settings = parse_camera_flag("file:" + pattern);
  settings.every_frame = every_frame;
  return settings;
}

/// Frames until the source ends or ten seconds went by.
std::vector<LumaFrame> play(Camera& camera) {
  std::vector<LumaFrame> frames;
  const std::int64_t end_us = monotonic_us() + 10'000'000;
  while (camera.state() != SourceState::ended && monotonic_us() < end_us) {
    if (auto frame = camera.next_frame(milliseconds(50))) frames.push_back(std::move(*frame));
  }
  return frames;
}

/// Drives the camera until it is in that state; false after ten seconds.
bool becomes(Camera& camera, SourceState state) {
  const std::int64_t end_us = monotonic_us() + 10'000'000;
  while (camera.state() != state && monotonic_us() < end_us) camera.next_frame(milliseconds(5));
  return camera.state() == state;
}

std::string text_in(const LumaFrame& frame) {
  const auto read = read_codes(frame);
  return read && read->codes.size() == 1 ? read->codes[0].text : "";
}

TEST(CameraFlag, KnowsItsForms) {
  EXPECT_EQ(parse_camera_flag("off").kind, CameraSettings::Kind::off);
  EXPECT_EQ(parse_camera_flag("auto").kind, CameraSettings::Kind::automatic);
  EXPECT_EQ(parse_camera_flag("C920").kind, CameraSettings::Kind::device);
  EXPECT_EQ(parse_camera_flag("/dev/video2").text, "/dev/video2");
  EXPECT_EQ(parse_camera_flag("file:/tmp/a%d.png").kind, CameraSettings::Kind::files);
  EXPECT_EQ(parse_camera_flag("file:/tmp/a%d.png").text, "/tmp/a%d.png");
}

TEST(CameraFiles, DeliversEachPictureOfAFolderInOrderWhateverItsSizeAndFormat) {
  const TempFolder folder;
  for (int i = 0; i < 12; ++i) {
    QrPicture picture(401 + 20 * i, 300 + i);  // odd widths: padded rows
    picture.draw(ticket(i), {200, 150, 6, 10.0 * i, false});
    const std::string name = folder.file("frame" + std::to_string(100 + i));
    if (i % 3 == 0) write_picture(picture, name + ".png", "png");
    if (i % 3 == 1) write_picture(picture, name + ".jpg", "jpeg");
    if (i % 3 == 2) picture.write_pgm(name + ".pgm");
  }
  Camera camera(files(folder.path()));
  ASSERT_TRUE(camera.start());
  const std::vector<LumaFrame> frames = play(camera);
  ASSERT_EQ(frames.size(), 12U);
  for (int i = 0; i < 12; ++i) {
    EXPECT_EQ(frames[static_cast<std::size_t>(i)].width, 401 + 20 * i);
    EXPECT_EQ(text_in(frames[static_cast<std::size_t>(i)]), ticket(i));
  }
  EXPECT_EQ(camera.state(), SourceState::ended);
  EXPECT_FALSE(camera.failure());
}

TEST(CameraFiles, PlaysThirtyFramesASecondAndStampsThem) {
  const TempFolder folder;
  for (int i = 0; i < 16; ++i)
    testing::ticket_picture(ticket(i)).write_pgm(folder.file(std::to_string(100 + i) + ".pgm"));
  Camera camera(files(folder.path(), false));
  const std::int64_t begin_us = monotonic_us();
  ASSERT_TRUE(camera.start());
  const std::vector<LumaFrame> frames = play(camera);
  ASSERT_EQ(frames.size(), 16U);
  const std::int64_t film_us = frames.back().captured_us - frames.front().captured_us;
  EXPECT_GE(film_us, 400'000);  // no upper bound: a busy machine plays later, not sooner
  for (std::size_t i = 0; i < frames.size(); ++i) {
    EXPECT_GE(frames[i].captured_us, begin_us);
    EXPECT_LE(frames[i].captured_us, monotonic_us());
    if (i > 0) {
      EXPECT_GT(frames[i].captured_us, frames[i - 1].captured_us);
    }
  }
}

TEST(CameraFiles, NamesABrokenPicture) {
  const TempFolder folder;
  testing::ticket_picture(ticket(0)).write_pgm(folder.file("1.pgm"));
  std::ofstream(folder.file("2.png")) << "no picture";
  testing::ticket_picture(ticket(0)).write_pgm(folder.file("3.pgm"));
  Camera camera(files(folder.path()));
  ASSERT_TRUE(camera.start());
  EXPECT_LE(play(camera).size(), 1U);
  ASSERT_TRUE(camera.failure());
  EXPECT_EQ(camera.failure()->code, Code::bad_input);
  EXPECT_NE(camera.failure()->what.find("2.png: not a picture"), std::string::npos) << camera.failure()->what;
  EXPECT_EQ(camera.failure()->what.find("(source)"), std::string::npos);
}

TEST(CameraFiles, RefusesWhatIsNotThere) {
  Camera none(files("/nowhere/at/all"));
  EXPECT_EQ(none.start().error().code, Code::not_found);
  const TempFolder empty;
  Camera nothing(files(empty.path()));
  EXPECT_EQ(nothing.start().error().code, Code::bad_input);
}

TEST(CameraFiles, CanBeStoppedAndStartedAgain) {
  const TempFolder folder;
  for (int i = 0; i < 5; ++i) testing::ticket_picture(ticket(i)).write_pgm(folder.file(std::to_string(i) + ".pgm"));
  Camera camera(files(folder.path()));
  ASSERT_TRUE(camera.start());
  ASSERT_TRUE(becomes(camera, SourceState::running));
  camera.stop();
  EXPECT_EQ(camera.state(), SourceState::off);
  EXPECT_FALSE(camera.next_frame(milliseconds(1)));
  ASSERT_TRUE(camera.start());
  EXPECT_EQ(play(camera).size(), 5U);
}

/// Writes a video by GStreamer itself; false where this system has no encoder.
bool write_video(const std::string& pictures, const std::string& file) {
  GError* error = nullptr;
  const std::string text =
      "multifilesrc location=" + pictures +
      " caps=image/png,framerate=30/1 ! pngdec ! videoconvert ! jpegenc quality=95 ! matroskamux ! "
      "filesink location=" +
      file;
  GstElement* pipeline = gst_parse_launch(text.c_str(), &error);
  if (error != nullptr) return g_clear_error(&error), false;
  gst_element_set_state(pipeline, GST_STATE_PLAYING);
  GstBus* bus = gst_element_get_bus(pipeline);
  const auto types = static_cast<GstMessageType>(GST_MESSAGE_EOS | GST_MESSAGE_ERROR);
  GstMessage* message = gst_bus_timed_pop_filtered(bus, 10 * GST_SECOND, types);
  const bool written = message != nullptr && GST_MESSAGE_TYPE(message) == GST_MESSAGE_EOS;
  if (message != nullptr) gst_message_unref(message);
  gst_object_unref(bus);
  gst_element_set_state(pipeline, GST_STATE_NULL);
  gst_object_unref(pipeline);
  return written;
}

TEST(CameraFiles, DeliversEachFrameOfAVideo) {
  testing::use_fake_cameras();  // starts GStreamer
  const TempFolder folder;
  for (int i = 0; i < 10; ++i) {
    write_picture(testing::ticket_picture(ticket(i)), folder.file("v" + std::to_string(i) + ".png"), "png");
  }
  ASSERT_TRUE(write_video(folder.file("v%d.png"), folder.file("film.mkv")));
  Camera camera(files(folder.file("film.mkv")));
  ASSERT_TRUE(camera.start());
  const std::vector<LumaFrame> frames = play(camera);
  ASSERT_EQ(frames.size(), 10U);
  for (int i = 0; i < 10; ++i) EXPECT_EQ(text_in(frames[static_cast<std::size_t>(i)]), ticket(i));
}

TEST(CameraFiles, AFileThatIsNoVideoIsBadInput) {
  const TempFolder folder;
  std::ofstream(folder.file("a.mp4")) << "no video at all, just words, and some more of them";
  std::ofstream(folder.file("empty.mp4")).close();
  for (const char* name : {"a.mp4", "empty.mp4"}) {
    Camera camera(files(folder.file(name)));
    ASSERT_TRUE(camera.start());
    EXPECT_TRUE(play(camera).empty());
    ASSERT_TRUE(camera.failure()) << name;
    EXPECT_EQ(camera.failure()->code, Code::bad_input);
  }
}

// Cameras ---------------------------------------------------------------------------------------------------------

class CameraDevices : public ::testing::Test {
 protected:
  CameraDevices() { testing::use_fake_cameras(); }
  ~CameraDevices() override { testing::pull_out_cameras(); }
  static CameraSettings settings(const std::string& flag) {
    CameraSettings settings = parse_camera_flag(flag);
    settings.retry = milliseconds(30);
    return settings;
  }
};

TEST_F(CameraDevices, PrefersMjpeg720p) {
  testing::plug_in({"Fake C920", true, false});
  Camera camera(settings("auto"));
  ASSERT_TRUE(camera.start());
  ASSERT_TRUE(becomes(camera, SourceState::running)) << camera.detail();
  const auto frame = camera.next_frame(milliseconds(1'000));
  ASSERT_TRUE(frame);
  EXPECT_EQ(frame->width, 1280);
  EXPECT_EQ(frame->height, 720);
  EXPECT_EQ(camera.detail(), "Fake C920");
}

TEST_F(CameraDevices, TakesFullHdWhereTheMachineKeepsUpAndLessWhereItDoesNot) {
  testing::plug_in({"Fake C920", true, false, true});
  CameraSettings fast = settings("auto");
  fast.full_hd = true;
  Camera camera(fast);
  ASSERT_TRUE(camera.start());
  ASSERT_TRUE(becomes(camera, SourceState::running)) << camera.detail();
  EXPECT_EQ(camera.next_frame(milliseconds(1'000))->height, 1080);
  camera.use_smaller_frames();
  ASSERT_TRUE(becomes(camera, SourceState::running)) << camera.detail();
  EXPECT_EQ(camera.next_frame(milliseconds(1'000))->height, 720);
  EXPECT_FALSE(is_fit_for_full_hd(2, 1'000));
  EXPECT_FALSE(is_fit_for_full_hd(8, kFullHdReadUs + 1));
  EXPECT_TRUE(is_fit_for_full_hd(4, kFullHdReadUs));
}

TEST_F(CameraDevices, FallsBackToRaw) {
  for (const FakeCamera& fake : {FakeCamera{"Raw", false, false}, FakeCamera{"Liar", true, true}}) {
    testing::plug_in(fake);
    Camera camera(settings("auto"));
    ASSERT_TRUE(camera.start());
    ASSERT_TRUE(becomes(camera, SourceState::running)) << fake.name << ": " << camera.detail();
    EXPECT_EQ(camera.next_frame(milliseconds(1'000))->width, 640);
    testing::pull_out_cameras();
  }
}

TEST_F(CameraDevices, MayBePluggedInAndPulledOutWhileRunning) {
  Camera camera(settings("auto"));
  ASSERT_TRUE(camera.start());
  ASSERT_TRUE(becomes(camera, SourceState::lost));
  EXPECT_EQ(camera.detail(), "No camera is plugged in.");
  for (int i = 0; i < 3; ++i) {
    testing::plug_in({"Fake", false, false});
    ASSERT_TRUE(becomes(camera, SourceState::running)) << i << camera.detail();
    testing::pull_out_cameras();
    ASSERT_TRUE(becomes(camera, SourceState::lost)) << i;
  }
}

TEST_F(CameraDevices, IsFoundByPartOfItsName) {
  testing::plug_in({"Integrated Camera", false, false});
  testing::plug_in({"HD Pro Webcam C920", true, false});
  EXPECT_EQ(list_cameras()->size(), 2U);
  Camera camera(settings("c920"));
  ASSERT_TRUE(camera.start());
  ASSERT_TRUE(becomes(camera, SourceState::running));
  EXPECT_EQ(camera.detail(), "HD Pro Webcam C920");
  Camera none(settings("Elgato"));
  ASSERT_TRUE(none.start());
  EXPECT_TRUE(becomes(none, SourceState::lost));
  EXPECT_EQ(none.detail(), "No camera \"Elgato\" is plugged in.");
}

TEST_F(CameraDevices, ABusErrorIsALostCameraThatIsTriedAgain) {
  CameraSettings failing = settings("auto");
  failing.source_pipeline = "videotestsrc is-live=true num-buffers=100 ! identity error-after=4";
  Camera camera(failing);
  ASSERT_TRUE(camera.start());
  for (int i = 0; i < 3; ++i) {
    ASSERT_TRUE(becomes(camera, SourceState::running));
    ASSERT_TRUE(becomes(camera, SourceState::lost));
    EXPECT_NE(camera.detail().find("identity"), std::string::npos) << camera.detail();
  }
}

TEST_F(CameraDevices, ASilentCameraIsLost) {
  CameraSettings silent = settings("auto");
  silent.source_pipeline = "appsrc is-live=true caps=video/x-raw,format=GRAY8,width=8,height=8,framerate=30/1";
  silent.no_frame_limit = milliseconds(50);
  Camera camera(silent);
  ASSERT_TRUE(camera.start());
  EXPECT_EQ(camera.state(), SourceState::starting);
  EXPECT_TRUE(becomes(camera, SourceState::lost));
  EXPECT_EQ(camera.detail(), "The camera gives no pictures.");
}

TEST_F(CameraDevices, NamesAPluginThatIsMissing) {
  CameraSettings wrong = settings("auto");
  wrong.source_pipeline = "nosuchcamerasrc";
  Camera camera(wrong);
  const Status started = camera.start();
  ASSERT_FALSE(started);
  EXPECT_EQ(started.error().code, Code::device_failed);
  EXPECT_NE(started.error().what.find("nosuchcamerasrc"), std::string::npos) << started.error().what;
}

/// Open descriptors of this process.
std::size_t count_handles() {
  const std::filesystem::directory_iterator open("/proc/self/fd");
  return static_cast<std::size_t>(std::distance(begin(open), end(open)));
}

/// Another process that serves frames, to be killed.
class FrameServer {
 public:
  explicit FrameServer(int port) {
    const std::string port_text = "port=" + std::to_string(port);
    std::vector<const char*> words{"gst-launch-1.0",
                                   "-q",
                                   "videotestsrc",
                                   "is-live=true",
                                   "!",
                                   "video/x-raw,width=320,height=240,framerate=30/1",
                                   "!",
                                   "jpegenc",
                                   "!",
                                   "multipartmux",
                                   "!",
                                   "tcpserversink",
                                   "host=127.0.0.1",
                                   port_text.c_str(),
                                   nullptr};
    EXPECT_EQ(posix_spawnp(&pid_, words[0], nullptr, nullptr, const_cast<char**>(words.data()), environ), 0);
  }
  FrameServer(const FrameServer&) = delete;
  FrameServer& operator=(const FrameServer&) = delete;
  ~FrameServer() {
    kill(pid_, SIGKILL);
    waitpid(pid_, nullptr, 0);
  }

 private:
  pid_t pid_ = -1;
};

TEST_F(CameraDevices, ASourceWhoseProcessIsKilledIsLostAndComesBack) {
  const int port = 20'000 + static_cast<int>(getpid() % 20'000);
  CameraSettings served = settings("auto");
  served.source_pipeline = "tcpclientsrc host=127.0.0.1 port=" + std::to_string(port) + " ! multipartdemux ! jpegdec";
  auto server = std::make_unique<FrameServer>(port);
  Camera camera(served);
  ASSERT_TRUE(camera.start());
  const int rounds = std::getenv("UKETSUKE_LONG") == nullptr ? 2 : 50;
  std::size_t handles = 0;
  for (int i = 0; i < rounds; ++i) {
    ASSERT_TRUE(becomes(camera, SourceState::running)) << camera.detail();
    if (i == 1) handles = count_handles();
    server.reset();
    ASSERT_TRUE(becomes(camera, SourceState::lost));
    server = std::make_unique<FrameServer>(port);
  }
  EXPECT_TRUE(becomes(camera, SourceState::running)) << camera.detail();
  EXPECT_LE(count_handles(), handles + 2) << "after " << rounds << " times";
}

TEST_F(CameraDevices, OffGivesNothing) {
  Camera camera(parse_camera_flag("off"));
  ASSERT_TRUE(camera.start());
  EXPECT_EQ(camera.state(), SourceState::off);
  EXPECT_FALSE(camera.next_frame(milliseconds(1)));
}

}  // namespace
}  // namespace uketsuke
