// An attendee's own search in the roster. Only where the event allows it, and never more than it allows to be shown:
// names leave the store masked. A connection of its own. Any thread.
#pragma once

#include <string>

#include "common/attendee_search.h"
#include "common/ids.h"
#include "common/result.h"

namespace uketsuke {

/// Whose furigana begins so and who may still come. Nobody for fewer kana than kFewestKana.
/// Errors: Code::not_found for the event, refused where it has no such search, store_failed
Result<FoundAttendees> find_attendees(const std::string& folder, const EventCode& event, const std::string& kana);

}  // namespace uketsuke
