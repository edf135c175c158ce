// How somebody's name was read when they were registered before. Plain values, any thread.
#pragma once

#include <string>

namespace uketsuke {

struct KnownReading {
  std::string folded_name;
  std::string furigana;  ///< as given
};

}  // namespace uketsuke
