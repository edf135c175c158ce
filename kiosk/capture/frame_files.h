// `file:PATTERN` to the list of picture files, in the order in which a camera would have delivered them. Any thread.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "common/result.h"

namespace uketsuke {

/// What a pattern stands for: pictures that are shown one after the other, or one video.
struct FrameFiles {
  std::vector<std::filesystem::path> pictures;  ///< in file-name order; a printf pattern: by number
  std::filesystem::path video;                  ///< set where the pattern names one file that is no picture
};

/// A folder (its pictures), a printf pattern (frame%04d.png), a glob (frames/*.png), one picture, or a video file.
/// Errors: Code::not_found if nothing is there; Code::bad_input if a folder holds no pictures.
Result<FrameFiles> find_frame_files(const std::string& pattern);

}  // namespace uketsuke
