// Text that any printer of ours may take: valid UTF-8 without controls. Any thread.
#pragma once

#include <string>
#include <string_view>

namespace uketsuke {

/// Line ends and tabs become a space; other controls, broken bytes, marks that turn the direction of writing and
/// non-characters become U+FFFD. Variation selectors stay.
std::string clean_text(std::string_view text);

}  // namespace uketsuke
