// An attendee's own search for the name: opened where the event allows it, bounded so that nobody reads out the roster.
#include <algorithm>
#include <utility>

#include "common/names.h"
#include "common/uuid.h"
#include "kiosk/kiosk.h"

namespace uketsuke {

namespace {

constexpr std::int64_t kSecond = 1'000'000;
/// Without a touch the page of one attendee is gone before the next one comes.
constexpr std::int64_t kIdle = 20 * kSecond;
/// So many different beginnings are looked for; then only after kQuiet without one. Whoever is found begins anew.
constexpr std::size_t kMostBeginnings = 12;
constexpr std::int64_t kQuiet = 60 * kSecond;
/// Longer than any reading of a name that is told apart by it.
constexpr std::size_t kMostKanaBytes = 16 * 3;
/// Who is written down as having checked in.
constexpr const char* kByAttendee = "氏名検索";

}  // namespace

struct AttendeeSearch {
  Kiosk& kiosk;

  [[nodiscard]] FindView& view() const { return kiosk.model_.attendee.find; }
  [[nodiscard]] const DisplayRules& rules() const { return kiosk.model_.summary.event.display; }
  void keep_open() const { view().until_us = kiosk.now_.monotonic_us + kIdle; }

  /// A beginning that was looked for lately costs nothing.
  [[nodiscard]] bool may_look_for(const std::string& folded) const {
    std::vector<std::string>& tried = kiosk.beginnings_;
    const std::int64_t now = kiosk.now_.monotonic_us;
    if (now >= kiosk.beginnings_until_us_) tried.clear();
    if (std::find(tried.begin(), tried.end(), folded) != tried.end()) return true;
    if (tried.size() >= kMostBeginnings) return false;
    tried.push_back(folded);
    kiosk.beginnings_until_us_ = now + kQuiet;
    return true;
  }

  void operator()(const action::OpenFind&) const {
    if (kiosk.model_.direction != Direction::entry) return;
    const std::uint64_t serial = view().serial + 1;
    view() = {};
    view().open = true;
    view().serial = serial;
    kiosk.set_screen();
  }
  void operator()(const action::TypeFind& type) const {
    FindView& find = view();
    if (!find.open || find.chosen || type.kana.size() > kMostKanaBytes) return;
    find.kana = type.kana;
    find.found = {};
    find.spent = false;
    find.waiting = is_enough_to_search(type.kana);
    ++find.serial;
    if (!find.waiting) return;
    find.spent = !may_look_for(fold_kana(type.kana));
    find.waiting = !find.spent;
    if (find.waiting) kiosk.ask(FindAttendees{find.serial, kiosk.settings_.event, type.kana});
  }
  void operator()(const action::ChooseFound& choose) const {
    FindView& find = view();
    const auto& people = find.found.people;
    const auto one = std::find_if(people.begin(), people.end(), [&choose](const FoundAttendee& found) {
      return found.registration == choose.registration;
    });
    if (!find.open || find.chosen || one == people.end()) return;
    find.chosen = *one;
    if (rules().search_checks_in) return;
    kiosk.beginnings_.clear();
    const std::string number = std::to_string(one->number);
    kiosk.notify({NoticeKind::attention, "notice_found_waits", {{"number", number}, {"name", one->name}}, {}, 0});
    kiosk.play(Sound::attention);
  }
  void operator()(const action::ChooseOther&) const { view().chosen.reset(); }
  void operator()(const action::CheckInChosen&) const {
    if (!view().open || !view().chosen || !rules().search_checks_in) return;
    AdmitRequest request;
    request.id = ScanId(make_uuid(kiosk.now_.utc));
    request.event = kiosk.settings_.event;
    request.registration = view().chosen->registration;
    request.by = kByAttendee;
    kiosk.close_find();
    kiosk.beginnings_.clear();
    kiosk.ask(CheckInFound{std::move(request), kiosk.now_.utc});
    kiosk.await_answer();
  }
  void operator()(const action::CloseFind&) const { kiosk.close_find(); }
};

void Kiosk::handle_find(const FindAction& action) {
  if (!model_.summary.event.display.attendee_search) return;
  const AttendeeSearch search{*this};
  std::visit(search, action);
  search.keep_open();
}

void Kiosk::on_attendees_found(const AttendeesFound& found) {
  FindView& find = model_.attendee.find;
  if (!find.open || found.serial != find.serial) return;
  find.waiting = false;
  find.found = found.found;
}

/// What one attendee typed and saw is gone.
void Kiosk::close_find() {
  FindView& find = model_.attendee.find;
  if (!find.open) return;
  const std::uint64_t serial = find.serial + 1;
  find = {};
  find.serial = serial;
  ++model_.revision;
  set_screen();
}

void Kiosk::on_check_in_found_failed(const CheckInFound& found, const Error& error) {
  RecordScan scan;
  scan.request.id = found.request.id;
  scan.now = found.now;
  on_scan_failed(scan, error);
}

}  // namespace uketsuke
