// The town's own list of facilities as a CSV -> rows and bad lines. Titles go by their words, kinds by
// assets/facility_kinds.toml. Writes nothing. Any thread.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "common/result.h"
#include "common/roster.h"
#include "kiosk/intake/facility_kinds.h"

namespace uketsuke {

/// A row that can be taken; kind is a kind's name or empty.
struct FacilityListRow {
  std::string name;
  std::string kind;
  std::string municipality;
  std::string contact;
  std::string email;
  std::string phone;
  std::int64_t line = 0;
};

struct FacilityListContent {
  std::vector<FacilityListRow> rows;
  std::vector<BadLine> bad;
  std::int64_t read = 0;  ///< rows of the file, bad ones too
};

/// Never fails: what is wrong is in `bad`. A facility twice with different values is a bad line.
FacilityListContent read_facility_list(std::string_view bytes, const std::string& file, const FacilityKinds& kinds);

}  // namespace uketsuke
