// What somebody typed or pasted into a field, made fit to keep: one line, no control characters, not too long. Every
// way into the store goes through here. Pure. Any thread.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "common/roster.h"

namespace uketsuke {

/// Longest field that is taken, in characters.
inline constexpr std::size_t kMaxFieldCharacters = 2000;

/// Line ends, tabs and other controls are a space in the middle and nothing at the ends. NUL and broken UTF-8 stay:
/// they are refused, not mended.
std::string fold_to_line(std::string_view text);
/// fold_to_line on all but the note, which may have lines.
void fold_to_lines(Attendee& attendee);
bool is_too_long(std::string_view text);

/// What cannot be kept, in words for staff; none: it can.
std::optional<std::string> find_text_fault(std::string_view text);

}  // namespace uketsuke
