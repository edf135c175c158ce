// What every call at the door does inside its transaction: seats of no-shows are released when due, facts are loaded
// and judged by common/check_in.h, what follows is written, presence is kept beside the check-ins. Thread: the store's.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "common/check_in.h"
#include "common/ids.h"
#include "common/result.h"
#include "common/scan.h"
#include "common/time.h"
#include "db/parts.h"
#include "db/scan_queries.h"

namespace uketsuke {

/// Who calls, how and when.
struct DoorCall {
  const KnownEvent* event = nullptr;
  ScanId scan;
  Direction direction = Direction::entry;
  ScanSource source = ScanSource::command;
  std::string_view method;  ///< ticket by_hand paper
  std::optional<Override> override_reason;
  UtcMillis now;
  UtcMillis happened;  ///< <= now
  std::string by;
};

/// Who or what stands at the door.
struct DoorSubject {
  TicketReading reading = TicketReading::by_hand;
  bool of_this_event = true;
  bool ticket_revoked = false;
  std::optional<DoorRegistration> registration;
  std::optional<std::string> ticket;  ///< as NewScan keeps it
  std::optional<Blob> text_hash;
  std::int64_t text_length = 0;
  std::optional<EventCode> other_event;
};

/// Loads the rest of the facts, decides, writes the scan row and what an admission or exit brings.
Result<ScanResult> judge_and_write(StoreParts& parts, const DoorCall& call, const DoorSubject& subject);

/// The answer that a scan id was given before; none for a new id. Errors: Code::bad_call for an id of another event
Result<std::optional<ScanResult>> find_answer(StoreParts& parts, const EventCode& event, const ScanId& scan);

/// Presence, first entry and last exit as the standing movements say.
Status refresh_presence(StoreParts& parts, const EventCode& event, const RegistrationId& registration);

/// Once release_no_shows_at is reached, once: the release rows, then the waitlisted who stand at the door.
/// @return whose seats were released
Result<std::vector<RegistrationId>> release_if_due(StoreParts& parts, const Event& event, const Change& change);

/// `given` or now. Errors: Code::bad_call for a time after now
Result<UtcMillis> time_of_call(std::optional<UtcMillis> given, UtcMillis now);

}  // namespace uketsuke
