// The hub's own numbered migrations as embedded by CMake. Data only.
#pragma once

#include <vector>

#include "db/migrations.h"

namespace uketsuke {

/// In order of their numbers, from 1. Never empty.
const std::vector<Migration>& embedded_hub_migrations();

}  // namespace uketsuke
