// See camera.h. One pipeline at a time: source ! (jpegdec) ! videoconvert ! GRAY8 ! appsink. A camera's pipeline is
// built anew after each failure; the device monitor tells when that is worth a try at once.
#include "kiosk/capture/camera.h"

#include <gst/app/gstappsink.h>
#include <gst/app/gstappsrc.h>
#include <gst/video/video.h>

#include <algorithm>
#include <cstring>
#include <thread>
#include <utility>
#include <vector>

#include "kiosk/capture/frame_files.h"
#include "kiosk/capture/full_hd.h"
#include "kiosk/capture/gst_devices.h"
#include "kiosk/capture/gst_parts.h"
#include "kiosk/capture/gst_picture_feed.h"

namespace uketsuke {
namespace {

constexpr std::string_view kFilePrefix = "file:";

/// The final stage. A camera's newest frame wins; a file's frames are all delivered.
std::string sink_text(const CameraSettings& settings) {
  const bool files = settings.kind == CameraSettings::Kind::files;
  return std::string(" ! videoconvert ! video/x-raw,format=GRAY8 ! appsink name=sink max-buffers=1 drop=") +
         (files ? "false" : "true") + " sync=" + (files && !settings.every_frame ? "true" : "false");
}

Result<gst::Object<GstElement>> parse_pipeline(const std::string& text) {
  GError* error = nullptr;
  gst::Object<GstElement> pipeline(gst_parse_launch(text.c_str(), &error));
  if (error == nullptr && pipeline) return pipeline;
  const std::string why = error != nullptr ? error->message : "unknown reason";
  g_clear_error(&error);
  return fail(Code::device_failed, "GStreamer cannot build the camera's pipeline: " + why, "camera");
}

gst::Object<GstElement> child(GstElement* pipeline, const char* name) {
  return gst::Object<GstElement>(gst_bin_get_by_name(GST_BIN(pipeline), name));
}

/// When the frame was captured: its stream time on the pipeline's clock, which is CLOCK_MONOTONIC; now where the
/// stream's time is no time of day.
std::int64_t capture_time_us(GstElement* pipeline, GstBuffer* buffer) {
  const std::int64_t now = monotonic_us();
  if (!GST_BUFFER_PTS_IS_VALID(buffer)) return now;
  const auto at = static_cast<std::int64_t>((gst_element_get_base_time(pipeline) + GST_BUFFER_PTS(buffer)) / 1000);
  return at <= now && now - at < 500'000 ? at : now;
}

std::optional<LumaFrame> to_frame(GstElement* pipeline, GstSample* sample) {
  GstVideoInfo info{};
  GstVideoFrame mapped{};
  GstBuffer* buffer = gst_sample_get_buffer(sample);
  GstCaps* caps = gst_sample_get_caps(sample);
  if (buffer == nullptr || caps == nullptr || gst_video_info_from_caps(&info, caps) == FALSE ||
      gst_video_frame_map(&mapped, &info, buffer, GST_MAP_READ) == FALSE) {
    return std::nullopt;
  }
  LumaFrame frame;
  frame.width = GST_VIDEO_FRAME_WIDTH(&mapped);
  frame.height = GST_VIDEO_FRAME_HEIGHT(&mapped);
  frame.row_stride = GST_VIDEO_FRAME_PLANE_STRIDE(&mapped, 0);
  frame.captured_us = capture_time_us(pipeline, buffer);
  const auto* data = static_cast<const std::uint8_t*>(GST_VIDEO_FRAME_PLANE_DATA(&mapped, 0));
  const std::size_t rows = static_cast<std::size_t>(frame.height - 1) * static_cast<std::size_t>(frame.row_stride);
  frame.pixels = std::make_shared<const std::vector<std::uint8_t>>(data, data + rows + frame.width);
  gst_video_frame_unmap(&mapped);
  return frame;
}

}  // namespace

CameraSettings parse_camera_flag(std::string_view flag) {
  CameraSettings settings;
  if (flag == "off") {
    settings.kind = CameraSettings::Kind::off;
  } else if (flag.substr(0, kFilePrefix.size()) == kFilePrefix) {
    settings.kind = CameraSettings::Kind::files;
    settings.text = flag.substr(kFilePrefix.size());
  } else if (flag != "auto") {
    settings.kind = CameraSettings::Kind::device;
    settings.text = flag;
  }
  return settings;
}

Result<std::vector<CameraDevice>> list_cameras() {
  if (const Status begun = gst::begin({"v4l2src"}); !begun) return tl::unexpected(begun.error());
  gst::CameraDevices devices;
  if (const Status started = devices.start(); !started) return tl::unexpected(started.error());
  return devices.list();
}

/// GStreamer's side of the camera.
struct Camera::Parts {
  explicit Parts(CameraSettings wanted) : settings(std::move(wanted)) {}
  ~Parts() { close(); }
  Parts(const Parts&) = delete;
  Parts& operator=(const Parts&) = delete;

  Status start_files();
  Status start_device();
  void try_open();
  Result<gst::Object<GstElement>> build_device_pipeline();
  Result<gst::Object<GstElement>> build_path_pipeline();
  Status play(gst::Object<GstElement> fresh);
  void close();
  void lose(std::string why);
  void take_bus_messages();
  void take_device_news();
  void check_silence(std::int64_t now_us);
  [[nodiscard]] bool is_live() const {
    return settings.kind == CameraSettings::Kind::automatic || settings.kind == CameraSettings::Kind::device;
  }

  CameraSettings settings;
  gst::CameraDevices devices;
  gst::Device device;                      ///< in use
  std::unique_ptr<gst::PictureFeed> feed;  ///< outlives the pipeline
  gst::Object<GstElement> pipeline;
  gst::Object<GstAppSink> sink;
  gst::Object<GstBus> bus;
  SourceState state = SourceState::off;
  std::string detail;
  std::optional<Error> failure;
  std::size_t caps_choice = 0;  ///< grows with each failure before the first frame
  bool had_frame = false;       ///< of this pipeline
  std::int64_t retry_at_us = 0;
  std::int64_t last_frame_us = 0;
};

Status Camera::Parts::start_files() {
  if (const Status begun = gst::begin({"videoconvert", "appsink", "appsrc", "decodebin"}); !begun) return begun;
  auto files = find_frame_files(settings.text);
  if (!files) return tl::unexpected(files.error());
  const bool video = !files->video.empty();
  auto built = parse_pipeline((video ? "filesrc name=source ! decodebin" : "appsrc name=source format=time") +
                              sink_text(settings));
  if (!built) return tl::unexpected(built.error());
  const auto source = child(built->get(), "source");
  if (video) {
    g_object_set(source.get(), "location", files->video.c_str(), nullptr);
  } else {
    feed = std::make_unique<gst::PictureFeed>(std::move(files->pictures));
    feed->attach(GST_APP_SRC(source.get()));
  }
  detail = settings.text;
  return play(std::move(*built));
}

Status Camera::Parts::start_device() {
  if (const Status begun = gst::begin({"videoconvert", "appsink", "jpegdec"}); !begun) return begun;
  state = SourceState::starting;
  if (!settings.full_hd) settings.full_hd = reads_full_hd_in_time();
  if (!settings.source_pipeline.empty()) {
    auto built = parse_pipeline(settings.source_pipeline + sink_text(settings));  // words that are wrong stay wrong
    if (!built) return tl::unexpected(built.error());
  } else {
    if (const Status found = gst::begin({"v4l2src"}); !found) return found;
    if (const Status watched = devices.start(); !watched) return watched;
  }
  try_open();
  return {};
}

Result<gst::Object<GstElement>> Camera::Parts::build_path_pipeline() {
  static constexpr const char* kCaps[]{"image/jpeg ! jpegdec", "video/x-raw"};
  auto built = parse_pipeline(std::string("v4l2src name=source ! ") + kCaps[caps_choice % 2] + sink_text(settings));
  if (!built) return built;
  g_object_set(child(built->get(), "source").get(), "device", settings.text.c_str(), nullptr);
  detail = settings.text;
  return built;
}

Result<gst::Object<GstElement>> Camera::Parts::build_device_pipeline() {
  if (!settings.source_pipeline.empty()) {
    detail = settings.source_pipeline;
    return parse_pipeline(settings.source_pipeline + sink_text(settings));
  }
  device = devices.find(settings.text);
  if (!device) {
    const bool path = !settings.text.empty() && settings.text.front() == '/';
    if (path && g_file_test(settings.text.c_str(), G_FILE_TEST_EXISTS) != FALSE) return build_path_pipeline();
    return fail(
        Code::device_failed,
        settings.text.empty() ? "No camera is plugged in." : "No camera \"" + settings.text + "\" is plugged in.",
        "camera");
  }
  const std::vector<std::string> choices = gst::choose_caps(device.get(), settings.full_hd.value_or(false));
  const std::string& caps = choices[caps_choice % choices.size()];
  const std::string decoder = caps.rfind("image/jpeg", 0) == 0 ? " ! jpegdec" : "";
  auto built = parse_pipeline("capsfilter name=first caps=\"" + caps + "\"" + decoder + sink_text(settings));
  if (!built) return built;
  GstElement* source = gst_device_create_element(device.get(), "source");
  if (source == nullptr) return fail(Code::device_failed, "The camera cannot be opened.", "camera");
  gst_bin_add(GST_BIN(built->get()), source);  // takes it
  if (gst_element_link(source, child(built->get(), "first").get()) == FALSE) {
    return fail(Code::device_failed, "The camera gives no picture that can be read.", "camera");
  }
  detail = gst::device_name(device.get());
  return built;
}

void Camera::Parts::try_open() {
  auto built = build_device_pipeline();
  if (!built) return lose(built.error().what);
  if (const Status played = play(std::move(*built)); !played) lose(played.error().what);
}

Status Camera::Parts::play(gst::Object<GstElement> fresh) {
  pipeline = std::move(fresh);
  sink.reset(GST_APP_SINK(gst_bin_get_by_name(GST_BIN(pipeline.get()), "sink")));
  bus.reset(gst_element_get_bus(pipeline.get()));
  had_frame = false;
  last_frame_us = monotonic_us();
  if (state != SourceState::lost) state = SourceState::starting;
  if (gst_element_set_state(pipeline.get(), GST_STATE_PLAYING) != GST_STATE_CHANGE_FAILURE) return {};
  const gst::Message message(gst_bus_pop_filtered(bus.get(), GST_MESSAGE_ERROR));
  return fail(Code::device_failed, message ? gst::describe_error(message.get()) : "The source does not start.",
              "camera");
}

void Camera::Parts::close() {
  if (pipeline) gst_element_set_state(pipeline.get(), GST_STATE_NULL);
  sink.reset();
  bus.reset();
  pipeline.reset();
  device.reset();
}

void Camera::Parts::lose(std::string why) {
  if (!had_frame) ++caps_choice;  // perhaps the device cannot do what it offers
  close();
  detail = std::move(why);
  state = SourceState::lost;
  retry_at_us = monotonic_us() + std::chrono::microseconds(settings.retry).count();
}

void Camera::Parts::take_bus_messages() {
  while (pipeline) {
    const auto types = static_cast<GstMessageType>(GST_MESSAGE_ERROR | GST_MESSAGE_EOS);
    const gst::Message message(gst_bus_pop_filtered(bus.get(), types));
    if (!message) return;
    const bool is_error = GST_MESSAGE_TYPE(message.get()) == GST_MESSAGE_ERROR;
    const std::string why = is_error ? gst::describe_error(message.get()) : "The camera's stream ended.";
    if (is_live()) {
      lose(why);
    } else if (is_error && !failure) {
      const std::size_t at = why.find(gst::kPictureError);
      std::string what = settings.text + ": not a video that can be read: " + why;
      if (at != std::string::npos) what = why.substr(at + std::strlen(gst::kPictureError), why.rfind(" (") - at - 9);
      failure = Error{Code::bad_input, what, "frames"};
      detail = what;
      state = SourceState::ended;
      close();
    }
  }
}

void Camera::Parts::take_device_news() {
  const gst::DeviceNews news = devices.take_news(device.get());
  if (news.current_removed) lose("The camera was unplugged.");
  if (news.added) retry_at_us = 0;
}

void Camera::Parts::check_silence(std::int64_t now_us) {
  const std::int64_t limit = std::chrono::microseconds(settings.no_frame_limit).count();
  if (pipeline && now_us - last_frame_us > limit) lose("The camera gives no pictures.");
}

Camera::Camera(CameraSettings settings) : parts_(std::make_unique<Parts>(std::move(settings))) {}

Camera::~Camera() = default;

Status Camera::start() {
  Parts& parts = *parts_;
  stop();
  switch (parts.settings.kind) {
    case CameraSettings::Kind::off:
      return {};
    case CameraSettings::Kind::files:
      return parts.start_files();
    case CameraSettings::Kind::automatic:
    case CameraSettings::Kind::device:
      return parts.start_device();
  }
  return {};
}

void Camera::stop() {
  parts_->close();
  parts_->feed.reset();
  parts_->devices.stop();
  parts_->failure.reset();
  parts_->state = SourceState::off;
  parts_->detail.clear();
}

void Camera::use_smaller_frames() {
  Parts& parts = *parts_;
  if (!parts.is_live() || !parts.settings.full_hd.value_or(false)) return;
  parts.settings.full_hd = false;
  parts.caps_choice = 0;
  parts.close();
  parts.try_open();
}

std::optional<LumaFrame> Camera::next_frame(std::chrono::milliseconds limit) {
  Parts& parts = *parts_;
  if (parts.is_live() && parts.state != SourceState::off) {
    parts.take_device_news();
    parts.take_bus_messages();
    if (!parts.pipeline && monotonic_us() >= parts.retry_at_us) parts.try_open();
  }
  if (!parts.pipeline || parts.state == SourceState::ended) {
    std::this_thread::sleep_for(limit);
    return std::nullopt;
  }
  const auto wait = static_cast<GstClockTime>(limit.count()) * GST_MSECOND;
  const gst::Sample sample(gst_app_sink_try_pull_sample(parts.sink.get(), wait));
  if (sample) {
    parts.state = SourceState::running;
    parts.had_frame = true;
    parts.last_frame_us = monotonic_us();
    if (parts.is_live() && parts.device) parts.detail = gst::device_name(parts.device.get());
    return to_frame(parts.pipeline.get(), sample.get());
  }
  const bool over = gst_app_sink_is_eos(parts.sink.get()) != FALSE;
  parts.take_bus_messages();
  if (parts.is_live()) {
    parts.check_silence(monotonic_us());
  } else if (over) {
    parts.state = SourceState::ended;
  }
  return std::nullopt;
}

SourceState Camera::state() const { return parts_->state; }

std::string Camera::detail() const { return parts_->detail; }

std::optional<Error> Camera::failure() const { return parts_->failure; }

}  // namespace uketsuke
