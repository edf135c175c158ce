// See lossy_text.h.
#include "common/lossy_text.h"

#include "common/utf8.h"

namespace uketsuke {

bool is_lossy_copy(std::string_view kept, std::string_view copy) {
  bool lost = false;
  std::size_t at = 0;
  for (std::size_t from = 0; from < kept.size();) {
    const std::size_t begin = from;
    const char32_t c = next_code_point(kept, from);
    const std::string_view character = kept.substr(begin, from - begin);
    const std::string_view stand_in = c > 0xFFFF && copy.substr(at, 2) == "??" ? "??" : "?";
    if (copy.substr(at, character.size()) == character) {
      at += character.size();
    } else if (c >= 0x80 && copy.substr(at, stand_in.size()) == stand_in) {
      at += stand_in.size();
      lost = true;
    } else {
      return false;
    }
  }
  return lost && at == copy.size();
}

}  // namespace uketsuke
