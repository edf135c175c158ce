// 保留: the drafts of an event and what becomes of them. Each function opens a connection of its own for one call; any
// thread, one call at a time.
#pragma once

#include <string>
#include <vector>

#include "common/draft.h"
#include "common/ids.h"
#include "common/result.h"
#include "db/store.h"

namespace uketsuke {

/// Those that are neither taken nor dropped, in order of time, file and line.
Result<std::vector<Draft>> list_drafts(const std::string& folder, const EventCode& event);

/// By id. Errors: Code::not_found, also for one that is settled
Result<Draft> find_draft(const std::string& folder, const EventCode& event, const std::string& id);

/// The source of what it becomes: its own, for its file still holds the bad row and would report it as vanished.
std::string draft_source(const Draft& draft);

enum class DraftEnd { taken, dropped };
/// It is listed no more, and the same row that comes again is not held again. Logged.
/// Errors: Code::not_found for one that is not there or settled
Status settle_draft(const std::string& folder, const EventCode& event, const std::string& id, DraftEnd end,
                    const Change& change);

}  // namespace uketsuke
