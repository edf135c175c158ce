// The only code that changes the model: events and actions in; store requests and effects out. Knows no clock, file,
// screen, store or device. kiosk.cpp dispatches, kiosk_scan.cpp has the attendee's side, kiosk_find.cpp its search,
// kiosk_staff.cpp PIN, search and lists, kiosk_desk.cpp what staff change. Thread: ui.
#pragma once

#include <cstdint>
#include <set>
#include <string>
#include <vector>

#include "kiosk/messages.h"
#include "kiosk/messages_effect.h"
#include "kiosk/model.h"

namespace uketsuke {

struct KioskSettings {
  EventCode event;
  Language language = Language::ja;
  bool two_windows = false;
  bool camera = true;                        ///< false: --camera off
  std::string first_staff = "受付";          ///< who gets the first PIN
  std::int64_t sync_every_us = 0;            ///< how often the roster's source is pulled; 0: never
  ScreenSettings screen;                     ///< as kept in the store
  std::int64_t lock_after_us = 300'000'000;  ///< staff screens lock after so long without a touch or a key
  bool backups = false;                      ///< copies are made while the window runs: staff are told when none was
};

class Kiosk {
 public:
  /// Asks for the event and the staff at once (take_requests).
  Kiosk(const KioskSettings& settings, Moment now);

  [[nodiscard]] const Model& model() const { return model_; }
  void handle(const KioskEvent& event, Moment now);
  void handle(const Action& action, Moment now);

  /// Somebody touched or typed on the staff's screens at that time (monotonic): they stay open.
  void note_input(std::int64_t at_us);

  /// What the store thread is to do, in order; empties the list.
  std::vector<StoreRequest> take_requests();
  /// What the window is to do, in order; empties the list.
  std::vector<Effect> take_effects();
  /// When something will vanish or change by itself (monotonic); the window wakes then. None: INT64_MAX.
  [[nodiscard]] std::int64_t next_wake_us() const;

 private:
  friend struct KioskEvents;
  friend struct KioskActions;
  friend struct OfficeScreens;
  friend struct AttendeeSearch;

  // kiosk.cpp
  void ask(StoreRequest request);
  void play(Sound sound);
  void notify(Notice notice);
  void begin(Moment now);
  void refresh_counts();
  void on_event_loaded(const EventLoaded& loaded);
  void on_tick();
  void on_store_failed(const StoreFailed& failed);
  void enter_fault(const Error& error);
  void leave_fault();
  void probe_store();
  void leave_fault_if_well();
  void on_backup_done();
  void on_backup_failed(const Error& error);
  void forget_repeats();

  // kiosk_scan.cpp
  void on_codes(const CodesSeen& seen);
  void take_codes(const std::vector<SeenCode>& codes, std::uint64_t batch);
  void take_all_tickets();
  void await_answer();
  void on_scan_done(const ScanDone& done);
  void on_found_checked_in(const FoundCheckedIn& done);
  void show_outcome(const ScanResult& result, std::uint64_t batch);
  void on_scan_failed(const RecordScan& request, const Error& error);
  void answer(AttendeeResult result, std::uint64_t batch);
  void show_results(std::vector<AttendeeResult> results);
  void repeat_shown();
  void add_recent(const ScanResult& result, const std::string& ticket_text, Direction direction);
  void on_first_use_found(const FirstUseFound& found);
  void on_recent_scans(const RecentScansDone& done);
  void expire_attendee();
  void choose_language(Language language);
  void choose_big_text(bool big);
  void forget_choices();
  [[nodiscard]] bool choices_are_staffs() const;
  void set_screen();

  // kiosk_find.cpp
  void handle_find(const FindAction& action);
  void on_attendees_found(const AttendeesFound& found);
  void close_find();
  void on_check_in_found_failed(const CheckInFound& found, const Error& error);

  // kiosk_staff.cpp
  void open_staff();
  void on_staff_loaded(const StaffLoaded& loaded);
  void enter_pin(const std::string& pin);
  void on_pin_checked(const PinChecked& checked);
  void set_first_pin(const action::SetFirstPin& pin);
  void unlock(const std::string& staff, bool organiser);
  void lock_staff();
  void expire_staff();
  void lock_if_idle();
  void show_staff_screen(StaffScreen screen);
  void search(RosterQuery query);
  void open_facility(const std::string& folded);
  void start_walk_in(const action::StartWalkIn& start);
  void start_substitute(const RegistrationId& original);
  void filter_roster(const RosterQuery& query);
  void refresh_lists();

  // kiosk_desk.cpp
  void admit(const action::AdmitChosen& chosen);
  void on_admit_done(const AdmitDone& done);
  void submit_walk_in(const Attendee& attendee);
  void on_walk_in_done(const WalkInDone& done);
  void submit_substitute(const Attendee& attendee);
  void on_substitute_done(const SubstituteDone& done);
  void submit_application(const Application& application);
  void on_application_taken(const ApplicationTaken& taken);
  // kiosk_hand_over.cpp
  void load_hand_over();
  void on_hand_over_loaded(const HandOverLoaded& loaded);
  void erase_handed_over();
  void on_names_erased(const NamesErased& erased);
  void print_tag(const RegistrationId& registration);
  void print_tag_on_entry(const ScanResult& result, Direction direction);

  // kiosk_sync.cpp
  void pull_if_due();
  void on_roster_pulled(const RosterPulled& pulled);
  void on_sticks_seen(const SticksSeen& seen);
  void open_stick_offer();
  void dismiss_stick_offer();
  void handle_sync(const SyncEvent& event);

  // kiosk_hub.cpp
  void handle_hub(const HubEvent& event);
  void on_hub_changed(const HubChanged& changed);
  void on_hub_exchanged(const HubExchanged& exchanged);
  void on_doors_loaded(const DoorStatus& status);
  void load_doors();
  void list_doors();
  void tell_let_in_twice();

  // kiosk_mail.cpp
  void read_pasted(const std::string& text);
  void on_pasted_read(const PastedMailRead& read);
  void take_pasted(const action::TakePasted& take);
  void on_pasted_taken(const PastedMailTaken& taken);

  // kiosk_office.cpp
  void decide(const action::DecideChosen& chosen);
  void on_decision_done(const DecisionDone& done);
  void on_pending_done(const PendingDone& done);
  void load_pending();

  void undo(const action::Undo& undo);
  void on_undo_done(const UndoDone& done);
  void override_refusal(OverrideReason reason);
  void change_screen_settings(const ScreenSettings& settings);

  KioskSettings settings_;
  Model model_;
  std::int64_t next_pull_us_ = 0;          ///< when the roster's source is asked again
  std::int64_t failed_pulls_ = 0;          ///< in a row
  bool pulling_ = false;                   ///< a pull is not answered yet
  bool doors_asked_ = false;               ///< LoadDoors is not answered yet …
  bool doors_again_ = false;               ///< … and is to be asked once more then
  std::set<CheckInId> told_twice_;          ///< second entries that staff were told of
  std::set<CheckInId> looked_at_twice_;       ///< … and that they saw on their screen
  std::vector<std::string> sticks_taken_;  ///< folders of sticks that were opened or dismissed, until they go
  Moment now_;
  std::vector<StoreRequest> requests_;
  std::vector<Effect> effects_;
  std::vector<AttendeeResult> batch_;  ///< answers of 全員を受付 so far
  std::uint64_t batch_id_ = 0;         ///< 0: no batch; grows
  std::size_t batch_size_ = 0;
  std::int64_t failures_in_a_row_ = 0;  ///< scans that the store did not take
  std::int64_t load_failures_ = 0;      ///< counts that could not be read, in a row
  std::int64_t one_by_one_until_us_ = 0;
  std::vector<std::string> beginnings_;   ///< of names that attendees looked for lately
  std::int64_t beginnings_until_us_ = 0;  ///< when they are forgotten
  std::int64_t chosen_at_us_ = 0;         ///< when an attendee last chose a language or large letters
  std::int64_t choice_until_us_ = 0;      ///< 0: nothing is chosen
  std::int64_t next_probe_us_ = 0;        ///< when the store is asked again
  std::int64_t backup_due_us_ = 0;        ///< staff are told if no backup was made by then; 0: none are made
  bool probe_asked_ = false;              ///< a write of ProbeStore is not answered yet
  bool probe_written_ = false;            ///< one was written since the fault began
  std::int64_t pin_idle_until_us_ = 0;
  std::int64_t staff_idle_since_us_ = 0;  ///< the last touch or key on the staff's screens
  bool lock_told_ = false;                ///< staff were told that the lock comes
  bool erase_later_ = false;              ///< あとで: not asked again until the next start
  bool counts_asked_ = false;
  bool counts_again_ = false;
};

}  // namespace uketsuke
