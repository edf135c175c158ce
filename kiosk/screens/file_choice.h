// A file of a stick or folder: the places on the left, what the chosen one holds on the right. There is no file dialog.
// Thread: ui.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "common/time.h"
#include "kiosk/messages.h"
#include "kiosk/ui/ui.h"

namespace uketsuke {

struct FileChoice {
  const std::vector<FilePlace>& places;
  bool looking = false;
  Zone zone;                               ///< of the times that are shown
  const char* no_file = "import_no_file";  ///< words where the place has none
  std::optional<std::size_t> marked = {};  ///< the file that Enter would take
};

/// 16 to 1264 wide, 124 to 524 high. @param place  the chosen one; a touch changes it
/// @return path of the touched file
std::optional<std::string> draw_file_choice(const FileChoice& choice, std::size_t& place, const Ui& ui);

}  // namespace uketsuke
