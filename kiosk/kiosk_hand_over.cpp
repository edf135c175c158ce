// The end of an event in Kiosk: names that were handed over are erased here. And name tags that are printed at the
// door.
#include <string>

#include "kiosk/kiosk.h"

namespace uketsuke {

void Kiosk::load_hand_over() { ask(LoadHandOver{settings_.event, now_.utc}); }

void Kiosk::on_hand_over_loaded(const HandOverLoaded& loaded) {
  HandOverView& view = model_.staff.hand_over;
  view.due = loaded.due && !erase_later_;
  view.people = loaded.people;
}

void Kiosk::erase_handed_over() {
  StaffView& staff = model_.staff;
  if (!staff.hand_over.due || staff.hand_over.erasing) return;
  staff.hand_over.erasing = true;
  ask(EraseNames{settings_.event, staff.name, now_.utc});
}

void Kiosk::on_names_erased(const NamesErased& erased) {
  StaffView& staff = model_.staff;
  staff.hand_over = {};
  for (RecentScan& scan : staff.recent) scan.name.clear();
  const bool all = erased.unreached.empty();
  std::string files;
  for (const std::string& file : erased.unreached) files += (files.empty() ? "" : "　") + file;
  notify({all ? NoticeKind::good : NoticeKind::bad,
          all ? "notice_erased" : "notice_erased_not_all",
          {{"count", std::to_string(erased.people)}},
          files,
          0});
  refresh_counts();
  refresh_lists();
}

void Kiosk::print_tag(const RegistrationId& registration) {
  if (model_.printer.health == PrinterHealth::none) return;
  effects_.emplace_back(effect::PrintTag{registration});
}

void Kiosk::print_tag_on_entry(const ScanResult& result, Direction direction) {
  const bool came = result.outcome == ScanOutcome::admitted && direction == Direction::entry;
  if (came && model_.summary.event.print_name_tags && result.registration) print_tag(*result.registration);
}

}  // namespace uketsuke
