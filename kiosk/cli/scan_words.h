// The staff's true reason of an outcome, one Japanese sentence. Never shown to an attendee. Any thread.
#pragma once

#include <string>
#include <string_view>

#include "common/scan.h"
#include "common/time.h"

namespace uketsuke::cli {

/// @param noun  the event's own word for itself (研修会)
std::string staff_message(const ScanResult& result, const Zone& zone, const std::string& noun);
std::string_view staff_words(ScanOutcome outcome);
std::string_view staff_words(WalkInOutcome outcome);

}  // namespace uketsuke::cli
