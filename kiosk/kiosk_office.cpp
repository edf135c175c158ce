// What the office decides through Kiosk: pending applications, cancellations, suspected duplicates.
#include <string>
#include <utility>

#include "kiosk/kiosk.h"

namespace uketsuke {

namespace {

const char* notice_of(Decision decision) {
  switch (decision) {
    case Decision::accept:
      return "notice_accepted";
    case Decision::decline:
      return "notice_declined";
    case Decision::cancel:
      return "notice_cancelled";
    case Decision::merge:
      return "notice_merged";
    case Decision::keep:
      return "notice_kept";
  }
  return "notice_accepted";
}

/// The reasons why, one after the other; a few are enough to act on.
std::string refusals_of(const DecisionResult& result) {
  constexpr int kMost = 2;
  std::string words;
  int told = 0;
  for (const DecidedOne& one : result.each) {
    if (!one.refusal.empty() && told++ < kMost) words += one.refusal;
  }
  return words;
}

}  // namespace

void Kiosk::decide(const action::DecideChosen& chosen) {
  StaffView& staff = model_.staff;
  if (chosen.registrations.empty() || staff.busy) return;
  staff.busy = true;
  ask(DecideRegistrations{settings_.event, chosen.decision, chosen.registrations, chosen.reason, staff.name, now_.utc});
}

void Kiosk::on_decision_done(const DecisionDone& done) {
  StaffView& staff = model_.staff;
  staff.busy = false;
  std::size_t waitlisted = 0;
  std::size_t promoted = 0;
  for (const DecidedOne& one : done.result.each) {
    if (one.status == RegistrationStatus::waitlisted) ++waitlisted;
    promoted += one.promoted.size();
  }
  if (!done.result.taken) {
    notify({NoticeKind::attention, "notice_decision_refused", {}, refusals_of(done.result), 0});
  } else {
    ++staff.pending.decided;
    const char* words = notice_of(done.decision);
    if (promoted > 0) words = "notice_decided_promoted";
    if (done.decision == Decision::accept && waitlisted > 0) words = "notice_accepted_waitlisted";
    notify({NoticeKind::good,
            words,
            {{"count", std::to_string(done.result.each.size())},
             {"waitlisted", std::to_string(waitlisted)},
             {"promoted", std::to_string(promoted)}},
            {},
            0});
  }
  refresh_counts();
  refresh_lists();
}

void Kiosk::load_pending() {
  PendingView& view = model_.staff.pending;
  view.waiting = true;
  ask(LoadPending{++view.serial, settings_.event});
}

void Kiosk::on_pending_done(const PendingDone& done) {
  PendingView& view = model_.staff.pending;
  if (done.serial != view.serial) return;
  view.waiting = false;
  view.rows = done.rows;
  view.pairs = done.pairs;
}

}  // namespace uketsuke
