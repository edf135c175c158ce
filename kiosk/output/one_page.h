// A page of paper from a text file of assets/documents: what an office pins to the wall or hands to its IT staff. One
// A4 page, in letters as large as fit. Any thread.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "common/result.h"
#include "common/time.h"

namespace uketsuke {

/// One part of a page, from the top down.
struct PageBlock {
  enum class Kind { title, section, paragraph, point, row };
  Kind kind = Kind::paragraph;
  std::vector<std::string> cells;        ///< one; of a row the columns
  std::optional<std::uint32_t> color{};  ///< of a row: the field of its first cell, 0xRRGGBB
};

/// `# title`, `## section`, `- point`, `| cell | cell` (a row; the first cell may begin with
/// [RRGGBB] and then hold several headings, parted by ／), else a
/// paragraph; empty lines and those that begin with `//` are nothing. Errors: Code::bad_input with the line (a row of
/// one cell, a colour that is none, a file without a title)
Result<std::vector<PageBlock>> read_page_blocks(std::string_view text);

/// Errors: Code::bad_input where it is more than a page, Code::io_failed
Status write_one_page(const std::vector<PageBlock>& blocks, UtcMillis made_at, const std::string& path);

}  // namespace uketsuke
