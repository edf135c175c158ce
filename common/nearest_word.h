// Which known word a mistyped one was meant to be. Any thread.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace uketsuke {

/// The known word with the smallest edit distance, the first of equals; empty if none is known.
std::string nearest_word(std::string_view given, const std::vector<std::string>& known);

}  // namespace uketsuke
