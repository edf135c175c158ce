// How long a text is, as people count. Any thread.
#pragma once

#include <cstddef>
#include <string_view>

#include "common/utf8.h"

namespace uketsuke {

/// Code points of valid UTF-8; each broken byte is one.
inline std::size_t count_characters(std::string_view text) {
  std::size_t count = 0;
  for (std::size_t at = 0; at < text.size(); ++count) next_code_point(text, at);
  return count;
}

}  // namespace uketsuke
