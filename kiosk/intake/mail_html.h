// HTML of a mail -> the text that its reader sees: tags go, entities are read, rows and paragraphs become lines, cells
// are parted by tabs, quotations get "> " in front. No style, no script, nothing is fetched. Any thread.
#pragma once

#include <string>
#include <string_view>

namespace uketsuke {

/// Never fails; what is no HTML comes back as text. @param html  UTF-8
std::string html_to_text(std::string_view html);

}  // namespace uketsuke
