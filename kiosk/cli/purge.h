// What `purge` does, for the window too. Thread: any, one at a time.
#pragma once

#include "common/ids.h"
#include "common/result.h"
#include "db/purge.h"
#include "kiosk/cli/session.h"

namespace uketsuke::cli {

/// purge_event, by and at the time of the session, with the kinds of facilities that reports need later.
/// Errors: those of purge_event; bad_input for the words of kinds
Result<PurgeReport> purge_names(const Session& session, const EventCode& event, bool force);

}  // namespace uketsuke::cli
