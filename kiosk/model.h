// Everything a screen reads. Plain values; only Kiosk changes it. Thread: ui.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "common/attendee_search.h"
#include "common/event.h"
#include "common/roster.h"
#include "common/scan.h"
#include "common/time.h"
#include "kiosk/messages.h"
#include "kiosk/model_hub.h"
#include "kiosk/model_office.h"

namespace uketsuke {

// Attendee's side ---------------------------------------------------------------------------------------------------

enum class AttendeeScreen {
  scan,  ///< idle: preview, clock, event, counts
  result,
  several,  ///< 3名分の受付票があります
  find,     ///< 氏名でさがす, where the event allows it
  fault     ///< ただいま機械での受付を停止しています
};

/// What an attendee may see of a result. Cancelled and declined, waitlisted, pending and full look alike on the screen.
struct AttendeeResult {
  ScanOutcome outcome = ScanOutcome::not_recorded;
  std::string name;
  std::string group;
  std::optional<UtcMillis> first_at;  ///< already_in
  std::string other_event_title;      ///< wrong_event, where known
  std::optional<UtcMillis> other_event_starts_at;
  bool staff_come = false;  ///< not_recorded for the second time: 係の者が伺います
};

struct ShownResult {
  std::vector<AttendeeResult> results;  ///< one; several after 全員を受付
  std::int64_t shown_since_us = 0;
  std::int64_t shown_until_us = 0;
};

struct SeveralTickets {
  std::vector<SeenCode> codes;
  std::int64_t until_us = 0;
};

/// An attendee's own search. Knows of people what the attendee may see.
struct FindView {
  bool open = false;
  std::string kana;
  std::uint64_t serial = 0;  ///< of the newest request; older answers are dropped
  bool waiting = false;
  FoundAttendees found;
  std::optional<FoundAttendee> chosen;
  bool spent = false;         ///< too many beginnings were tried: staff are to be asked
  std::int64_t until_us = 0;  ///< without a touch it closes then
};

struct AttendeeView {
  AttendeeScreen screen = AttendeeScreen::scan;
  std::optional<ShownResult> result;  ///< also set while staff screens show: the strip
  SeveralTickets several;
  FindView find;
  bool one_by_one = false;   ///< 1枚ずつかざしてください
  std::int64_t waiting = 0;  ///< scans sent and not answered yet
  std::int64_t waiting_since_us = 0;
  bool slow = false;               ///< an answer is overdue: 確認しています
  ReadHint hint = ReadHint::none;  ///< a code is seen and not read
  bool big_text = false;           ///< large letters, of this attendee or for everybody
};

// Staff's side ------------------------------------------------------------------------------------------------------

enum class StaffGate { closed, first_pin, enter_pin, open };

enum class NoticeKind { good, attention, bad };
/// A line for staff that vanishes by itself; bad ones stay until closed.
struct Notice {
  NoticeKind kind = NoticeKind::good;
  std::string text_id;                                      ///< of assets/lang
  std::vector<std::pair<std::string, std::string>> values;  ///< for its {placeholders}
  std::string detail;                                       ///< Error.what: shown small, as it is
  std::int64_t until_us = 0;                                ///< 0: until closed
};

/// A refusal that staff may lift with one of the six reasons.
struct Refusal {
  std::optional<AdmitRequest> admission;  ///< one of the two
  std::optional<WalkInRequest> walk_in;
  std::string name;
  std::optional<ScanOutcome> scan_outcome;
  std::optional<WalkInOutcome> walk_in_outcome;
  std::optional<RegistrationId> duplicate_of;
  bool can_override = false;
};

struct PinView {
  bool checking = false;
  bool wrong = false;    ///< the last one was not accepted
  bool scanned = false;  ///< a scanner tried to type one
  bool differs = false;  ///< the two of a first PIN differ or are no 4 to 12 digits
  std::int64_t tries_left = 5;
  std::optional<UtcMillis> locked_until;
};

struct SearchView {
  std::uint64_t serial = 0;  ///< of the newest request; older answers are dropped
  bool waiting = false;
  std::string furigana;  ///< what was asked, empty: not this way
  std::string text;
  std::optional<std::int64_t> number;
  std::vector<RegistrationRow> rows;
};

struct FacilityView {
  std::uint64_t serial = 0;
  bool waiting = false;
  std::string text;
  std::vector<FacilityChoice> facilities;
  std::string open;  ///< folded name of the opened one, empty: the list shows
  std::uint64_t people_serial = 0;
  std::vector<RegistrationRow> people;  ///< to be ticked
};

struct WalkInView {
  std::uint64_t form = 0;            ///< grows with every fresh form: the screen empties its fields
  std::string ticket_text;           ///< of an unknown_ticket
  std::string facility;              ///< 続けて同じ事業所の方を登録
  std::optional<WalkInResult> done;  ///< of the last one, until the next form
  Attendee attendee;                 ///< … its person
};

/// 申込の入力: forms of paper and telephone.
struct ApplicationView {
  std::uint64_t form = 0;                ///< grows with every form that was taken: the screen empties its fields
  std::vector<KnownFacility> known;      ///< to complete what is typed
  std::optional<ApplicationTaken> done;  ///< what became of the last one
  std::int64_t taken = 0;                ///< forms since the screen was opened
};

/// 申込の確認: what waits for the office.
struct PendingView {
  std::uint64_t serial = 0;
  bool waiting = false;
  std::vector<RegistrationRow> rows;
  std::vector<SuspectedPair> pairs;
  std::uint64_t decided = 0;  ///< grows with every decision that was taken: the screen empties its ticks
};

struct RosterView {
  std::uint64_t serial = 0;
  bool waiting = false;
  RosterQuery query;
  std::vector<RegistrationRow> rows;
};

/// メール本文を貼り付けて取り込む.
struct MailView {
  std::uint64_t serial = 0;  ///< of the newest text; older answers are dropped
  bool waiting = false;
  std::optional<PastedMailReading> reading;  ///< of that text
  std::uint64_t taken = 0;                   ///< grows with every mail that was taken: the screen empties its box
};

struct ExportView {
  bool running = false;
  bool cancelling = false;
  int percent = 0;
  std::optional<ExportDone> done;
};

/// 名簿を引き渡しました。この端末の個人情報を消去しますか.
struct HandOverView {
  bool due = false;         ///< … is asked of an organiser
  std::int64_t people = 0;  ///< whose names are still here
  bool erasing = false;
};

struct StaffView {
  StaffGate gate = StaffGate::closed;
  StaffScreen screen = StaffScreen::search;
  bool staff_known = false;  ///< has_pin was loaded
  bool has_pin = false;
  std::string name;  ///< who unlocked
  bool organiser = false;
  PinView pin;
  bool busy = false;               ///< a change was sent and is not answered yet
  std::vector<RecentScan> recent;  ///< newest first, at most kRecentScans
  SearchView search;
  FacilityView facility;
  std::optional<RegistrationRow> person;  ///< of StaffScreen::person and ::substitute
  WalkInView walk_in;
  std::uint64_t substitute_form = 0;
  ApplicationView application;
  MailView mail;
  PendingView pending;
  std::optional<ApplicationCounts> received;  ///< 申込状況
  RosterView roster;
  ProfessionCounts professions;
  ExportView exports;
  OfficeView office;
  HandOverView hand_over;
  std::optional<Refusal> refusal;  ///< a dialog over any staff screen
  std::optional<Notice> notice;
};

constexpr std::size_t kRecentScans = 10;
/// Staff are told so long before their screens lock.
constexpr std::int64_t kLockToldBeforeUs = 30'000'000;

/// What takes an organiser's PIN: the office's work, and everything by which names leave the house or go.
inline bool is_for_organisers(StaffScreen screen) {
  switch (screen) {
    case StaffScreen::search:
    case StaffScreen::facility:
    case StaffScreen::person:
    case StaffScreen::walk_in:
    case StaffScreen::substitute:
    case StaffScreen::roster:
    case StaffScreen::counts:
    case StaffScreen::doors:
      return false;
    case StaffScreen::exports:
    case StaffScreen::office:
    case StaffScreen::application:
    case StaffScreen::pending:
    case StaffScreen::received:
    case StaffScreen::mail:
    case StaffScreen::settings:
    case StaffScreen::import_file:
    case StaffScreen::drafts:
    case StaffScreen::groups:
    case StaffScreen::papers:
      return true;
  }
  return true;
}

// All ---------------------------------------------------------------------------------------------------------------

struct ClockWarning {
  std::int64_t jumped_by_ms = 0;         ///< 0: not a jump …
  std::optional<UtcMillis> newest_fact;  ///< … but a start before this
};

/// Copies to a second medium while the window runs.
struct BackupView {
  bool old = false;    ///< the last good one is too long ago: staff are told
  UtcMillis good_at;   ///< the last good one; the start where there is none yet
  std::string detail;  ///< why the last one could not be made; for staff
};

/// Of name tags at the door.
struct PrinterView {
  PrinterHealth health = PrinterHealth::none;
  std::string detail;
  std::int64_t waiting = 0;
};

/// Rosters that come by themselves: the repeated pull, and what is plugged in.
struct SyncView {
  bool has_source = false;
  std::optional<UtcMillis> synced_at;  ///< 名簿は10月24日（金）17:40現在
  std::string error;                   ///< why the last pull took nothing; for staff
  std::int64_t held = 0;               ///< lines of the source that could not be read
  std::vector<StickOffer> offers;      ///< of sticks that were not dismissed; staff may open them
};

struct Model {
  std::uint64_t revision = 0;  ///< grows when something visible changed
  bool loaded = false;         ///< the event is here
  EventSummary summary;
  Zone zone;
  UtcMillis now;          ///< of the kiosk's clock
  bool practice = false;  ///< 練習 on every screen
  ScreenSettings settings;
  Language language = Language::ja;
  Direction direction = Direction::entry;
  bool two_windows = false;  ///< staff have a monitor of their own
  CameraHealth camera = CameraHealth::off;
  ScannerHealth scanner = ScannerHealth::none;
  std::string device_detail;  ///< what the device said last; for staff
  bool store_fault = false;
  std::string fault_detail;  ///< for staff
  BackupView backup;
  PrinterView printer;
  SyncView sync;
  HubView hub;
  std::optional<ClockWarning> clock_warning;
  AttendeeView attendee;
  StaffView staff;
};

}  // namespace uketsuke
