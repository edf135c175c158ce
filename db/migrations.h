// The numbered migrations as embedded by CMake. Data only.
#pragma once

#include <string_view>
#include <vector>

namespace uketsuke {

struct Migration {
  int number;
  std::string_view name;
  std::string_view sql;
};

/// In order of their numbers, from 1.
const std::vector<Migration>& embedded_migrations();

}  // namespace uketsuke
