// What the parts of the kiosk tell each other: Action (a screen asks), StoreRequest (the store thread works), Event (it
// happened), Effect (the window does it). Plain values without ids of SQL, GLFW or ImGui; handed over between threads.
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
#include "common/read_hint.h"
#include "common/result.h"
#include "common/roster.h"
#include "common/scan.h"
#include "common/time.h"
#include "kiosk/messages_attendee.h"
#include "kiosk/messages_export.h"
#include "kiosk/messages_hand_over.h"
#include "kiosk/messages_hub.h"
#include "kiosk/messages_mail.h"
#include "kiosk/messages_office.h"
#include "kiosk/messages_print.h"
#include "kiosk/messages_screens.h"
#include "kiosk/messages_settings.h"
#include "kiosk/messages_sync.h"

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

using StoreRequest =
    std::variant<RecordScan, AdmitPeople, RegisterWalkIn, RegisterSubstitute, UndoCheckIn, ProbeStore, ReadPastedMail,
                 TakePastedMail, TakeApplication, DecideRegistrations, LoadPending, LoadApplicationCounts, CheckPin,
                 SavePin, LoadKnownFacilities, LoadEvent, LoadStaff, SearchPeople, SearchFacilities, LoadRoster,
                 LoadPerson, LoadProfessionCounts, LoadRecentScans, FindFirstUse, OfficeWork, OfficeWrite, WriteExport,
                 SaveScreenSettings, LoadHandOver, EraseNames, FindAttendees, CheckInFound, LoadDoors>;

// Events ------------------------------------------------------------------------------------------------------------

struct Tick {};
/// What is in view, judged by the repeat filter: one code is a scan, several tickets are a set of which none is picked.
struct CodesSeen {
  std::vector<SeenCode> codes;
  bool repeat = false;  ///< nothing new: the result stays, no second row, no tone
};
/// A burst of keys came that was a scan, but could not be read (input method): staff are told.
struct ScanLost {};
/// A scanner typed at the gate: nothing of it reached the PIN.
struct PinScanned {};

enum class CameraHealth { off, starting, running, lost, ended };
struct CameraChanged {
  CameraHealth health = CameraHealth::off;
  std::string detail;
};
enum class ScannerHealth { none, running, lost };
struct ScannerChanged {
  ScannerHealth health = ScannerHealth::none;
  std::string detail;
};
struct MonitorsChanged {
  bool two_windows = false;  ///< staff have one of their own
};
struct ClockJumped {
  std::int64_t by_ms = 0;  ///< the system's, while we run; the kiosk's clock did not follow
};
/// The kiosk's clock is earlier than the newest fact of the store.
struct ClockBehindFacts {
  UtcMillis newest_fact;
};

/// A scan is on disk.
struct ScanDone {
  ScanResult result;
  ScanRequest request;
  ScanTiming timing;
  std::uint64_t batch = 0;
};
struct AdmitDone {
  std::vector<AdmitRequest> requests;
  std::vector<ScanResult> results;
};
struct WalkInDone {
  WalkInRequest request;
  WalkInResult result;
};
struct SubstituteDone {
  SubstituteRequest request;
  RegistrationId registration;
  std::int64_t number = 0;
  std::string ticket;
  ScanResult admission;
};
/// What became of one person of a form.
struct TakenPerson {
  std::string name;
  std::int64_t number = 0;
  RegistrationStatus status = RegistrationStatus::pending;
  bool late = false;
  bool suspected_duplicate = false;
};
struct ApplicationTaken {
  std::vector<TakenPerson> people;
};
struct DecisionDone {
  Decision decision = Decision::accept;
  DecisionResult result;
};
struct UndoDone {
  RegistrationId registration;
  bool undone = false;
};
struct PinChecked {
  bool accepted = false;
  std::string staff;
  bool organiser = false;
  std::int64_t tries_left = 0;
  std::optional<UtcMillis> locked_until;
};
struct PinSaved {
  std::string staff;
};
struct StaffLoaded {
  bool has_pin = false;
  std::vector<std::string> names;
};
struct EventLoaded {
  EventSummary summary;
  bool practice = false;
};
struct SearchDone {
  std::uint64_t serial = 0;
  std::vector<RegistrationRow> rows;
};
struct FacilitiesDone {
  std::uint64_t serial = 0;
  std::vector<FacilityChoice> facilities;
};
struct RosterDone {
  std::uint64_t serial = 0;
  std::vector<RegistrationRow> rows;
};
struct PersonDone {
  RegistrationRow row;
};
struct ProfessionCountsDone {
  ProfessionCounts counts;
};
struct KnownFacilitiesDone {
  std::vector<KnownFacility> facilities;  ///< by folded name
};
struct PendingDone {
  std::uint64_t serial = 0;
  std::vector<RegistrationRow> rows;  ///< in order of receipt; suspected ones are in pairs
  std::vector<SuspectedPair> pairs;
};
struct ApplicationCountsDone {
  ApplicationCounts counts;
};
struct RecentScansDone {
  std::vector<RecentScan> scans;
};  ///< newest first
struct FirstUseFound {
  ScanId scan;
  std::optional<FirstUse> first;
};
/// What ProbeStore asked was written.
struct StoreProbed {};
/// A copy is whole on the second medium …
struct BackupDone {
  std::string file;
};
/// … or none could be made.
struct BackupFailed {
  Error error;
};
/// A request failed; nothing of it was recorded (of AdmitPeople: nothing after `done`).
struct StoreFailed {
  StoreRequest request;
  Error error;
  AdmitDone done;
};

using KioskEvent =
    std::variant<Tick, CodesSeen, ScanLost, PinScanned, CameraChanged, ScannerChanged, MonitorsChanged, ClockJumped,
                 ClockBehindFacts, ScanDone, AdmitDone, WalkInDone, SubstituteDone, ApplicationTaken,
                 KnownFacilitiesDone, DecisionDone, PendingDone, ApplicationCountsDone, PastedMailRead, PastedMailTaken,
                 UndoDone, PinChecked, PinSaved, StaffLoaded, EventLoaded, SearchDone, FacilitiesDone, RosterDone,
                 PersonDone, ProfessionCountsDone, RecentScansDone, FirstUseFound, OfficeEvent, SyncEvent, HubEvent,
                 ExportProgress, ExportDone, ExportCancelled, ScreenSettingsSaved, HandOverLoaded, NamesErased,
                 PrinterChanged, StoreProbed, BackupDone, BackupFailed, ReadHintChanged, AttendeesFound, FoundCheckedIn,
                 StoreFailed>;

// Actions: what a screen asks ---------------------------------------------------------------------------------------

namespace action {
struct OpenStaff {};  ///< the 受付モード button: asks for the PIN (or for a first one)

// PIN
struct EnterPin {
  std::string pin;
};
struct SetFirstPin {
  std::string pin;
  std::string repeated;
};
struct CancelPin {};
struct LockStaff {};

// Staff
struct ShowStaffScreen {
  StaffScreen screen = StaffScreen::search;
};
struct SearchByFurigana {
  std::string prefix;
};  ///< empty: clears the list
struct SearchByNumber {
  std::int64_t number = 0;
};
struct SearchByText {
  std::string text;
};
struct ListFacilities {
  std::string text;
};  ///< beginning or part of the name; empty: all
struct OpenFacility {
  std::string folded;
};  ///< its people into staff.facility_people
struct OpenPerson {
  RegistrationId registration;
};
/// 受付 / 退室 of one or several people by hand.
struct AdmitChosen {
  std::vector<RegistrationId> registrations;
  Direction direction = Direction::entry;
  std::optional<UtcMillis> happened;
};
/// Opens the walk-in form, with the ticket of an unknown_ticket or the facility of the last one, or empty.
struct StartWalkIn {
  std::string ticket_text;
  std::string facility;
};
struct SubmitWalkIn {
  Attendee attendee;
};
struct StartSubstitute {
  RegistrationId original;
};
struct SubmitSubstitute {
  Attendee attendee;
};
struct SubmitApplication {
  Application application;
};
/// 承認, 参加不可, キャンセル, まとめる, 両方残す.
struct DecideChosen {
  Decision decision = Decision::accept;
  std::vector<RegistrationId> registrations;
  std::string reason;
};
struct Undo {
  RegistrationId registration;
  std::string reason;
};
/// Answers staff.refusal: does it again with this reason.
struct OverrideRefusal {
  OverrideReason reason = OverrideReason::other;
};
struct CloseRefusal {};
struct CloseNotice {};
struct FilterRoster {
  RosterQuery query;
};
struct SetDirection {
  Direction direction = Direction::entry;
};                            ///< where the event has exit_scan
struct FollowSystemClock {};  ///< answers a clock warning: take the system's time
struct KeepClock {};
struct QuitProgram {};
}  // namespace action

using Action =
    std::variant<action::SetLanguage, action::TakeAllTickets, action::TakeOneByOne, action::CloseSeveral, FindAction,
                 action::OpenStaff, action::EnterPin, action::SetFirstPin, action::CancelPin, action::LockStaff,
                 action::ShowStaffScreen, action::SearchByFurigana, action::SearchByNumber, action::SearchByText,
                 action::ListFacilities, action::OpenFacility, action::OpenPerson, action::AdmitChosen,
                 action::StartWalkIn, action::SubmitWalkIn, action::StartSubstitute, action::SubmitSubstitute,
                 action::SubmitApplication, action::DecideChosen, action::ReadPasted, action::TakePasted, action::Undo,
                 action::OverrideRefusal, action::CloseRefusal, action::CloseNotice, action::FilterRoster, OfficeAction,
                 SyncAction, action::CountHead, action::StartExport, action::CancelExport, action::SetBigText,
                 action::ChangeScreenSettings, action::EraseHandedOver, action::EraseLater, action::PrintTag,
                 action::SetDirection, action::FollowSystemClock, action::KeepClock, action::QuitProgram>;

// Effects: what the window does for the kiosk -----------------------------------------------------------------------

namespace effect {
struct Play {
  Sound sound = Sound::welcome;
};
/// The repeat filter forgets the codes it saw: not_recorded, an undo or another direction.
struct ForgetRepeats {};
/// The codes of 全員を受付 are scans of their own now: shown again, they repeat.
struct MarkTaken {
  std::vector<std::string> texts;
};
struct FollowSystemClock {};
struct Quit {};
}  // namespace effect

using Effect = std::variant<effect::Play, effect::ForgetRepeats, effect::MarkTaken, effect::FollowSystemClock,
                            effect::SetVolume, effect::CancelExport, effect::StopPaper, effect::StopImport,
                            effect::PrintTag, effect::PullRoster, effect::Quit>;

}  // namespace uketsuke
