// StoreRequest: what the store thread is asked to do, and the values that requests and events share.
// Copies, moves and ends of the sum stand in messages.cpp: each source that made them for itself took seconds more.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "common/decisions.h"
#include "common/event.h"
#include "common/first_use.h"
#include "common/ids.h"
#include "common/roster.h"
#include "common/scan.h"
#include "common/time.h"
#include "kiosk/messages_attendee.h"
#include "kiosk/messages_export.h"
#include "kiosk/messages_hand_over.h"
#include "kiosk/messages_hub.h"
#include "kiosk/messages_mail.h"
#include "kiosk/messages_office.h"
#include "kiosk/messages_settings.h"

namespace uketsuke {

/// The kiosk's clock and a clock that never jumps (microseconds since boot), read together by the caller.
struct Moment {
  UtcMillis utc;                  ///< rules, lists, what is shown; may stand still in a practice store
  std::int64_t monotonic_us = 0;  ///< how long things are shown
};

enum class Sound { welcome, already, attention, refuse, fault };
/// A code as it was read.
struct SeenCode {
  ScanId id;         ///< made where it was read
  std::string text;  ///< UTF-8, not folded
  ScanSource source = ScanSource::camera;
  std::int64_t frame_in_us = 0;  ///< monotonic
  std::int64_t decoded_us = 0;
};

/// One scan's way through the kiosk; for --trace. 0: did not happen (yet).
struct ScanTiming {
  std::int64_t frame_in_us = 0;
  std::int64_t decoded_us = 0;
  std::int64_t decided_us = 0;    ///< the store took it up: decision and writing are one transaction
  std::int64_t committed_us = 0;  ///< COMMIT returned
};

/// A line of the staff's strip of last scans: the true outcome, never on the attendee's side.
struct RecentScan {
  ScanId scan;
  UtcMillis happened;
  Direction direction = Direction::entry;
  ScanOutcome outcome = ScanOutcome::not_a_ticket;
  std::optional<RegistrationId> registration;
  std::int64_t number = 0;            ///< 0 if none
  std::string name;                   ///< empty if none
  std::string ticket_text;            ///< of an unknown_ticket: a walk-in can be linked to it; else empty
  std::optional<FirstUse> first_use;  ///< already_in: when and where the first was
  bool undone = false;
};

struct FacilityChoice {
  std::string facility;  ///< as given
  std::string folded;    ///< for RosterQuery.facility
  std::int64_t people = 0;
  std::int64_t admitted = 0;
};

/// A facility that a form may name: of the town's list, or of an earlier roster (then without a contact).
struct KnownFacility {
  std::string name;
  std::string folded;
  std::string contact;
  std::string email;
  std::string phone;
};

using ProfessionCounts = std::vector<std::pair<ProfessionCategory, std::int64_t>>;

// Store requests ----------------------------------------------------------------------------------------------------
// The first group is done by the writing connection, in order; the second by the reading worker.

struct RecordScan {
  ScanRequest request;
  ScanTiming timing;
  UtcMillis now;
  std::uint64_t batch = 0;
};
/// Several people by one tap; each its own transaction, answered together.
struct AdmitPeople {
  std::vector<AdmitRequest> requests;
  UtcMillis now;
};
struct RegisterWalkIn {
  WalkInRequest request;
  UtcMillis now;
};
/// The new person is admitted at once: he stands at the desk.
struct RegisterSubstitute {
  SubstituteRequest request;
  ScanId scan;
  UtcMillis now;
};
struct UndoCheckIn {
  EventCode event;
  RegistrationId registration;
  std::string reason;
  std::string by;
  UtcMillis now;
};
/// A form of paper or telephone, typed at the office: one transaction.
struct TakeApplication {
  EventCode event;
  Application application;
  std::string by;
  UtcMillis now;
};
/// The office decides about one or several: one transaction, all or none.
struct DecideRegistrations {
  EventCode event;
  Decision decision = Decision::accept;
  std::vector<RegistrationId> registrations;
  std::string reason;
  std::string by;
  UtcMillis now;
};
struct CheckPin {
  std::string pin;
  UtcMillis now;
};
/// Whether the store can be written again: a write that matters to nobody, on disk before it is answered.
struct ProbeStore {
  UtcMillis now;
};
struct SavePin {
  std::string staff;
  std::string pin;
  std::string by;
  UtcMillis now;
};

struct LoadEvent {
  EventCode event;
};
struct LoadStaff {};
struct SearchPeople {
  std::uint64_t serial = 0;
  EventCode event;
  RosterQuery query;
};
struct SearchFacilities {
  std::uint64_t serial = 0;
  EventCode event;
  std::string text;
};
struct LoadRoster {
  std::uint64_t serial = 0;
  EventCode event;
  RosterQuery query;
};
struct LoadPerson {
  EventCode event;
  RegistrationId registration;
};
struct LoadProfessionCounts {
  EventCode event;
};
/// What waits for the office: pending ones, suspected pairs, the rest of a form that was split.
struct LoadPending {
  std::uint64_t serial = 0;
  EventCode event;
};
struct LoadApplicationCounts {
  EventCode event;
};
struct LoadKnownFacilities {};
struct LoadRecentScans {
  EventCode event;
  std::int64_t limit = 10;
};
struct FindFirstUse {
  ScanId scan;
};

struct StoreRequest
    : std::variant<RecordScan, AdmitPeople, RegisterWalkIn, RegisterSubstitute, UndoCheckIn, ProbeStore, ReadPastedMail,
                   TakePastedMail, TakeApplication, DecideRegistrations, LoadPending, LoadApplicationCounts, CheckPin,
                   SavePin, LoadKnownFacilities, LoadEvent, LoadStaff, SearchPeople, SearchFacilities, LoadRoster,
                   LoadPerson, LoadProfessionCounts, LoadRecentScans, FindFirstUse, OfficeWork, OfficeWrite,
                   WriteExport, SaveScreenSettings, LoadHandOver, EraseNames, FindAttendees, CheckInFound, LoadDoors> {
  using variant::variant;
  StoreRequest(const StoreRequest&);
  StoreRequest(StoreRequest&&) noexcept;
  StoreRequest& operator=(const StoreRequest&);
  StoreRequest& operator=(StoreRequest&&) noexcept;
  ~StoreRequest();
};

}  // namespace uketsuke
