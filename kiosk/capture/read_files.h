// What the reader sees in files: still pictures, or a folder or video as a camera would deliver it. For the command
// line. Any thread.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "common/result.h"
#include "kiosk/capture/scan_input.h"

namespace uketsuke {

struct FileReading {
  std::filesystem::path file;
  std::vector<std::string> texts;  ///< each once, in the order they were read
  double decode_ms = 0;            ///< the reader's time; files and video are not counted
  std::uint64_t passes = 0;
  std::uint64_t frames = 0;
};

/// One picture.  Errors: as read_image_file
Result<FileReading> read_picture(const std::filesystem::path& file);

/// A folder, pattern or video, every frame.  Errors: as find_frame_files; Code::bad_input where a frame is broken
Result<FileReading> read_frames(const std::filesystem::path& pattern);

/// What came into view, gathered as the scanner thread does, at its time in the film: 30 frames a second, from 0. For
/// `scan --frames`, which gives each to a RepeatFilter.
struct TimedView {
  std::int64_t time_us = 0;
  CodesInView view;
};
Result<std::vector<TimedView>> read_timed_views(const std::filesystem::path& pattern);

}  // namespace uketsuke
