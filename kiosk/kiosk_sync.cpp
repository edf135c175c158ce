// Rosters that come by themselves, through Kiosk: when the source is pulled again, what staff are told of it, and
// sticks that were plugged in. The pulling itself is done by a thread of its own (sync_thread.h).
#include <algorithm>
#include <string>

#include "kiosk/kiosk.h"

namespace uketsuke {

namespace {

/// After failures it is asked more rarely, but never so rarely that a network that came back is missed for long.
constexpr std::int64_t kLongestBackOff = 4;

bool holds(const std::vector<std::string>& folders, const std::string& folder) {
  return std::find(folders.begin(), folders.end(), folder) != folders.end();
}

}  // namespace

void Kiosk::pull_if_due() {
  if (settings_.sync_every_us <= 0 || pulling_ || !model_.loaded || now_.monotonic_us < next_pull_us_) return;
  pulling_ = true;
  effects_.emplace_back(effect::PullRoster{settings_.event, now_.utc});
}

void Kiosk::handle_sync(const SyncEvent& event) {
  if (const auto* pulled = std::get_if<RosterPulled>(&event)) on_roster_pulled(*pulled);
  if (const auto* seen = std::get_if<SticksSeen>(&event)) on_sticks_seen(*seen);
}

void Kiosk::on_roster_pulled(const RosterPulled& pulled) {
  const bool failed_before = !model_.sync.error.empty();
  const bool failed = !pulled.error.empty();
  pulling_ = false;
  failed_pulls_ = failed ? failed_pulls_ + 1 : 0;
  std::int64_t times = 1;
  for (std::int64_t i = 1; i < failed_pulls_ && times < kLongestBackOff; ++i) times *= 2;
  next_pull_us_ = now_.monotonic_us + times * settings_.sync_every_us;
  model_.sync.has_source = pulled.has_source;
  model_.sync.synced_at = pulled.synced_at;
  model_.sync.error = pulled.error;
  const bool held_more = pulled.held.value_or(0) > model_.sync.held;
  model_.sync.held = pulled.held.value_or(model_.sync.held);
  const std::optional<Notice>& shown = model_.staff.notice;
  const bool worse_stands = shown && shown->kind == NoticeKind::bad;
  if (failed && !failed_before && !worse_stands) {  // told once; the age of the roster stays on the screen
    notify({NoticeKind::attention, "notice_sync_failed", {}, pulled.error, 0});
  }
  if (pulled.added + pulled.updated == 0 && !held_more) return;
  if (!worse_stands) {
    notify({held_more ? NoticeKind::attention : NoticeKind::good,
            held_more ? "notice_synced_held" : "notice_synced",
            {{"added", std::to_string(pulled.added)},
             {"updated", std::to_string(pulled.updated)},
             {"held", std::to_string(model_.sync.held)}},
            {},
            0});
  }
  refresh_counts();
  refresh_lists();
}

void Kiosk::on_sticks_seen(const SticksSeen& seen) {
  const auto gone = [&seen](const std::string& folder) {
    return std::none_of(seen.offers.begin(), seen.offers.end(),
                        [&folder](const StickOffer& offer) { return offer.folder == folder; });
  };
  sticks_taken_.erase(std::remove_if(sticks_taken_.begin(), sticks_taken_.end(), gone), sticks_taken_.end());
  model_.sync.offers.clear();
  for (const StickOffer& offer : seen.offers) {
    if (!holds(sticks_taken_, offer.folder)) model_.sync.offers.push_back(offer);
  }
}

void Kiosk::open_stick_offer() {
  dismiss_stick_offer();
  show_staff_screen(StaffScreen::import_file);
}

void Kiosk::dismiss_stick_offer() {
  std::vector<StickOffer>& offers = model_.sync.offers;
  if (offers.empty()) return;
  sticks_taken_.push_back(offers.front().folder);
  offers.erase(offers.begin());
}

}  // namespace uketsuke
