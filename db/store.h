// The facade of the store's writing side: one SQLite connection, owned by one thread; every function is one IMMEDIATE
// transaction that is on disk when it returns. Reads, judges by common's rules, writes. Reads no clock: `now` comes in.
// Its functions live in store.cpp (open, keys), store_events.cpp, store_registrations.cpp,
// store_decisions.cpp, store_import.cpp, store_scans.cpp, store_walk_ins.cpp, store_tickets.cpp, store_staff.cpp,
// store_upkeep.cpp.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "common/decisions.h"
#include "common/event.h"
#include "common/ids.h"
#include "common/result.h"
#include "common/roster.h"
#include "common/scan.h"
#include "common/ticket.h"
#include "common/time.h"

namespace uketsuke {

/// When and by whom a change is made; kept with every fact.
struct Change {
  UtcMillis now;
  std::string by;
  std::string reason;
};

struct StoreInfo {
  KioskId kiosk;          ///< origin of the facts made here
  bool practice = false;
  std::int64_t schema = 0;
};

struct IssuedTicket {
  RegistrationId registration;
  TicketId ticket;
  std::string text;       ///< what the QR holds
};

struct EventChangeResult {
  EventSummary summary;
  std::vector<RegistrationId> promoted;
};

struct RegisteredAttendee {
  RegistrationId registration;
  std::int64_t number = 0;
  RegistrationStatus status = RegistrationStatus::pending;
  bool late = false;
  std::optional<RegistrationId> suspected_duplicate_of;
};

struct RegisterRequest {
  EventCode event;
  Application application;                  ///< one or more attendees, in the form's order
  std::optional<Override> override_reason;
};

/// One field of a registration to set: name furigana facility profession role email phone note group.
struct FieldEdit {
  std::string field;
  std::string value;
  ProfessionCategory category = ProfessionCategory::other;  ///< with `profession`
};

/// The table that somebody is given.
struct GroupEdit {
  RegistrationId registration;
  std::string group;
};

struct SubstituteResult {
  RegistrationId registration;
  RegistrationId substitute_for;
  std::int64_t number = 0;
  std::string ticket;
};

enum class StaffRole { desk, organiser };

struct StaffMember {
  std::string name;
  StaffRole role = StaffRole::desk;
  bool has_pin = false;
};

/// What entering a PIN comes to. Five wrong ones lock for a while that doubles; kept over a restart.
struct PinCheck {
  bool accepted = false;
  std::string staff;                        ///< whose PIN it was
  StaffRole role = StaffRole::desk;
  std::int64_t tries_left = 0;
  std::optional<UtcMillis> locked_until;
};

/// A finding of `check`.
struct CheckFinding {
  std::string rule;     ///< "held <= limit", "guards present" …
  std::string detail;
};

/// One number that paper brought back: 受付簿 keyed in.
struct PaperEntry {
  std::int64_t number = 0;
  std::optional<UtcMillis> happened;
};

struct PaperReport {
  std::int64_t admitted = 0;
  std::int64_t already_in = 0;
  std::vector<std::pair<std::int64_t, ScanOutcome>> refused;
  std::vector<std::int64_t> unknown;
};

class Store {
 public:
  /// Makes folder (0700), store (0600), ticket key and kiosk id.
  /// Errors: Code::bad_call if there is one already; io_failed, store_failed
  static Result<Store> create(const std::string& folder, bool practice, UtcMillis now);
  /// Opens DIR/uketsuke.db: WAL, synchronous FULL, foreign keys, busy timeout, quick_check; upgrades an older schema.
  /// Errors: Code::not_found without a store; store_failed: broken, newer schema, not writable
  static Result<Store> open(const std::string& folder);
  Store(Store&&) noexcept;
  Store& operator=(Store&&) noexcept;
  ~Store();

  [[nodiscard]] const StoreInfo& info() const;
  [[nodiscard]] const std::string& folder() const;

  // Events ------------------------------------------------------------------------------------------------------
  /// Errors: Code::bad_call if the code is taken
  Status add_event(const Event& event, const Change& change);
  /// Replaces the event's values; the code stays. A raised capacity promotes; a moved deadline judges pending ones anew.
  /// Errors: Code::refused where capacity would be below held − override rows, or room limit below held
  Result<EventChangeResult> set_event(const Event& event, const Change& change);

  // Applications and registrations ------------------------------------------------------------------------------
  /// One application, judged by its received time (none: now); refused as a whole on an error.
  /// Errors: Code::bad_input for a received time after now or no name
  Result<std::vector<RegisteredAttendee>> register_application(const RegisterRequest& request, const Change& change);
  /// Many at once, seated in order of receipt, ties in the given order; known rows are updated, never their status.
  /// `bad` lines come from the reader of the file: with hold_bad they are kept as drafts, else nothing is taken.
  /// @param source  the file's name: rows known from it that no longer came are reported as vanished
  Result<ImportReport> import_applications(const EventCode& event, const std::string& source,
                                           const std::vector<Application>& applications, const std::vector<BadLine>& bad,
                                           const ImportOptions& options, const Change& change);
  Result<StatusChange> accept(const EventCode& event, const RegistrationId& registration, const Change& change);
  Result<StatusChange> decline(const EventCode& event, const RegistrationId& registration, const Change& change);
  /// Promotes the first of the waitlist where that is due. Errors: Code::refused for one who is inside
  Result<StatusChange> cancel(const EventCode& event, const RegistrationId& registration, const Change& change);
  /// Several in one transaction, all or none; nobody twice. Accepted and kept ones are seated in order of receipt,
  /// whatever order they are named in; a merge or keep may name either one of a suspected pair.
  /// @return who was refused and why, or what each came to. Errors: Code::not_found for one that the event lacks
  Result<DecisionResult> decide(const EventCode& event, Decision decision,
                                const std::vector<RegistrationId>& registrations, const Change& change);
  Result<StatusChange> edit(const EventCode& event, const RegistrationId& registration,
                            const std::vector<FieldEdit>& edits, const Change& change);
  /// The tables of a workshop, all in one transaction; an empty group takes one away. Each that changes gets its fact.
  /// @return how many changed. Errors: Code::not_found for a registration that the event lacks: then none is changed
  Result<std::int64_t> set_groups(const EventCode& event, const std::vector<GroupEdit>& groups, const Change& change);
  /// The seat and the group go to the new person; the original is absent (代理あり).
  /// Errors: Code::refused where the original is not confirmed, is inside or has a substitute already
  Result<SubstituteResult> substitute(const SubstituteRequest& request, const Change& change);

  // The door ----------------------------------------------------------------------------------------------------
  /// Load facts, decide, write the scan row always and the check-in if admitted, COMMIT.
  /// Errors: Code::not_found for the event; store_failed: nothing was recorded. Cost: tests/bench
  Result<ScanResult> record_scan(const ScanRequest& request, UtcMillis now);
  Result<ScanResult> admit_by_hand(const AdmitRequest& request, UtcMillis now);
  /// Registers, seats, issues a ticket and admits in one transaction; a refusal writes nothing but a scan row.
  Result<WalkInResult> register_walk_in(const WalkInRequest& request, UtcMillis now);
  /// Annuls the last entry or exit that stands. none: there was nothing to undo.
  Result<std::optional<CheckInId>> undo(const EventCode& event, const RegistrationId& registration, const Change& change);
  Result<PaperReport> enter_attendance(const EventCode& event, const std::vector<PaperEntry>& entries,
                                       const Change& change);
  /// Writes the release rows once release_no_shows_at is reached; every writing call at the door does it too.
  Result<std::vector<RegistrationId>> release_no_shows(const EventCode& event, const Change& change);

  // Tickets -----------------------------------------------------------------------------------------------------
  /// @param registrations  empty: every confirmed one that lacks a live ticket; named ones whatever their status
  ///                       (one that has a live ticket keeps it: the same text again)
  Result<std::vector<IssuedTicket>> issue_tickets(const EventCode& event, const std::vector<RegistrationId>& registrations,
                                                  const Change& change);
  /// @return the text of the ticket that was withdrawn. Errors: Code::refused where there is no live one
  Result<std::string> revoke_ticket(const EventCode& event, const RegistrationId& registration, const Change& change);

  // Staff -------------------------------------------------------------------------------------------------------
  Status add_staff(const std::string& name, StaffRole role, const Change& change);
  /// 4 to 12 digits, Argon2id. Errors: Code::bad_call
  Status set_pin(const std::string& name, const std::string& pin, const Change& change);
  /// Tried against every staff member; five wrong in a row lock all entry.
  Result<PinCheck> check_pin(const std::string& pin, UtcMillis now);

  // Upkeep ------------------------------------------------------------------------------------------------------
  /// A consistent copy while others write; verified by opening it. Written beside and renamed.
  Status backup(const std::string& file);
  /// Integrity, foreign keys, guards present, every kept count against a recount, every rule by query.
  Result<std::vector<CheckFinding>> check();
  /// A write of a few pages that matters to nobody, on disk when it returns: whether the store can be written (again).
  Status prove_writable(UtcMillis now);
  /// True if another process wrote since the last call (PRAGMA data_version).
  Result<bool> changed_elsewhere();

 private:
  struct Parts;
  explicit Store(std::unique_ptr<Parts> parts);
  std::unique_ptr<Parts> parts_;
};

/// The file of a store in its folder: DIR/uketsuke.db.
std::string store_file(const std::string& folder);

}  // namespace uketsuke
