// The staff's true reason of an outcome, one Japanese sentence. Never shown to an attendee. Any thread.
#pragma once

#include <string>
#include <string_view>

#include "common/scan.h"
#include "common/time.h"

namespace uketsuke::cli {

std::string staff_message(const ScanResult& result, const Zone& zone);
std::string_view staff_words(ScanOutcome outcome);
std::string_view staff_words(WalkInOutcome outcome);

}  // namespace uketsuke::cli
