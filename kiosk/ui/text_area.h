// A box for a long text, and the clipboard that it comes from. Thread: ui.
#pragma once

#include <cstddef>
#include <string>

#include "kiosk/ui/theme.h"
#include "kiosk/ui/ui.h"

namespace uketsuke {

/// Bytes of a pasted text that are kept.
inline constexpr std::size_t kLongestText = std::size_t{64} << 10;

/// Several lines, typed or pasted (Ctrl+V); scrolls. @param focus  give it the keyboard now
/// @return true when `value` changed
bool text_area(const Ui& ui, const char* id, Rect area, std::string& value, bool focus);

/// What was copied last, anywhere; valid UTF-8, at most kLongestText bytes.
std::string read_clipboard();

}  // namespace uketsuke
