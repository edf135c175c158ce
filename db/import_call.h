// An import that says how far it is and can be stopped; the store is opened for one call. One thread.
#pragma once

#include <string>
#include <vector>

#include "common/keep_on.h"
#include "common/result.h"
#include "db/store.h"

namespace uketsuke {

/// What Store::import_applications is given; all of it outlives the call.
struct ImportCall {
  const EventCode& event;
  const std::string& source;
  const std::vector<Application>& applications;
  const std::vector<BadLine>& bad;
  const ImportOptions& options;
  const Change& change;
  const KeepOn& keep_on;
};

/// Errors: as Store::import_applications; Code::refused once keep_on said stop, and the store is as it was
Result<ImportReport> import_stoppably(const std::string& folder, const ImportCall& call);

}  // namespace uketsuke
