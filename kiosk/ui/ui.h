// What a screen draws with: theme, words, fonts, preview. Lives as long as its window; screens get it as const.
// Thread: ui.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "kiosk/ui/text.h"
#include "kiosk/ui/theme.h"

struct ImFont;

namespace uketsuke {

/// The fonts of one window: BIZ UDGothic, Noto Sans CJK JP for what it lacks.
struct Fonts {
  ImFont* regular = nullptr;
  ImFont* bold = nullptr;
};

/// The newest camera picture as a texture; 0: none.
struct PreviewPicture {
  std::uint64_t texture = 0;
  float aspect = 16.0F / 9.0F;  ///< width / height
};

struct Ui {
  Theme theme;
  const Texts* texts = nullptr;
  Fonts fonts;
  PreviewPicture preview;
  bool staff_window = false;  ///< this is the window of the staff's own monitor

  /// The words of a text id.
  [[nodiscard]] std::string text(std::string_view id, const TextValues& values = {}) const {
    return texts->get(id, values);
  }
};

}  // namespace uketsuke
