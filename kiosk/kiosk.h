// The only code that changes the model: events and actions in; store requests and effects out. Knows no clock, file,
// screen, store or device. kiosk.cpp dispatches, kiosk_scan.cpp has the attendee's side, kiosk_staff.cpp the staff's.
// Thread: ui.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "kiosk/messages.h"
#include "kiosk/model.h"

namespace uketsuke {

struct KioskSettings {
  EventCode event;
  Language language = Language::ja;
  bool two_windows = false;
  bool camera = true;                ///< false: --camera off
  std::string first_staff = "受付";  ///< who gets the first PIN
};

class Kiosk {
 public:
  /// Asks for the event and the staff at once (take_requests).
  Kiosk(const KioskSettings& settings, Moment now);

  [[nodiscard]] const Model& model() const { return model_; }
  void handle(const KioskEvent& event, Moment now);
  void handle(const Action& action, Moment now);

  /// What the store thread is to do, in order; empties the list.
  std::vector<StoreRequest> take_requests();
  /// What the window is to do, in order; empties the list.
  std::vector<Effect> take_effects();
  /// When something will vanish or change by itself (monotonic); the window wakes then. None: INT64_MAX.
  [[nodiscard]] std::int64_t next_wake_us() const;

 private:
  friend struct KioskEvents;
  friend struct KioskActions;

  // kiosk.cpp
  void ask(StoreRequest request);
  void play(Sound sound);
  void notify(Notice notice);
  void changed() { ++model_.revision; }
  void refresh_counts();
  void on_tick();
  void on_store_failed(const StoreFailed& failed);
  void recover_store();

  // kiosk_scan.cpp
  void on_codes(const CodesSeen& seen);
  void take_codes(const std::vector<SeenCode>& codes);
  void on_scan_done(const ScanDone& done);
  void on_scan_failed(const RecordScan& request);
  void show_results(std::vector<AttendeeResult> results);
  void add_to_batch(AttendeeResult result);
  void answered();
  void add_recent(RecentScan scan);
  void expire_attendee();
  void set_screen();

  // kiosk_staff.cpp
  void open_staff();
  void on_pin_checked(const PinChecked& checked);
  void set_first_pin(const action::SetFirstPin& pin);
  void lock_staff();
  void show_staff_screen(StaffScreen screen);
  void search(RosterQuery query);
  void admit(const action::AdmitChosen& chosen);
  void send_admissions(std::vector<AdmitRequest> requests);
  void on_admit_done(const AdmitDone& done);
  void on_walk_in_done(const WalkInDone& done);
  void on_substitute_done(const SubstituteDone& done);
  void on_undo_done(const UndoDone& done);
  void override_refusal(OverrideReason reason);
  void refresh_lists();

  KioskSettings settings_;
  Model model_;
  Moment now_;
  std::vector<StoreRequest> requests_;
  std::vector<Effect> effects_;
  std::vector<AttendeeResult> batch_;  ///< answers of 全員を受付 so far
  std::uint64_t batch_id_ = 0;
  std::size_t batch_size_ = 0;
  std::int64_t failures_in_a_row_ = 0;
  std::int64_t one_by_one_until_us_ = 0;
  std::int64_t next_probe_us_ = 0;
  std::int64_t pin_idle_until_us_ = 0;
  std::string pending_pin_;  ///< a first PIN on its way to the store, entered right after
};

}  // namespace uketsuke
