// Scans, admissions by hand, walk-ins and what they come to. Plain values, any thread.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "common/ids.h"
#include "common/roster.h"
#include "common/time.h"

namespace uketsuke {

enum class Direction { entry, exit };
/// Where the text came from.
enum class ScanSource { camera, keyboard, serial, command, image, frames };

/// DOMAIN.md's table, in its order; not_recorded is said by the caller of a store that failed.
enum class ScanOutcome {
  not_a_ticket, forged, wrong_event, unknown_ticket, revoked, cancelled, declined, waitlisted, pending, already_in,
  too_early, too_late, full, admitted, exited, not_inside, not_recorded
};

enum class WalkInOutcome { admitted, full, walk_in_closed, staff_only, too_early, too_late, duplicate };

/// 理由, one tap each.
enum class OverrideReason { phone_call, organiser_decision, seats_available, related_party, input_error, other };

struct Override {
  OverrideReason reason = OverrideReason::other;
  std::string words;  ///< as said, where it was none of the six
};

struct ScanRequest {
  ScanId id;                            ///< made where the code was read; the same id again gives the same answer
  EventCode event;
  Direction direction = Direction::entry;
  std::string text;                     ///< UTF-8 as read, not folded
  ScanSource source = ScanSource::command;
  std::optional<UtcMillis> happened;    ///< staff give it; <= now
  std::string by;
};

/// Staff admit (or let out) a person without a ticket.
struct AdmitRequest {
  ScanId id;
  EventCode event;
  RegistrationId registration;
  Direction direction = Direction::entry;
  std::optional<Override> override_reason;
  std::optional<UtcMillis> happened;
  std::string by;
};

/// The answer to a scan or an admission by hand; durable when it is handed out.
struct ScanResult {
  ScanOutcome outcome = ScanOutcome::not_recorded;
  ScanId scan;
  std::optional<RegistrationId> registration;
  std::string name;
  std::string furigana;
  std::string group;
  std::optional<std::int64_t> number;
  std::optional<UtcMillis> first_at;      ///< of the entry that stands: already_in says when
  UtcMillis happened;
  std::string other_event_title;          ///< wrong_event, where that event is in this store
  std::optional<UtcMillis> other_event_starts_at;
  bool waitlist_seated = false;           ///< a waitlisted or released person took a seat with this scan
  std::optional<std::int64_t> substitute_number;  ///< full: who comes in this person's place
  bool has_live_ticket = false;           ///< of the registration; a revoked ticket without one was not reissued
  bool is_cancelled = false;              ///< the registration is, whatever the outcome
  bool same_scan_id = false;              ///< this id was answered before; nothing was written now
};

struct WalkInRequest {
  EventCode event;
  Attendee attendee;
  std::string ticket_text;                ///< of an unknown_ticket that the person holds; empty: none
  std::optional<Override> override_reason;
  bool self_service = false;              ///< at the attendee's own side, not by staff
  std::optional<UtcMillis> happened;
  std::string by;
};

struct WalkInResult {
  WalkInOutcome outcome = WalkInOutcome::walk_in_closed;
  std::optional<RegistrationId> registration;
  std::int64_t number = 0;
  std::string ticket;                     ///< text of the issued ticket
  std::string group;
  std::optional<RegistrationId> duplicate_of;
  UtcMillis happened;
};

struct SubstituteRequest {
  EventCode event;
  RegistrationId original;
  Attendee attendee;
  std::string by;
};

/// One line of 読み取り, for the desk's strip of last scans and the export of scans.
struct ScanRow {
  ScanId scan;
  UtcMillis happened;
  Direction direction = Direction::entry;
  ScanSource source = ScanSource::command;
  ScanOutcome outcome = ScanOutcome::not_a_ticket;
  std::optional<RegistrationId> registration;
  std::int64_t number = 0;   ///< 0 if none
  std::string name;          ///< of the registration, empty if none
  std::string by;
};

std::string_view word(Direction direction);
std::string_view word(ScanSource source);
std::string_view word(ScanOutcome outcome);   ///< "admitted", "already_in" …
std::string_view word(WalkInOutcome outcome);
std::string_view word(OverrideReason reason); ///< "phone_call" …
std::optional<Direction> direction_from_word(std::string_view word);
std::optional<ScanOutcome> scan_outcome_from_word(std::string_view word);
/// By its word or by the Japanese of its button (電話連絡あり …); any other text is `other` with the words kept.
Override override_from_words(std::string_view words);
std::string_view japanese(OverrideReason reason);

}  // namespace uketsuke
