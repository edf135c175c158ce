// The doors that share the event, through Kiosk: how this kiosk stands to its hub, what came from the other doors, and
// who was let in at two of them. The exchange itself has a thread of its own (sync_hub.h).
#include <algorithm>
#include <string>
#include <tuple>

#include "common/japanese_date.h"
#include "kiosk/kiosk.h"

namespace uketsuke {

namespace {

std::string name_of(const std::vector<DoorTally>& doors, const KioskId& kiosk) {
  const auto found = std::find_if(doors.begin(), doors.end(), [&](const DoorTally& one) { return one.kiosk == kiosk; });
  return found == doors.end() ? std::string() : found->name;
}

auto is_no_door_of(const std::vector<HubMate>& mates) {
  return [&mates](const DoorView& door) {
    const bool mate =
        std::any_of(mates.begin(), mates.end(), [&](const HubMate& one) { return one.kiosk == door.kiosk; });
    return !door.here && door.people == 0 && !mate;
  };
}

/// No.3 and No.12: "3、12".
std::string join_numbers(const std::vector<std::int64_t>& numbers) {
  std::string text;
  for (const std::int64_t number : numbers) text += (text.empty() ? "" : "、") + std::to_string(number);
  return text;
}

}  // namespace

void Kiosk::handle_hub(const HubEvent& event) {
  if (const auto* changed = std::get_if<HubChanged>(&event)) on_hub_changed(*changed);
  if (const auto* exchanged = std::get_if<HubExchanged>(&event)) on_hub_exchanged(*exchanged);
  if (const auto* loaded = std::get_if<DoorsLoaded>(&event)) on_doors_loaded(loaded->status);
}

void Kiosk::on_hub_changed(const HubChanged& changed) {
  const HubChanged before = std::exchange(model_.hub.state, changed);
  const bool worse_stands = model_.staff.notice && model_.staff.notice->kind == NoticeKind::bad;
  if (before.joined && !changed.joined && !changed.error.empty()) {
    notify({NoticeKind::bad, "notice_hub_put_out", {}, changed.error, 0});
  } else if (changed.joined && !changed.online && (before.online || !before.joined) && !worse_stands) {
    notify({NoticeKind::attention, "notice_hub_lost", {}, changed.error, 0});
  } else if (before.joined && !before.online && changed.online && !worse_stands) {
    notify({NoticeKind::good, "notice_hub_back", {}, {}, 0});
  }
  if (changed.joined) load_doors();
  list_doors();
}

void Kiosk::on_hub_exchanged(const HubExchanged& exchanged) {
  if (exchanged.event != settings_.event) return;
  if (exchanged.facts > 0) {
    refresh_counts();
    refresh_lists();
  }
  if (!exchanged.look_at.empty()) {
    notify({NoticeKind::bad, "notice_hub_look_at", {{"numbers", join_numbers(exchanged.look_at)}}, {}, 0});
  }
  if (exchanged.ended) notify({NoticeKind::attention, "notice_hub_ended", {}, {}, 0});
  load_doors();
}

void Kiosk::load_doors() {
  if (std::exchange(doors_asked_, true)) {
    doors_again_ = true;
    return;
  }
  doors_again_ = false;
  ask(LoadDoors{settings_.event});
}

void Kiosk::on_doors_loaded(const DoorStatus& status) {
  doors_asked_ = false;
  model_.hub.status = status;
  list_doors();
  tell_let_in_twice();
  if (doors_again_) load_doors();
}

/// Those of the hub and those that let somebody in.
void Kiosk::list_doors() {
  HubView& hub = model_.hub;
  hub.doors.clear();
  for (const DoorTally& tally : hub.status.doors) {
    hub.doors.push_back({tally.kiosk, tally.name, false, tally.people, {}});
  }
  for (const HubMate& mate : hub.state.mates) {
    const auto known = std::find_if(hub.doors.begin(), hub.doors.end(),
                                    [&](const DoorView& door) { return door.kiosk == mate.kiosk; });
    DoorView& door = known == hub.doors.end() ? hub.doors.emplace_back() : *known;
    door.kiosk = mate.kiosk;
    if (door.name.empty()) door.name = mate.name;
    door.seen = mate.seen;
  }
  for (DoorView& door : hub.doors) door.here = door.kiosk == hub.status.here;
  // Names come with packs, too: of kiosks that have nothing to do with this event.
  hub.doors.erase(std::remove_if(hub.doors.begin(), hub.doors.end(), is_no_door_of(hub.state.mates)), hub.doors.end());
  std::sort(hub.doors.begin(), hub.doors.end(), [](const DoorView& a, const DoorView& b) {
    return std::tuple(!a.here, a.name, a.kiosk) < std::tuple(!b.here, b.name, b.kiosk);
  });
}

/// At both doors, once each; the line for staff stays until they looked at their screen.
void Kiosk::tell_let_in_twice() {
  HubView& hub = model_.hub;
  const bool looked_at = model_.staff.gate == StaffGate::open && model_.staff.screen == StaffScreen::doors;
  std::vector<const LetInTwice*> fresh;
  hub.twice_untold = 0;
  for (const LetInTwice& twice : hub.status.twice) {
    const CheckInId& entry = twice.entries.entry.movement.id;
    if (told_twice_.insert(entry).second) fresh.push_back(&twice);
    if (looked_at) looked_at_twice_.insert(entry);
    if (looked_at_twice_.count(entry) == 0) ++hub.twice_untold;
  }
  if (fresh.empty()) return;
  if (fresh.size() > 1) {
    notify({NoticeKind::bad, "notice_let_in_twice_many", {{"count", std::to_string(fresh.size())}}, {}, 0});
    return;
  }
  const DoubleEntry& entries = fresh.front()->entries;
  const auto clock = [this](const DoorMovement& one) { return format_clock(one.movement.happened, model_.zone); };
  notify({NoticeKind::bad,
          "notice_let_in_twice",
          {{"number", std::to_string(fresh.front()->number)},
           {"first", clock(entries.check_in)},
           {"first_door", name_of(hub.status.doors, entries.check_in.door)},
           {"second", clock(entries.entry)},
           {"second_door", name_of(hub.status.doors, entries.entry.door)}},
          {},
          0});
}

}  // namespace uketsuke
