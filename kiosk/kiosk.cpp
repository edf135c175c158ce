#include "kiosk/kiosk.h"

#include <algorithm>
#include <limits>
#include <utility>

#include "kiosk/kiosk_office_screens.h"
#include "kiosk/kiosk_rights.h"

namespace uketsuke {

namespace {

constexpr std::int64_t kSecond = 1'000'000;
/// The store is asked again so often: for what another process wrote, and whether a fault is over.
constexpr std::int64_t kProbeEvery = 15 * kSecond;
constexpr std::int64_t kProbeInFault = 5 * kSecond;
constexpr std::int64_t kNoticeShown = 6 * kSecond;
constexpr std::int64_t kBackupOld = 15 * 60 * kSecond;

}  // namespace

// One function an event; the order is that of messages.h.
struct KioskEvents {
  Kiosk& kiosk;

  void operator()(const Tick&) const { kiosk.on_tick(); }
  void operator()(const CodesSeen& seen) const { kiosk.on_codes(seen); }
  void operator()(const ScanLost&) const {
    AttendeeResult again;
    kiosk.play(Sound::fault);
    kiosk.show_results({again});
    kiosk.notify({NoticeKind::bad, "notice_scan_lost", {}, {}, 0});
  }
  void operator()(const PinScanned&) const {
    kiosk.model_.staff.pin.scanned = true;
    kiosk.play(Sound::attention);
  }
  void operator()(const CameraChanged& changed) const {
    kiosk.model_.camera = changed.health;
    if (changed.health != CameraHealth::running) kiosk.model_.attendee.hint = ReadHint::none;
    kiosk.model_.device_detail = changed.detail;
  }
  void operator()(const ScannerChanged& changed) const {
    kiosk.model_.scanner = changed.health;
    kiosk.model_.device_detail = changed.detail;
  }
  void operator()(const MonitorsChanged& changed) const {
    kiosk.lock_staff();  // what staff had open must not turn up before attendees
    kiosk.model_.two_windows = changed.two_windows;
  }
  void operator()(const ClockJumped& jumped) const { kiosk.model_.clock_warning = ClockWarning{jumped.by_ms, {}}; }
  void operator()(const ClockBehindFacts& behind) const {
    kiosk.model_.clock_warning = ClockWarning{0, behind.newest_fact};
  }
  void operator()(const ScanDone& done) const { kiosk.on_scan_done(done); }
  void operator()(const AdmitDone& done) const { kiosk.on_admit_done(done); }
  void operator()(const WalkInDone& done) const { kiosk.on_walk_in_done(done); }
  void operator()(const SubstituteDone& done) const { kiosk.on_substitute_done(done); }
  void operator()(const PastedMailRead& read) const { kiosk.on_pasted_read(read); }
  void operator()(const PastedMailTaken& taken) const { kiosk.on_pasted_taken(taken); }
  void operator()(const ApplicationTaken& taken) const { kiosk.on_application_taken(taken); }
  void operator()(const KnownFacilitiesDone& done) const {
    if (kiosk.model_.staff.gate == StaffGate::open) kiosk.model_.staff.application.known = done.facilities;
  }
  void operator()(const DecisionDone& done) const { kiosk.on_decision_done(done); }
  void operator()(const PendingDone& done) const { kiosk.on_pending_done(done); }
  void operator()(const ApplicationCountsDone& done) const {
    if (kiosk.model_.staff.gate == StaffGate::open) kiosk.model_.staff.received = done.counts;
  }
  void operator()(const UndoDone& done) const { kiosk.on_undo_done(done); }
  void operator()(const PinChecked& checked) const { kiosk.on_pin_checked(checked); }
  void operator()(const PinSaved& saved) const {
    kiosk.model_.staff.has_pin = true;
    if (kiosk.model_.staff.gate == StaffGate::first_pin) kiosk.unlock(saved.staff, true);
  }
  void operator()(const StaffLoaded& loaded) const { kiosk.on_staff_loaded(loaded); }
  void operator()(const EventLoaded& loaded) const { kiosk.on_event_loaded(loaded); }
  void operator()(const SearchDone& done) const {
    SearchView& search = kiosk.model_.staff.search;
    if (done.serial != search.serial) return;
    search.waiting = false;
    search.rows = done.rows;
  }
  void operator()(const FacilitiesDone& done) const {
    FacilityView& facility = kiosk.model_.staff.facility;
    if (done.serial != facility.serial) return;
    facility.waiting = false;
    facility.facilities = done.facilities;
  }
  void operator()(const RosterDone& done) const {
    StaffView& staff = kiosk.model_.staff;
    if (done.serial == staff.facility.people_serial && !staff.facility.open.empty()) {
      staff.facility.people = done.rows;
    } else if (done.serial == staff.roster.serial) {
      staff.roster.waiting = false;
      staff.roster.rows = done.rows;
    }
  }
  void operator()(const PersonDone& done) const {
    if (kiosk.model_.staff.gate == StaffGate::open) kiosk.model_.staff.person = done.row;
  }
  void operator()(const ProfessionCountsDone& done) const { kiosk.model_.staff.professions = done.counts; }
  void operator()(const RecentScansDone& done) const { kiosk.on_recent_scans(done); }
  void operator()(const FirstUseFound& found) const { kiosk.on_first_use_found(found); }
  void operator()(const SyncEvent& event) const { kiosk.handle_sync(event); }
  void operator()(const HubEvent& event) const { kiosk.handle_hub(event); }
  void operator()(const OfficeEvent& event) const { OfficeScreens{kiosk}.handle(event); }
  void operator()(const ExportProgress& progress) const {
    ExportView& exports = kiosk.model_.staff.exports;
    if (exports.running) exports.percent = progress.percent;
  }
  void operator()(const ExportDone& done) const {
    kiosk.model_.staff.exports = {};
    kiosk.model_.staff.exports.done = done;
    kiosk.load_hand_over();
  }
  void operator()(const ExportCancelled&) const { kiosk.model_.staff.exports = {}; }
  void operator()(const ScreenSettingsSaved&) const {}
  void operator()(const StoreProbed&) const {
    kiosk.probe_asked_ = false;
    kiosk.probe_written_ = kiosk.model_.store_fault;
    kiosk.leave_fault_if_well();
  }
  void operator()(const HandOverLoaded& loaded) const { kiosk.on_hand_over_loaded(loaded); }
  void operator()(const NamesErased& erased) const { kiosk.on_names_erased(erased); }
  void operator()(const PrinterChanged& changed) const {
    kiosk.model_.printer = {changed.health, changed.detail, changed.waiting};
  }
  void operator()(const ReadHintChanged& changed) const { kiosk.model_.attendee.hint = changed.hint; }
  void operator()(const BackupDone&) const { kiosk.on_backup_done(); }
  void operator()(const BackupFailed& failed) const { kiosk.on_backup_failed(failed.error); }
  void operator()(const AttendeesFound& found) const { kiosk.on_attendees_found(found); }
  void operator()(const FoundCheckedIn& done) const { kiosk.on_found_checked_in(done); }
  void operator()(const StoreFailed& failed) const { kiosk.on_store_failed(failed); }
};

// One function an action. Those of the staff are heard only while the gate is open (see Kiosk::handle).
struct KioskActions {
  Kiosk& kiosk;

  void operator()(const action::SetLanguage& set) const { kiosk.choose_language(set.language); }
  void operator()(const action::SetBigText& set) const { kiosk.choose_big_text(set.big); }
  void operator()(const action::ChangeScreenSettings& change) const { kiosk.change_screen_settings(change.settings); }
  void operator()(const action::TakeAllTickets&) const { kiosk.take_all_tickets(); }
  void operator()(const action::TakeOneByOne&) const {
    kiosk.model_.attendee.several = {};
    kiosk.model_.attendee.one_by_one = true;
    kiosk.one_by_one_until_us_ = kiosk.now_.monotonic_us + 20 * kSecond;
    kiosk.forget_repeats();
    kiosk.set_screen();
  }
  void operator()(const action::CloseSeveral&) const {
    kiosk.model_.attendee.several = {};
    kiosk.set_screen();
  }
  void operator()(const FindAction& asked) const { kiosk.handle_find(asked); }
  void operator()(const action::OpenStaff&) const { kiosk.open_staff(); }
  void operator()(const action::EnterPin& enter) const { kiosk.enter_pin(enter.pin); }
  void operator()(const action::SetFirstPin& set) const { kiosk.set_first_pin(set); }
  void operator()(const action::CancelPin&) const {
    if (kiosk.model_.staff.gate != StaffGate::open) kiosk.lock_staff();
  }
  void operator()(const action::LockStaff&) const { kiosk.lock_staff(); }
  void operator()(const action::ShowStaffScreen& show) const { kiosk.show_staff_screen(show.screen); }
  void operator()(const action::SearchByFurigana& by) const {
    RosterQuery query;
    query.furigana = by.prefix;
    kiosk.search(std::move(query));
  }
  void operator()(const action::SearchByNumber& by) const {
    RosterQuery query;
    query.number = by.number;
    kiosk.search(std::move(query));
  }
  void operator()(const action::SearchByText& by) const {
    RosterQuery query;
    query.search = by.text;
    kiosk.search(std::move(query));
  }
  void operator()(const action::ListFacilities& list) const {
    FacilityView& facility = kiosk.model_.staff.facility;
    facility.open.clear();
    facility.people.clear();
    facility.text = list.text;
    facility.waiting = true;
    kiosk.ask(SearchFacilities{++facility.serial, kiosk.settings_.event, list.text});
  }
  void operator()(const action::OpenFacility& open) const { kiosk.open_facility(open.folded); }
  void operator()(const action::OpenPerson& open) const {
    kiosk.model_.staff.person.reset();
    kiosk.model_.staff.refusal.reset();  // opened from the refusal of a namesake
    kiosk.show_staff_screen(StaffScreen::person);
    kiosk.ask(LoadPerson{kiosk.settings_.event, open.registration});
  }
  void operator()(const action::AdmitChosen& chosen) const { kiosk.admit(chosen); }
  void operator()(const action::StartWalkIn& start) const { kiosk.start_walk_in(start); }
  void operator()(const action::SubmitWalkIn& submit) const { kiosk.submit_walk_in(submit.attendee); }
  void operator()(const action::StartSubstitute& start) const { kiosk.start_substitute(start.original); }
  void operator()(const action::SubmitSubstitute& submit) const { kiosk.submit_substitute(submit.attendee); }
  void operator()(const action::ReadPasted& read) const { kiosk.read_pasted(read.text); }
  void operator()(const action::TakePasted& take) const { kiosk.take_pasted(take); }
  void operator()(const action::SubmitApplication& submit) const { kiosk.submit_application(submit.application); }
  void operator()(const action::DecideChosen& chosen) const { kiosk.decide(chosen); }
  void operator()(const action::Undo& undo) const { kiosk.undo(undo); }
  void operator()(const action::OverrideRefusal& answer) const { kiosk.override_refusal(answer.reason); }
  void operator()(const action::CloseRefusal&) const { kiosk.model_.staff.refusal.reset(); }
  void operator()(const action::CloseNotice&) const { kiosk.model_.staff.notice.reset(); }
  void operator()(const action::FilterRoster& filter) const { kiosk.filter_roster(filter.query); }
  void operator()(const SyncAction& asked) const {
    const bool open = std::holds_alternative<action::OpenStickOffer>(asked);
    open ? kiosk.open_stick_offer() : kiosk.dismiss_stick_offer();
  }
  void operator()(const OfficeAction& asked) const { OfficeScreens{kiosk}.handle(asked); }
  void operator()(const action::CountHead& count) const { OfficeScreens{kiosk}.count_head(count.head); }
  void operator()(const action::StartExport& start) const {
    ExportView& exports = kiosk.model_.staff.exports;
    if (exports.running) return;
    exports = {};
    exports.running = true;
    kiosk.ask(WriteExport{kiosk.settings_.event, start.list, start.format, start.sort, kiosk.now_.utc});
  }
  void operator()(const action::CancelExport&) const {
    ExportView& exports = kiosk.model_.staff.exports;
    if (!exports.running || std::exchange(exports.cancelling, true)) return;
    kiosk.effects_.emplace_back(effect::CancelExport{});
  }
  void operator()(const action::EraseHandedOver&) const { kiosk.erase_handed_over(); }
  void operator()(const action::EraseLater&) const {
    kiosk.erase_later_ = true;
    kiosk.model_.staff.hand_over.due = false;
  }
  void operator()(const action::PrintTag& print) const { kiosk.print_tag(print.registration); }
  void operator()(const action::SetDirection& set) const {
    kiosk.model_.direction = set.direction;
    kiosk.forget_repeats();
  }
  void operator()(const action::FollowSystemClock&) const {
    kiosk.model_.clock_warning.reset();
    kiosk.effects_.emplace_back(effect::FollowSystemClock{});
  }
  void operator()(const action::KeepClock&) const { kiosk.model_.clock_warning.reset(); }
  void operator()(const action::QuitProgram&) const { kiosk.effects_.emplace_back(effect::Quit{}); }
};

Kiosk::Kiosk(const KioskSettings& settings, Moment now) : settings_(settings), now_(now) {
  model_.language = settings.language;
  model_.settings = settings.screen;
  model_.attendee.big_text = settings.screen.big_text;
  model_.two_windows = settings.two_windows;
  model_.camera = settings.camera ? CameraHealth::starting : CameraHealth::off;
  model_.now = now.utc;
  next_probe_us_ = now.monotonic_us + kProbeEvery;
  model_.backup.good_at = now.utc;
  if (settings.backups) backup_due_us_ = now.monotonic_us + kBackupOld;
  refresh_counts();
  ask(LoadStaff{});
  load_hand_over();
}

void Kiosk::begin(Moment now) {
  const bool minute_passed = now.utc.value / kMillisPerMinute != model_.now.value / kMillisPerMinute;
  now_ = now;
  model_.now = now.utc;
  if (minute_passed) ++model_.revision;
}

void Kiosk::handle(const KioskEvent& event, Moment now) {
  begin(now);
  // A code alone shows nothing yet: a frame drawn for it would hold up the one with the answer.
  const bool shows_nothing_new = std::holds_alternative<Tick>(event) || std::holds_alternative<CodesSeen>(event);
  // Nor do counts behind a result: they are drawn with what comes after it.
  const bool is_hidden = std::holds_alternative<EventLoaded>(event) && model_.loaded && !model_.two_windows &&
                         model_.attendee.screen == AttendeeScreen::result && model_.staff.gate == StaffGate::closed;
  if (!shows_nothing_new && !is_hidden) ++model_.revision;
  std::visit(KioskEvents{*this}, event);
}

void Kiosk::handle(const Action& action, Moment now) {
  begin(now);
  ++model_.revision;
  pin_idle_until_us_ = now.monotonic_us + 60 * kSecond;
  note_input(now.monotonic_us);
  switch (right_to(action, model_.staff)) {
    case Right::needs_pin:
      return;
    case Right::needs_organiser:
      return notify({NoticeKind::attention, "notice_organiser_only", {}, {}, 0});
    case Right::given:
      break;
  }
  std::visit(KioskActions{*this}, action);
}

std::vector<StoreRequest> Kiosk::take_requests() { return std::exchange(requests_, {}); }

std::vector<Effect> Kiosk::take_effects() { return std::exchange(effects_, {}); }

std::int64_t Kiosk::next_wake_us() const {
  std::int64_t next = std::numeric_limits<std::int64_t>::max();
  const auto consider = [&next](std::int64_t at) { next = std::min(next, at); };
  const std::int64_t to_minute = kMillisPerMinute - model_.now.value % kMillisPerMinute;
  consider(now_.monotonic_us + to_minute * 1000);
  consider(next_probe_us_);
  if (settings_.sync_every_us > 0 && !pulling_) consider(next_pull_us_);
  if (backup_due_us_ > 0 && !model_.backup.old) consider(backup_due_us_);
  const AttendeeView& attendee = model_.attendee;
  if (attendee.result) consider(attendee.result->shown_until_us);
  if (!attendee.several.codes.empty()) consider(attendee.several.until_us);
  if (attendee.one_by_one) consider(one_by_one_until_us_);
  if (attendee.find.open) consider(attendee.find.until_us);
  if (choice_until_us_ > 0 && !choices_are_staffs()) consider(choice_until_us_);
  if (attendee.waiting > 0 && !attendee.slow) consider(attendee.waiting_since_us + kSecond / 2);
  const StaffView& staff = model_.staff;
  if (staff.notice && staff.notice->until_us > 0) consider(staff.notice->until_us);
  if (staff.gate == StaffGate::enter_pin || staff.gate == StaffGate::first_pin) consider(pin_idle_until_us_);
  if (staff.gate == StaffGate::open) {
    consider(staff_idle_since_us_ + settings_.lock_after_us -
             (lock_told_ ? 0 : std::min(kLockToldBeforeUs, settings_.lock_after_us / 2)));
  }
  if (staff.pin.locked_until) {
    consider(now_.monotonic_us + std::max<std::int64_t>(0, staff.pin.locked_until->value - model_.now.value) * 1000);
  }
  return next;
}

void Kiosk::ask(StoreRequest request) { requests_.push_back(std::move(request)); }

void Kiosk::play(Sound sound) { effects_.emplace_back(effect::Play{sound}); }

void Kiosk::forget_repeats() { effects_.emplace_back(effect::ForgetRepeats{}); }

void Kiosk::notify(Notice notice) {
  notice.until_us = notice.kind == NoticeKind::bad ? 0 : now_.monotonic_us + kNoticeShown;
  model_.staff.notice = std::move(notice);
}

void Kiosk::refresh_counts() {
  if (counts_asked_) {
    counts_again_ = true;
    return;
  }
  counts_asked_ = true;
  counts_again_ = false;
  ask(LoadEvent{settings_.event});
}

void Kiosk::on_event_loaded(const EventLoaded& loaded) {
  counts_asked_ = false;
  load_failures_ = 0;
  if (!model_.loaded) ask(LoadRecentScans{settings_.event, static_cast<std::int64_t>(kRecentScans)});
  model_.loaded = true;
  model_.summary = loaded.summary;
  model_.practice = loaded.practice;
  if (!model_.summary.event.display.attendee_search) close_find();
  if (auto zone = Zone::find(loaded.summary.event.timezone)) model_.zone = *zone;
  leave_fault_if_well();
  if (counts_again_) refresh_counts();
}

void Kiosk::on_tick() {
  expire_attendee();
  pull_if_due();
  expire_staff();
  std::optional<Notice>& notice = model_.staff.notice;
  if (notice && notice->until_us > 0 && now_.monotonic_us >= notice->until_us) {
    notice.reset();
    ++model_.revision;
  }
  if (now_.monotonic_us >= next_probe_us_) {
    next_probe_us_ = now_.monotonic_us + (model_.store_fault ? kProbeInFault : kProbeEvery);
    refresh_counts();
    if (model_.store_fault) probe_store();
  }
  if (backup_due_us_ > 0 && !model_.backup.old && now_.monotonic_us >= backup_due_us_) {
    model_.backup.old = true;
    ++model_.revision;
  }
}

void Kiosk::probe_store() {
  if (std::exchange(probe_asked_, true)) return;
  ask(ProbeStore{now_.utc});
}

void Kiosk::leave_fault_if_well() {
  if (probe_written_ && model_.loaded && load_failures_ == 0) leave_fault();
}

void Kiosk::on_backup_done() {
  model_.backup = {false, now_.utc, {}};
  backup_due_us_ = now_.monotonic_us + kBackupOld;
}

void Kiosk::on_backup_failed(const Error& error) {
  // Told once; after a while without any the line for staff stays.
  if (model_.backup.detail.empty()) notify({NoticeKind::attention, "notice_backup_failed", {}, error.what, 0});
  model_.backup.detail = error.what;
}

void Kiosk::enter_fault(const Error& error) {
  model_.store_fault = true;
  probe_written_ = false;
  model_.fault_detail = error.where.empty() ? error.what : error.where + ": " + error.what;
  next_probe_us_ = now_.monotonic_us + kProbeInFault;
  set_screen();
}

void Kiosk::leave_fault() {
  if (!model_.store_fault) return;
  model_.store_fault = false;
  probe_written_ = false;
  model_.fault_detail.clear();
  failures_in_a_row_ = 0;
  set_screen();
}

void Kiosk::on_store_failed(const StoreFailed& failed) {
  if (const auto* scan = std::get_if<RecordScan>(&failed.request)) {
    on_scan_failed(*scan, failed.error);
    return;
  }
  if (const auto* found = std::get_if<CheckInFound>(&failed.request)) {
    on_check_in_found_failed(*found, failed.error);
    return;
  }
  if (std::holds_alternative<LoadEvent>(failed.request)) {
    counts_asked_ = false;
    next_probe_us_ = now_.monotonic_us + kProbeInFault;
    // Once may be another process that writes for long; the door has its own connection.
    if (!model_.loaded || ++load_failures_ >= 2) enter_fault(failed.error);
    return;
  }
  if (std::holds_alternative<LoadHandOver>(failed.request)) return;  // asked again with the next list
  if (std::holds_alternative<LoadDoors>(failed.request)) {
    doors_asked_ = false;  // asked again with the next exchange
    return;
  }
  if (std::holds_alternative<FindFirstUse>(failed.request)) return;  // the row stands without it
  if (std::holds_alternative<ProbeStore>(failed.request)) {
    probe_asked_ = false;
    enter_fault(failed.error);
    return;
  }
  if (!failed.done.results.empty()) on_admit_done(failed.done);
  StaffView& staff = model_.staff;
  staff.busy = false;
  staff.pin.checking = false;
  model_.attendee.find.waiting = false;
  staff.search.waiting = false;
  staff.facility.waiting = false;
  staff.roster.waiting = false;
  staff.pending.waiting = false;
  staff.exports = {};
  staff.mail.waiting = false;
  staff.hand_over.erasing = false;
  const bool refused = failed.error.code == Code::refused || failed.error.code == Code::bad_call;
  notify({refused ? NoticeKind::attention : NoticeKind::bad,
          refused ? "notice_not_possible" : "notice_store_failed",
          {},
          failed.error.what,
          0});
}

}  // namespace uketsuke
