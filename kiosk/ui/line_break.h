// Breaking text into lines: at the hints where a text has them, else Japanese anywhere but before closing marks and
// Latin at spaces. Pure. Any thread.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace uketsuke {

/// Width of a piece of text, in the unit of the limit.
using MeasureText = std::function<float(std::string_view)>;

/// Zero-width space: in a language file, where a line may break, between two phrases. Never drawn.
constexpr std::string_view kBreakHint = "\u200B";

/// Lines no wider than `limit` (a single unbreakable piece may be); line feeds break always. What stands between two
/// line feeds and has a break hint breaks at its hints only. Hints and spaces at a line's end are dropped.
/// No line starts with one of 、。，．・：；？！）」』】〕ー々っゃゅょ… nor ends with （「『【〔.
/// Source: JIS X 4051, its line-start and line-end prohibitions in short
std::vector<std::string> break_lines(std::string_view text, float limit, const MeasureText& measure);

/// True where a last line would hold one or two characters (closing marks not counted) of what stood before.
bool leaves_orphan(std::string_view text, float limit, const MeasureText& measure);

std::string without_break_hints(std::string_view text);

/// Byte length of the UTF-8 character that starts at `text[0]`, 1 for a broken one, 0 for an empty text.
std::size_t first_character_length(std::string_view text);

}  // namespace uketsuke
