// Texts that lost characters on their way: Excel's plain CSV writes ? for what its encoding lacks. Pure. Any thread.
#pragma once

#include <string_view>

namespace uketsuke {

/// True if `copy` is `kept` with one or more of its characters replaced by ? (?? outside the basic plane). UTF-8 both.
/// Source: WideCharToMultiByte's default character, one for each unit of UTF-16.
bool is_lossy_copy(std::string_view kept, std::string_view copy);

}  // namespace uketsuke
