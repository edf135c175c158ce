// One pull of an event's roster source: where from, what it holds, what is remembered of it. `roster sync` and the
// window's own pulls are made of these. Blocks on files and the network; any thread but the ui's and the store's.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>

#include "common/ids.h"
#include "common/result.h"
#include "common/time.h"
#include "db/roster_sources.h"
#include "kiosk/intake/http_fetch.h"
#include "kiosk/intake/roster_reader.h"

namespace uketsuke {

/// One pull on its way.
struct RosterPull {
  std::string folder;  ///< of the store
  EventCode event;
  std::string source;                 ///< as it is remembered
  std::string mapping;                ///< as it is remembered; empty: by the titles
  std::optional<RosterSource> known;  ///< what was remembered before
  bool same_as_known = false;
  std::string etag{};  ///< of what was fetched
  bool not_modified = false;
  bool source_failed = false;  ///< the file or the network failed, not the store
};

/// @param from  file, folder or URL; none: what is remembered
/// Errors: Code::bad_call where nothing is remembered or the URL is not allowed; not_found for a path that is not there
Result<RosterPull> begin_pull(const std::string& folder, const EventCode& event,
                              const std::optional<std::string>& from);

/// The name by which its rows are known again, as an import of the same file has it.
std::string rows_source(std::string source);

/// How long and how much, and whether to give up at once: asked now and then while bytes come.
struct PullLimits {
  FetchLimits fetch;
  std::function<bool()> give_up{};
};

/// What the source holds now; nothing where `pull.not_modified`.
/// Errors: io_failed with `pull.source_failed`; bad_input for credentials that cannot be read
Result<RosterContent> read_pull(RosterPull& pull, const RosterRules& rules, const PullLimits& limits);

/// Its rows were taken, or found to be the same. Errors: of save_roster_source
Result<RosterSource> remember_pull(const RosterPull& pull, std::int64_t rows, UtcMillis now);
/// The source failed: the try is remembered, what was taken before stays. Errors: of save_roster_source
Status remember_failed_pull(const RosterPull& pull, const Error& error, UtcMillis now);

}  // namespace uketsuke
