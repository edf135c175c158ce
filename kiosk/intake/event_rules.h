// Everything that the rows of one event's roster are read by, loaded from the assets and the office's own folder. Any
// thread; one object each.
#pragma once

#include <string>
#include <vector>

#include "common/event.h"
#include "common/profession.h"
#include "common/result.h"
#include "common/time.h"
#include "kiosk/intake/roster_mapping.h"
#include "kiosk/intake/roster_reader.h"

namespace uketsuke {

struct EventRulesFrom {
  std::string assets;
  std::string store_folder;  ///< DIR/mappings are the office's own
  std::string mapping{};     ///< name or file; empty: by the header
  std::string preset{};      ///< name of a shipped mapping; empty: by the header
};

/// The rules point into it: it is not copied or moved.
class EventRules {
 public:
  EventRules() = default;
  EventRules(const EventRules&) = delete;
  EventRules& operator=(const EventRules&) = delete;

  /// Errors: Code::bad_call for a mapping and a preset; not_found, bad_input for files that are missing or wrong
  Status load(const EventRulesFrom& from, const Event& event, const Zone& zone, UtcMillis now);

  RosterRules rules;

 private:
  ProfessionTable professions_;
  MappingRules mapping_;
  std::vector<MappingRules> formats_;
};

}  // namespace uketsuke
