// Where mapping files are: an office's own beside its store, the shipped presets in the assets. Any thread.
#pragma once

#include <string>
#include <vector>

#include "common/result.h"
#include "kiosk/intake/roster_mapping.h"

namespace uketsuke {

struct MappingFolders {
  std::string own;      ///< DIR/mappings
  std::string shipped;  ///< assets/mappings
};

/// A path, or a name in one of the folders. Errors: Code::not_found naming where it looked and what there is;
/// bad_input for one that cannot be read as a mapping
Result<MappingRules> load_mapping(const MappingFolders& folders, const std::string& name);

/// The shipped one of that name. Errors: Code::not_found naming those there are; bad_input
Result<MappingRules> load_preset(const MappingFolders& folders, const std::string& name);

/// Those that say by which titles they are known, own ones first, in order of name. What cannot be read is left out:
/// a mapping nobody asked for stops no import.
std::vector<MappingRules> load_known_formats(const MappingFolders& folders);

}  // namespace uketsuke
