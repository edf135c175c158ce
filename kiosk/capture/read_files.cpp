// See read_files.h.
#include "kiosk/capture/read_files.h"

#include <algorithm>
#include <chrono>
#include <functional>
#include <optional>
#include <utility>

#include "kiosk/capture/camera.h"
#include "kiosk/capture/image_file.h"
#include "kiosk/capture/qr_reader.h"
#include "kiosk/capture/read_camera.h"
#include "kiosk/capture/view_gatherer.h"

namespace uketsuke {
namespace {

constexpr std::int64_t kFrameUs = 1'000'000 / 30;
/// A file that gives no frame for so long is broken in a way GStreamer does not tell.
constexpr std::int64_t kStuckUs = 20'000'000;

struct TimedCodes {
  std::vector<ReadCode> codes;
  std::uint64_t passes = 0;
  bool alone = false;
  std::int64_t begin_us = 0;
  std::int64_t end_us = 0;
};

template <class Read>
Result<TimedCodes> read_timed(const Read& read_frame) {
  TimedCodes timed;
  timed.begin_us = monotonic_us();
  Result<ReadCodes> read = read_frame();
  timed.end_us = monotonic_us();
  if (!read) return tl::unexpected(read.error());
  timed.codes = std::move(read->codes);
  timed.passes = read->passes;
  timed.alone = read->alone;
  return timed;
}

void add(const TimedCodes& timed, FileReading& reading) {
  for (const ReadCode& code : timed.codes) {
    const bool known = std::find(reading.texts.begin(), reading.texts.end(), code.text) != reading.texts.end();
    if (!known) reading.texts.push_back(code.text);
  }
  reading.decode_ms += static_cast<double>(timed.end_us - timed.begin_us) / 1000.0;
  reading.passes += timed.passes;
  ++reading.frames;
}

/// Each frame in order, as the camera's thread would read it.
Status for_each_frame(const std::filesystem::path& pattern, const std::function<Status(const TimedCodes&)>& visit) {
  CameraSettings settings;
  settings.kind = CameraSettings::Kind::files;
  settings.text = pattern.string();
  settings.every_frame = true;
  Camera camera(settings);
  if (const Status started = camera.start(); !started) return started;
  std::int64_t heard_us = monotonic_us();
  CameraReader reader;
  while (camera.state() != SourceState::ended) {
    const auto frame = camera.next_frame(std::chrono::milliseconds(100));
    if (!frame) {
      if (monotonic_us() - heard_us < kStuckUs) continue;
      return fail(Code::bad_input, pattern.string() + ": gives no frames", "frames");
    }
    const auto timed = read_timed([&] { return reader.read(*frame); });
    if (!timed) return tl::unexpected(timed.error());
    if (const Status visited = visit(*timed); !visited) return visited;
    heard_us = monotonic_us();
  }
  if (const auto failure = camera.failure()) return tl::unexpected(*failure);
  return {};
}

}  // namespace

Result<FileReading> read_picture(const std::filesystem::path& file) {
  const auto frame = read_image_file(file);
  if (!frame) return tl::unexpected(frame.error());
  const auto timed = read_timed([&] { return read_codes(*frame); });
  if (!timed) return tl::unexpected(timed.error());
  FileReading reading;
  reading.file = file;
  add(*timed, reading);
  return reading;
}

Result<FileReading> read_frames(const std::filesystem::path& pattern) {
  FileReading reading;
  reading.file = pattern;
  const Status read = for_each_frame(pattern, [&](const TimedCodes& timed) -> Status {
    add(timed, reading);
    return {};
  });
  if (!read) return tl::unexpected(read.error());
  return reading;
}

Result<std::vector<TimedView>> read_timed_views(const std::filesystem::path& pattern) {
  std::vector<TimedView> views;
  ViewGatherer gatherer;
  std::int64_t time_us = 0;
  const auto put = [&](std::optional<CodesInView> view) {
    if (view) views.push_back({time_us, std::move(*view)});
  };
  const Status read = for_each_frame(pattern, [&](const TimedCodes& timed) -> Status {
    std::vector<ReadText> texts;
    for (const ReadCode& code : timed.codes) {
      texts.push_back({code.text, ScanSource::frames, timed.begin_us, timed.end_us, area_of(code.corners)});
    }
    put(gatherer.add(texts, time_us, timed.alone));
    time_us += kFrameUs;
    return {};
  });
  if (!read) return tl::unexpected(read.error());
  put(gatherer.flush(time_us));
  return views;
}

}  // namespace uketsuke
