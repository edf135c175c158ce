// Breaking text into lines: Japanese anywhere but before closing marks, Latin at spaces. Pure. Any thread.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace uketsuke {

/// Width of a piece of text, in the unit of the limit.
using MeasureText = std::function<float(std::string_view)>;

/// Lines no wider than `limit` (a single unbreakable piece may be); line feeds break always.
/// No line starts with one of 、。，．・：；？！）」』】〕ー々っゃゅょ… nor ends with （「『【〔.
/// Source: JIS X 4051, its line-start and line-end prohibitions in short
std::vector<std::string> break_lines(std::string_view text, float limit, const MeasureText& measure);

/// Byte length of the UTF-8 character that starts at `text[0]`, 1 for a broken one, 0 for an empty text.
std::size_t first_character_length(std::string_view text);

}  // namespace uketsuke
