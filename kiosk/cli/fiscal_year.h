// A Japanese fiscal year (April to March) as people write it. Pure; any thread.
#pragma once

#include <optional>
#include <string>

#include "common/time.h"

namespace uketsuke::cli {

/// R7, 令和7年度, 令和元年度, 2025, 2025年度, H30; full-width alike. @return 2025; none for anything else
std::optional<int> read_fiscal_year(const std::string& text);
/// In which it lies: 2025 for 2026-03-31.
int fiscal_year_of(UtcMillis time, const Zone& zone);
/// 令和7年度
std::string fiscal_year_words(int year);

}  // namespace uketsuke::cli
