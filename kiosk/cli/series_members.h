// A standing meeting's fixed members: those of the occasion before, as applications to the next. Printing nothing: for
// `roster carry` and the window. Any thread, one at a time.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "common/event.h"
#include "common/result.h"
#include "common/roster.h"
#include "kiosk/cli/session.h"

namespace uketsuke::cli {

/// The latest occasion of the same series that begins before this one; none without a series.
Result<std::optional<Event>> find_previous_occasion(const Session& session, const Event& event);

/// Its members in order of their numbers, an application each: the confirmed ones with their roles, an absent one
/// rather than a substitute; neither walk-ins nor lecturers. Each is known again by the registration they had. Errors:
/// Code::bad_call where both events are not of one series; Code::refused once its names were erased
Result<std::vector<Application>> read_series_members(const Session& session, const Event& from, const Event& to);

/// By which they are known when they are carried again.
std::string series_source(const Event& from);

}  // namespace uketsuke::cli
