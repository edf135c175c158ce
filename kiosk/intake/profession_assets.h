// assets/professions.toml -> ProfessionTable: which words count as which category. Any thread.
#pragma once

#include <string>
#include <string_view>

#include "common/profession.h"
#include "common/result.h"

namespace uketsuke {

/// category = ["word", …] lines, the categories by their code words (nurse, care_manager …).
/// Errors: Code::bad_input with line
Result<ProfessionTable> parse_professions_toml(std::string_view text, const std::string& file);

/// Errors: as parse_professions_toml; Code::not_found, io_failed
Result<ProfessionTable> read_professions_file(const std::string& path);

}  // namespace uketsuke
