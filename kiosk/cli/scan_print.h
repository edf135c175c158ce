// A scan's answer as the line of the contract; shared by scan and admit. Thread: main.
#pragma once

#include <optional>
#include <string>

#include "common/result.h"
#include "common/scan.h"
#include "kiosk/cli/rows.h"
#include "kiosk/cli/session.h"

namespace uketsuke::cli {

/// How long the parts took; none where there was none.
struct ScanTimes {
  std::optional<double> decode_ms;
  std::optional<double> store_ms;
};

/// Prints the answer, or not_recorded where the store failed.
/// @return 0 for admitted and exited, 1 for a refusal, 4 for not_recorded
/// Errors: those of a call that is off (no such event)
Result<int> print_scan(Session& session, const Result<ScanResult>& result, const ScanId& scan, const ScanTimes& times,
                       const FoundEvent& event);

/// Milliseconds of a monotonic clock, for the times above.
double monotonic_ms();

}  // namespace uketsuke::cli
