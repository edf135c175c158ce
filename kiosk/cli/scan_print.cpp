// One line a scan, flushed as soon as the COMMIT returned.
#include "kiosk/cli/scan_print.h"

#include <fmt/format.h>

#include <chrono>
#include <string>

#include "db/doors.h"
#include "kiosk/cli/exit_code.h"
#include "kiosk/cli/rows.h"
#include "kiosk/cli/scan_words.h"

namespace uketsuke::cli {
namespace {

int outcome_code(ScanOutcome outcome) {
  if (outcome == ScanOutcome::admitted || outcome == ScanOutcome::exited) return kDone;
  return outcome == ScanOutcome::not_recorded ? kFailed : kRefused;
}

std::string scan_line(const ScanResult& result, const std::string& message) {
  std::string line(word(result.outcome));
  if (result.number) line += fmt::format("  {}", *result.number);
  if (!result.name.empty()) line += "  " + result.name + " 様";
  if (!result.group.empty()) line += "  " + result.group + "グループ";
  return line + "  " + message;
}

/// None too where it cannot be told: the answer stands without it.
std::optional<FirstUse> first_use_of(const Session& session, const ScanResult& answer) {
  if (answer.outcome != ScanOutcome::already_in) return std::nullopt;
  return find_first_use(session.folder(), answer.scan).value_or(std::nullopt);
}

}  // namespace

double monotonic_ms() {
  const auto since = std::chrono::steady_clock::now().time_since_epoch();
  return std::chrono::duration<double, std::milli>(since).count();
}

Result<int> print_scan(Session& session, const Result<ScanResult>& result, const ScanId& scan, const ScanTimes& times,
                       const FoundEvent& event) {
  ScanResult answer;
  if (result) {
    answer = *result;
  } else {
    // Whatever kept the store from recording it, a guard too: the person is not admitted, and staff must know.
    if (exit_code(result.error().code) == kBadCall) return tl::unexpected(result.error());
    session.say(describe(result.error()));
    answer.outcome = ScanOutcome::not_recorded;
    answer.scan = scan;
  }
  const std::string message =
      staff_message(answer, event.zone, event.summary.event.noun, first_use_of(session, answer));
  JsonObject object;
  object.text("outcome", word(answer.outcome))
      .text_or_null("name", answer.name)
      .text_or_null("furigana", answer.furigana)
      .text_or_null("group", answer.group)
      .text_or_null("registration", answer.registration ? answer.registration->value : std::string())
      .number("number", answer.number);
  add_time(object, "first_at", answer.first_at, event.zone);
  object.text("scan_id", answer.scan.empty() ? scan.value : answer.scan.value)
      .text("message", message)
      .real("decode_ms", times.decode_ms)
      .real("store_ms", times.store_ms);
  session.print(object, scan_line(answer, message));
  return outcome_code(answer.outcome);
}

}  // namespace uketsuke::cli
