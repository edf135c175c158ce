// The staff's true reason of an outcome, one Japanese sentence. Never shown to an attendee. Any thread.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "common/first_use.h"
#include "common/scan.h"
#include "common/time.h"

namespace uketsuke::cli {

/// @param noun   the event's own word for itself (研修会)
/// @param first  of already_in, where it is known
std::string staff_message(const ScanResult& result, const Zone& zone, const std::string& noun,
                          const std::optional<FirstUse>& first);
std::string_view staff_words(ScanOutcome outcome);
std::string_view staff_words(WalkInOutcome outcome);

}  // namespace uketsuke::cli
