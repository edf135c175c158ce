// What the parts of the kiosk tell each other: Action (a screen asks), StoreRequest (messages_request.h: the store
// thread works), KioskEvent (it happened), Effect (messages_effect.h). Plain values without ids of SQL, GLFW or ImGui,
// handed over between threads. The large sums copy, move and end in messages.cpp.
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
#include "kiosk/messages_request.h"
#include "kiosk/messages_screens.h"
#include "kiosk/messages_settings.h"
#include "kiosk/messages_sync.h"

namespace uketsuke {

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

struct KioskEvent
    : std::variant<Tick, CodesSeen, ScanLost, PinScanned, CameraChanged, ScannerChanged, MonitorsChanged, ClockJumped,
                   ClockBehindFacts, ScanDone, AdmitDone, WalkInDone, SubstituteDone, ApplicationTaken,
                   KnownFacilitiesDone, DecisionDone, PendingDone, ApplicationCountsDone, PastedMailRead,
                   PastedMailTaken, UndoDone, PinChecked, PinSaved, StaffLoaded, EventLoaded, SearchDone,
                   FacilitiesDone, RosterDone, PersonDone, ProfessionCountsDone, RecentScansDone, FirstUseFound,
                   OfficeEvent, SyncEvent, HubEvent, ExportProgress, ExportDone, ExportCancelled, ScreenSettingsSaved,
                   HandOverLoaded, NamesErased, PrinterChanged, StoreProbed, BackupDone, BackupFailed, ReadHintChanged,
                   AttendeesFound, FoundCheckedIn, StoreFailed> {
  using variant::variant;
  KioskEvent(const KioskEvent&);
  KioskEvent(KioskEvent&&) noexcept;
  KioskEvent& operator=(const KioskEvent&);
  KioskEvent& operator=(KioskEvent&&) noexcept;
  ~KioskEvent();
};

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

struct Action
    : std::variant<action::SetLanguage, action::TakeAllTickets, action::TakeOneByOne, action::CloseSeveral, FindAction,
                   action::OpenStaff, action::EnterPin, action::SetFirstPin, action::CancelPin, action::LockStaff,
                   action::ShowStaffScreen, action::SearchByFurigana, action::SearchByNumber, action::SearchByText,
                   action::ListFacilities, action::OpenFacility, action::OpenPerson, action::AdmitChosen,
                   action::StartWalkIn, action::SubmitWalkIn, action::StartSubstitute, action::SubmitSubstitute,
                   action::SubmitApplication, action::DecideChosen, action::ReadPasted, action::TakePasted,
                   action::Undo, action::OverrideRefusal, action::CloseRefusal, action::CloseNotice,
                   action::FilterRoster, OfficeAction, SyncAction, action::CountHead, action::StartExport,
                   action::CancelExport, action::SetBigText, action::ChangeScreenSettings, action::EraseHandedOver,
                   action::EraseLater, action::PrintTag, action::SetDirection, action::FollowSystemClock,
                   action::KeepClock, action::QuitProgram> {
  using variant::variant;
  Action(const Action&);
  Action(Action&&) noexcept;
  Action& operator=(const Action&);
  Action& operator=(Action&&) noexcept;
  ~Action();
};

}  // namespace uketsuke
