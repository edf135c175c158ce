// The staff's side of Kiosk: PIN and gate, search and lists.
#include <algorithm>
#include <utility>

#include "kiosk/kiosk.h"
#include "kiosk/kiosk_office_screens.h"

namespace uketsuke {

namespace {

constexpr std::int64_t kSecond = 1'000'000;
constexpr std::int64_t kSearchLimit = 60;

bool is_pin(const std::string& text) {
  return text.size() >= 4 && text.size() <= 12 &&
         std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

}  // namespace

void Kiosk::open_staff() {
  StaffView& staff = model_.staff;
  if (staff.gate == StaffGate::open) return;
  if (!model_.two_windows) close_find();  // the staff's page lies over it
  staff.pin.wrong = false;
  staff.pin.differs = false;
  staff.pin.scanned = false;
  staff.gate = staff.staff_known && !staff.has_pin ? StaffGate::first_pin : StaffGate::enter_pin;
  if (!staff.staff_known) ask(LoadStaff{});
  pin_idle_until_us_ = now_.monotonic_us + 60 * kSecond;
}

void Kiosk::on_staff_loaded(const StaffLoaded& loaded) {
  StaffView& staff = model_.staff;
  staff.staff_known = true;
  staff.has_pin = loaded.has_pin;
  if (!loaded.names.empty()) settings_.first_staff = loaded.names.front();
  if (staff.gate == StaffGate::enter_pin && !loaded.has_pin) staff.gate = StaffGate::first_pin;
  if (staff.gate == StaffGate::first_pin && loaded.has_pin) staff.gate = StaffGate::enter_pin;
}

void Kiosk::enter_pin(const std::string& pin) {
  PinView& view = model_.staff.pin;
  if (model_.staff.gate != StaffGate::enter_pin || view.checking || view.locked_until) return;
  view.wrong = false;
  view.scanned = false;
  view.checking = true;
  ask(CheckPin{pin, now_.utc});
}

void Kiosk::on_pin_checked(const PinChecked& checked) {
  PinView& view = model_.staff.pin;
  view.checking = false;
  view.wrong = !checked.accepted;
  view.tries_left = checked.tries_left;
  view.locked_until = checked.locked_until;
  if (checked.accepted && model_.staff.gate == StaffGate::enter_pin) unlock(checked.staff, checked.organiser);
}

void Kiosk::set_first_pin(const action::SetFirstPin& pin) {
  StaffView& staff = model_.staff;
  if (staff.gate != StaffGate::first_pin || staff.has_pin || staff.pin.checking) return;
  staff.pin.differs = pin.pin != pin.repeated || !is_pin(pin.pin);
  if (staff.pin.differs) return;
  staff.pin.checking = true;
  ask(SavePin{settings_.first_staff, pin.pin, settings_.first_staff, now_.utc});
}

void Kiosk::unlock(const std::string& name, bool organiser) {
  StaffView& staff = model_.staff;
  staff.pin = {};
  staff.has_pin = true;
  staff.staff_known = true;
  staff.gate = StaffGate::open;
  staff.name = name;
  staff.organiser = organiser;
  staff_idle_since_us_ = now_.monotonic_us;
  lock_told_ = false;
  if (organiser) load_hand_over();
  show_staff_screen(StaffScreen::search);
}

/// Names leave the model with the lock.
void Kiosk::lock_staff() {
  StaffView fresh;
  StaffView& staff = model_.staff;
  fresh.staff_known = staff.staff_known;
  fresh.has_pin = staff.has_pin;
  fresh.pin.tries_left = staff.pin.tries_left;
  fresh.pin.locked_until = staff.pin.locked_until;
  fresh.recent = std::move(staff.recent);
  fresh.hand_over = staff.hand_over;
  // Serials go on: an answer that is still on its way must not fill a later list.
  fresh.search.serial = staff.search.serial + 1;
  fresh.facility.serial = staff.facility.serial + 1;
  fresh.application.form = staff.application.form;
  fresh.mail.serial = staff.mail.serial + 1;
  fresh.mail.taken = staff.mail.taken;
  fresh.roster.serial = staff.roster.serial + 1;
  fresh.pending.serial = staff.pending.serial + 1;
  fresh.facility.people_serial = fresh.roster.serial;
  OfficeScreens::keep_serials(staff.office, fresh.office);
  staff = std::move(fresh);
}

void Kiosk::expire_staff() {
  StaffView& staff = model_.staff;
  const bool at_gate = staff.gate == StaffGate::enter_pin || staff.gate == StaffGate::first_pin;
  if (at_gate && now_.monotonic_us >= pin_idle_until_us_) {
    lock_staff();
    ++model_.revision;
  }
  if (staff.gate == StaffGate::open) lock_if_idle();
  if (staff.pin.locked_until && now_.utc >= *staff.pin.locked_until) {
    staff.pin.locked_until.reset();
    staff.pin.wrong = false;
    ++model_.revision;
  }
}

/// An unattended desk shows no names for long; whoever stands there is told before.
void Kiosk::lock_if_idle() {
  const std::int64_t idle = now_.monotonic_us - staff_idle_since_us_;
  if (idle >= settings_.lock_after_us) {
    lock_staff();
    ++model_.revision;
  } else if (!lock_told_ &&
             idle >= settings_.lock_after_us - std::min(kLockToldBeforeUs, settings_.lock_after_us / 2)) {
    lock_told_ = true;
    notify({NoticeKind::attention, "notice_locks_soon", {}, {}, 0});
    ++model_.revision;
  }
}

void Kiosk::note_input(std::int64_t at_us) {
  if (at_us <= staff_idle_since_us_) return;
  staff_idle_since_us_ = at_us;
  lock_told_ = false;
}

void Kiosk::show_staff_screen(StaffScreen screen) {
  StaffView& staff = model_.staff;
  staff.screen = screen;
  switch (screen) {
    case StaffScreen::search:
      search({});
      break;
    case StaffScreen::facility:
      staff.facility.open.clear();
      staff.facility.people.clear();
      staff.facility.waiting = true;
      ask(SearchFacilities{++staff.facility.serial, settings_.event, {}});
      break;
    case StaffScreen::roster:
      filter_roster({});
      break;
    case StaffScreen::counts:
      ask(LoadProfessionCounts{settings_.event});
      ask(OfficeWork{LoadHeads{settings_.event}});
      break;
    case StaffScreen::doors:
      tell_let_in_twice();
      load_doors();
      break;
    case StaffScreen::walk_in:
      ++staff.walk_in.form;
      staff.walk_in.done.reset();
      break;
    case StaffScreen::exports:
      if (!staff.exports.running) staff.exports = {};
      load_hand_over();
      break;
    case StaffScreen::application:
      staff.application = {staff.application.form + 1, {}, {}, 0};
      ask(LoadKnownFacilities{});
      break;
    case StaffScreen::pending:
      load_pending();
      break;
    case StaffScreen::mail:
      read_pasted({});
      break;
    case StaffScreen::received:
      ask(LoadApplicationCounts{settings_.event});
      break;
    case StaffScreen::import_file:
    case StaffScreen::drafts:
    case StaffScreen::groups:
    case StaffScreen::papers:
      OfficeScreens{*this}.show(screen);
      break;
    case StaffScreen::office:
    case StaffScreen::settings:
    case StaffScreen::person:
    case StaffScreen::substitute:
      break;
  }
}

void Kiosk::search(RosterQuery query) {
  SearchView& view = model_.staff.search;
  view = {view.serial + 1, false, query.furigana, query.search, query.number, {}};
  if (query.furigana.empty() && query.search.empty() && !query.number) return;
  view.waiting = true;
  query.sort = query.number ? RosterSort::number : RosterSort::kana;
  query.limit = kSearchLimit;
  ask(SearchPeople{view.serial, settings_.event, std::move(query)});
}

void Kiosk::open_facility(const std::string& folded) {
  StaffView& staff = model_.staff;
  staff.facility.open = folded;
  staff.facility.people.clear();
  staff.facility.people_serial = ++staff.roster.serial;  // one row of numbers for both lists
  RosterQuery query;
  query.facility = folded;
  query.sort = RosterSort::kana;
  ask(LoadRoster{staff.facility.people_serial, settings_.event, std::move(query)});
}

void Kiosk::start_walk_in(const action::StartWalkIn& start) {
  WalkInView& view = model_.staff.walk_in;
  view.ticket_text = start.ticket_text;
  view.facility = start.facility;
  show_staff_screen(StaffScreen::walk_in);
}

void Kiosk::start_substitute(const RegistrationId& original) {
  ++model_.staff.substitute_form;
  model_.staff.person.reset();
  show_staff_screen(StaffScreen::substitute);
  ask(LoadPerson{settings_.event, original});
}

void Kiosk::filter_roster(const RosterQuery& query) {
  RosterView& view = model_.staff.roster;
  ++view.serial;
  view.query = query;
  view.waiting = true;
  ask(LoadRoster{view.serial, settings_.event, query});
}

/// After a change: the lists on show are asked for again; their old rows stay until the answer comes.
void Kiosk::refresh_lists() {
  StaffView& staff = model_.staff;
  if (staff.gate != StaffGate::open) return;
  switch (staff.screen) {
    case StaffScreen::search: {
      std::vector<RegistrationRow> rows = std::move(staff.search.rows);
      RosterQuery query;
      query.furigana = staff.search.furigana;
      query.search = staff.search.text;
      query.number = staff.search.number;
      search(std::move(query));
      staff.search.rows = std::move(rows);
      break;
    }
    case StaffScreen::facility:
      if (!staff.facility.open.empty()) {
        std::vector<RegistrationRow> people = std::move(staff.facility.people);
        open_facility(std::string(staff.facility.open));
        staff.facility.people = std::move(people);
      }
      ask(SearchFacilities{++staff.facility.serial, settings_.event, staff.facility.text});
      break;
    case StaffScreen::roster:
      filter_roster(RosterQuery(staff.roster.query));
      break;
    case StaffScreen::counts:
      ask(LoadProfessionCounts{settings_.event});
      ask(OfficeWork{LoadHeads{settings_.event}});
      break;
    case StaffScreen::doors:
      load_doors();
      break;
    case StaffScreen::person:
      if (staff.person) ask(LoadPerson{settings_.event, staff.person->registration});
      break;
    case StaffScreen::pending:
      load_pending();
      break;
    case StaffScreen::received:
      ask(LoadApplicationCounts{settings_.event});
      break;
    case StaffScreen::substitute:
    case StaffScreen::application:
    case StaffScreen::walk_in:
    case StaffScreen::exports:
    case StaffScreen::settings:
    case StaffScreen::mail:
    case StaffScreen::import_file:
    case StaffScreen::drafts:
    case StaffScreen::groups:
    case StaffScreen::papers:
    case StaffScreen::office:
      break;
  }
}

}  // namespace uketsuke
