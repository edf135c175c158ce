// Drafts (保留) as the command line and the window read them. Any thread, one at a time.
#pragma once

#include "common/draft.h"
#include "common/result.h"
#include "common/roster.h"
#include "kiosk/cli/session.h"

namespace uketsuke::cli {

/// What can be read of it for sure. Errors: Code::not_found (event), bad_input (the words of professions)
Result<Application> read_draft_of(const Session& session, const EventCode& event, const Draft& draft);

}  // namespace uketsuke::cli
